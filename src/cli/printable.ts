/** Control and format characters: terminal sequences, bidirectional overrides, zero-width and tag characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
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

/** A value as JSON whose text cannot control a terminal or a CI log either; its meaning is the same. */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = (character: string): string =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join("");
  return JSON.stringify(value, null, indent)
    .replace(UNPRINTABLE, (character) => (character === "\n" ? character : escaped(character)))
    .replace(/##(?=\[|vso\[)/g, "#\\u0023");
}
