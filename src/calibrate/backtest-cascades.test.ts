import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { plantedOutcomes } from "../testing/planted-world.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { backtest } from "./backtest.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder, priceOrder } from "./price-order.js";

function run(outcomes: readonly Outcome[], reference: string, { given = [] as readonly string[], repeats = 2 } = {}) {
  const { matrices } = outcomeMatrices(outcomes, [seededRun([])], reference);
  const { order } = priceOrder(matrices, given);
  return backtest(
    matrices.map((matrix) => inPriceOrder(matrix, order)),
    { ...CALIBRATION_DEFAULTS, reference, tiers: order, folds: 5, repeats, resamples: 100 },
  );
}

const TYPE = {
  taskType: "triage",
  abilities: { haiku: 1.2, sonnet: 2.4, opus: 3.2 },
  difficulty: { mean: 0, sd: 1.6 },
  signalStrength: 4,
};

describe("cascades in a backtest", () => {
  it("beat every line between two tiers where a signal tells right from wrong", () => {
    const { policies } = run(plantedOutcomes(TYPE, 500, 1), "opus");
    const cascades = policies.filter(({ kind, isOnFront }) => kind === "cascade" && isOnFront);
    expect(cascades.length).toBeGreaterThan(3);
    for (const one of cascades) expect([one.isCrossFitted, one.table?.kind]).toEqual([true, "table"]);
    const best = cascades.find(({ saving }) => (saving?.value ?? 0) > 0.5);
    const mixes = policies.filter(({ kind, saving }) => kind === "mix" && (saving?.value ?? 0) > 0.5);
    expect(best?.quality.value).toBeGreaterThan(Math.max(...mixes.map(({ quality }) => quality.value)) + 0.02);
    expect(best?.escalation.value).toBeGreaterThan(0);
  });

  it("gain nothing from noise, cross-fitted", () => {
    const { policies } = run(
      plantedOutcomes({ ...TYPE, signalStrength: 0, abilities: { haiku: 1, opus: 1 } }, 400, 2),
      "opus",
    );
    const best = Math.max(...policies.filter(({ kind }) => kind === "single").map(({ quality }) => quality.value));
    for (const { kind, quality } of policies) if (kind === "cascade") expect(quality.value).toBeLessThan(best + 0.02);
  });

  it("are left out where no tier reads a signal", () => {
    const { policies } = run(plantedOutcomes({ ...TYPE, signalStrength: null }, 100, 1), "opus");
    expect(policies.map(({ kind }) => kind)).not.toContain("cascade");
    expect(policies.every(({ table }) => table === null)).toBe(true);
  });

  it("stand on a front by the places of their calls where costs are not known", () => {
    const unpriced = plantedOutcomes(TYPE, 300, 3).map((one) => ({
      ...one,
      costNanoUsd: null,
      signalCostNanoUsd: null,
    }));
    const result = run(unpriced, "opus", { given: ["haiku", "sonnet", "opus"] });
    expect(result.isPriced).toBe(false);
    expect(result.policies.every(({ costUsd, saving }) => costUsd === null && saving === null)).toBe(true);
    expect([result.aiq, result.policies.some(({ kind }) => kind === "mix")]).toEqual([null, false]);
    expect(result.front[0]).toBe("always-haiku");
    expect(result.front.some((name) => name.startsWith("cascades at"))).toBe(true);
    const quality = result.front.map((name) => result.policies.find((one) => one.name === name)?.quality.value ?? 0);
    expect(quality).toEqual(quality.toSorted((a, b) => a - b));
  });
});

const FILE = new URL("../../../shared/data/mot-date.csv.gz", import.meta.url);
const isThere = existsSync(FILE);

describe.skipIf(!isThere)(`date reasoning, medium → large${isThere ? "" : " (skipped: no ../shared/data)"}`, () => {
  it("cross-fitted as good as the threshold that was published for the whole data", () => {
    const [head = "", ...lines] = gunzipSync(readFileSync(FILE)).toString("utf8").trim().split("\n");
    const names = head.trim().split(",");
    const rows = lines.flatMap((line) => {
      const cells = line.trim().split(",");
      const field = (name: string) => cells[names.indexOf(name)] ?? "";
      if (field("tier") === "small") return [];
      return seededOutcome({
        itemId: field("item_id"),
        tier: field("tier"),
        score: Number(field("score")),
        costUsd: null,
        signals: [{ name: "agreement", value: Number(field("signal.agreement")) }],
      });
    });
    const { policies } = run(rows, "large", { given: ["medium", "large"], repeats: 6 });
    const good = policies.filter(
      ({ isOnFront, isCrossFitted, escalation, quality }) =>
        isOnFront && isCrossFitted && escalation.value < 0.2145 && quality.value > 0.89155,
    );
    expect(good.map(({ kind }) => kind)).toContain("cascade");
  });
});
