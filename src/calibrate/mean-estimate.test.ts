import { describe, expect, it } from "vitest";
import { meanInterval } from "../stats/mean-interval.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { amountEstimate, differenceEstimate, rateEstimate, unseenSpread } from "./mean-estimate.js";

const alone = (n: number) => ({ units: Int32Array.from({ length: n }, (_, i) => i), unitCount: n, confidence: 0.95 });
const pairs = (n: number) => ({
  units: Int32Array.from({ length: n }, (_, i) => i >> 1),
  unitCount: n / 2,
  confidence: 0.95,
});
const ones = (n: number, of: number) => Float64Array.from({ length: of }, (_, i) => (i < n ? 1 : 0));
const close = (interval: readonly [number, number]) => interval.map((end) => expect.closeTo(end, 12) as number);

describe("rateEstimate", () => {
  it("of independent right and wrong answers is Wilson's", () => {
    const { v, ci, n } = rateEstimate(ones(3, 10), alone(10));
    expect([v, n]).toEqual([0.3, 10]);
    expect(ci).toEqual(close(wilsonInterval(3, 10, 0.95)));
    // The published example: 0 of 10 at 95 % reaches to 0.278.
    const none = rateEstimate(ones(0, 10), alone(10));
    expect([none.v, none.ci[0]]).toEqual([0, 0]);
    expect(none.ci[1]).toBeCloseTo(0.2775, 4);
    expect(rateEstimate(ones(10, 10), alone(10)).ci[1]).toBe(1);
  });

  it("of grades is a t interval within [0, 1]", () => {
    const { v, ci } = rateEstimate(Float64Array.of(0.4, 0.6, 0.4, 0.6), alone(4));
    expect(v).toBeCloseTo(0.5, 12);
    // t(0.975; 3) = 3.18245; standard error 0.11547 / 2.
    expect(ci).toEqual([expect.closeTo(0.5 - 3.18245 * 0.057735, 5), expect.closeTo(0.5 + 3.18245 * 0.057735, 5)]);
    expect(rateEstimate(Float64Array.of(0, 0.9, 1), alone(3)).ci).toEqual([0, 1]);
  });

  it("counts clusters, not items; where nothing varies it is Wilson's over the clusters", () => {
    const spread = rateEstimate(Float64Array.of(1, 0, 1, 1, 0, 0, 1, 1), pairs(8));
    expect(spread.n).toBe(4);
    expect(spread.v).toBeCloseTo(0.625, 12);
    expect(spread.ci).not.toEqual(close(wilsonInterval(2.5, 4, 0.95)));
    const flat = rateEstimate(ones(0, 8).fill(0.5), pairs(8));
    expect(flat.ci).toEqual(close(wilsonInterval(2, 4, 0.95)));
    const single = rateEstimate(Float64Array.of(1, 0), { ...pairs(2), unitCount: 1 });
    expect([single.v, single.n]).toEqual([0.5, 1]);
    expect(single.ci).toEqual(close(wilsonInterval(0.5, 1, 0.95)));
  });
});

describe("amountEstimate", () => {
  it("is a t interval, not below 0 and not cut above", () => {
    const { v, ci, n } = amountEstimate(Float64Array.of(4, 6, 4, 6), alone(4));
    expect([v, n]).toEqual([5, 4]);
    expect(ci).toEqual([expect.closeTo(5 - 3.18245 * 0.57735, 4), expect.closeTo(5 + 3.18245 * 0.57735, 4)]);
    const wide = amountEstimate(Float64Array.of(0, 8), alone(2));
    expect(wide.ci[0]).toBe(0);
    expect(wide.ci[1]).toBeGreaterThan(40);
  });

  it("of one unit is a point", () => {
    expect(amountEstimate(Float64Array.of(2, 4), { ...pairs(2), unitCount: 1 })).toEqual({ v: 3, ci: [3, 3], n: 1 });
  });
});

describe("differenceEstimate", () => {
  it("is a t interval within [−1, 1]", () => {
    const { v, ci, n } = differenceEstimate(Float64Array.of(-0.1, 0.1, -0.1, 0.1), alone(4));
    expect([v, n]).toEqual([0, 4]);
    expect(ci).toEqual([expect.closeTo(-3.18245 * 0.057735, 5), expect.closeTo(3.18245 * 0.057735, 5)]);
    expect(differenceEstimate(Float64Array.of(-1, 1), alone(2)).ci).toEqual([-1, 1]);
  });

  it("where nothing varies reaches as far as what these units could have missed", () => {
    // 0.025^(1/10) = 0.6915.
    const { ci } = differenceEstimate(new Float64Array(10).fill(0.25), alone(10));
    expect(ci).toEqual([expect.closeTo(0.25 - 0.3085, 4), expect.closeTo(0.25 + 0.3085, 4)]);
    expect(unseenSpread(1, 0.95)).toBeCloseTo(0.975, 12);
    expect(differenceEstimate(Float64Array.of(0.5, 0), { ...pairs(2), unitCount: 1 }).ci).toEqual([
      expect.closeTo(-0.725, 12),
      1,
    ]);
  });

  it("agrees with the interval of the mean where values vary", () => {
    const { ci } = differenceEstimate(Float64Array.of(0.5, 0.25, 0), alone(3));
    const standardError = 0.25 / Math.sqrt(3);
    expect(ci).toEqual(close(meanInterval({ mean: 0.25, standardError, units: 3 }, 0.95)));
  });
});
