import type { Calibration, TaskTypeDecision } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { type Slice, sliceName } from "../core/slice.js";
import { countText, percentText, pointsText } from "./money-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

const MOST_SHOWN = 5;

/** Where the choices do worst, for a terminal; nothing where the reference serves everything. */
export function slicesText({ taskTypes, options }: Calibration): readonly string[] {
  const checked = taskTypes.filter(({ slices }) => slices !== null);
  if (checked.length === 0) return [];
  const worst = checked
    .flatMap(({ taskType, slices }) => (slices?.worst ? [{ taskType, slice: slices.worst }] : []))
    .filter(({ slice }) => slice.difference.v < 0)
    .sort((a, b) => a.slice.difference.v - b.slice.difference.v);
  const level = percentText(options.confidence).replace(".0 ", " ");
  return [
    "",
    worst.length === 0
      ? "No slice by length or difficulty is below the reference."
      : textTable(
          ["worst slice of", "slice", "items", "points vs ref.", `${level} interval`, ""],
          worst.slice(0, MOST_SHOWN).map(({ taskType, slice }) => sliceRow(taskType, slice)),
        ),
    ...(worst.length > MOST_SHOWN ? [`and ${countText(worst.length - MOST_SHOWN, "task type")} more (--json)`] : []),
    ...unsliced(checked).map((text) => wrapText(text, "")),
  ];
}

function sliceRow(taskType: string, { key, items, difference, isWorse }: Slice): readonly string[] {
  const flag = isWorse ? "worse than the margin" : "";
  return [taskType, sliceName(key), String(items), pointsText(difference.v), interval(difference), flag];
}

function interval({ ci: [lo, hi] }: Estimate): string {
  return `${pointsText(lo)} to ${pointsText(hi)}`;
}

/** What could not be sliced, each reason once. */
function unsliced(taskTypes: readonly TaskTypeDecision[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { taskType, slices } of taskTypes) {
    for (const note of slices?.notes ?? []) found.set(note, [...(found.get(note) ?? []), taskType]);
  }
  return [...found].map(([note, types]) =>
    types.length === taskTypes.length ? note : `${note.replace(/\.$/, "")} (${countText(types.length, "task type")}).`,
  );
}
