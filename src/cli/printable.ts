/**
 * What acts on a terminal or cannot be seen: control characters, bidirectional
 * overrides, zero-width and tag characters, and code points without a meaning of
 * their own. The one that makes an emoji of a sign does no harm.
 */
const UNPRINTABLE = /(?!\ufe0f)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** What CI systems read as a command: `::…` at the start of a line, white space aside, and `##[…` anywhere in it. */
const COMMAND = /^\s*:(?=:)|##(?=\[|vso\[)/gm;

/**
 * Text that cannot control a terminal or a CI log: control characters become
 * `\u{…}`, and what a CI system would take for a command gets a backslash.
 */
export function printable(text: string): string {
  return text
    .replace(UNPRINTABLE, (character) =>
      character === "\n" || character === "\t" ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`,
    )
    .replace(COMMAND, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`);
}

/** Printable text on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s*\n\s*/g, " "));
}

/**
 * A value as JSON whose text cannot control a terminal or a CI log either; its meaning is the same.
 *
 * @param clean - what is done to every text value before
 */
export function jsonText(value: unknown, indent?: number, clean = (text: string) => text): string {
  const replace = (_: string, entry: unknown) => (typeof entry === "string" ? clean(entry) : entry);
  const escaped = (character: string): string =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join("");
  return JSON.stringify(value, replace, indent)
    .replace(UNPRINTABLE, (character) => (character === "\n" ? character : escaped(character)))
    .replace(/##(?=\[|vso\[)/g, "#\\u0023");
}
