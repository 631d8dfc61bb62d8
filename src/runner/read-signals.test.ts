import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { OutcomeSchema } from "../core/outcome.js";
import type { Signal } from "../core/signal.js";
import { agreement } from "../scorers/agreement.js";
import { oneOf } from "../scorers/one-of.js";
import { reviewer } from "../scorers/reviewer.js";
import { selfReport } from "../scorers/self-report.js";
import { validatorSignal } from "../scorers/validator-signal.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  DEAR,
  FLAT_PRICING,
  FORGETFUL_JOURNAL,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  LADDER,
  MIDDLE,
  NOW_MS,
} from "../testing/benchmark-fixture.js";
import { type Script, scriptedClient } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import { estimateRun } from "./estimate-run.js";
import { executeCell } from "./execute-cell.js";
import type { PlannedCell } from "./plan-run.js";

const LEVELS = ["low", "high"];
const FOLLOW_UP = selfReport({ levels: LEVELS, form: "follow-up" });
const REVIEW = reviewer({
  tier: "middle",
  task: "Pick a queue.",
  criteria: [{ name: "fits", question: "Does the queue fit the ticket?" }],
});
const VERDICT = '{"criteria":{"fits":true},"reason":"it does"}';

async function carriedOut(
  signals: readonly Signal[],
  script: Script,
  { tier = CHEAP, budget = new Budget(null) } = {},
) {
  const plan = fixturePlan(1, fixtureEval({ signals }));
  const planned = plan.find((cell) => cell.tier === tier) as PlannedCell;
  const client = scriptedClient(script);
  const context = { ...fixtureOptions(memoryStore(), client, { budget }), journal: FORGETFUL_JOURNAL, runId: "run-1" };
  const { outcome, attempts, cut } = await executeCell(planned, context);
  return { outcome: outcome === null ? null : OutcomeSchema.parse(outcome), attempts, cut, client };
}
const answering =
  (byRole: { readonly [role: string]: string }): Script =>
  ({ role }) => ({ text: byRole[role] ?? "refund" });

describe("a follow-up", () => {
  it("is a second call in the same conversation, with a role and a cost of its own", async () => {
    const script = answering({ "signal:self-report": '{"confidence": "high"}' });
    const { outcome, attempts, client } = await carriedOut([FOLLOW_UP], script);
    const [first, second] = client.calls;
    expect(second?.role).toBe("signal:self-report");
    expect(second?.request.messages.slice(0, -2)).toEqual(first?.request.messages);
    expect(second?.request).toMatchObject({ model: CHEAP.model, params: CHEAP.params });
    expect(attempts.map(({ role }) => role)).toEqual(["answer", "signal:self-report"]);
    // 10 tokens in and 2 out at the flat rate of the cheap tier.
    expect(outcome).toMatchObject({
      score: 1,
      responseText: "refund",
      costNanoUsd: 40,
      signalCostNanoUsd: 20,
      signals: [{ name: "self-report", value: 1, level: "high", costNanoUsd: 20 }],
    });
  });

  it("is not asked about an empty answer", async () => {
    const { outcome, client } = await carriedOut([FOLLOW_UP], () => ({ outcomeClass: "model_empty", text: "" }));
    expect(client.calls).toHaveLength(1);
    expect(outcome).toMatchObject({ score: 0, signals: [{ value: 0, isMissing: true }], signalCostNanoUsd: 0 });
  });

  it("is not sent where the budget cannot hold it", async () => {
    const request = fixturePlan(1)[0]?.request;
    const one = request === undefined ? 0 : (FLAT_PRICING.worstCaseNanoUsd(request, NOW_MS) ?? 0);
    const { cut, outcome, client } = await carriedOut([FOLLOW_UP], answering({}), { budget: new Budget(one + 1) });
    expect(client.calls).toHaveLength(1);
    expect(cut).toMatchObject({ by: "budget" });
    expect(outcome).toBeNull();
  });

  it("that fails errors the cell: an outage is no doubt", async () => {
    const script: Script = ({ role }) =>
      role === "answer" ? { text: "refund" } : { outcomeClass: "infra_timeout", usage: null };
    const { outcome } = await carriedOut([FOLLOW_UP], script);
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "infra_timeout", score: null });
  });
});

