import { describe, expect, it } from "vitest";
import { clampToAxis, costAxis, linearAxis, pixel, shareAxis } from "./chart-axis.js";

describe("axes", () => {
  it("is logarithmic only where costs span more than a factor of ten", () => {
    expect(costAxis([1, 9], 600).kind).toBe("linear");
    expect(costAxis([1, 10], 600).kind).toBe("linear");
    expect(costAxis([1, 11], 600).kind).toBe("log");
    expect(costAxis([0, 100], 600).kind).toBe("linear");
  });

  it("holds every value, and a lone zero", () => {
    const { domain } = costAxis([0.5, 30], 600);
    expect(domain[0]).toBeLessThan(0.5);
    expect(domain[1]).toBeGreaterThan(30);
    expect(costAxis([0], 600).domain).toEqual([0, 1]);
  });

  it("drops ticks that would run into one another", () => {
    expect(costAxis([0.5, 40], 800).ticks).toEqual([0.5, 1, 2, 5, 10, 20, 50]);
    expect(costAxis([0.5, 40], 220).ticks).toEqual([1, 3, 10, 30]);
  });

  it("places a value by hand-worked shares", () => {
    const axis = linearAxis([-0.2, 0.2], 4);
    expect(axis.ticks).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
    expect(pixel(axis, [100, 500], -0.1)).toBeCloseTo(200, 9);
    expect(pixel({ kind: "log", domain: [1, 100], ticks: [] }, [0, 200], 10)).toBeCloseTo(100, 9);
    expect(pixel(axis, [100, 500], 9)).toBe(500);
    expect(clampToAxis(axis, Number.NEGATIVE_INFINITY)).toBe(-0.2);
  });

  it("never leaves the bounds of a share", () => {
    expect(shareAxis([0.5, 1], [0, 1]).domain).toEqual([0.46, 1]);
    expect(shareAxis([0.9, 0.9], [0, 1]).domain[0]).toBeCloseTo(0.89, 9);
  });
});
