import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Scorer, Validator } from "../core/score.js";
import type { Store } from "../core/store.js";
import { agreement } from "../scorers/agreement.js";
import { labelMatch } from "../scorers/label-match.js";
import { memoryStore } from "../store/memory-store.js";
import {
  DEAR,
  FLAT_PRICING,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { SCRIPTED_USAGE, type Script, scriptedClient } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import { type BenchmarkOptions, rescoreRun, resumeRun, startRun } from "./run-benchmark.js";

const GOOD: Script = ({ role }) => (role.startsWith("judge:") ? { text: "yes" } : {});
const SIGNALS = [agreement()];

/** A run that is measured, then scored again by today's scorers. */
async function rescored(
  before: readonly Scorer[],
  today: readonly Scorer[],
  options: Partial<BenchmarkOptions> = {},
  [first, second]: readonly [Script, Script] = [GOOD, GOOD],
) {
  const store = memoryStore();
  const planOf = (scorers: readonly Scorer[]) =>
    fixturePlan(4, fixtureEval({ scorers, signals: SIGNALS }), { judge: MIDDLE });
  const plan = planOf(before);
  const run = fixtureRun(plan);
  await startRun(run, plan, fixtureOptions(store, scriptedClient(first), { judge: MIDDLE }));
  const was = await store.outcomes();
  const client = scriptedClient(second);
  const result = await rescoreRun(run, planOf(today), fixtureOptions(store, client, options));
  return { was, is: await store.outcomes(), client, result, attempts: await store.attempts("run-1") };
}

/** Right only for billing. */
const strict: Validator = {
  ...labelMatch(),
  version: "2",
  score: ({ text }) => ({
    scorer: "label-match",
    kind: "validator",
    version: "2",
    value: text === "billing" ? 1 : 0,
    reason: "",
  }),
};
const withoutScore = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ score: _score, scores: _scores, ...rest }) => rest);

