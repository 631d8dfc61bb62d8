import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { relativeError } from "../testing/planted-values.js";
import { auroc } from "./auroc.js";
import { benjaminiHochberg } from "./benjamini-hochberg.js";
import { binomialCdf } from "./binomial.js";
import { clopperPearsonInterval } from "./clopper-pearson.js";
import { clusterMean } from "./cluster-mean.js";
import { hoeffdingBentkusPValue } from "./hoeffding-bentkus.js";
import { isotonicFit } from "./isotonic.js";
import { mcnemarPValues } from "./mcnemar.js";
import { meanBelowPValue, meanInterval } from "./mean-interval.js";
import { normalCdf } from "./normal.js";
import { pairedPosterior } from "./paired-posterior.js";
import { averageQuality, qualityHull } from "./quality-hull.js";
import { quantile } from "./quantile.js";
import { seededRandom } from "./random.js";
import { signFlipPValue } from "./sign-flip.js";
import { studentTCdf } from "./student-t.js";
import { wilsonInterval } from "./wilson-interval.js";

type Cell = number | readonly number[] | readonly (readonly number[])[];

/** Made by reference/scipy_values.py; its versions are in `madeWith`. */
const TABLES = JSON.parse(readFileSync(new URL("reference/scipy-values.json", import.meta.url), "utf8")) as {
  readonly madeWith: string;
  readonly [name: string]: unknown;
};

function table(name: string): readonly (readonly Cell[])[] {
  const rows = TABLES[name];
  if (!Array.isArray(rows) || rows.length === 0) throw new RangeError(`no table "${name}"`);
  return rows as readonly (readonly Cell[])[];
}

const numbers = (cell: Cell | undefined) => cell as readonly number[];
const expectClose = (actual: number, expected: number | undefined) => {
  expect(relativeError(1 + actual, 1 + (expected ?? Number.NaN))).toBeLessThan(1e-12);
};
const each = (count: number) => Int32Array.from({ length: count }, (_, i) => i);

