/** Flags without which a printed command would look for its run elsewhere. */
export interface PlaceFlags {
  readonly db?: string | undefined;
  readonly config?: string | undefined;
}

/** To stand at the end of a command that is printed for the user to type: empty where no flag is needed. */
export function printedPlace({ db, config }: PlaceFlags): string {
  const flags = Object.entries({ config, db }).filter((flag): flag is [string, string] => flag[1] !== undefined);
  return flags.map(([name, value]) => ` --${name} ${shellWord(value)}`).join("");
}

/** As one word of a POSIX shell, quoted only where it must be. */
function shellWord(text: string): string {
  return /^[\w%+,./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
