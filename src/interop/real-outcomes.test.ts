import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Outcome, OutcomeSchema } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";
import { readRows } from "../datasets/read-rows.js";
import { type ImportedRun, outcomesFromRows } from "./outcomes-from-rows.js";

const FOLDER = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

function needs(file: string): boolean {
  const isThere = existsSync(`${FOLDER}${file}`);
  if (!isThere) process.stderr.write(`skipped: importing real outcomes needs ../shared/data/${file}\n`);
  return isThere;
}

function importFile(file: string): Promise<readonly ImportedRun[]> {
  return outcomesFromRows(readRows(`${FOLDER}${file}`), {
    runName: "real",
    importedAt: "2026-11-20T12:00:00.000Z",
    toolVersion: "0.1.0",
    priceNanoUsd: () => null,
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean score and mean cost of a tier, USD. */
function ofTier(outcomes: readonly Outcome[], tier: string): readonly [number, number] {
  const rows = outcomes.filter((outcome) => outcome.tier === tier);
  return [
    mean(rows.map(({ score }) => score ?? 0)),
    mean(rows.map(({ costNanoUsd }) => usdFromNano(costNanoUsd ?? 0))),
  ];
}

describe.skipIf(!needs("bfcl-claude3.csv.gz"))("bfcl-claude3", () => {
  it("arrives whole, with the quality and cost that are known of it", async () => {
    const [imported, ...others] = await importFile("bfcl-claude3.csv.gz");
    expect(others).toEqual([]);
    const { run, outcomes } = imported as ImportedRun;
    expect(outcomes).toHaveLength(6800);
    expect(run.taskTypes).toHaveLength(12);
    expect(run.trials).toBe(1);
    expect(run.datasets.reduce((sum, { items }) => sum + items, 0)).toBe(1700);
    expect(run.tiers.map(({ id }) => id).sort()).toEqual(["haiku", "opus", "sonnet", "sonnet-3-5"]);
    for (const [tier, quality, costUsd] of [
      ["haiku", 0.7506, 0.000183],
      ["sonnet", 0.82, 0.002135],
      ["sonnet-3-5", 0.9053, 0.002205],
      ["opus", 0.88, 0.010898],
    ] as const) {
      const [score, cost] = ofTier(outcomes, tier);
      expect(score).toBeCloseTo(quality, 4);
      expect(cost).toBeCloseTo(costUsd, 6);
    }
    expect(outcomes.every((outcome) => OutcomeSchema.safeParse(outcome).success)).toBe(true);
    expect(new Set(outcomes.map(({ cellKey }) => cellKey)).size).toBe(6800);
  });
});

describe.skipIf(!needs("mot-date.csv.gz"))("mot-date", () => {
  it("arrives with its agreement signal, its unknown column, and no invented cost", async () => {
    const [imported] = await importFile("mot-date.csv.gz");
    const { run, outcomes } = imported as ImportedRun;
    expect(outcomes).toHaveLength(1107);
    expect(run.signals).toEqual([
      { name: "agreement", taskType: "date", kind: "imported", levels: null, version: "imported", extraCalls: 0 },
    ]);
    expect(ofTier(outcomes, "medium")[0]).toBeCloseTo(0.8022, 4);
    expect(ofTier(outcomes, "large")[0]).toBeCloseTo(0.8943, 4);
    expect(outcomes.every(({ costNanoUsd, usage }) => costNanoUsd === null && usage === null)).toBe(true);
    expect(outcomes.every(({ extra }) => Object.keys(extra).join() === "prediction")).toBe(true);
    const medium = outcomes.filter(({ tier, signals }) => tier === "medium" && signals.length > 0);
    const escalated = medium.filter(({ signals }) => (signals[0]?.value ?? 0) < 0.9);
    expect(escalated.length / 369).toBeCloseTo(0.214, 3);
  });
});

describe.skipIf(!needs("bashkit-claude.csv.gz"))("bashkit-claude", () => {
  it("arrives as three runs of graded scores", async () => {
    const imported = await importFile("bashkit-claude.csv.gz");
    expect(imported.map(({ run }) => run.runId)).toEqual(["real-2026-02-28", "real-2026-05-26", "real-2026-06-26"]);
    expect(imported.map(({ outcomes }) => outcomes.length)).toEqual([174, 174, 174]);
    const last = imported[2]?.outcomes ?? [];
    for (const [tier, allPassed, costUsd] of [
      ["haiku", 0.948, 0.011],
      ["sonnet", 0.845, 0.039],
      ["opus", 0.948, 0.048],
    ] as const) {
      const rows = last.filter((outcome) => outcome.tier === tier);
      expect(mean(rows.map(({ score }) => Number(score === 1)))).toBeCloseTo(allPassed, 3);
      expect(ofTier(last, tier)[1]).toBeCloseTo(costUsd, 3);
    }
    expect(last.some(({ score }) => score !== null && score > 0 && score < 1)).toBe(true);
  });
});
