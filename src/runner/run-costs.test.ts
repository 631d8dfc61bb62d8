import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
import type { Pricing } from "../core/model-client.js";
import { NO_USAGE, type Usage } from "../core/model-response.js";
import { sampleAttempt, sampleCell } from "../testing/store-rows.js";
import { type CostLine, listNanoUsd, runCosts } from "./run-costs.js";

const SEED = 1180;
/** 10 a token of the prompt, 50 of the answer; a tenth to read from the cache, a quarter more to write to it. */
const PRICING: Pricing = {
  costNanoUsd: (model, usage) =>
    model === "nobody"
      ? null
      : 10 * usage.inputTokens + 50 * usage.outputTokens + usage.cacheReadTokens + 12 * usage.cacheWriteTokens,
  worstCaseNanoUsd: () => 9_999,
};
const TIERS = ["haiku", "opus"];
const CELLS = [sampleCell("a"), sampleCell("b"), sampleCell("c", { tier: "opus" })];
const [A, B, C] = CELLS.map(({ key }) => key);

function answer(cellKey: string | undefined, tokens: Partial<Usage>, change: Partial<Attempt> = {}): Attempt {
  const usage = { ...NO_USAGE, ...tokens };
  const alone = PRICING.costNanoUsd("model-h", usage, 0) ?? 0;
  const costNanoUsd = change.batch === undefined ? alone : alone / 2;
  return sampleAttempt("", { cellKey: cellKey ?? "", usage, costNanoUsd, chargedNanoUsd: costNanoUsd, ...change });
}

const costs = (attempts: readonly Attempt[], intents: Parameters<typeof runCosts>[0]["intents"] = []) =>
  runCosts({ attempts, intents }, CELLS, TIERS, PRICING);

describe("the bill of a run", () => {
  it("takes batches and cache apart, and they add up to what was paid", () => {
    const { tiers } = costs([
      answer(A, { inputTokens: 100, outputTokens: 10 }),
      answer(B, { inputTokens: 20, cacheReadTokens: 80, outputTokens: 10 }),
      answer(C, { inputTokens: 20, cacheWriteTokens: 80, outputTokens: 10 }, { batch: "b-1" }),
    ]);
    expect(tiers.get("haiku")).toMatchObject({
      listNanoUsd: 3000,
      batchNanoUsd: 0,
      cacheNanoUsd: -720,
      answersNanoUsd: 2280,
    });
    expect(tiers.get("opus")).toMatchObject({
      listNanoUsd: 1500,
      batchNanoUsd: -830,
      cacheNanoUsd: 160,
      answersNanoUsd: 830,
    });
  });

  it("keeps the judge apart from the tier whose answers it read", () => {
    const judged = costs([
      answer(A, { inputTokens: 100 }),
      answer(A, { inputTokens: 7 }, { role: "judge:kind", index: 1 }),
    ]);
    expect(judged.tiers.get("haiku")?.answersNanoUsd).toBe(1000);
    expect([judged.judge.answers, judged.judge.answersNanoUsd]).toEqual([1, 70]);
    expect(judged.total.answersNanoUsd).toBe(1070);
    expect(judged.tiers.get("opus")?.answers).toBe(0);
  });

  it("brackets what nobody knows: lost answers and calls under way cost nothing, or their worst case", () => {
    const lost = { outcomeClass: "unknown_outcome", usage: null, costNanoUsd: null, chargedNanoUsd: 9_000 } as const;
    const refused = {
      outcomeClass: "infra_transient_exhausted",
      usage: null,
      costNanoUsd: null,
      chargedNanoUsd: 0,
    } as const;
    const malformed = { outcomeClass: "infra_malformed", costNanoUsd: 40, chargedNanoUsd: 40 } as const;
    const { role, draw, model, startedAtMs } = sampleAttempt("");
    const open = { cellKey: C ?? "", index: 0, role, draw, model, batch: "b-1", startedAtMs, worstCaseNanoUsd: 500 };
    const attempts = [lost, refused, malformed].map((change, index) =>
      sampleAttempt("", { cellKey: A ?? "", index, ...change }),
    );
    const { tiers, total } = costs([...attempts, answer(B, { inputTokens: 1 })], [open]);
    expect(tiers.get("haiku")).toMatchObject({ failures: 3, failuresLeastNanoUsd: 40, failuresMostNanoUsd: 9040 });
    expect(tiers.get("opus")).toMatchObject({ failures: 1, failuresLeastNanoUsd: 0, failuresMostNanoUsd: 500 });
    expect(total).toMatchObject({ answers: 1, failures: 4, leastNanoUsd: 50, mostNanoUsd: 9550 });
  });

  it("never takes an unknown price for nothing", () => {
    const unknown = answer(
      A,
      { cacheReadTokens: 5 },
      { servedModel: "nobody", costNanoUsd: null, chargedNanoUsd: null },
    );
    const { total } = costs([unknown, answer(B, { inputTokens: 1 })]);
    expect(total).toMatchObject({ listNanoUsd: null, answersNanoUsd: null, mostNanoUsd: null, leastNanoUsd: 10 });
    expect(listNanoUsd(unknown, PRICING)).toBeNull();
  });

  it(`adds up to the rows exactly, in whole nano-dollars (seed ${SEED})`, () => {
    const tokens = fc.record({
      inputTokens: fc.nat(9999),
      outputTokens: fc.nat(999),
      cacheReadTokens: fc.nat(9999),
      cacheWriteTokens: fc.nat(9999),
    });
    const call = fc.record({
      tokens,
      cell: fc.constantFrom(A, B, C),
      batch: fc.option(fc.constant("b-1")),
      judge: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 30 }), (calls) => {
        const attempts = calls.map(({ tokens: used, cell, batch, judge }, index) => {
          const role = judge ? "judge:kind" : "answer";
          const made = answer(cell, used, { index, role, ...(batch === null ? {} : { batch }) });
          const whole = Math.round(made.costNanoUsd ?? 0);
          return { ...made, costNanoUsd: whole, chargedNanoUsd: whole };
        });
        const { tiers, judge, total } = costs(attempts);
        const paid = attempts.reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? 0), 0);
        const parts = [...tiers.values(), judge];
        const sumOf = (field: "answersNanoUsd" | "listNanoUsd" | "mostNanoUsd") =>
          parts.reduce((sum, line) => sum + (line[field] ?? Number.NaN), 0);
        expect([sumOf("mostNanoUsd"), total.mostNanoUsd, total.leastNanoUsd]).toEqual([paid, paid, paid]);
        expect(sumOf("listNanoUsd")).toBe(total.listNanoUsd);
        for (const line of [...parts, total]) expect(effects(line)).toBe(line.answersNanoUsd);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

function effects({ listNanoUsd: list, batchNanoUsd, cacheNanoUsd }: CostLine): number {
  return (list ?? Number.NaN) + (batchNanoUsd ?? Number.NaN) + (cacheNanoUsd ?? Number.NaN);
}
