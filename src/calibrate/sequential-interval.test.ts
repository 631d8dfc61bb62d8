import { describe, expect, test } from "vitest";
import { observe, type SequentialTest, startSequentialTest } from "../stats/e-process.js";
import { seededRandom } from "../stats/random.js";
import { anytimeInterval, anytimePValues } from "./sequential-interval.js";

function draws(loss: number, win: number, units: number, seed: number): readonly number[] {
  const random = seededRandom(seed, "interval");
  return Array.from({ length: units }, () => {
    const u = random.uniform();
    return u < loss ? 1 : u < loss + win ? -1 : 0;
  });
}

describe("the p-value", () => {
  test("is at the level or below exactly where the sequential test has decided", () => {
    for (const [loss, win, seed] of [
      [0.02, 0.02, 1],
      [0.05, 0.05, 2],
      [0.15, 0.02, 3],
      [0.35, 0.02, 4],
    ] as const) {
      let state: SequentialTest = startSequentialTest({ margin: 0.05, level: 0.05 });
      const values = draws(loss, win, 300, seed);
      values.forEach((value, index) => {
        state = observe(state, value);
        if (index % 37 !== 0) return;
        const { pValue, inferiorityPValue } = anytimePValues(values.slice(0, index + 1), 0.05);
        expect(state.decided !== null).toBe(Math.min(pValue, inferiorityPValue) <= 0.05);
      });
    }
  });

  test("never grows as values come in, and is 1 before the first", () => {
    expect(anytimePValues([], 0.05)).toEqual({ pValue: 1, inferiorityPValue: 1 });
    const values = draws(0.05, 0.05, 80, 7);
    let last = 1;
    for (let n = 1; n <= values.length; n += 1) {
      const { pValue } = anytimePValues(values.slice(0, n), 0.05);
      expect(pValue).toBeLessThanOrEqual(last);
      last = pValue;
    }
  });
});

describe("the interval", () => {
  test("is what the test does not reject", () => {
    const values = draws(0.15, 0.02, 200, 3);
    const [lo, hi] = anytimeInterval(values, 0.9);
    const level = 0.05;
    expect(anytimePValues(values, hi + 1e-4).pValue).toBeLessThanOrEqual(level);
    expect(anytimePValues(values, hi - 1e-4).pValue).toBeGreaterThan(level);
    expect(anytimePValues(values, lo - 1e-4).inferiorityPValue).toBeLessThanOrEqual(level);
    expect(anytimePValues(values, lo + 1e-4).inferiorityPValue).toBeGreaterThan(level);
    expect(lo).toBeLessThan(0.13);
    expect(hi).toBeGreaterThan(0.13);
  });

  test("covers the true loss at least as often as it says, wherever one stops", () => {
    const sims = 60;
    let missed = 0;
    for (let seed = 0; seed < sims; seed += 1) {
      const values = draws(0.1, 0.04, 120, 100 + seed);
      // The worst that optional stopping can do: the running interval of all looks has left the truth.
      const { pValue, inferiorityPValue } = anytimePValues(values, 0.06);
      if (Math.min(pValue, inferiorityPValue) <= 0.05) missed += 1;
    }
    expect(missed).toBeLessThan(sims * (0.1 + 3 * Math.sqrt((0.1 * 0.9) / sims)));
  });

  test("knows nothing without values, and stays within [−1, 1]", () => {
    expect(anytimeInterval([], 0.95)).toEqual([-1, 1]);
    const [lo, hi] = anytimeInterval(Array<number>(200).fill(1), 0.95);
    expect(hi).toBe(1);
    expect(lo).toBeGreaterThan(0.9);
    expect(() => anytimeInterval([0], 1)).toThrow(RangeError);
    expect(() => anytimeInterval([0], Number.NaN)).toThrow(RangeError);
  });
});