describe("scoring again", () => {
  it("hands over no more outcomes than it has slots for, and lets others have a turn", async () => {
    const store = memoryStore();
    const plan = fixturePlan(40, fixtureEval({ scorers: [labelMatch()] }));
    const run = fixtureRun(plan);
    await startRun(run, plan, fixtureOptions(store, scriptedClient(GOOD)));
    let [unstored, most, turns] = [0, 0, 0];
    const slow: Store = {
      ...store,
      async record(...given) {
        unstored += 1;
        most = Math.max(most, unstored);
        await setImmediate();
        await store.record(...given);
        unstored -= 1;
      },
    };
    const timer = setInterval(() => (turns += 1), 0);
    const today = fixturePlan(40, fixtureEval({ scorers: [strict] }));
    await rescoreRun(run, today, fixtureOptions(slow, scriptedClient(GOOD), { concurrency: 2 }));
    clearInterval(timer);
    expect(most).toBeLessThanOrEqual(2 * run.tiers.length);
    expect(turns).toBeGreaterThan(0);
  });

  it("gives the scores of another version, without a call, under the same identity", async () => {
    const { was, is, client, result } = await rescored([labelMatch()], [strict]);
    expect(was.map(({ score }) => score)).toEqual(Array(12).fill(1));
    expect(is.map(({ itemId, score }) => [itemId, score])).toEqual(
      is.map(({ itemId }) => [itemId, itemId === "item-1" ? 1 : 0]),
    );
    expect(is.flatMap(({ scores }) => scores.map(({ version }) => version))).toEqual(Array(12).fill("2"));
    expect(withoutScore(is)).toEqual(withoutScore(was));
    expect(client.calls).toEqual([]);
    expect(result).toMatchObject({ planned: 12, scored: 12, missing: 0, run: { status: "finished" } });
  });

  it("uses the verdicts that are paid for, where nobody is asked", async () => {
    const judge = yesNoJudge();
    const { was, is, client } = await rescored([labelMatch(), judge], [strict, judge]);
    expect(client.calls).toEqual([]);
    const verdicts = (outcomes: readonly Outcome[]) => outcomes.map(({ scores }) => scores[1]);
    expect(verdicts(is)).toEqual(verdicts(was));
    expect(verdicts(is)).not.toContain(undefined);
    expect(is.map(({ judgeCostNanoUsd }) => judgeCostNanoUsd)).toEqual(was.map((row) => row.judgeCostNanoUsd));
  });

  it("does not take the verdict under one rubric for that under another", async () => {
    const { is } = await rescored([yesNoJudge()], [yesNoJudge("kind", "rubric-2")]);
    expect(is.map(({ outcomeClass, responseText }) => [outcomeClass, responseText !== null])).toEqual(
      Array.from({ length: 12 }, () => ["judge_error", true]),
    );
  });

  it("asks the judge anew where that is wanted, under new keys, and adds its cost", async () => {
    const judge = yesNoJudge();
    const no: Script = () => ({ text: "no" });
    const options = { judge: MIDDLE, judgesAnew: true };
    const { was, is, client } = await rescored([judge], [judge], options, [GOOD, no]);
    expect(client.calls.map(({ role, draw }) => `${role}:${draw}`)).toEqual(Array(12).fill("judge:kind:1"));
    expect(is.map(({ score }) => score)).toEqual(Array(12).fill(0));
    const verdict = FLAT_PRICING.costNanoUsd(MIDDLE.model, SCRIPTED_USAGE, 0) ?? 0;
    for (const [index, outcome] of is.entries()) {
      const before = was[index] as Outcome;
      expect(outcome.judgeCostNanoUsd).toBe(2 * verdict);
      expect(outcome.chargedNanoUsd).toBe((before.chargedNanoUsd ?? 0) + verdict);
      expect(outcome.costNanoUsd).toBe(before.costNanoUsd);
      expect(outcome.usage).toEqual(before.usage);
    }
  });

  it("keeps the score a cell had where the budget ends before the new verdict", async () => {
    const judge = yesNoJudge();
    const verdict = FLAT_PRICING.worstCaseNanoUsd({ ...MIDDLE, messages: [] }, 0) ?? 0;
    const options = { judge: MIDDLE, judgesAnew: true, budget: new Budget(verdict + 300), concurrency: 1 };
    const garbled: Script = () => ({ text: "hm" });
    const { was, is, result, attempts } = await rescored([judge], [judge], options, [GOOD, garbled]);
    expect(result.stopped?.reason).toBe("budget");
    expect(is.map(({ status, score, scores }) => ({ status, score, scores }))).toEqual(
      was.map(({ status, score, scores }) => ({ status, score, scores })),
    );
    const charged = (rows: readonly { chargedNanoUsd: number | null }[]) =>
      rows.reduce((sum, row) => sum + (row.chargedNanoUsd ?? 0), 0);
    expect(charged(is)).toBe(charged(attempts));
    expect(charged(is)).toBeGreaterThan(charged(was));
  });

  it("makes no signal calls, not even for cells that lack their signals", async () => {
    const outage: Script = (call) => (call.role.startsWith("signal:") ? { outcomeClass: "infra_timeout" } : GOOD(call));
    const { was, is, client } = await rescored([labelMatch()], [strict], {}, [outage, GOOD]);
    expect(was.filter(({ status }) => status === "errored")).toHaveLength(8);
    expect(client.calls).toEqual([]);
    expect(is.filter(({ status }) => status === "errored")).toEqual(was.filter(({ status }) => status === "errored"));
  });

  it("leaves cells without an answer as they are", async () => {
    const outage: Script = (call) =>
      call.request.model === DEAR.model ? { outcomeClass: "infra_timeout" } : GOOD(call);
    const { was, is } = await rescored([labelMatch()], [strict], {}, [outage, GOOD]);
    const errored = (outcomes: readonly Outcome[]) => outcomes.filter(({ status }) => status === "errored");
    expect(errored(is)).toEqual(errored(was));
    expect(errored(is)).toHaveLength(4);
  });

  it.each(["model_truncated", "model_refusal", "model_empty"] as const)(
    "keeps %s at 0 under its class",
    async (name) => {
      const text = name === "model_empty" ? " \n" : "billing";
      const { is } = await rescored([labelMatch()], [strict], {}, [() => ({ outcomeClass: name, text }), GOOD]);
      expect(is.map(({ outcomeClass, score }) => [outcomeClass, score])).toEqual(
        Array.from({ length: 12 }, () => [name, 0]),
      );
    },
  );

  it("leaves to a resumed run what still lacks a verdict, where nobody is asked", async () => {
    const judge = yesNoJudge();
    const plan = fixturePlan(2, fixtureEval({ scorers: [judge] }), { judge: MIDDLE });
    const run = fixtureRun(plan);
    const store = memoryStore();
    const cap = FLAT_PRICING.worstCaseNanoUsd({ ...DEAR, messages: [] }, 0) ?? 0;
    const budget = new Budget(cap + 50);
    await startRun(run, plan, fixtureOptions(store, scriptedClient(GOOD), { judge: MIDDLE, budget, concurrency: 1 }));
    const was = await store.outcomes();
    expect((await store.answers(run.runId)).map(({ role }) => role)).toContain("answer");
    await rescoreRun(run, plan, fixtureOptions(store, scriptedClient(GOOD)));
    expect(await store.outcomes()).toEqual(was);
    const { scored } = await resumeRun(run, plan, fixtureOptions(store, scriptedClient(GOOD), { judge: MIDDLE }));
    expect(scored).toBe(6);
  });

  it("keeps the signals of scored cells, whatever signals today's eval would pay for", async () => {
    const plan = fixturePlan(2);
    const run = fixtureRun(plan);
    const store = memoryStore();
    await startRun(run, plan, fixtureOptions(store, scriptedClient(GOOD)));
    const client = scriptedClient(GOOD);
    const today = fixturePlan(2, fixtureEval({ scorers: [strict], signals: SIGNALS }));
    await rescoreRun(run, today, fixtureOptions(store, client));
    expect(client.calls).toEqual([]);
    const outcomes = await store.outcomes();
    expect(outcomes.map(({ scores, signals }) => [scores[0]?.version, signals])).toEqual(
      Array.from({ length: 6 }, () => ["2", []]),
    );
  });

  it("mends cells that a faulty scorer had errored", async () => {
    const faulty: Validator = {
      ...labelMatch(),
      score: () => {
        throw new Error("typo");
      },
    };
    const { was, is } = await rescored([faulty], [labelMatch()]);
    expect(was.map(({ outcomeClass }) => outcomeClass)).toEqual(Array(12).fill("validator_error"));
    expect(is.map(({ status, score }) => [status, score])).toEqual(Array.from({ length: 12 }, () => ["scored", 1]));
  });
});
