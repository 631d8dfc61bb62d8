import { describe, expect, test } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import { costChange, latencyChange } from "./compare-amounts.js";
import type { PairedItem } from "./compare-pairs.js";

const paid = (...costs: readonly (number | null)[]): readonly Outcome[] =>
  costs.map((costUsd) => seededOutcome({ itemId: "any", tier: "haiku", score: 1, costUsd }));
const timed = (...latencies: readonly (number | null)[]): readonly Outcome[] =>
  latencies.map((latencyMs) => seededOutcome({ itemId: "any", tier: "haiku", score: 1, latencyMs }));
const item = (unit: string, base: readonly Outcome[], head: readonly Outcome[]): PairedItem => ({
  itemId: unit,
  unit,
  base,
  head,
});

describe("cost", () => {
  test("is the mean over items of their means over trials, in dollars", () => {
    const found = costChange([item("a", paid(0.001, 0.003), paid(0.001)), item("b", paid(0.004), paid(0.002))], 0.95);
    expect(found?.baseUsd).toBeCloseTo(0.003, 15);
    expect(found?.headUsd).toBeCloseTo(0.0015, 15);
    expect(found?.ratio?.v).toBeCloseTo(0.5, 12);
    expect(found?.ratio?.n).toBe(2);
  });

  test("twice as dear on every item: a ratio without spread", () => {
    const items = ["a", "b", "c"].map((unit, i) => item(unit, paid(0.001 * (i + 1)), paid(0.002 * (i + 1))));
    const { v, ci } = costChange(items, 0.95)?.ratio ?? { v: 0, ci: [0, 0] };
    for (const value of [v, ...ci]) expect(value).toBeCloseTo(2, 9);
  });

  test("an interval never reaches below 0, and ends above the ratio", () => {
    const items = [item("a", paid(0.001), paid(0.006)), item("b", paid(0.001), paid(0))];
    const { v, ci } = costChange(items, 0.95)?.ratio ?? { v: 0, ci: [9, 0] };
    expect([v, ci[0]]).toEqual([3, 0]);
    // Ratios 6 and 0: standard error 3, Student's t on one degree of freedom 12.7062.
    expect(ci[1]).toBeCloseTo(3 + 3 * 12.7062, 3);
  });

  test("not known for one row of either side is not known", () => {
    const known = item("a", paid(0.001), paid(0.001));
    expect(costChange([known, item("b", paid(0.001, null), paid(0.001))], 0.95)).toBeNull();
    expect(costChange([known, item("b", paid(0.001), paid(null, 0.001))], 0.95)).toBeNull();
  });

  test("has no ratio where the base is free, or where there is one unit", () => {
    const free = [item("a", paid(0), paid(0.001)), item("b", paid(0), paid(0.001))];
    expect(costChange(free, 0.95)).toEqual({ baseUsd: 0, headUsd: 0.001, ratio: null });
    const one = item("a", paid(0.001), paid(0.002));
    expect(costChange([one, one], 0.95)).toEqual({ baseUsd: 0.001, headUsd: 0.002, ratio: null });
  });
});

describe("latency", () => {
  test("quantiles are over calls, the ratio over items", () => {
    const items = [
      item("a", timed(100, 300), timed(400)),
      item("b", timed(200), timed(800)),
      item("c", timed(1000, 2000), timed(600)),
    ];
    const found = latencyChange(items, 0.95);
    // Sorted by number: as text, 1000 would stand before 200.
    expect(found?.base.p50).toBe(300);
    expect(found?.base.p95).toBeCloseTo(1800, 9);
    expect(found?.head.p50).toBe(600);
    expect(found?.head.p95).toBeCloseTo(780, 9);
    expect(found?.ratio?.v).toBeCloseTo(1800 / 1900, 12);
  });

  test("not measured for one row of either side is not known", () => {
    const known = item("a", timed(100), timed(100));
    expect(latencyChange([known, item("b", timed(null), timed(100))], 0.95)).toBeNull();
    expect(latencyChange([known, item("b", timed(100), timed(null))], 0.95)).toBeNull();
  });
});
