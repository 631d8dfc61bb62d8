import type { Flag, Verb } from "./define-verb.js";
import { ALWAYS } from "./parse-words.js";

/** A flag as it is typed, with what stands for its value: `-n, --limit <n>`. */
export function flagForm(name: string, { short, value, bare }: Omit<Flag, "help">): string {
  const shown = value === undefined ? "" : bare === undefined ? ` <${value}>` : ` [${value}]`;
  return `${short === undefined ? "" : `-${short}, `}--${name}${shown}`;
}

/** The help page of a verb. */
export function verbHelp({ name, summary, flags, positionals }: Verb): string {
  const rows = Object.entries({ ...flags, ...ALWAYS }).map(([word, flag]) => {
    return [`${flag.short === undefined ? "    " : ""}${flagForm(word, flag)}`, flag.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  const usage = ["tierbench", name, positionals.shown, "[flags]"].filter((part) => part !== "").join(" ");
  return [
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    "",
    `Usage: ${usage}`,
    "",
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`),
  ].join("\n");
}