describe("a reviewer", () => {
  it("asks its own tier about the answer without its self-report, once", async () => {
    const script = answering({ answer: "refund\nCONFIDENCE: low", "signal:reviewer": VERDICT });
    const { outcome, attempts, client } = await carriedOut([selfReport({ levels: LEVELS }), REVIEW], script);
    expect(attempts.map(({ role, model }) => [role, model])).toEqual([
      ["answer", CHEAP.model],
      ["signal:reviewer", MIDDLE.model],
    ]);
    const content = client.callsIn("signal:reviewer")[0]?.request.messages[0]?.content;
    expect(content).toContain("\nrefund\n");
    expect(content).not.toContain("CONFIDENCE");
    // Ten times the cheap tier's rate, and all of it the signal's.
    expect(outcome).toMatchObject({ costNanoUsd: 220, signalCostNanoUsd: 200, judgeCostNanoUsd: 0 });
    expect(outcome?.signals).toEqual([
      { name: "self-report", value: 0, level: "low" },
      { name: "reviewer", value: 1, costNanoUsd: 200 },
    ]);
  });

  it("is not asked on the dearest tier, above which nothing lies", async () => {
    const { client } = await carriedOut([REVIEW], answering({}), { tier: DEAR });
    expect(client.calls).toHaveLength(1);
  });

  it("must be a tier of the run", () => {
    const signals = [reviewer({ tier: "hiaku", task: "t", criteria: [{ name: "fits", question: "Does it?" }] })];
    expect(() => fixturePlan(1, fixtureEval({ signals }))).toThrow(
      new UsageError('signal "reviewer" asks tier "hiaku", which is not in this run; tiers: cheap, middle, dear'),
    );
  });

  it("with another model is another cell, where it is asked", () => {
    const keysWith = (model: string) => {
      const tiers = LADDER.map((tier) => (tier === MIDDLE ? { ...MIDDLE, model } : tier));
      return fixturePlan(1, fixtureEval({ signals: [REVIEW] }), { tiers }).map(({ cell }) => cell.key);
    };
    const [before, after] = [keysWith(MIDDLE.model), keysWith("claude-sonnet-6")];
    expect(after[0]).not.toBe(before[0]);
    expect(after[2]).toBe(before[2]);
  });
});

describe("more than two answers", () => {
  it("are as many calls less the served one, each drawn and paid", async () => {
    const script: Script = ({ role, draw }) => ({ text: role === "answer" || draw === 1 ? "refund" : "bug" });
    const { outcome, client } = await carriedOut([agreement({ answers: 4 })], script);
    expect(client.callsIn("signal:agreement").map(({ draw }) => draw)).toEqual([0, 1, 2]);
    expect(outcome).toMatchObject({ costNanoUsd: 80, signalCostNanoUsd: 60 });
    expect(outcome?.signals).toEqual([{ name: "agreement", value: 1 / 3, costNanoUsd: 60 }]);
  });
});

describe("a validator as a gate", () => {
  it("reads fail on an answer that the scorer may even take, at no cost", async () => {
    const gate = validatorSignal(oneOf(["bug", "other"]), "known-queue");
    const { outcome } = await carriedOut([gate], answering({}));
    expect(outcome).toMatchObject({ score: 1, signalCostNanoUsd: 0 });
    expect(outcome?.signals).toEqual([{ name: "known-queue", value: 0, level: "fail" }]);
  });
});

describe("an estimate", () => {
  it("counts a signal's calls where they go, with what they ask", () => {
    const asked: string[] = [];
    const tools = {
      estimateTokens: ({ model, messages }: PlannedCell["request"]) => {
        asked.push(`${model} ${messages.length}`);
        const tokens = { low: 10, expected: 10, high: 10 };
        return { inputTokens: tokens, outputTokens: tokens };
      },
      pricing: FLAT_PRICING,
      judge: null,
      nowMs: NOW_MS,
    };
    const signals = [agreement({ answers: 3 }), FOLLOW_UP, REVIEW];
    const estimate = estimateRun(fixturePlan(1, fixtureEval({ signals })), tools);
    // Cheap: three answers and a follow-up. Middle: the same, and two reviews. Dear: its answer.
    expect(Object.fromEntries([...estimate].map(([name, { calls }]) => [name, calls]))).toEqual({
      cheap: 4,
      middle: 6,
      dear: 1,
      total: 11,
    });
    expect(asked).toContain(`${CHEAP.model} 3`);
  });
});
