import { describe, expect, it } from "vitest";
import type { EvalSpec } from "../core/eval.js";
import { OutcomeSchema } from "../core/outcome.js";
import type { Score, Validator } from "../core/score.js";
import type { Signal } from "../core/signal.js";
import { agreement } from "../scorers/agreement.js";
import { selfReport } from "../scorers/self-report.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  FORGETFUL_JOURNAL,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  LADDER,
} from "../testing/benchmark-fixture.js";
import { type Script, scriptedClient } from "../testing/scripted-client.js";
import { executeCell } from "./execute-cell.js";
import type { PlannedCell } from "./plan-run.js";

/** The outcome of one cell on the cheapest tier. */
async function carriedOut(script: Script, change: Partial<EvalSpec> = {}, tiers = LADDER) {
  const [planned] = fixturePlan(1, fixtureEval(change), { tiers });
  const client = scriptedClient(script);
  const context = { ...fixtureOptions(memoryStore(), client), journal: FORGETFUL_JOURNAL, runId: "run-1" };
  const { outcome, attempts } = await executeCell(planned as PlannedCell, context);
  return { outcome: OutcomeSchema.parse(outcome), attempts, client };
}

/** Scores 1 and remembers the texts it is shown. */
function spy(texts: string[], score: () => unknown = () => 1): Validator {
  const scoreOf = (text: string) => {
    texts.push(text);
    return { scorer: "spy", kind: "validator", version: "1", value: score() as number, reason: "" } as Score;
  };
  return { kind: "validator", name: "spy", version: "1", needsLabel: false, score: ({ text }) => scoreOf(text) };
}

const DOUBTFUL: Signal = { name: "doubt", kind: "validator", levels: null, version: "1", extraCalls: 0, read };
function read(): never {
  throw new Error("no reading today");
}

describe("an answered cell", () => {
  it("is scored with what served it", async () => {
    const { outcome, attempts } = await carriedOut(() => ({ servedModel: "claude-haiku-5-5-20261001" }));
    expect(outcome).toMatchObject({
      status: "scored",
      outcomeClass: "ok",
      score: 1,
      responseText: "refund",
      model: "claude-haiku-5-5-20261001",
      attempts: 1,
      error: null,
    });
    expect(attempts).toMatchObject([{ role: "answer", index: 0, model: CHEAP.model }]);
  });

  it("scores a wrong answer 0", async () => {
    const { outcome } = await carriedOut(() => ({ text: "bug" }));
    expect(outcome).toMatchObject({ status: "scored", outcomeClass: "ok", score: 0 });
  });

  it("shows scorers the answer without its self-report, and keeps the raw text", async () => {
    const texts: string[] = [];
    const text = "refund\nCONFIDENCE: high";
    const change = { scorers: [spy(texts)], signals: [selfReport({ levels: ["low", "high"] })] };
    const { outcome } = await carriedOut(() => ({ text }), change);
    expect(texts).toEqual(["refund"]);
    expect(outcome.responseText).toBe(text);
    expect(outcome.signals).toEqual([{ name: "self-report", value: 1, level: "high" }]);
  });

  it("compares extra answers without their self-reports", async () => {
    const script: Script = ({ role }) => ({ text: `refund\nCONFIDENCE: ${role === "answer" ? "high" : "low"}` });
    const signals = [selfReport({ levels: ["low", "high"] }), agreement()];
    const { outcome, client } = await carriedOut(script, { signals });
    expect(client.calls.map(({ role, draw }) => `${role}:${draw}`)).toEqual(["answer:0", "signal:agreement:0"]);
    expect(outcome.signals.at(-1)).toEqual({ name: "agreement", value: 1, costNanoUsd: 20 });
  });

  it("draws no extra answers on the dearest tier", async () => {
    const { outcome, client } = await carriedOut(() => ({}), { signals: [agreement()] }, [CHEAP]);
    expect(client.calls).toHaveLength(1);
    expect(outcome.signals).toEqual([]);
  });

  it.each([
    ["model_truncated", "refund"],
    ["model_refusal", "refund"],
    ["model_empty", ""],
  ] as const)("scores %s 0 under its own class, whatever the scorers would say", async (outcomeClass, text) => {
    const texts: string[] = [];
    const { outcome } = await carriedOut(() => ({ outcomeClass, text }), { scorers: [spy(texts)] });
    expect(outcome).toMatchObject({ status: "scored", outcomeClass, score: 0, scores: [{ value: 0 }] });
    expect(texts).toEqual([]);
  });
});

describe("a cell that cannot be scored", () => {
  it("is errored on an unexpected stop, with the answer kept", async () => {
    const reply = { outcomeClass: "model_unexpected_stop", stopReason: "pause_turn" } as const;
    const { outcome } = await carriedOut(() => reply);
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "model_unexpected_stop", score: null });
    expect(outcome).toMatchObject({ responseText: "refund", error: expect.stringContaining("pause_turn") as string });
  });

  it.each([
    "infra_transient_exhausted",
    "infra_malformed",
    "infra_timeout",
    "request_rejected",
    "auth_billing_stop",
    "unknown_outcome",
  ] as const)("is errored under %s, never scored", async (outcomeClass) => {
    const { outcome } = await carriedOut(() => ({ outcomeClass }));
    expect(outcome).toMatchObject({ status: "errored", outcomeClass, score: null, responseText: null, usage: null });
  });

  const failing: Validator = {
    kind: "validator",
    name: "failing",
    version: "1",
    needsLabel: false,
    score: () => ({ scorer: "failing", failure: "validator_error", reason: "the pattern ran too long" }),
  };
  it.each<[string, Validator, string]>([
    ["says that it cannot say", failing, "failing: the pattern ran too long"],
    ["throws", spy([], read), "spy: threw: no reading today"],
    ["returns NaN", spy([], () => Number.NaN), "spy: returned NaN"],
    ["returns 2", spy([], () => 2), "spy: returned 2"],
  ])("is a validator error where a validator %s", async (_, validator, error) => {
    const { outcome } = await carriedOut(() => ({}), { scorers: [validator] });
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "validator_error", score: null });
    expect(outcome.responseText).toBe("refund");
    expect(outcome.error).toContain(error);
  });

  it.each<[string, Signal]>([
    ["throws", DOUBTFUL],
    ["reads NaN", { ...DOUBTFUL, read: () => ({ name: "doubt", value: Number.NaN }) }],
    ["reads under another name", { ...DOUBTFUL, read: () => ({ name: "other", value: 1 }) }],
  ])("keeps the paid answer where a signal %s", async (_, signal) => {
    const { outcome } = await carriedOut(() => ({}), { signals: [signal] });
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "validator_error", responseText: "refund" });
    expect(outcome.error).toContain("signal doubt");
  });

  it("is errored where an extra answer of a signal failed: an outage is no disagreement", async () => {
    const script: Script = ({ role }) => (role === "answer" ? {} : { outcomeClass: "infra_timeout" });
    const { outcome } = await carriedOut(script, { signals: [agreement()] });
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "infra_timeout", signals: [] });
    expect(outcome.responseText).toBe("refund");
  });
});
