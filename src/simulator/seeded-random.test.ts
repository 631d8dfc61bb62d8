import { describe, expect, it } from "vitest";
import { seededRandom, xoshiro128 } from "./seeded-random.js";

describe("xoshiro128**", () => {
  it("yields the published sequence for the state 1, 2, 3, 4", () => {
    const next = xoshiro128([1, 2, 3, 4]);
    const words = Array.from({ length: 6 }, () => next() * 2 ** 32);
    expect(words).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
  });
});

describe("seededRandom", () => {
  it("repeats a stream for the same parts, and only for them", () => {
    const draw = (...parts: unknown[]) => {
      const random = seededRandom(...parts);
      return Array.from({ length: 4 }, () => random.next());
    };
    expect(draw("a", 1)).toEqual(draw("a", 1));
    expect(draw("a", 1)).not.toEqual(draw("a", 2));
    expect(draw("a", 1)).not.toEqual(draw("a1"));
  });

  it("has the moments of the uniform and of the normal distribution", () => {
    const random = seededRandom("moments");
    const n = 20_000;
    const uniform = Array.from({ length: n }, () => random.next());
    const normal = Array.from({ length: n }, () => random.normal());
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
    // Four standard errors each.
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(normal))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(mean(normal.map((value) => value ** 2)) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });

  it("samples without repetition, and no more than there is", () => {
    const random = seededRandom("sample");
    expect(new Set(random.sample([1, 2, 3], 5))).toEqual(new Set([1, 2, 3]));
    expect(new Set(random.sample([1, 2, 3, 4, 5], 3)).size).toBe(3);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
