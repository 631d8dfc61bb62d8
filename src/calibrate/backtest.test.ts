import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { type BacktestOptions, backtest } from "./backtest.js";
import type { BacktestedPolicy } from "./backtested-policy.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { chooseTableFrom } from "./choose-table.js";
import { tableValues, weightedMeans } from "./cross-fit.js";
import { frontMembership } from "./front-membership.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder, priceOrder } from "./price-order.js";
import { markedUnits, selectRows, tierRows } from "./tier-rows.js";

/** Outcomes of real models, not part of the repository. */
const FOLDER = new URL("../../../shared/data/", import.meta.url);

function needs(file: string): boolean {
  const isThere = existsSync(new URL(file, FOLDER));
  if (!isThere) process.stderr.write(`skipped: a backtest of real outcomes needs ../shared/data/${file}\n`);
  return isThere;
}

function read(file: string): readonly Outcome[] {
  const text = gunzipSync(readFileSync(new URL(file, FOLDER))).toString("utf8");
  const [head = "", ...lines] = text.trim().split("\n");
  const names = head.trim().split(",");
  return lines.map((line) => {
    const cells = line.trim().split(",");
    const field = (name: string) => cells[names.indexOf(name)] ?? "";
    return seededOutcome({
      itemId: field("item_id"),
      taskType: field("task_type"),
      tier: field("tier"),
      score: Number(field("score")),
      costUsd: Number(field("cost_usd")),
    });
  });
}

interface Prepared {
  readonly matrices: readonly TaskTypeMatrix[];
  readonly tiers: readonly string[];
}

function prepared(outcomes: readonly Outcome[], reference: string): Prepared {
  const { matrices } = outcomeMatrices(outcomes, [seededRun([])], reference);
  const { order } = priceOrder(matrices, []);
  return { matrices: matrices.map((matrix) => inPriceOrder(matrix, order)), tiers: order };
}

function run({ matrices, tiers }: Prepared, change: Partial<BacktestOptions> & { readonly reference: string }) {
  const plan = { folds: 5, repeats: 2, resamples: 200 };
  return backtest(matrices, { ...CALIBRATION_DEFAULTS, tiers, ...plan, ...change });
}

const named = (policies: readonly BacktestedPolicy[], name: string): BacktestedPolicy => {
  const found = policies.find((policy) => policy.name === name);
  if (found === undefined) throw new RangeError(`no policy "${name}"`);
  return found;
};

/** Two task types; haiku is as good on the first and useless on the second. */
function smallWorld(): Prepared {
  const types = { easy: [0.9, 0.9], hard: [0.1, 0.9] };
  const rows = Object.entries(types).flatMap(([taskType, right]) =>
    Array.from({ length: 80 }, (_, i) => i).flatMap((i) =>
      ["haiku", "opus"].map((tier, rank) =>
        seededOutcome({
          itemId: `${taskType}-${i}`,
          taskType,
          tier,
          score: (i * 7 + rank) % 80 < 80 * (right[rank] ?? 0) ? 1 : 0,
          costUsd: rank === 0 ? 0.001 : 0.01,
        }),
      ),
    ),
  );
  return prepared(rows, "opus");
}

