import { expect, test } from "vitest";
import type { Calibration } from "../core/calibration.js";
import type { Slice, SliceCheck } from "../core/slice.js";
import { slicesText } from "./slices-text.js";

const sliceOf = (v: number, isWorse = false): Slice => ({
  key: { by: "length", fromTokens: 10, toTokens: 99 },
  items: 30,
  difference: { v, ci: [v - 0.1, v + 0.1], n: 30 },
  adjustedPValue: 0.5,
  isWorse,
});
const checkOf = (worst: Slice | null, notes: readonly string[] = []): SliceCheck => ({
  slices: worst === null ? [] : [worst],
  worst,
  notes,
});
const textOf = (checks: readonly (SliceCheck | null)[]) =>
  slicesText({
    options: { confidence: 0.95 },
    taskTypes: checks.map((slices, i) => ({ taskType: `type-${i}`, slices })),
  } as unknown as Calibration).join("\n");

test("the five worst slices, the largest loss first, with interval, n and flag", () => {
  const losses = [-0.01, -0.2, -0.03, -0.04, -0.05, -0.06, 0.02];
  const text = textOf(losses.map((v) => checkOf(sliceOf(v, v === -0.2))));
  const lines = text.split("\n").filter((line) => line.startsWith("type-"));
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ["type-1", "10 to 99 tokens", "30", "−20.0", "−30.0 to −10.0", "worse than the margin"],
    ["type-5", "10 to 99 tokens", "30", "−6.0", "−16.0 to +4.0"],
    ["type-4", "10 to 99 tokens", "30", "−5.0", "−15.0 to +5.0"],
    ["type-3", "10 to 99 tokens", "30", "−4.0", "−14.0 to +6.0"],
    ["type-2", "10 to 99 tokens", "30", "−3.0", "−13.0 to +7.0"],
  ]);
  expect(text).toContain("and 1 task type more (--json)");
});

test("no loss anywhere, and what could not be sliced", () => {
  const text = textOf([checkOf(sliceOf(0.01), ["No lengths."]), checkOf(null, ["No lengths.", "Few."])]);
  expect(text.trim().split("\n")).toEqual([
    "No slice by length or difficulty is below the reference.",
    "No lengths.",
    "Few (1 task type).",
  ]);
});

test("nothing where the reference serves everything", () => {
  expect(textOf([null])).toBe("");
});
