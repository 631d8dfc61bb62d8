import { expect, test } from "vitest";
import type { Calibration } from "../core/calibration.js";
import type { Slice, SliceCheck } from "../core/slice.js";
import { slicesView } from "./slices-view.js";

const slice = (key: Slice["key"], v: number, isWorse = false): Slice => ({
  key,
  items: 40,
  difference: { v, ci: [v - 0.1, v + 0.1], n: 40 },
  adjustedPValue: isWorse ? 0.0004 : 0.3,
  isWorse,
});
const LONG = slice({ by: "length", fromTokens: 900, toTokens: 2048 }, -0.12, true);
const HARD = slice({ by: "difficulty", band: "hard" }, -0.02);
const calibrationOf = (checks: { readonly [taskType: string]: SliceCheck | null }) =>
  ({
    options: { confidence: 0.95 },
    taskTypes: Object.entries(checks).map(([taskType, slices]) => ({ taskType, slices })),
  }) as unknown as Calibration;

test("the worst slice of each task type, the largest loss first, in words", () => {
  const view = slicesView(
    calibrationOf({
      calm: { slices: [HARD], worst: HARD, notes: [] },
      kept: null,
      wild: { slices: [LONG, HARD], worst: LONG, notes: [] },
    }),
  );
  expect(view?.worst.map(({ taskType, slice: name }) => [taskType, name])).toEqual([
    ["wild", "900 to 2048 tokens"],
    ["calm", "hard"],
  ]);
  expect(view?.worst[0]).toMatchObject({
    difference: "−12.0",
    interval: "−22.0 to −2.0",
    size: "n\u00a0=\u00a040",
    adjustedPValue: "<\u00a00.001",
    level: "needed at most 0.050",
    flag: "worse than the margin",
    isWorse: true,
  });
  expect(view?.all).toHaveLength(3);
  expect(view?.all[2]).toMatchObject({ flag: "", isWorse: false });
});

test("clusters are counted as such", () => {
  const clustered = { ...HARD, difference: { ...HARD.difference, n: 11 } };
  const view = slicesView(calibrationOf({ calm: { slices: [clustered], worst: clustered, notes: [] } }));
  expect(view?.all[0]?.size).toBe("40 items in 11 clusters");
});

test("what could not be sliced is said once, with its task types unless they are all", () => {
  const none = (note: string): SliceCheck => ({ slices: [], worst: null, notes: [note] });
  const some = slicesView(calibrationOf({ calm: none("No lengths."), mild: none("No lengths."), wild: none("Few.") }));
  expect(some?.notes).toEqual(["No lengths (calm, mild).", "Few (wild)."]);
  expect(slicesView(calibrationOf({ calm: none("No lengths.") }))?.notes).toEqual(["No lengths."]);
});

test("nothing to check where the reference serves everything", () => {
  expect(slicesView(calibrationOf({ calm: null }))).toBeNull();
});
