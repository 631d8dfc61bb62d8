import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { decision, logEvidence, observe, type SequentialTest, startSequentialTest } from "./e-process.js";

const question = { margin: 0.05, level: 0.05 };
const run = (values: readonly number[]) => values.reduce(observe, startSequentialTest(question));

test.each(referenceValues("e_process"))(
  "worked in exact fractions: %d losses, %d wins, %d ties against %d",
  (losses = 0, wins = 0, ties = 0, margin = 0, nonInferior = 0, inferior = 0) => {
    const values = [...Array(losses).fill(1), ...Array(wins).fill(-1), ...Array(ties).fill(0)] as number[];
    const evidence = logEvidence(values.reduce(observe, startSequentialTest({ margin, level: 0.05 })));
    expect(evidence.nonInferior).toBeCloseTo(nonInferior, 10);
    expect(evidence.inferior).toBeCloseTo(inferior, 10);
  },
);

test("the state survives JSON, a decision is final, the old state is left as it was", () => {
  const before = run(Array(30).fill(1));
  expect(decision(before)).toBe("inferior");
  const copy = JSON.parse(JSON.stringify(before)) as SequentialTest;
  expect(observe(copy, 0.3)).toEqual(observe(before, 0.3));
  const after = Array<number>(2000).fill(-1).reduce(observe, before);
  expect(logEvidence(after).nonInferior).toBeGreaterThan(3);
  expect(decision(after)).toBe("inferior");
  expect(before.observed).toBe(30);
});

test("evidence does not depend on the order, and mirrors with the signs", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }), (values) => {
      const forward = logEvidence(run(values));
      const backward = logEvidence(run(values.slice().reverse()));
      expect(backward.nonInferior).toBeCloseTo(forward.nonInferior, 9);
      const mirrored = startSequentialTest({ margin: -question.margin, level: question.level });
      const flipped = logEvidence(values.map((value) => -value).reduce(observe, mirrored));
      expect(flipped.inferior).toBeCloseTo(forward.nonInferior, 9);
      expect(flipped.nonInferior).toBeCloseTo(forward.inferior, 9);
    }),
    { seed: 1 },
  );
});

test("starts without evidence", () => {
  const start = startSequentialTest(question);
  expect(start).toEqual({
    ...question,
    observed: 0,
    logBelow: [0, 0, 0, 0, 0],
    logAbove: [0, 0, 0, 0, 0],
    decided: null,
  });
  expect(logEvidence(start)).toEqual({ nonInferior: 0, inferior: 0 });
});

test("capitals that are thousands of powers of e apart have a mean", () => {
  const { nonInferior, inferior } = logEvidence(run(Array<number>(3000).fill(-1)));
  // The largest bet has all of the mean but the divisor; what is above loses, the smallest bet least.
  expect(nonInferior).toBeCloseTo(3000 * Math.log1p(0.75 * (1.05 / 0.95)) - Math.log(5), 6);
  expect(inferior).toBeCloseTo(3000 * Math.log1p(-0.05) - Math.log(5), 6);
});

test("decides at the value that reaches the level, not before", () => {
  for (const value of [-1, 1]) {
    let state = startSequentialTest(question);
    while (decision(state) === null) {
      expect(Math.max(...Object.values(logEvidence(state)))).toBeLessThan(Math.log(20));
      state = observe(state, value);
    }
    expect(Math.max(...Object.values(logEvidence(state)))).toBeGreaterThanOrEqual(Math.log(20));
    expect(decision(state)).toBe(value < 0 ? "non-inferior" : "inferior");
  }
});

test("capital of exactly 1 / level is enough, in both directions", () => {
  for (const [value, key, expected] of [
    [-1, "nonInferior", "non-inferior"],
    [1, "inferior", "inferior"],
  ] as const) {
    const after = (count: number, level: number) =>
      Array<number>(count)
        .fill(value)
        .reduce(observe, startSequentialTest({ ...question, level }));
    const evidence = (count: number) => logEvidence(after(count, 0.5))[key];
    // Counts whose evidence survives the way to a level and back without rounding.
    const counts = [4, 6, 8, 10, 12, 14].filter((n) => -Math.log(Math.exp(-evidence(n))) === evidence(n));
    expect(counts).not.toHaveLength(0);
    for (const count of counts) {
      const level = Math.exp(-evidence(count));
      expect(decision(after(count, level))).toBe(expected);
      expect(decision(after(count - 1, level))).toBeNull();
    }
  }
});

test("trap: NaN at zero errors", () => {
  const state = run(Array(120).fill(0));
  expect(decision(state)).toBe("non-inferior");
  expect(Number.isFinite(logEvidence(state).inferior)).toBe(true);
});

test.each([
  ["margin not in (-1, 1): -1", () => startSequentialTest({ margin: -1, level: 0.05 })],
  ["margin not in (-1, 1): 1", () => startSequentialTest({ margin: 1, level: 0.05 })],
  ["margin not in (-1, 1): NaN", () => startSequentialTest({ margin: Number.NaN, level: 0.05 })],
  ["level not in (0, 1): 0", () => startSequentialTest({ margin: 0.05, level: 0 })],
  ["level not in (0, 1): 1", () => startSequentialTest({ margin: 0.05, level: 1 })],
  ["level not in (0, 1): NaN", () => startSequentialTest({ margin: 0.05, level: Number.NaN })],
  ["value not in [-1, 1]: -1.01", () => observe(startSequentialTest(question), -1.01)],
  ["value not in [-1, 1]: 1.01", () => observe(startSequentialTest(question), 1.01)],
  ["value not in [-1, 1]: NaN", () => observe(startSequentialTest(question), Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
