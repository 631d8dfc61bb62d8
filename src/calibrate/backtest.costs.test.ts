import { expect, test } from "vitest";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { backtest } from "./backtest.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "opus"];

/** Sixty items; item i costs i dollars on haiku (or is not known), ten times that on opus. */
function backtestOf(isPriced: boolean) {
  const rows = Array.from({ length: 60 }, (_, i) =>
    TIERS.map((tier) => {
      const usd = (i + 1) * (tier === "haiku" ? 1 : 10);
      const score = tier === "haiku" && i % 6 === 0 ? 0 : 1;
      return seededOutcome({ itemId: `i${i}`, tier, score, costUsd: isPriced ? usd : null });
    }),
  ).flat();
  const { matrices } = outcomeMatrices(rows, [seededRun(TIERS)], "opus");
  return backtest(
    matrices.map((matrix) => inPriceOrder(matrix, TIERS)),
    { ...CALIBRATION_DEFAULTS, reference: "opus", tiers: TIERS, folds: 2, repeats: 1, resamples: 20 },
  );
}

test("every policy has the median and the 95th percentile of what an item costs beside the mean", () => {
  const { policies } = backtestOf(true);
  const of = (name: string) => policies.find((policy) => policy.name === name);
  expect(of("always-haiku")).toMatchObject({ costUsd: { value: 30.5 }, costQuantilesUsd: { p50: 30, p95: 57 } });
  expect(of("always-opus")).toMatchObject({ costUsd: { value: 305 }, costQuantilesUsd: { p50: 300, p95: 570 } });
  expect(policies.every(({ costQuantilesUsd }) => (costQuantilesUsd?.p50 ?? 1) <= (costQuantilesUsd?.p95 ?? 0))).toBe(
    true,
  );
});

test("unknown costs have none", () => {
  expect(backtestOf(false).policies.some(({ costQuantilesUsd }) => costQuantilesUsd !== null)).toBe(false);
});
