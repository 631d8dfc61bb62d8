import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { incompleteBeta } from "./incomplete-beta.js";
import { pairedPosterior } from "./paired-posterior.js";
import { type Random, seededRandom } from "./random.js";

const counts = fc
  .record({ firstOnly: fc.nat(60), secondOnly: fc.nat(60), agree: fc.nat(300) })
  .map(({ firstOnly, secondOnly, agree }) => ({ firstOnly, secondOnly, n: firstOnly + secondOnly + agree }));
const margins = fc.double({ min: 0, max: 0.9, noNaN: true });

describe("properties", () => {
  test("a probability that does not fall as the margin grows", () => {
    fc.assert(
      fc.property(counts, margins, margins, (pairs, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const [below, above] = [pairedPosterior(pairs, low), pairedPosterior(pairs, high)];
        expect(below).toBeGreaterThanOrEqual(0);
        expect(above).toBeLessThanOrEqual(1);
        expect(above).toBeGreaterThanOrEqual(below - 1e-9);
      }),
    );
  });

  test("at margin 0 the two sides of the difference share the probability", () => {
    fc.assert(
      fc.property(counts, ({ firstOnly, secondOnly, n }) => {
        const swapped = pairedPosterior({ firstOnly: secondOnly, secondOnly: firstOnly, n }, 0);
        expect(pairedPosterior({ firstOnly, secondOnly, n }, 0) + swapped).toBeCloseTo(1, 9);
      }),
    );
  });

  test("at margin 0 only the share of the discordant pairs matters: a Beta distribution function", () => {
    fc.assert(
      fc.property(counts, ({ firstOnly, secondOnly, n }) => {
        const exact = incompleteBeta(0.5, firstOnly + 0.5, secondOnly + 0.5);
        expect(pairedPosterior({ firstOnly, secondOnly, n }, 0)).toBeCloseTo(exact, 9);
      }),
    );
  });

  test("one more pair that only the first got right never makes it likelier", () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (pairs, margin) => {
        const more = { ...pairs, firstOnly: pairs.firstOnly + 1, n: pairs.n + 1 };
        expect(pairedPosterior(more, margin)).toBeLessThanOrEqual(pairedPosterior(pairs, margin) + 1e-9);
      }),
    );
  });
});

test("nothing seen: the prior alone, by its own mass on the triangle", () => {
  // Of four half gammas (χ² with one degree of freedom, halved) the share of the first less that of the second.
  const random = seededRandom(7, "prior");
  const draws = 40_000;
  let below = 0;
  for (let draw = 0; draw < draws; draw += 1) below += Number(priorDifference(random) < 0.3);
  const p = pairedPosterior({ firstOnly: 0, secondOnly: 0, n: 0 }, 0.3);
  // Four standard errors.
  expect(Math.abs(below / draws - p)).toBeLessThan(4 * Math.sqrt(0.25 / draws));
});

function priorDifference(random: Random): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = Array.from({ length: 4 }, () => random.normal() ** 2);
  return (first - second) / (first + second + third + fourth);
}

test("many items: what the normal approximation says", () => {
  // 10 % discordant, 3,000 items, no difference seen: the standard deviation is √(0.1 / 3000).
  const p = pairedPosterior({ firstOnly: 150, secondOnly: 150, n: 3000 }, 0.01);
  expect(p).toBeCloseTo(0.9584, 2);
});

test("certain where nothing else is possible", () => {
  expect(pairedPosterior({ firstOnly: 0, secondOnly: 900, n: 1000 }, 0.05)).toBe(1);
  expect(pairedPosterior({ firstOnly: 900, secondOnly: 0, n: 1000 }, 0.05)).toBeLessThan(1e-12);
  expect(pairedPosterior({ firstOnly: 0, secondOnly: 0, n: 100_000 }, 0.05)).toBeCloseTo(1, 12);
});

test.each([
  ["n not an integer ≥ 0: 1.5", { firstOnly: 0, secondOnly: 0, n: 1.5 }, 0.1],
  ["discordant pairs 3 and 4 do not fit into 6", { firstOnly: 3, secondOnly: 4, n: 6 }, 0.1],
  ["discordant pairs -1 and 4 do not fit into 6", { firstOnly: -1, secondOnly: 4, n: 6 }, 0.1],
  ["margin not in [0, 1): 1", { firstOnly: 0, secondOnly: 0, n: 5 }, 1],
  ["margin not in [0, 1): -0.1", { firstOnly: 0, secondOnly: 0, n: 5 }, -0.1],
  ["margin not in [0, 1): NaN", { firstOnly: 0, secondOnly: 0, n: 5 }, Number.NaN],
] as const)("refuses: %s", (message, pairs, margin) => {
  expect(() => pairedPosterior(pairs, margin)).toThrow(new RangeError(message));
});
