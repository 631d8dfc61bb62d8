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
});

describe("intervals", () => {
  test("contain the value, however few the resamples", () => {
    const sides = Array.from({ length: 12 }, (_, seed) => {
      const options = { ...OPTIONS, seed, resamples: 1 };
      const { kappa, ac1, alpha } = agreementCoefficients(ratings([20, 5, 10, 15]), oneEach(50), options);
      for (const one of [kappa, ac1, alpha]) {
        expect(one?.ci[0]).toBeLessThanOrEqual(one?.v ?? 0);
        expect(one?.ci[1]).toBeGreaterThanOrEqual(one?.v ?? 1);
        expect(one?.n).toBe(50);
      }
      return Math.sign((kappa?.ci[0] ?? 0) + (kappa?.ci[1] ?? 0) - 2 * (kappa?.v ?? 0));
    });
    expect(new Set(sides).size).toBeGreaterThan(1);
  });

  test("leave out draws in which a coefficient is 0/0", () => {
    // One rating of ten is true: a third of the draws have none.
    const { kappa, alpha } = agreementCoefficients(ratings([1, 0, 0, 9]), oneEach(10), OPTIONS);
    for (const one of [kappa, alpha]) {
      expect(one?.v).toBe(1);
      expect(one?.ci[0]).toBeCloseTo(1, 12);
      expect(one?.ci[1]).toBeCloseTo(1, 12);
    }
    // One unit with both kinds: every draw is the whole.
    const whole = agreementCoefficients(ratings([20, 5, 10, 15]), { units: new Int32Array(50), unitCount: 1 }, OPTIONS);
    for (const bound of whole.kappa?.ci ?? []) expect(bound).toBeCloseTo(0.4, 12);
    for (const bound of whole.alpha?.ci ?? []) expect(bound).toBeCloseTo(whole.alpha?.v ?? 0, 12);
    for (const bound of whole.ac1?.ci ?? []) expect(bound).toBeCloseTo(whole.ac1?.v ?? 0, 12);
  });

  test("are wider at a higher level, and heed the seed", () => {
    const kappaAt = (confidence: number, seed = 1) =>
      agreementCoefficients(ratings([20, 5, 10, 15]), oneEach(50), { ...OPTIONS, confidence, seed }).kappa?.ci ?? [
        0, 0,
      ];
    const [wide, narrow] = [kappaAt(0.99), kappaAt(0.6)];
    expect(wide[0]).toBeLessThan(narrow[0]);
    expect(wide[1]).toBeGreaterThan(narrow[1]);
    expect(kappaAt(0.99, 2)).not.toEqual(wide);
  });
});

const COEFFICIENTS = ["accuracy", "kappa", "ac1", "alpha"] as const;
type Shares = readonly [number, number, number, number];

/** What each coefficient is in a world with these chances of (both, human only, judge only, neither). */
function truthOf(shares: Shares): { readonly [name in (typeof COEFFICIENTS)[number]]: number } {
  const truth = { kappa: kappaOfShares(shares), ac1: ac1OfShares(shares), alpha: alphaOfShares(shares, 1e12) };
  return { accuracy: shares[0] + shares[3], ...truth };
}

describe("intervals contain the truth in 95 of 100 worlds", () => {
  const WORLDS = 150;

  /** Share of worlds in which each interval does; ratings of one cluster follow one draw with this probability. */
  function covered(shares: Shares, { clusters, size, alike }: { clusters: number; size: number; alike: number }) {
    const truth = truthOf(shares);
    const counts = { accuracy: 0, kappa: 0, ac1: 0, alpha: 0, naive: 0 };
    const combination = (u: number) => {
      const [both, humanOnly, judgeOnly] = shares;
      return u < both ? 0 : u < both + humanOnly ? 1 : u < both + humanOnly + judgeOnly ? 2 : 3;
    };
    for (let world = 1; world <= WORLDS; world += 1) {
      const random = seededRandom(world, `agreement ${shares.join()} ${size}`);
      const drawn = Array.from({ length: clusters }, () => {
        const shared = combination(random.uniform());
        return Array.from({ length: size }, () => (random.uniform() < alike ? shared : combination(random.uniform())));
      }).flat();
      const found = { human: drawn.map((at) => at < 2), judge: drawn.map((at) => at % 2 === 0) };
      const context = { units: Int32Array.from(drawn, (_, i) => Math.floor(i / size)), unitCount: clusters };
      const estimates = agreementCoefficients(found, context, { ...OPTIONS, resamples: 200 });
      const contains = (ci: readonly [number, number] | undefined, value: number) =>
        ci !== undefined && ci[0] <= value && value <= ci[1];
      for (const name of COEFFICIENTS) if (contains(estimates[name]?.ci, truth[name])) counts[name] += 1;
      if (size === 1) continue;
      const naive = agreementCoefficients(found, oneEach(drawn.length), { ...OPTIONS, resamples: 200 });
      if (contains(naive.kappa?.ci, truth.kappa)) counts.naive += 1;
    }
    return counts;
  }

  /** One point below the level for a percentile bootstrap, then three standard errors of so many worlds. */
  const LEAST = WORLDS * (0.94 - 3 * Math.sqrt((0.95 * 0.05) / WORLDS));

  test.each([
    ["balanced", [0.4, 0.1, 0.1, 0.4]],
    ["90 % prevalence", [0.85, 0.04, 0.05, 0.06]],
  ] as const)("%s, 100 items", (_, shares) => {
    const counts = covered(shares, { clusters: 100, size: 1, alike: 0 });
    for (const name of COEFFICIENTS) expect(counts[name], name).toBeGreaterThan(LEAST);
  });

  test("40 clusters of four alike items: by cluster they do, by item they do not", () => {
    const counts = covered([0.4, 0.1, 0.1, 0.4], { clusters: 40, size: 4, alike: 0.8 });
    for (const name of COEFFICIENTS) expect(counts[name], name).toBeGreaterThan(LEAST);
    expect(counts.naive).toBeLessThan(0.85 * WORLDS);
  });
});