describe("backtest", () => {
  const world = smallWorld();
  const result = run(world, { reference: "opus" });

  it("replays tiers as their means, mixes as lines between them, bounds above all", () => {
    const { policies } = result;
    const [haiku, opus] = [named(policies, "always-haiku"), named(policies, "always-opus")];
    expect(haiku.quality.value).toBeCloseTo(0.5, 12);
    expect(opus).toMatchObject({ saving: { value: 0 }, netLoss: { value: 0 }, pgr: 1, kind: "single" });
    const mix = named(policies, "mix 50 % haiku + 50 % opus");
    expect(mix.quality.value).toBeCloseTo((haiku.quality.value + opus.quality.value) / 2, 12);
    expect(mix.pgr).toBeCloseTo(0.5, 12);
    const oracle = named(policies, "oracle");
    for (const { quality } of policies) expect(quality.value).toBeLessThanOrEqual(oracle.quality.value + 1e-9);
    expect(named(policies, "perfect verifier").costUsd?.value).toBeGreaterThan(oracle.costUsd?.value ?? 1);
  });

  it("puts a table above the line of mixes, and intervals around every value", () => {
    const { policies, aiq, pair, front } = result;
    const table = policies.find(({ kind, saving }) => kind === "shrunken" && (saving?.value ?? 0) > 0.4);
    expect(table?.quality.value).toBeGreaterThan(0.88);
    expect(front).toContain(table?.name);
    // Half of the calls buy all of the quality: the hull rises over half of the costs and is flat after.
    expect(aiq?.zeroRouter.byRange).toBeCloseTo(0.7, 12);
    expect(aiq?.policies.byRange).toBeCloseTo(0.8, 12);
    // All of the gap lies in one of two types: half of the calls recover everything.
    expect(pair?.apgr.value).toBeCloseTo(0.75, 1);
    expect(pair?.cpt50?.value).toBeCloseTo(0.25, 1);
    for (const { quality, harm, netLoss, escalation, costUsd } of policies) {
      for (const one of [quality, harm, netLoss, escalation, costUsd]) {
        expect(one?.ci[0]).toBeLessThanOrEqual(one?.value ?? -2);
        expect(one?.ci[1]).toBeGreaterThanOrEqual(one?.value ?? 2);
      }
    }
  });

  it("is deterministic and follows the seed", () => {
    expect(JSON.stringify(run(smallWorld(), { reference: "opus" }))).toBe(JSON.stringify(result));
    expect(JSON.stringify(run(world, { reference: "opus", seed: 2 }))).not.toBe(JSON.stringify(result));
  });

  it("replays a given table as it is, and refuses one that names what was not measured", () => {
    const policy = {
      kind: "table" as const,
      routes: { easy: { kind: "single" as const, tier: "haiku" } },
      otherwise: "opus",
    };
    const { policies } = run(world, { reference: "opus", given: { name: "mine", policy } });
    expect(named(policies, "mine")).toMatchObject({ kind: "given", isCrossFitted: false });
    expect(named(policies, "mine").quality.value).toBeCloseTo(0.9, 12);
    const unknown = { ...policy, otherwise: "sonnet" };
    expect(() => run(world, { reference: "opus", given: { name: "mine", policy: unknown } })).toThrow('"sonnet"');
  });

  it("weighs task types by the traffic", () => {
    const { policies } = run(world, { reference: "opus", traffic: { easy: 3, hard: 1 } });
    expect(named(policies, "always-haiku").quality.value).toBeCloseTo(0.75 * 0.9 + 0.25 * 0.1, 12);
  });

  it("finds the front with equals side by side", () => {
    const draws = Float64Array.of(0);
    const candidate = (cost: number, quality: number, competes = true) => ({
      competes,
      cost,
      quality,
      costDraws: draws,
      qualityDraws: draws,
    });
    const all = [candidate(1, 0.5), candidate(2, 0.5), candidate(2, 0.7), candidate(2, 0.7), candidate(0, 1, false)];
    // The last bits of an average are no reason to beat an equal.
    all.push(candidate(2, 0.7 + 1e-16), candidate(2 + 1e-15, 0.7));
    expect(frontMembership(all).map(({ isOnFront }) => isOnFront)).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe.skipIf(!needs("bfcl-claude3.csv.gz"))("BFCL, Claude 3", () => {
  let real: ReturnType<typeof prepared>;
  beforeAll(() => {
    real = prepared(read("bfcl-claude3.csv.gz"), "opus");
  });

  it("beats the published figures on its own front, and never chooses worse than the best tier", () => {
    const { policies, bestSingle } = run(real, { reference: "opus", repeats: 3 });
    const onFront = policies.filter(({ isOnFront }) => isOnFront);
    const has = (saving: number, quality: number) =>
      onFront.some((one) => (one.saving?.value ?? 0) >= saving && one.quality.value >= quality);
    expect(has(0.79, 0.903)).toBe(true);
    expect(has(0.92, 0.87)).toBe(true);
    expect(bestSingle).toBe("always-sonnet-3-5");
    const [chosen, best] = [named(policies, "chosen table"), named(policies, bestSingle)];
    expect(best.isOnFront && chosen.isOnFront).toBe(true);
    expect(chosen.quality.value).toBeGreaterThanOrEqual(best.quality.value - 1e-9);
    expect(chosen.saving?.value).toBeGreaterThanOrEqual((best.saving?.value ?? 1) - 1e-9);
  });

  it("keeps on one random half what it certified on the other", () => {
    const rows = tierRows(real.matrices, { tiers: real.tiers, traffic: null });
    const splits = 30;
    let [kept, certified] = [0, 0];
    for (let seed = 0; seed < splits; seed += 1) {
      const half = markedUnits(rows, { share: 0.5, seed, stream: "halves" });
      const learnt = selectRows(rows, (unit) => half[unit] === 1);
      const other = selectRows(rows, (unit) => half[unit] !== 1);
      const { table, certificate } = chooseTableFrom(learnt, {
        ...CALIBRATION_DEFAULTS,
        seed,
        singleTolerance: 0.05,
        crossFit: { folds: 5, repeats: 1 },
      });
      if (certificate === null) continue;
      certified += 1;
      if ((weightedMeans(other, tableValues(other, table)).netLoss ?? 1) <= certificate.epsilon) kept += 1;
    }
    expect(certified).toBeGreaterThan(splits * 0.8);
    expect(kept / certified).toBeGreaterThanOrEqual(0.95);
  });
});

describe.skipIf(!needs("routellm-mmlu.csv.gz"))("MMLU, RouteLLM's pair", () => {
  it("recovers more of the gap than any published router, with the table alone", () => {
    const real = prepared(read("routellm-mmlu.csv.gz"), "large");
    const { pair } = run(real, { reference: "large", repeats: 1, resamples: 50 });
    expect(pair?.apgr.value).toBeGreaterThanOrEqual(0.672);
    expect(pair?.cpt50?.value).toBeLessThanOrEqual(0.28);
    expect(pair?.cpt80?.value).toBeLessThanOrEqual(0.585);
  });
});
