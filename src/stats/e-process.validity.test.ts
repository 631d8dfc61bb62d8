import { describe, expect, test } from "vitest";
import { decision, logEvidence, observe, type SequentialTest, startSequentialTest } from "./e-process.js";
import { seededRandom } from "./random.js";

const question = { margin: 0.05, level: 0.05 };

interface World {
  readonly loss: number;
  readonly win: number;
}

/** Batches of 10, at most 600 items, as in the planning table. */
function simulate({ loss, win }: World, sims: number) {
  const random = seededRandom(20_261_031, `sequential ${loss} ${win}`);
  let items = 0;
  const counts = { "non-inferior": 0, inferior: 0, undecided: 0 };
  for (let sim = 0; sim < sims; sim += 1) {
    let state: SequentialTest = startSequentialTest(question);
    while (state.observed < 600 && (state.observed % 10 !== 0 || decision(state) === null)) {
      const u = random.uniform();
      state = observe(state, u < loss ? 1 : u < loss + win ? -1 : 0);
    }
    items += state.observed;
    counts[decision(state) ?? "undecided"] += 1;
  }
  return { items: items / sims, ...counts };
}

describe("the sequential table: mean items until the decision, margin 5 points, at most 600", () => {
  test.each([
    { loss: 0.02, win: 0.02, items: 175, verdict: "non-inferior" },
    { loss: 0.05, win: 0.05, items: 306, verdict: "non-inferior" },
    { loss: 0.15, win: 0.02, items: 177, verdict: "inferior" },
    { loss: 0.35, win: 0.02, items: 41, verdict: "inferior" },
  ] as const)("loss $loss, win $win: $items items", ({ loss, win, items, verdict }) => {
    const result = simulate({ loss, win }, 150);
    // Another way to bet spends its items a little differently, and 150 runs have a standard error of about 4 %.
    expect(Math.abs(result.items / items - 1)).toBeLessThan(0.15);
    expect(result[verdict]).toBeGreaterThan(0.75 * 150);
    expect(result[verdict === "inferior" ? "non-inferior" : "inferior"]).toBeLessThanOrEqual(3);
  });

  test("exactly at the margin it hardly ever decides, and wrongly at most at the level", () => {
    const result = simulate({ loss: 0.08, win: 0.03 }, 300);
    const limit = 300 * (0.05 + 3 * Math.sqrt((0.05 * 0.95) / 300));
    expect(result["non-inferior"]).toBeLessThan(limit);
    expect(result.inferior).toBeLessThan(limit);
    expect(result.items).toBeGreaterThan(550);
  });
});

test("exact validity: all 3^9 paths at the margin, looking after every value", () => {
  for (const [loss, win] of [
    [0.3, 0.2],
    [0.1, 0],
    [0.5, 0.4],
  ] as const) {
    const atMargin = startSequentialTest({ margin: loss - win, level: 0.2 });
    const mass = { "non-inferior": 0, inferior: 0 };
    const walk = (state: SequentialTest, probability: number) => {
      const found = decision(state);
      if (found !== null) mass[found] += probability;
      else if (state.observed < 9 && probability > 0) {
        walk(observe(state, 1), probability * loss);
        walk(observe(state, -1), probability * win);
        walk(observe(state, 0), probability * (1 - loss - win));
      }
    };
    walk(atMargin, 1);
    expect(mass["non-inferior"]).toBeLessThanOrEqual(0.2);
    expect(mass.inferior).toBeLessThanOrEqual(0.2);
  }
});

test("a million updates stay finite, in both directions", () => {
  for (const [value, expected] of [
    [-1, "non-inferior"],
    [1, "inferior"],
  ] as const) {
    let state = startSequentialTest(question);
    for (let i = 0; i < 1e6; i += 1) state = observe(state, value);
    const { nonInferior, inferior } = logEvidence(state);
    expect(Number.isFinite(nonInferior) && Number.isFinite(inferior)).toBe(true);
    // The capital itself would overflow at 709.
    expect(Math.max(nonInferior, inferior)).toBeGreaterThan(100_000);
    expect(decision(state)).toBe(expected);
  }
});
