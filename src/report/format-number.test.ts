import { describe, expect, it } from "vitest";
import {
  costChange,
  costChangeInterval,
  costUnit,
  count,
  duration,
  percent,
  percentInterval,
  pointsInterval,
  probability,
  sampleSize,
  signedPoints,
  usd,
} from "./format-number.js";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("numbers as people read them", () => {
  it.each([
    [0, "$0"],
    [0.00018, "$0.00018"],
    [0.0000004, "$0.00000040"],
    [0.0123, "$0.012"],
    [0.12, "$0.12"],
    [12.4, "$12.40"],
    [999.999, "$1,000.00"],
    [1234.5, "$1,235"],
    [-3, "−$3.00"],
    [null, "unknown"],
    [Number.NaN, "unknown"],
  ])("money: %s", (value, text) => expect(usd(value)).toBe(text));

  it.each([
    [-0.004, "−0.4"],
    [0.011, "+1.1"],
    [-0.0004, "0.0"],
    [0.0004, "0.0"],
    [0, "0.0"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("points: %s", (value, text) => expect(signedPoints(value)).toBe(text));

  it("writes intervals with words, so that a minus is never a dash", () => {
    expect(pointsInterval([-0.019, 0.011])).toBe("−1.9 to +1.1");
    expect(plain(percentInterval([0.681, 0.74]))).toBe("68.1 % to 74.0 %");
  });

  it.each([
    [0.286, "71 % less"],
    [0.005, "99.5 % less"],
    [1.07, "7.0 % more"],
    [2.065, "107 % more"],
    [1.0001, "the same"],
    [null, "unknown"],
  ])("cost ratio: %s", (ratio, text) => expect(plain(costChange(ratio))).toBe(text));

  it("turns an interval of ratios round, so that the smaller saving comes first", () => {
    expect(plain(costChangeInterval([0.26, 0.32]))).toBe("68 % to 74 % less");
    expect(plain(costChangeInterval([1.2, 1.5]))).toBe("20 % to 50 % more");
    expect(plain(costChangeInterval([0.8, 1.1]))).toBe("20 % less to 10 % more");
  });

  it.each([
    [840, "840 ms"],
    [999.6, "1.0 s"],
    [1240, "1.2 s"],
    [75_000, "75 s"],
  ])("duration: %s ms", (ms, text) => expect(plain(duration(ms))).toBe(text));

  it("prices tiny items by the thousand", () => {
    expect(costUnit([0.0004, 0.01])).toEqual({ items: 1000, label: "per 1,000 items" });
    expect(costUnit([0.0004, 2])).toEqual({ items: 1, label: "per item" });
    expect(costUnit([])).toEqual({ items: 1000, label: "per 1,000 items" });
  });

  it("groups thousands, and keeps n with its number", () => {
    expect(count(1234567)).toBe("1,234,567");
    expect(sampleSize(1482)).toBe("n\u00a0=\u00a01,482");
    expect(percent(0.714, 0)).toBe("71\u00a0%");
    expect(plain(probability(0.0002))).toBe("< 0.001");
    expect(probability(0.0312)).toBe("0.031");
  });
});
