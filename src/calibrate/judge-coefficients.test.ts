import { describe, expect, test } from "vitest";
import { cohenKappa } from "../stats/cohen-kappa.js";
import { gwetAc1 } from "../stats/gwet-ac1.js";
import { krippendorffAlpha } from "../stats/krippendorff-alpha.js";
import { seededRandom } from "../stats/random.js";
import { ac1OfShares, agreementCoefficients, alphaOfShares, kappaOfShares } from "./judge-coefficients.js";

const OPTIONS = { confidence: 0.95, seed: 1, resamples: 1000 };

/** Ratings with these counts of (both, human only, judge only, neither). */
function ratings(counts: readonly [number, number, number, number]) {
  const combinations = [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const;
  const all = combinations.flatMap((pair, i) => Array.from({ length: counts[i] ?? 0 }, () => pair));
  return { human: all.map(([human]) => human), judge: all.map(([, judge]) => judge) };
}

const oneEach = (n: number) => ({ units: Int32Array.from({ length: n }, (_, i) => i), unitCount: n });

test.each([[[40, 9, 6, 45]], [[90, 5, 5, 0]], [[3, 20, 30, 2]], [[1, 0, 0, 9]]] as const)(
  "coefficients of shares are those of the ratings: %j",
  (counts) => {
    const { human, judge } = ratings(counts);
    const n = human.length;
    const shares = [counts[0] / n, counts[1] / n, counts[2] / n, counts[3] / n] as const;
    const units = human.map((label, i) => [label, judge[i] ?? null]);
    expect(kappaOfShares(shares)).toBeCloseTo(cohenKappa(human, judge) ?? Number.NaN, 12);
    expect(ac1OfShares(shares)).toBeCloseTo(gwetAc1(human, judge, 2) ?? Number.NaN, 12);
    expect(alphaOfShares(shares, n)).toBeCloseTo(krippendorffAlpha(units, "nominal") ?? Number.NaN, 12);
  },
);

describe("agreement of two raters", () => {
  test("Cohen's textbook table: 20, 5, 10, 15 of 50 give κ = .4, accuracy .7", () => {
    const { accuracy, kappa, ac1, alpha } = agreementCoefficients(ratings([20, 5, 10, 15]), oneEach(50), OPTIONS);
    expect(accuracy.v).toBeCloseTo(0.7, 12);
    expect(kappa?.v).toBeCloseTo(0.4, 12);
    for (const one of [kappa, ac1, alpha]) {
      expect(one?.ci[0]).toBeLessThan(one?.v ?? 0);
      expect(one?.ci[1]).toBeGreaterThan(one?.v ?? 1);
    }
  });

  test("90 % prevalence: κ falls, AC1 does not", () => {
    const { kappa, ac1 } = agreementCoefficients(ratings([90, 5, 5, 0]), oneEach(100), OPTIONS);
    expect(kappa?.v).toBeLessThan(0);
    expect(ac1?.v).toBeGreaterThan(0.85);
  });

  test("one category only: κ and α are 0/0", () => {
    const found = agreementCoefficients(ratings([30, 0, 0, 0]), oneEach(30), OPTIONS);
    expect(found).toMatchObject({ kappa: null, alpha: null, ac1: { v: 1 } });
  });

  test("ratings of one item are one unit: a wider interval", () => {
    const width = (context: ReturnType<typeof oneEach>) => {
      const { kappa } = agreementCoefficients(ratings([40, 10, 10, 40]), context, OPTIONS);
      return (kappa?.ci[1] ?? 0) - (kappa?.ci[0] ?? 0);
    };
    const inTens = { units: Int32Array.from({ length: 100 }, (_, i) => Math.floor(i / 10)), unitCount: 10 };
    expect(width(inTens)).toBeGreaterThan(1.5 * width(oneEach(100)));
  });

  test("the interval of κ contains the truth in about 95 of 100 worlds", () => {
    const worlds = 120;
    const random = seededRandom(11);
    // Both right with .4 and .4, each alone .1: κ = .6.
    let covered = 0;
    for (let world = 0; world < worlds; world += 1) {
      const counts: [number, number, number, number] = [0, 0, 0, 0];
      for (let i = 0; i < 150; i += 1) {
        const u = random.uniform();
        const at = u < 0.4 ? 0 : u < 0.5 ? 1 : u < 0.6 ? 2 : 3;
        counts[at] += 1;
      }
      const { kappa } = agreementCoefficients(ratings(counts), oneEach(150), { ...OPTIONS, resamples: 200 });
      if (kappa !== null && kappa.ci[0] <= 0.6 && kappa.ci[1] >= 0.6) covered += 1;
    }
    expect(covered / worlds).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / worlds));
  });
});
