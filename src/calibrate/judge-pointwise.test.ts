import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../stats/random.js";
import { pointwiseAgreement } from "./judge-pointwise.js";
import type { PointwiseOptions, PointwiseVerdict } from "./judge-verdict.js";

const OPTIONS: PointwiseOptions = { confidence: 0.95, seed: 1, resamples: 500, passAt: 0.5, alternative: "two-sided" };

function verdict(change: Partial<PointwiseVerdict> & { readonly itemId: string }): PointwiseVerdict {
  const plain = { taskType: null, tier: "haiku", judge: "sonnet", prompting: null, humanScore: 1, judgeScore: 1 };
  return { ...plain, length: null, ...change };
}

/** Answers with a true quality, a judge of known errors, and labels on the first of them. */
function world(
  random: Random,
  {
    n,
    labels,
    quality,
    sensitivity,
    specificity,
    tier = "haiku",
  }: {
    readonly n: number;
    readonly labels: number;
    readonly quality: number;
    readonly sensitivity: number;
    readonly specificity: number;
    readonly tier?: string;
  },
): readonly PointwiseVerdict[] {
  return Array.from({ length: n }, (_, i) => {
    const isRight = random.uniform() < quality;
    const isPassed = random.uniform() < (isRight ? sensitivity : 1 - specificity);
    const humanScore = i < labels ? Number(isRight) : null;
    return verdict({ itemId: `i${i}`, tier, humanScore, judgeScore: Number(isPassed) });
  });
}

const judged = (verdicts: readonly PointwiseVerdict[], change: Partial<PointwiseOptions> = {}) => {
  const [found] = pointwiseAgreement(verdicts, { ...OPTIONS, ...change });
  if (found === undefined) throw new Error("nothing");
  return found;
};

describe("one judge on one tier", () => {
  const counts = [
    [1, 1, 40],
    [1, 0, 10],
    [0, 1, 5],
    [0, 0, 45],
  ] as const;
  const verdicts = counts.flatMap(([humanScore, judgeScore, count], c) =>
    Array.from({ length: count }, (_, i) => verdict({ itemId: `i${c}-${i}`, humanScore, judgeScore })),
  );

  test("sensitivity, specificity, bias and agreement", () => {
    const { tiers, agreement, differences } = judged(verdicts);
    expect(tiers).toHaveLength(1);
    expect(tiers[0]?.sensitivity).toMatchObject({ v: 0.8, n: 50 });
    expect(tiers[0]?.specificity).toMatchObject({ v: 0.9, n: 50 });
    expect(tiers[0]?.bias.v).toBeCloseTo(-0.05, 12);
    expect(agreement.accuracy.v).toBeCloseTo(0.85, 12);
    expect(agreement.kappa?.v).toBeCloseTo(0.7, 12);
    expect([tiers[0]?.selfPreference, differences]).toEqual([null, []]);
    expect(tiers[0]?.quality).toMatchObject({ judgeMean: 0.45, humanMean: 0.5, ppi: null, roganGladen: null });
  });

  test("where graded scores pass is said by passAt", () => {
    const graded = [0.2, 0.6, 0.8, 1].map((score, i) =>
      verdict({ itemId: `i${i}`, humanScore: score, judgeScore: 0.7 }),
    );
    expect(judged(graded).tiers[0]?.sensitivity).toMatchObject({ v: 1, n: 3 });
    expect(judged(graded, { passAt: 0.75 }).tiers[0]?.sensitivity).toMatchObject({ v: 0, n: 2 });
    expect(() => judged(graded, { passAt: 0 })).toThrow(/passAt must be above 0/);
  });

  test("the same for rows in any order", () => {
    const mixed = world(seededRandom(3), { n: 80, labels: 60, quality: 0.7, sensitivity: 0.9, specificity: 0.7 });
    expect(judged([...mixed].reverse())).toEqual(judged(mixed));
  });
});

