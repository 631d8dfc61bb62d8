import { describe, expect, it } from "vitest";
import type { EvalSpec } from "../core/eval.js";
import { OutcomeSchema } from "../core/outcome.js";
import type { Judge, Score } from "../core/score.js";
import { labelMatch } from "../scorers/label-match.js";
import { memoryStore } from "../store/memory-store.js";
import {
  DEAR,
  FLAT_PRICING,
  FORGETFUL_JOURNAL,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { SCRIPTED_USAGE, type Script, scriptedClient } from "../testing/scripted-client.js";
import type { CellContext } from "./execute-cell.js";
import { executeCell } from "./execute-cell.js";
import type { PlannedCell } from "./plan-run.js";
import { reduceScores } from "./score-answer.js";

const scoresOf = (...values: number[]): Score[] =>
  values.map((value, index) => ({ scorer: `s${index}`, kind: "validator", version: "1", value, reason: "" }));

/** Right answers, and the judge's replies in turn. */
function judgedBy(...replies: Awaited<ReturnType<Script>>[]): Script {
  return ({ role, draw }) => (role === "answer" ? {} : (replies[draw] ?? []));
}

async function judged(script: Script, change: Partial<EvalSpec> = {}, context: Partial<CellContext> = {}) {
  const evaluation = fixtureEval({ scorers: [yesNoJudge()], ...change });
  const [planned] = fixturePlan(1, evaluation, { judge: MIDDLE });
  const client = scriptedClient(script);
  const options = {
    ...fixtureOptions(memoryStore(), client),
    journal: FORGETFUL_JOURNAL,
    runId: "run-1",
    judge: MIDDLE,
    ...context,
  };
  const { outcome, attempts } = await executeCell(planned as PlannedCell, options);
  return { outcome: OutcomeSchema.parse(outcome), attempts, client };
}

const MIDDLE_CALL = FLAT_PRICING.costNanoUsd(MIDDLE.model, SCRIPTED_USAGE, 0) ?? 0;
const CHEAP_CALL = MIDDLE_CALL / 10;
const GARBLED = { text: "well, perhaps" };

describe("reduceScores", () => {
  it("is as good as the worst score, or the average", () => {
    expect(reduceScores({ reduce: "min" }, scoresOf(1, 0.25, 0.75))).toBe(0.25);
    expect(reduceScores({ reduce: "mean" }, scoresOf(1, 0.25, 0.25))).toBe(0.5);
  });

  it.each([
    ["min", 0],
    ["mean", 0.5],
  ] as const)("reduces validator and judge together by %s", async (reduce, score) => {
    const { outcome } = await judged(judgedBy({ text: "no" }), { scorers: [yesNoJudge(), labelMatch()], reduce });
    expect(outcome).toMatchObject({ status: "scored", score });
    expect(outcome.scores.map(({ scorer }) => scorer)).toEqual(["label-match", "kind"]);
  });
});

describe("the judge", () => {
  it("is asked with a new nonce, on its own tier, after the answer", async () => {
    const { client } = await judged(judgedBy(GARBLED, { text: "yes" }));
    const prompts = client.callsIn("judge:kind").map(({ request }) => request);
    expect(prompts.map(({ model }) => model)).toEqual([MIDDLE.model, MIDDLE.model]);
    const nonces = prompts.map(
      ({ messages }) => /^[0-9a-f]{32}/.exec(JSON.stringify(messages[0]?.content).slice(1))?.[0],
    );
    expect(new Set(nonces).size).toBe(2);
    expect(nonces).not.toContain(undefined);
  });

  it("is drawn again until its verdict can be read, and every draw is charged", async () => {
    const { outcome, attempts } = await judged(judgedBy(GARBLED, GARBLED, { text: "yes" }));
    expect(outcome).toMatchObject({ status: "scored", outcomeClass: "ok", score: 1, attempts: 4 });
    expect(attempts.filter(({ role }) => role === "judge:kind").map((entry) => entry.chargedNanoUsd)).toEqual([
      MIDDLE_CALL,
      MIDDLE_CALL,
      MIDDLE_CALL,
    ]);
    expect(outcome.judgeCostNanoUsd).toBe(3 * MIDDLE_CALL);
  });

  it.each([
    ["model_truncated", "max_tokens"],
    ["model_refusal", "refusal"],
    ["model_unexpected_stop", "pause_turn"],
  ] as const)(
    "takes no verdict from an answer that ended as %s, however it reads",
    async (outcomeClass, stopReason) => {
      const broken = { text: "yes", outcomeClass, stopReason };
      const asked = await judged(judgedBy(broken, { text: "no" }));
      expect(asked.outcome).toMatchObject({ status: "scored", score: 0, attempts: 3 });
      const never = await judged(judgedBy(broken, broken, broken));
      expect(never.outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error", score: null });
      expect(never.outcome.error).toContain(`stopped with "${stopReason}"`);
    },
  );

  it("is a judge error after three verdicts that cannot be read, with the answer kept", async () => {
    const { outcome, client } = await judged(judgedBy(GARBLED, GARBLED, GARBLED, { text: "yes" }));
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error", score: null });
    expect(outcome.responseText).toBe("refund");
    expect(outcome.error).toContain('read "well, perhaps"');
    expect(client.callsIn("judge:kind")).toHaveLength(3);
  });

  it("is a judge error where its call fails, never a fail", async () => {
    const { outcome } = await judged(judgedBy({ outcomeClass: "infra_timeout" }));
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error", responseText: "refund" });
  });

  it("is a judge error where nobody may be asked", async () => {
    const { outcome, client } = await judged(judgedBy(), {}, { judge: null });
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error" });
    expect(client.calls).toHaveLength(1);
  });

  it.each(["request", "read"] as const)("is a judge error where its %s throws", async (method) => {
    const broken: Judge = {
      ...yesNoJudge(),
      [method]: () => {
        throw new Error("broken rubric");
      },
    };
    const { outcome } = await judged(judgedBy({ text: "yes" }, {}, {}), { scorers: [broken] });
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error", responseText: "refund" });
    expect(outcome.error).toContain("broken rubric");
  });

  it("is not asked where a validator could not say, nor about an answer that is none", async () => {
    const unsaid = { ...labelMatch(), score: () => ({ scorer: "x", failure: "validator_error", reason: "" }) as const };
    const failed = await judged(judgedBy({ text: "yes" }), { scorers: [yesNoJudge(), unsaid] });
    expect(failed.client.callsIn("judge:kind")).toHaveLength(0);
    const refused = await judged(({ role }) => (role === "answer" ? { outcomeClass: "model_refusal" } : {}));
    expect(refused.client.callsIn("judge:kind")).toHaveLength(0);
  });

  it("may have a name that no header could carry", async () => {
    const { outcome, client } = await judged(({ role }) => (role === "answer" ? {} : { text: "yes" }), {
      scorers: [yesNoJudge("ist es höflich?"), yesNoJudge("ist es hoflich?")],
    });
    expect(outcome).toMatchObject({ status: "scored", score: 1 });
    const keys = client.calls.map(({ callKey }) => callKey);
    expect(keys.every((key) => /^[\x21-\x7e]{1,255}$/.test(key))).toBe(true);
    expect(new Set(keys).size).toBe(3);
  });
});

describe("costs", () => {
  it("keep the judge apart from the tier", async () => {
    const { outcome } = await judged(judgedBy({ text: "yes" }));
    expect(outcome).toMatchObject({
      costNanoUsd: CHEAP_CALL,
      signalCostNanoUsd: 0,
      judgeCostNanoUsd: MIDDLE_CALL,
      chargedNanoUsd: CHEAP_CALL + MIDDLE_CALL,
      usage: SCRIPTED_USAGE,
    });
  });

  it("charge a failed attempt its worst case where it may be billed, and nothing where it is not", async () => {
    const worst = FLAT_PRICING.worstCaseNanoUsd({ ...MIDDLE, messages: [] }, 0) ?? 0;
    const { outcome, attempts } = await judged(
      judgedBy([
        { outcomeClass: "unknown_outcome", mayBeBilled: true },
        { outcomeClass: "infra_transient_exhausted", mayBeBilled: false },
        { text: "yes" },
      ]),
    );
    expect(attempts.map(({ chargedNanoUsd }) => chargedNanoUsd)).toEqual([CHEAP_CALL, worst, 0, MIDDLE_CALL]);
    expect(outcome.judgeCostNanoUsd).toBe(MIDDLE_CALL);
    expect(outcome.chargedNanoUsd).toBe(CHEAP_CALL + worst + MIDDLE_CALL);
  });

  it("are those of the model that served", async () => {
    const script: Script = ({ role }) => (role === "answer" ? { servedModel: MIDDLE.model } : { text: "yes" });
    expect((await judged(script)).outcome).toMatchObject({ costNanoUsd: MIDDLE_CALL, chargedNanoUsd: 2 * MIDDLE_CALL });
  });

  it("are null, never 0, where a price is not known", async () => {
    const unpriced = { ...DEAR, model: "claude-unpriced-1" };
    const { outcome } = await judged(judgedBy({ text: "yes" }), {}, { judge: unpriced });
    expect(outcome).toMatchObject({ costNanoUsd: CHEAP_CALL, judgeCostNanoUsd: null, chargedNanoUsd: null });
  });
});
