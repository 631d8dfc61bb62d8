import type { Verb } from "./define-verb.js";
import { ALWAYS } from "./parse-words.js";

/** The help page of a verb. */
export function verbHelp({ name, summary, flags, positionals }: Verb): string {
  const rows = Object.entries({ ...flags, ...ALWAYS }).map(([flag, { short, value, bare, help }]) => {
    const shown = value === undefined ? "" : bare === undefined ? ` <${value}>` : ` [${value}]`;
    return [`${short === undefined ? "    " : `-${short}, `}--${flag}${shown}`, help] as const;
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
