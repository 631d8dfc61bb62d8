import { type CascadeRow, cascadesView } from "./cascades-view.js";
import { percent } from "./format-number.js";
import { type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { type Column, foldedTable, named, withNote } from "./table-markup.js";

/** The cascades that were tried, and what their tests said; nothing where none was. */
export function cascadesPart({ calibration }: Pick<ReportInput, "calibration">): Html | null {
  const rows = cascadesView(calibration);
  if (rows.length === 0) return null;
  const { reference, harm } = calibration.options;
  const columns: readonly Column<CascadeRow>[] = [
    { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
    { header: "Cascade", cell: ({ plan, path }) => withNote(named(plan), named(path)) },
    { header: "Right answers lost", kind: "number", cell: (row) => withNote(row.risk, row.counted) },
    {
      header: `Quality against ${reference}`,
      kind: "number",
      cell: (row) => withNote(row.quality, row.qualityInterval),
    },
    { header: `Cost against ${reference}`, kind: "number", cell: ({ cost }) => cost },
    { header: "Escalated", kind: "number", cell: ({ escalated }) => escalated },
    { header: "Test", cell: ({ test, level }) => withNote(test, level) },
    { header: "Result", cell: ({ result, resultDetail }) => withNote(result, resultDetail) },
  ];
  return html`<h3>Cascades that were tried</h3><p>A cascade asks a cheap tier first and keeps its answer if the signals are high enough. Along each path, from the safest cascade to the boldest, a test must show that at most ${percent(harm)} of items lose a right answer of ${named(reference)}; the last that passed stands here, or the first that did not.</p>${foldedTable(
    {
      caption: "Cascades, cheapest first",
      columns,
      rows,
      rowClass: ({ isChosen }) => (isChosen ? "row-own" : ""),
    },
    ({ isFirst }) => isFirst,
  )}`;
}
