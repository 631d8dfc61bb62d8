import { describe, expect, test } from "vitest";
import type { Difficulty } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import { sliceName } from "../core/slice.js";
import { seededRandom } from "../stats/random.js";
import { tangoInterval } from "../stats/tango.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { difficultyBands, itemTraits, lengthQuarters, type TraitedItem } from "./item-traits.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { sliceCheck, sliceWarnings } from "./slice-check.js";

interface Cell {
  readonly lost?: boolean;
  readonly gained?: boolean;
  readonly tokens?: number | null;
  readonly band?: Difficulty;
  readonly cluster?: string;
}

function rowsOf(cells: readonly Cell[]): readonly Outcome[] {
  return cells.flatMap(({ lost, gained, tokens = null, cluster = null }, i) => {
    const cell = { itemId: `i${String(i).padStart(4, "0")}`, cluster };
    const usage =
      tokens === null
        ? null
        : {
            inputTokens: tokens - 2,
            outputTokens: 9,
            cacheReadTokens: 1,
            cacheWriteTokens: 1,
            cacheWrite1hTokens: 0,
          };
    return [
      { ...seededOutcome({ ...cell, tier: "haiku", score: lost ? 0 : 1 }), usage: null },
      { ...seededOutcome({ ...cell, tier: "opus", score: gained ? 0 : 1, costUsd: 0.02 }), usage },
    ];
  });
}

const itemsOf = (cells: readonly Cell[]): readonly TraitedItem[] =>
  cells.map(({ band }, i) => ({ id: `i${String(i).padStart(4, "0")}`, taskType: "triage", difficulty: band }));

function checkOf(cells: readonly Cell[], choice = "haiku") {
  const rows = rowsOf(cells);
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  const traits = itemTraits(rows, itemsOf(cells), "opus");
  const options = { margin: 0.05, confidence: 0.95, traits };
  return sliceCheck({ choice: { kind: "single", tier: choice } }, matrix as TaskTypeMatrix, options);
}

/** Short inputs are all right; of the longest quarter every third is lost. */
const LONG_FAIL = Array.from({ length: 200 }, (_, i): Cell => ({ tokens: 100 + i, lost: i >= 150 && i % 3 === 0 }));

describe("by length", () => {
  test("quarters by tokens of the prompt, the worst of them found, with its interval and n", () => {
    const check = checkOf(LONG_FAIL);
    expect(check?.slices.map(({ key }) => sliceName(key))).toEqual([
      "100 to 149 tokens",
      "150 to 199 tokens",
      "200 to 249 tokens",
      "250 to 299 tokens",
    ]);
    expect(check?.worst).toBe(check?.slices[3]);
    // 17 of 50 lost. Four slices share the 5 %.
    const [lo, hi] = tangoInterval({ firstOnly: 0, secondOnly: 17, n: 50 }, 1 - 0.05 / 4);
    expect(check?.worst).toMatchObject({ items: 50, difference: { v: -0.34, ci: [lo, hi], n: 50 }, isWorse: true });
    expect(check?.slices.map(({ isWorse }) => isWorse)).toEqual([false, false, false, true]);
    expect(check?.notes).toEqual([]);
  });

  test("equal lengths stay together", () => {
    expect(lengthQuarters([5, 5, 5, 5, 5, 5, 9, 9]).map(({ key, items }) => [sliceName(key), items.length])).toEqual([
      ["5 tokens", 6],
      ["9 tokens", 2],
    ]);
    expect(lengthQuarters([7, 7, 7])).toEqual([]);
    expect(lengthQuarters([])).toEqual([]);
    const check = checkOf(LONG_FAIL.map((cell) => ({ ...cell, tokens: 80 })));
    expect(check).toEqual({
      slices: [],
      worst: null,
      notes: ["All inputs are about equally long: no slices by length."],
    });
  });

  test("a single unknown length leaves no slices by length, and says so", () => {
    const check = checkOf(LONG_FAIL.map((cell, i) => (i === 20 ? { ...cell, tokens: null } : cell)));
    expect(check).toMatchObject({
      slices: [],
      notes: ["Input tokens of opus are not known for every item: no slices by length."],
    });
  });

  test("several answers of the reference: their mean, and a length that one of them lacks is not known", () => {
    const [, first] = rowsOf([{ tokens: 100 }]) as readonly [Outcome, Outcome];
    const [, second] = rowsOf([{ tokens: 120 }]) as readonly [Outcome, Outcome];
    const lengthOf = (rows: readonly Outcome[]) => itemTraits(rows, [], "opus").promptTokens("triage", "i0000");
    expect(lengthOf([first, { ...second, trial: 1 }])).toBe(110);
    expect(lengthOf([first, { ...second, trial: 1, usage: null }])).toBeNull();
    expect(lengthOf([first, { ...second, trial: 1, usage: null, status: "errored" }])).toBe(100);
    expect(lengthOf([])).toBeNull();
  });
});

