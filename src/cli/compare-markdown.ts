import type { RunComparison } from "../calibrate/compare-runs.js";
import {
  CHANGE_COLUMNS,
  changeCells,
  isSimulated,
  noiseCells,
  pText,
  resultSentences,
  scopeSentences,
  scoreText,
  TIER_COLUMNS,
  tierCells,
} from "./compare-text.js";

/** Rows of the change table in a comment; the others are counted. */
const MOST_ROWS = 60;

/** What a comparison found, as Markdown for a pull request. */
export function comparisonMarkdown(comparison: RunComparison): string {
  const { gate, changes, tiers, flips, noise } = comparison;
  // What matters first: a comment may be cut.
  const sorted = [...changes].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const noiseColumn = noise === null ? [] : ["changed", "by noise"];
  const rest = sorted.length - MOST_ROWS;
  return [
    `### tierbench compare: ${gate.verdict}`,
    ...(isSimulated(comparison) ? ["", "**Simulated responses: this says nothing about real models.**"] : []),
    "",
    ...scopeSentences(comparison).map((sentence) => `- ${escaped(sentence)}`),
    "",
    ...markdownTable(
      [...CHANGE_COLUMNS, "p", ...noiseColumn, "verdict"],
      sorted
        .slice(0, MOST_ROWS)
        .map((change) => [
          ...changeCells(change),
          pText(change.pValue),
          ...(noise === null ? [] : noiseCells(change)),
          change.verdict === "regressed" ? "**regressed**" : change.verdict,
        ]),
      1,
    ),
    ...(rest > 0 ? ["", `${rest} more rows; see --format json.`] : []),
    "",
    ...markdownTable(TIER_COLUMNS, tiers.map(tierCells)),
    "",
    ...resultSentences(comparison).map((sentence) => `- ${escaped(sentence.trim())}`),
    ...(flips.shown.length === 0 ? [] : ["", ...flipDetails(comparison)]),
  ].join("\n");
}

const ORDER = ["regressed", "inconclusive", "held"];

function flipDetails({ flips }: RunComparison): readonly string[] {
  const rows = flips.shown.map(({ taskType, tier, itemId, base, head, baseReason, headReason }) => [
    taskType,
    tier,
    itemId,
    scoreText(base),
    scoreText(head),
    baseReason,
    headReason,
  ]);
  return [
    `<details><summary>${flips.worse} worse, ${flips.better} better, ${rows.length} shown</summary>`,
    "",
    ...markdownTable(["task type", "tier", "item", "base", "head", "reason before", "reason now"], rows),
    "",
    "</details>",
  ];
}

/** @param trusted - columns at the end that are markup of our own */
function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  trusted = 0,
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const cellsOf = (row: readonly string[]) =>
    row.map((cell, column) => (column < row.length - trusted ? escaped(cell) : cell));
  return [line(header), line(header.map(() => "---")), ...rows.map((row) => line(cellsOf(row)))];
}

/** Text that cannot end a table cell, start markup, or address anybody. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replace(/[\\`*_[\]<>|#!~]/g, "\\$&")
    .replace(/\s+/g, " ")
    .replaceAll("@", "@&#8203;");
}
