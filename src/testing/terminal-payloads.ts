/**
 * Texts that act on a terminal, on the order of letters or on a CI system, if
 * they reach them as they are.
 * @module
 */
const ESC = "\u001b";
const BEL = "\u0007";
const ST = `${ESC}\\`;

const TERMINAL: readonly string[] = [
  // CSI: clear, move, colour, hide the cursor, scroll, report, bracketed paste, another screen.
  ...["2J", "H", "1A", "31m", "?25l", "5S", "6n", "?2004h", "?1049h", "1;1r", "0K", "8;2;2t"].map(
    (rest) => `a${ESC}[${rest}b`,
  ),
  // OSC: title, link, clipboard, working folder, palette, notification, prompt marks; ended in both ways, or not at all.
  ...[
    "0;title",
    "8;;https://example.com",
    "52;c;AAAA",
    "7;file://host/",
    "4;1;red",
    "9;hello",
    "133;A",
    "1337;File=",
  ].flatMap((rest) => [`${ESC}]${rest}${BEL}`, `${ESC}]${rest}${ST}`]),
  `${ESC}]0;never ended`,
  `${ESC}]52;c;`,
  `${ESC}P1$r0m${ST}`,
  `${ESC}Pnever ended`,
  `${ESC}_Gf=24;AAAA${ST}`,
  `${ESC}^private${ST}`,
  `${ESC}Xstring${ST}`,
  `${ESC}c`,
  `${ESC}7${ESC}8`,
  `${ESC}(0`,
  `${ESC}#8`,
  ESC,
  // The same in one 8-bit character.
  "\u009b2J",
  "\u009d0;title\u009c",
  "\u0090q\u009c",
  "\u009f\u009c",
  "\u009e\u009c",
  "\u0098\u009c",
  "\u0085next",
  "\u0084",
  "\u008d",
  // What overwrites what has been said.
  "approved\rdenied",
  "denied\b\b\b\b\b\bpassed",
  "one\u000btwo",
  "one\u000ctwo",
  "\u0000",
  BEL,
  "\u007f",
  "\u000e\u000f",
];

const INVISIBLE: readonly string[] = [
  ...Array.from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"),
  ...Array.from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f\u3164\u2028\u2029\u{e0100}\ud800"),
  "\u{e0041}\u{e0042}\u{e007f}",
].map((sign) => `user${sign}name`);

const COMMANDS: readonly string[] = [
  "::add-mask::tierbench",
  "::stop-commands::pause",
  "::error file=a.ts,line=1::wrong",
  "::warning::careful",
  "::set-output name=x::y",
  "::group::all",
  "::debug::x",
  "  ::add-mask::indented",
  "\t::error::tabbed",
  "##[group]all",
  "##[error]wrong",
  "##[set-env name=X]y",
  "##vso[task.setvariable variable=x]y",
];

/** More than eighty, each alone. */
export const TERMINAL_PAYLOADS: readonly string[] = [...TERMINAL, ...INVISIBLE, ...COMMANDS];

/** A character that may reach a terminal: letters, marks, numbers, punctuation, symbols, spaces. */
const HARMLESS = /^(?:[\n\t\x20-\x7e]|\ufe0f|(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}])*$/u;

/** What is wrong with a text that has reached a terminal; empty: nothing. */
export function harmIn(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !HARMLESS.test(line) || /^\s*::/.test(line) || /##\[|##vso\[/.test(line))
    .map((line) => JSON.stringify(line));
}
