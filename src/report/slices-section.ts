import type { Calibration } from "../core/calibration.js";
import { percent, points } from "./format-number.js";
import { type Html, html } from "./html.js";
import { type SliceRow, slicesView } from "./slices-view.js";
import { type Column, named, tableMarkup, withNote } from "./table-markup.js";

const COLUMNS: readonly Column<SliceRow>[] = [
  { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
  { header: "Slice", cell: ({ slice }) => named(slice) },
  {
    header: "Points against reference",
    kind: "number",
    cell: ({ difference, interval }) => withNote(difference, interval),
  },
  { header: "Paired", kind: "number", cell: ({ size }) => size },
  { header: "p, Holm", kind: "number", cell: ({ adjustedPValue, level }) => withNote(adjustedPValue, level) },
  { header: "Significantly", cell: ({ flag }) => flag },
];

/** Where a mean within the margin may hide items far outside. */
export function slicesPart({ calibration }: { readonly calibration: Calibration }): Html | null {
  const view = slicesView(calibration);
  if (view === null) return null;
  const { reference, margin, confidence } = calibration.options;
  const notes = view.notes.map((note) => html`<p class="note">${named(note)}</p>`);
  if (view.all.length === 0) return html`<h3>Worst slices</h3>${notes}`;
  return html`<h3>Worst slices</h3><p>Each choice against ${named(reference)} on the quarters of its items by length of the prompt, and by difficulty where authors gave one. The slices of a task type share its error of ${percent(1 - confidence, 0)}: intervals hold together, and “worse” means significantly more than ${points(margin)} below. This is a warning, and decides nothing.</p>${tableMarkup({ caption: "The worst slice of each task type", columns: COLUMNS, rows: view.worst })}<details><summary>All slices</summary>${tableMarkup({ caption: "The choices by slice", columns: COLUMNS, rows: view.all })}</details>${notes}`;
}
