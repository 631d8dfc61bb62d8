import { expect, test } from "vitest";
import type { Comparison } from "../core/calibration.js";
import { pairedPosterior } from "../stats/paired-posterior.js";
import { comparisonRow } from "../testing/report-rows.js";
import { withPosteriors } from "./undecided-posteriors.js";

const DIFFERENCE = { v: -0.02, ci: [-0.08, 0.04] as const, n: 50 };
const row = (change: Partial<Comparison> = {}): Comparison => ({
  ...comparisonRow("haiku", { ...DIFFERENCE, ci: [...DIFFERENCE.ci] }, "undecided"),
  posterior: null,
  ...change,
});

test("an undecided pair gets the posterior of its discordant pairs", () => {
  const [found] = withPosteriors([row({ discordant: { referenceOnly: 3, tierOnly: 2 } })], 0.05);
  expect(found?.posterior).toBe(pairedPosterior({ firstOnly: 3, secondOnly: 2, n: 50 }, 0.05));
  expect(found?.posterior).toBeGreaterThan(0.6);
});

test("decided, graded, clustered and adaptive pairs get none", () => {
  const others = [
    row({ verdict: "non-inferior" }),
    row({ verdict: "inferior" }),
    row({ discordant: null }),
    row({ test: "paired-t" }),
    row({ test: "cluster-t" }),
    row({ test: "e-process" }),
  ];
  expect(withPosteriors(others, 0.05)).toEqual(others);
});
