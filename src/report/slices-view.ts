import type { Calibration, TaskTypeDecision } from "../core/calibration.js";
import { type Slice, sliceName } from "../core/slice.js";
import { counted, pointsInterval, probability, sampleSize, signedPoints } from "./format-number.js";

/** The choice of a task type on one slice of its items. */
export interface SliceRow {
  readonly taskType: string;
  readonly slice: string;
  readonly difference: string;
  readonly interval: string;
  readonly size: string;
  readonly adjustedPValue: string;
  /** What the p-value has to reach for a flag. */
  readonly level: string;
  /** Empty where nothing is certain. */
  readonly flag: string;
  readonly isWorse: boolean;
}

export interface SlicesView {
  /** The worst slice of every task type that has one, the largest loss first. */
  readonly worst: readonly SliceRow[];
  readonly all: readonly SliceRow[];
  /** What could not be sliced, and where. */
  readonly notes: readonly string[];
}

/** Null where the reference serves everything, so that there is nothing to lose. */
export function slicesView({ taskTypes, options }: Calibration): SlicesView | null {
  const checked = taskTypes.filter(({ slices }) => slices !== null);
  if (checked.length === 0) return null;
  const level = `needed at most ${probability(1 - options.confidence)}`;
  const worst = checked
    .flatMap(({ taskType, slices }) => (slices?.worst ? [{ taskType, slice: slices.worst }] : []))
    .sort((a, b) => a.slice.difference.v - b.slice.difference.v);
  return {
    worst: worst.map(({ taskType, slice }) => sliceRow(taskType, slice, level)),
    all: checked.flatMap(({ taskType, slices }) =>
      (slices?.slices ?? []).map((slice) => sliceRow(taskType, slice, level)),
    ),
    notes: notesOf(checked),
  };
}

function sliceRow(taskType: string, slice: Slice, level: string): SliceRow {
  const { key, items, difference, adjustedPValue, isWorse } = slice;
  const { v, ci, n } = difference;
  return {
    taskType,
    slice: sliceName(key),
    difference: signedPoints(v),
    interval: pointsInterval(ci),
    size: n < items ? `${counted(items, "item")} in ${counted(n, "cluster")}` : sampleSize(items),
    adjustedPValue: probability(adjustedPValue),
    level,
    flag: isWorse ? "worse than the margin" : "",
    isWorse,
  };
}

function notesOf(checked: readonly TaskTypeDecision[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { taskType, slices } of checked) {
    for (const note of slices?.notes ?? []) found.set(note, [...(found.get(note) ?? []), taskType]);
  }
  return [...found].map(([note, types]) =>
    types.length === checked.length ? note : `${note.replace(/\.$/, "")} (${types.join(", ")}).`,
  );
}