describe("intervals", () => {
  test("contain the truth in 95 of 100 worlds: sensitivity, specificity, bias, and bias against another tier", () => {
    const WORLDS = 80;
    const counts = { sensitivity: 0, specificity: 0, bias: 0, selfPreference: 0 };
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const random = seededRandom(seed, "judge intervals");
      const answers = { n: 100, labels: 100, quality: 0.7 };
      const { tiers } = judged(
        [
          ...world(random, { ...answers, sensitivity: 0.9, specificity: 0.6 }),
          ...world(random, { ...answers, sensitivity: 0.9, specificity: 0.8, tier: "opus" }),
        ],
        { resamples: 100 },
      );
      // Lenient by .3 · .4 − .7 · .1 on haiku, by .3 · .2 − .7 · .1 on opus.
      const truth = { sensitivity: 0.9, specificity: 0.6, bias: 0.05, selfPreference: 0.06 };
      const [haiku] = tiers;
      for (const name of ["sensitivity", "specificity", "bias", "selfPreference"] as const) {
        const [lo, hi] = haiku?.[name]?.ci ?? [2, 2];
        if (lo <= truth[name] && truth[name] <= hi) counts[name] += 1;
      }
    }
    for (const [name, count] of Object.entries(counts)) {
      expect(count / WORLDS, name).toBeGreaterThan(0.94 - 3 * Math.sqrt((0.95 * 0.05) / WORLDS));
    }
  });

  test("answers of one cluster are one unit, within their task type", () => {
    const rows = (change: (i: number) => Partial<PointwiseVerdict>) =>
      Array.from({ length: 80 }, (_, i) =>
        verdict({ itemId: `i${i}`, judgeScore: Number(Math.floor(i / 8) % 4 > 0), humanScore: i % 2, ...change(i) }),
      );
    const items = judged(rows(() => ({})));
    const clustered = judged(rows((i) => ({ cluster: `document ${Math.floor(i / 8)}` })));
    expect([items.agreement.kappa?.n, clustered.agreement.kappa?.n]).toEqual([80, 10]);
    const width = (found: typeof items) => {
      const [lo, hi] = found.tiers[0]?.sensitivity?.ci ?? [0, 0];
      return hi - lo;
    };
    expect(width(clustered)).toBeGreaterThan(1.5 * width(items));
    const inTwoTypes = judged(rows((i) => ({ cluster: "same", taskType: i < 40 ? "a" : "b" })));
    expect(inTwoTypes.agreement.accuracy.n).toBe(2);
  });
});

