import { describe, expect, it } from "vitest";
import type { Comparison } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { unseenSpread } from "./mean-estimate.js";
import { chanceToCertify, type PairedEvidence, pairedEvidence } from "./spending-chance.js";

function comparison(change: Partial<Comparison>): Comparison {
  return {
    tier: "haiku",
    n: 100,
    discordant: null,
    difference: { v: 0, ci: [-1, 1], n: 100 },
    test: "cluster-t",
    pValue: 0.5,
    bettingPValue: null,
    adjustedPValue: 0.5,
    testLevel: 0.05,
    verdict: "undecided",
    itemsNeeded: null,
    posterior: null,
    spread: { discordance: 0, inflation: 1 },
    ...change,
  };
}

const estimate = (v: number, lo: number, hi: number): Estimate => ({ v, ci: [lo, hi], n: 100 });
const evidenceOf = (change: Partial<Comparison>, clusters: number) =>
  pairedEvidence(comparison(change), { clusters }, 0.95);

describe("the evidence behind a comparison", () => {
  it("of right and wrong answers is the share of discordant pairs, of items", () => {
    const counted = {
      test: "tango",
      discordant: { referenceOnly: 6, tierOnly: 4 },
      difference: estimate(-0.02, -1, 1),
    };
    expect(evidenceOf(counted as Partial<Comparison>, 50)).toEqual({
      loss: 0.02,
      items: 100,
      units: 100,
      unitMoment: 0.1,
    });
  });

  it("of a t test comes from its interval: half of it over t is the standard error", () => {
    // t(0.975, 49) = 2.00958, so 0.04 / t = 0.0199047, squared 0.000396196.
    const seen = evidenceOf({ difference: estimate(-0.02, -0.06, 0.02) }, 50);
    expect(seen).toMatchObject({ loss: 0.02, items: 100, units: 50 });
    expect(seen.unitMoment).toBeCloseTo(50 * 0.000396196 + 0.0004, 6);
  });

  it("takes the longer side of an interval that was cut", () => {
    // t(0.975, 9) = 2.26216.
    const moment = (half: number, loss: number) => 10 * (half / 2.26216) ** 2 + loss * loss;
    expect(evidenceOf({ difference: estimate(-0.9, -1, -0.7) }, 10).unitMoment).toBeCloseTo(moment(0.2, 0.9), 4);
    expect(evidenceOf({ difference: estimate(0.9, 0.75, 1) }, 10).unitMoment).toBeCloseTo(moment(0.15, 0.9), 4);
  });

  it("of units is never above 1, and of one unit as bad as can be", () => {
    expect(evidenceOf({ difference: estimate(0, -0.9, 0.9) }, 10).unitMoment).toBe(1);
    expect(evidenceOf({ difference: estimate(0, -1, 1) }, 1)).toMatchObject({
      units: 1,
      unitMoment: 1,
    });
    // t(0.975, 1) = 12.7062.
    expect(evidenceOf({ difference: estimate(0, -0.5, 0.5) }, 2).unitMoment).toBeCloseTo(2 * (0.5 / 12.7062) ** 2, 6);
  });

  it("has no spread where the interval is that of values that never differed", () => {
    const half = unseenSpread(50, 0.95);
    const flat = evidenceOf({ difference: estimate(-0.25, -0.25 - half, -0.25 + half) }, 50);
    expect(flat).toMatchObject({ unitMoment: 0.0625 });
  });
});

describe("the chance to certify", () => {
  const evidence = (change: Partial<PairedEvidence>): PairedEvidence => ({
    loss: 0.02,
    items: 100,
    units: 100,
    unitMoment: 0.1,
    ...change,
  });
  const question = { margin: 0.05, level: 0.05, items: 400 };

  it("is the power at the loss seen, and its average over what the loss may be", () => {
    const { powerAsSeen, chance } = chanceToCertify(evidence({}), question);
    // 0.03 · √400 / √(0.1 − 0.02²) − 1.64485 = 0.25632
    expect(powerAsSeen).toBeCloseTo(0.60115, 4);
    // Of 102, 11 discordant and a loss of 2: 0.030392 · 20 / 0.327809 − 1.64485 = 0.20941, times √(100 / 300).
    expect(chance).toBeCloseTo(0.54812, 4);
  });

  it("counts units where items come in clusters", () => {
    const halves = chanceToCertify(evidence({ units: 50 }), question);
    // 200 units then: 0.03 · √200 / √0.0996 − 1.64485 = −0.30049
    expect(halves.powerAsSeen).toBeCloseTo(0.3819, 4);
  });

  it("is certain where nothing varies, except at the margin", () => {
    const power = (margin: number) =>
      chanceToCertify(evidence({ loss: 0.25, unitMoment: 0.0625 }), { ...question, margin }).powerAsSeen;
    expect([0.5, 0.25, 0.125].map(power)).toEqual([1, 0, 0]);
  });
});