describe(`against ${TABLES.madeWith}`, () => {
  test("the script and the version are beside the values", () => {
    const script = readFileSync(new URL("reference/scipy_values.py", import.meta.url), "utf8");
    expect(TABLES.madeWith).toMatch(/SciPy \d+\.\d+/);
    for (const name of Object.keys(TABLES)) {
      if (name !== "madeWith") expect(script).toContain(`def ${name}():`);
    }
  });

  test("binomial tail: binom.cdf, also relative to its size", () => {
    for (const row of table("binomial")) {
      const [k = 0, n = 0, p = 0, expected = 0] = row as readonly number[];
      expect(relativeError(binomialCdf(k, n, p), expected)).toBeLessThan(1e-11);
    }
  });

  test.each([
    ["clopper_pearson", clopperPearsonInterval],
    ["wilson", wilsonInterval],
  ] as const)("%s: binomtest().proportion_ci", (name, interval) => {
    for (const row of table(name)) {
      const [k = 0, n = 0, confidence = 0, low, high] = row as readonly number[];
      const [lo, hi] = interval(k, n, confidence);
      expectClose(lo, low);
      expectClose(hi, high);
    }
  });

  test("normal and Student's t: norm.cdf, norm.sf, t.cdf", () => {
    for (const [z, below = 0, above = 0] of table("normal") as readonly (readonly number[])[]) {
      expect(relativeError(normalCdf(z ?? 0), below)).toBeLessThan(1e-12);
      expect(relativeError(normalCdf(-(z ?? 0)), above)).toBeLessThan(1e-12);
    }
    for (const [t = 0, df = 0, expected = 0] of table("student_t") as readonly (readonly number[])[]) {
      expect(relativeError(studentTCdf(t, df), expected)).toBeLessThan(1e-10);
    }
  });

  test("exact McNemar: binomtest", () => {
    for (const [firstOnly = 0, secondOnly = 0, expected] of table("mcnemar") as readonly (readonly number[])[]) {
      expectClose(mcnemarPValues({ firstOnly, secondOnly }).exact, expected);
    }
  });

  test("Hoeffding–Bentkus: rel_entr and binom.cdf", () => {
    for (const row of table("hoeffding_bentkus")) {
      const [mean = 0, n = 0, target = 0, expected = 0] = row as readonly number[];
      expect(relativeError(hoeffdingBentkusPValue(mean, n, target), expected)).toBeLessThan(1e-10);
    }
  });

  test("Benjamini–Hochberg: false_discovery_control", () => {
    for (const [pValues, adjusted] of table("benjamini_hochberg")) {
      benjaminiHochberg(numbers(pValues)).forEach((value, i) => expectClose(value, numbers(adjusted)[i]));
    }
  });

  test("AUROC with ties: mannwhitneyu", () => {
    for (const [right, wrong, expected] of table("auroc")) {
      const readings = Float64Array.from([...numbers(right), ...numbers(wrong)]);
      const isRight = Uint8Array.from(readings, (_, i) => Number(i < numbers(right).length));
      expectClose(auroc(readings, isRight) ?? Number.NaN, expected as number);
    }
  });

  test("isotonic regression: isotonic_regression, weighted", () => {
    for (const [values, weights, expected] of table("isotonic")) {
      isotonicFit(numbers(values), numbers(weights)).forEach((value, i) => expectClose(value, numbers(expected)[i]));
    }
  });

  test("sign flips: permutation_test over all patterns", () => {
    for (const [differences, expected] of table("sign_flip")) {
      const values = numbers(differences);
      const p = signFlipPValue(values, each(values.length), {
        unitCount: values.length,
        alternative: "two-sided",
        resamples: 1,
        random: seededRandom(1),
      });
      expectClose(p, expected as number);
    }
  });

  test("paired t: ttest_1samp with its interval", () => {
    for (const [differences, margin, expected, low, high] of table("paired_t")) {
      const values = Float64Array.from(numbers(differences));
      const mean = clusterMean(values, each(values.length), values.length);
      const [lo, hi] = meanInterval(mean, 0.95);
      expectClose(lo, low as number);
      expectClose(hi, high as number);
      // Ours is never below what unseen losses allow.
      const floor = (1 - (margin as number)) ** values.length;
      expectClose(meanBelowPValue(mean, margin as number), Math.max(floor, expected as number));
    }
  });

  test("quantiles: numpy.quantile", () => {
    for (const [values, p, expected] of table("quantiles")) {
      expectClose(quantile(Float64Array.from(numbers(values)), p as number), expected as number);
    }
  });

  test("AIQ in both normalisations: Qhull and trapezoids", () => {
    for (const [cloud, maxCost, byRange, byMaximum] of table("average_quality")) {
      const points = (cloud as readonly (readonly number[])[]).map(([cost = 0, quality = 0]) => ({ cost, quality }));
      const found = averageQuality(qualityHull(points, maxCost as number));
      expectClose(found.byRange, byRange as number);
      expectClose(found.byMaximum, byMaximum as number);
    }
  });

  test("posterior of a paired difference: beta.pdf and beta.cdf, integrated over the other cell", () => {
    for (const row of table("paired_posterior")) {
      const [firstOnly = 0, secondOnly = 0, n = 0, margin = 0, expected = 0] = row as readonly number[];
      expect(Math.abs(pairedPosterior({ firstOnly, secondOnly, n }, margin) - expected)).toBeLessThan(1e-9);
    }
  });

  test("cluster-robust mean: standard error and degrees of freedom from matrices", () => {
    for (const [values, units, error, degrees] of table("cluster_mean")) {
      const unitOf = Int32Array.from(numbers(units));
      const found = clusterMean(Float64Array.from(numbers(values)), unitOf, new Set(unitOf).size);
      expectClose(found.standardError, error as number);
      expectClose(found.degreesOfFreedom, degrees as number);
    }
  });
});