describe("corrected quality", () => {
  const truth = { n: 1100, labels: 100, quality: 0.8, sensitivity: 0.95, specificity: 0.7 };

  test("the judge alone misses the truth, PPI++ and Rogan–Gladen cover it", () => {
    const worlds = 100;
    const covered = { judge: 0, ppi: 0, roganGladen: 0 };
    let [ppiWidth, humanWidth] = [0, 0];
    for (let seed = 1; seed <= worlds; seed += 1) {
      const verdicts = world(seededRandom(seed), truth);
      const { quality } = judged(verdicts, { resamples: 1 }).tiers[0] ?? {};
      const half = 1.96 * Math.sqrt((0.82 * 0.18) / 1100);
      if (Math.abs((quality?.judgeMean ?? 0) - 0.8) <= half) covered.judge += 1;
      for (const name of ["ppi", "roganGladen"] as const) {
        const [lo, hi] = quality?.[name]?.interval ?? [1, 0];
        if ((lo ?? 0) <= 0.8 && (hi ?? 1) >= 0.8) covered[name] += 1;
      }
      const [lo, hi] = quality?.ppi?.interval ?? [0, 0];
      ppiWidth += ((hi ?? 0) - (lo ?? 0)) / worlds;
      humanWidth += (2 * 1.984 * 0.4) / Math.sqrt(100) / worlds;
    }
    const least = worlds * (0.95 - 4 * Math.sqrt((0.95 * 0.05) / worlds));
    expect(covered.ppi).toBeGreaterThan(least);
    expect(covered.roganGladen).toBeGreaterThan(least);
    expect(covered.judge).toBeLessThan(0.7 * worlds);
    expect(ppiWidth).toBeLessThan(0.92 * humanWidth);
  });

  test("a one-sided wish stays one-sided, in means and in differences", () => {
    const tier = (name: string, quality: number) => world(seededRandom(5), { ...truth, n: 300, quality, tier: name });
    const both = [...tier("haiku", 0.6), ...tier("opus", 0.9)];
    const { tiers, differences } = judged(both, { alternative: "greater" });
    expect(tiers[0]?.quality.ppi?.interval[1]).toBeNull();
    expect(differences).toMatchObject([{ first: "opus", second: "haiku" }]);
    expect(differences[0]?.ppi?.interval[1]).toBeNull();
    expect(differences[0]?.ppi?.interval[0]).toBeGreaterThan(0.1);
    expect(differences[0]?.ppi?.pValue).toBeLessThan(0.001);
    expect(judged(both, { alternative: "less" }).differences[0]?.ppi?.interval[0]).toBeNull();
    expect(judged(both, { alternative: "less" }).differences[0]?.ppi?.pValue).toBeGreaterThan(0.99);
    const twoSided = judged(both).differences[0]?.ppi;
    expect(twoSided?.interval[0]).toBeLessThan(differences[0]?.ppi?.interval[0] ?? 0);
  });

  test("a judge that is no better than chance corrects nothing", () => {
    const verdicts = world(seededRandom(7), { ...truth, sensitivity: 0.3, specificity: 0.4 });
    const { quality } = judged(verdicts).tiers[0] ?? {};
    expect(quality?.roganGladen).toBeNull();
    expect(quality?.ppi?.lambda).toBe(0);
  });
});

describe("leanings", () => {
  test("self-preference is found on the tier that has it, and nowhere else", () => {
    const random = seededRandom(9);
    const verdicts = ["haiku", "sonnet", "opus"].flatMap((tier) =>
      world(random, {
        n: 400,
        labels: 400,
        quality: 0.7,
        sensitivity: 0.9,
        specificity: tier === "sonnet" ? 0.4 : 0.9,
        tier,
      }),
    );
    const [haiku, sonnet, opus] = judged(verdicts).tiers;
    expect(sonnet?.selfPreference?.ci[0]).toBeGreaterThan(0.05);
    expect(sonnet?.selfPreference?.v).toBeCloseTo(0.15, 1);
    for (const other of [haiku, opus]) expect(other?.selfPreference?.ci[0]).toBeLessThan(0);
  });

  test("a judge that likes length has a slope, among answers people score the same", () => {
    const random = seededRandom(10);
    const answers = (slope: number) =>
      Array.from({ length: 600 }, (_, i) => {
        const isRight = random.uniform() < 0.5;
        // Right answers are longer: that alone is no leaning.
        const doublings = random.uniform() * 4 + (isRight ? 2 : 0);
        const chance = (isRight ? 0.6 : 0.1) + slope * (doublings - 2);
        const judgeScore = Number(random.uniform() < chance);
        return verdict({ itemId: `i${i}`, humanScore: Number(isRight), judgeScore, length: 100 * 2 ** doublings });
      });
    const leaning = judged(answers(0.08)).lengthSlope;
    expect(leaning?.answers).toBe(600);
    expect(leaning?.perDoubling.ci[0]).toBeGreaterThan(0.02);
    expect(leaning?.perDoubling.ci[1]).toBeLessThan(0.14);
    expect(judged(answers(0)).lengthSlope?.perDoubling.ci[0]).toBeLessThan(0);
  });

  test("no slope where lengths are unknown or equal", () => {
    const rows = (length: number | null) => Array.from({ length: 20 }, (_, i) => verdict({ itemId: `i${i}`, length }));
    expect([judged(rows(null)).lengthSlope, judged(rows(300)).lengthSlope]).toEqual([null, null]);
  });
});