describe("by difficulty", () => {
  test("authors' bands, easiest first; items without one are in none", () => {
    const bands = ["easy", "hard", "medium"] as const;
    const cells = Array.from({ length: 90 }, (_, i): Cell => {
      const band = bands[i % 3];
      return { ...(i < 75 && band !== undefined ? { band } : {}), lost: i % 3 === 1 && i < 30 };
    });
    const check = checkOf(cells);
    expect(check?.slices.map(({ key, items }) => [sliceName(key), items])).toEqual([
      ["easy", 25],
      ["medium", 25],
      ["hard", 25],
    ]);
    expect(check?.worst?.difference.v).toBe(-0.4);
    expect(difficultyBands(["easy", "easy", null])).toEqual([]);
  });

  test("fewer than ten independent items are no slice", () => {
    const cells = Array.from({ length: 60 }, (_, i): Cell => {
      const band = i < 25 ? "easy" : i < 50 ? "medium" : "hard";
      return { band, cluster: i < 50 ? `c${i}` : `c${50 + Math.floor((i - 50) / 2)}` };
    });
    const check = checkOf(cells);
    expect(check?.slices.map(({ key }) => sliceName(key))).toEqual(["easy", "medium"]);
    expect(check?.notes).toContain("Slices of fewer than 10 independent items are left out: 1.");
  });
});

test("clusters: the unit inside a slice is the cluster", () => {
  const cells = Array.from(
    { length: 120 },
    (_, i): Cell => ({
      band: i < 60 ? "easy" : "hard",
      cluster: `c${Math.floor(i / 4)}`,
      lost: i >= 60 && i < 72,
    }),
  );
  const worst = checkOf(cells)?.worst;
  expect(worst).toMatchObject({ items: 60, difference: { v: -0.2, n: 15 } });
  // Three whole clusters lost of fifteen: not yet more than 5 points for certain.
  expect(worst?.isWorse).toBe(false);
});

test("the reference itself has nothing to lose", () => {
  expect(checkOf(LONG_FAIL, "opus")).toBeNull();
});

test("a slice that does better than the reference can be the worst, and is never flagged", () => {
  const cells = Array.from({ length: 80 }, (_, i): Cell => ({ tokens: i, gained: i % 2 === 0 }));
  const check = checkOf(cells);
  expect(check?.worst?.difference.v).toBeGreaterThan(0);
  expect(check?.slices.some(({ isWorse }) => isWorse)).toBe(false);
});

test("simulated: at the margin everywhere, some slice is falsely called worse in at most 5 %", () => {
  const draws = 120;
  const flagged = Array.from({ length: draws }, (_, draw) => {
    const random = seededRandom(draw, "slices");
    const cells = Array.from(
      { length: 160 },
      (_cell, i): Cell => ({
        tokens: i,
        band: random.uniform() < 0.5 ? "easy" : "hard",
        lost: random.uniform() < 0.1,
        gained: random.uniform() < 0.05,
      }),
    );
    return Number(checkOf(cells)?.slices.some(({ isWorse }) => isWorse));
  }).reduce((sum, one) => sum + one, 0);
  expect(flagged / draws).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / draws));
}, 60_000);

describe("in a calibration", () => {
  /** Within the margin in the mean, far outside on hard items. */
  const cells = Array.from(
    { length: 600 },
    (_, i): Cell => ({
      band: i % 20 === 0 ? "hard" : "easy",
      lost: i % 20 === 0 && i % 40 === 0,
      gained: i % 20 === 5,
    }),
  );
  const options = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05 };
  const made = calibrate(rowsOf(cells), [seededRun(["haiku", "opus"])], options, {
    resamples: 10,
    items: itemsOf(cells),
  });

  test("the choice is made all the same, and a warning names slice, difference, interval and n", () => {
    const [decision] = made.taskTypes;
    expect(decision).toMatchObject({ choice: { kind: "single", tier: "haiku" }, status: "certified" });
    expect(decision?.slices?.worst).toMatchObject({ key: { band: "hard" }, items: 30, isWorse: true });
    const warning = made.warnings.find((text) => text.includes("slice"));
    expect(warning).toMatch(
      /^Task type "triage", slice "hard": haiku is −50\.0 points against opus on 30 items \(−\d+\.\d points to −\d+\.\d points, all slices together 95 %\), significantly worse than the margin of 5\.0 points\./,
    );
  });

  test("no warning without a flag; several flags are counted", () => {
    const [decision] = made.taskTypes;
    if (decision === undefined || decision.slices === null) throw new Error("no slices");
    const [easy, hard] = decision.slices.slices;
    if (easy === undefined || hard === undefined) throw new Error("no slices");
    const withSlices = (slices: readonly (typeof easy)[]) => ({
      ...decision,
      slices: { slices, worst: hard, notes: [] },
    });
    expect(sliceWarnings(withSlices([easy]), options)).toEqual([]);
    expect(sliceWarnings({ ...decision, slices: null }, options)).toEqual([]);
    const both = sliceWarnings(withSlices([{ ...easy, isWorse: true }, hard]), options);
    expect(both[0]).toContain('slice "hard" (and 1 more)');
  });
});
