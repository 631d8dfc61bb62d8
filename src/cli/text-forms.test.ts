import { assert, double, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { planText } from "../core/policy.js";
import { countText, namesText, percentText, pointsText, usdText } from "./money-text.js";
import { titledText, wrapText } from "./wrap-text.js";

describe("dollars", () => {
  it.each([
    [null, "unknown"],
    [0, "$0"],
    [0.00000265, "$0.00000265"],
    [0.000183, "$0.000183"],
    [0.0021353, "$0.00214"],
    [0.5, "$0.500"],
    [0.9996, "$1.00"],
    [1.234, "$1.23"],
    [99.96, "$100"],
    [1234.4, "$1234"],
    [-0.0021353, "−$0.00214"],
    [-1234.4, "−$1234"],
  ])("%s is %s", (usd, shown) => {
    expect(usdText(usd)).toBe(shown);
  });

  it("are within half a per cent of what they stand for, and never in powers of ten", () => {
    assert(
      property(double({ min: 1e-7, max: 1e6, noNaN: true }), (usd) => {
        expect(usdText(usd)).toMatch(/^\$\d+(\.\d+)?$/);
        expect(Math.abs(Number(usdText(usd).slice(1)) / usd - 1)).toBeLessThan(0.006);
      }),
    );
  });
});

describe("shares and counts", () => {
  it("have their unit and sign", () => {
    expect([percentText(0.8251), pointsText(0.0312), pointsText(-0.0312), pointsText(-0.0001), pointsText(0)]).toEqual([
      "82.5 %",
      "+3.1",
      "−3.1",
      "+0.0",
      "+0.0",
    ]);
    expect([percentText(-37.505), percentText(-0.0001), percentText(-0)]).toEqual(["−3750.5 %", "0.0 %", "0.0 %"]);
    expect([countText(1, "route"), countText(2, "route"), countText(0, "route")]).toEqual([
      "1 route",
      "2 routes",
      "0 routes",
    ]);
    expect(namesText(Array.from({ length: 22 }, (_, index) => `t${index}`))).toMatch(/^t0, .*t19 and 2 more$/);
  });
});

describe("wrapped text", () => {
  it("keeps its words and its width", () => {
    assert(
      property(string({ unit: "grapheme-ascii" }), (text) => {
        const wrapped = wrapText(text, "  ", 30);
        expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(text.split(/\s+/).filter(Boolean));
        for (const line of wrapped.split("\n")) expect(line.length <= 30 || !line.trim().includes(" ")).toBe(true);
      }),
    );
  });

  it("stands beside its title", () => {
    expect(titledText("why", "word ".repeat(30), 6).split("\n")[1]).toMatch(/^ {6}word/);
    expect(titledText("why", "short", 6)).toBe("why   short");
  });
});

it("a plan in words has short thresholds", () => {
  const accept = { all: [{ signal: "agreement", atLeast: 0.123456789 }] };
  const steps = [
    { tier: "haiku", accept },
    { tier: "opus", accept: "always" as const },
  ];
  expect(planText({ kind: "cascade", steps })).toBe("haiku if agreement ≥ 0.1235, else opus");
});
