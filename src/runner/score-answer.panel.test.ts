import { describe, expect, it } from "vitest";
import { OutcomeSchema } from "../core/outcome.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Judge } from "../core/score.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  DEAR,
  FLAT_PRICING,
  FORGETFUL_JOURNAL,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  LADDER,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { SCRIPTED_USAGE, type Script, scriptedClient } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import { type CellContext, executeCell } from "./execute-cell.js";
import type { PlannedCell } from "./plan-run.js";
import { reusableOutcomes } from "./reuse.js";
import { resumeRun, startRun } from "./run-benchmark.js";

const costOf = (model: string) => FLAT_PRICING.costNanoUsd(model, SCRIPTED_USAGE, 0) ?? 0;

/** Three judges that read `yes` and `no`; two of them decide. */
function trio(judges: readonly string[] = ["cheap", "dear", "middle"]): Judge {
  const once = yesNoJudge();
  const { name: scorer } = once;
  const version = `rubric of ${judges.join()}`;
  return {
    ...once,
    version,
    ballots: judges.map((tier) => ({
      name: tier,
      tier,
      request: (context, nonce) => once.request(context, nonce),
      read: (response) => once.read(response),
    })),
    combine: (responses) => {
      const yes = responses.filter(({ text }) => text === "yes").length;
      const votes = responses.map(({ model, text }, at) => {
        return { ballot: judges[at] ?? "", model, met: { kind: text === "yes" } };
      });
      const judgeModel = votes.map(({ model }) => model).join(" + ");
      const value = yes > responses.length / 2 ? 1 : 0;
      return { scorer, kind: "judge", version, value, reason: `${yes} yes`, judgeModel, votes };
    },
  };
}

/** Right answers, and what each judge says at its draws; `outage`: its server is down. */
function votes(said: { readonly [tier: string]: readonly string[] }): Script {
  return ({ role, draw }) => {
    const text = said[role.split("@")[1] ?? ""]?.[draw];
    if (role === "answer") return {};
    return text === "outage" ? { outcomeClass: "infra_timeout" } : { text: text ?? "none left" };
  };
}

async function judged(script: Script, context: Partial<CellContext> = {}, judge = trio()) {
  const [planned] = fixturePlan(1, fixtureEval({ scorers: [judge] }), { panel: LADDER });
  const client = scriptedClient(script);
  const options = {
    ...fixtureOptions(memoryStore(), client),
    journal: FORGETFUL_JOURNAL,
    runId: "run-1",
    ...context,
  };
  const { outcome, attempts } = await executeCell(planned as PlannedCell, options);
  return { outcome: OutcomeSchema.parse(outcome), attempts, client };
}

const UNANIMOUS = votes({ cheap: ["yes"], dear: ["yes"], middle: ["yes"] });

describe("a panel", () => {
  it("is asked on its own tiers, each call charged and in a role of its own", async () => {
    const { outcome, attempts } = await judged(votes({ cheap: ["no"], dear: ["yes"], middle: ["yes"] }));
    const calls = attempts.filter(({ role }) => role !== "answer");
    expect(calls.map(({ role, draw, model, chargedNanoUsd }) => [role, draw, model, chargedNanoUsd])).toEqual([
      ["judge:kind@cheap", 0, CHEAP.model, costOf(CHEAP.model)],
      ["judge:kind@dear", 0, DEAR.model, costOf(DEAR.model)],
      ["judge:kind@middle", 0, MIDDLE.model, costOf(MIDDLE.model)],
    ]);
    const cost = costOf(CHEAP.model) + costOf(DEAR.model) + costOf(MIDDLE.model);
    expect(outcome).toMatchObject({ status: "scored", score: 1, judgeCostNanoUsd: cost });
    expect(outcome.scores[0]?.votes?.map(({ ballot, met }) => [ballot, met["kind"]])).toEqual([
      ["cheap", false],
      ["dear", true],
      ["middle", true],
    ]);
  });

  it("gives no score where one of its judges is down, whatever the others say", async () => {
    const { outcome, client } = await judged(votes({ cheap: ["yes"], dear: ["outage"], middle: ["yes"] }));
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "judge_error", score: null, scores: [] });
    expect(outcome.error).toBe("kind: dear: scripted infra_timeout");
    expect(outcome.responseText).toBe("refund");
    // Nobody is paid for a verdict that can no longer be given.
    expect(client.callsIn("judge:kind@middle")).toHaveLength(0);
  });

  it("asks a judge again whose verdict cannot be read, twice at most", async () => {
    const again = await judged(votes({ cheap: ["hm", "well", "yes"], dear: ["no"], middle: ["so", "no"] }));
    expect(again.outcome).toMatchObject({ status: "scored", score: 0, attempts: 7 });
    const never = await judged(votes({ cheap: ["yes"], dear: ["hm", "hm", "hm", "yes"], middle: ["yes"] }));
    expect(never.outcome).toMatchObject({ outcomeClass: "judge_error", score: null });
    expect(never.outcome.error).toContain("dear: 3 verdicts could not be read");
  });

  it("is not asked in part where one of its tiers is not there", async () => {
    const { outcome, client } = await judged(UNANIMOUS, {}, trio());
    expect(outcome.score).toBe(1);
    const [planned] = fixturePlan(1, fixtureEval({ scorers: [trio()] }));
    const options = { ...fixtureOptions(memoryStore(), client), journal: FORGETFUL_JOURNAL, runId: "run-1" };
    const unasked = await executeCell(planned as PlannedCell, { ...options, judge: DEAR });
    expect(unasked.outcome).toMatchObject({ outcomeClass: "judge_error" });
    expect(unasked.outcome?.error).toContain("no judge was asked");
    expect(unasked.attempts.map(({ role }) => role)).toEqual(["answer"]);
    expect(() => fixturePlan(1, fixtureEval({ scorers: [trio()] }), { panel: [CHEAP] })).toThrow(
      /a panel of judges names tier "dear"/,
    );
  });
});

describe("a panel that was cut short", () => {
  it("takes the votes that are paid, and asks the rest", async () => {
    const plan = fixturePlan(1, fixtureEval({ scorers: [trio()] }), { panel: LADDER, tiers: [CHEAP] });
    const run = fixtureRun(plan);
    const store = memoryStore();
    const worst = (tier: typeof CHEAP) => FLAT_PRICING.worstCaseNanoUsd({ ...tier, messages: [] }, 0) ?? 0;
    // Enough for the answer, the first judge, and no dear one.
    const budget = new Budget(2 * costOf(CHEAP.model) + worst(DEAR) - 1);
    const first = scriptedClient(UNANIMOUS);
    await startRun(run, plan, fixtureOptions(store, first, { budget, concurrency: 1 }));
    expect(first.calls.map(({ role }) => role)).toEqual(["answer", "judge:kind@cheap"]);
    const kept: readonly RecordedAnswer[] = await store.answers(run.runId);
    expect(kept.map(({ role }) => role).sort()).toEqual(["answer", "judge:kind@cheap"]);
    const second = scriptedClient(votes({ dear: ["no"], middle: ["yes"] }));
    const result = await resumeRun(run, plan, fixtureOptions(store, second));
    expect(result).toMatchObject({ scored: 1, missing: 0 });
    expect(second.calls.map(({ role }) => role)).toEqual(["judge:kind@dear", "judge:kind@middle"]);
    const [outcome] = await store.outcomes();
    expect(outcome).toMatchObject({
      score: 1,
      judgeCostNanoUsd: costOf(CHEAP.model) + costOf(DEAR.model) + costOf(MIDDLE.model),
      attempts: 4,
    });
  });
});

describe("the identity of a cell", () => {
  const keys = (panel: readonly (typeof CHEAP)[], judges?: readonly string[]) =>
    fixturePlan(1, fixtureEval({ scorers: [trio(judges)] }), { panel }).map(({ cell }) => cell.key);

  it("has the models and parameters of its panel in it", () => {
    const one = keys(LADDER);
    expect(keys(LADDER)).toEqual(one);
    expect(keys([CHEAP, MIDDLE, { ...DEAR, model: "claude-x" }])).not.toEqual(one);
    expect(keys([CHEAP, MIDDLE, { ...DEAR, params: { maxTokens: 65 } }])).not.toEqual(one);
    expect(keys(LADDER, ["cheap", "middle"])).not.toEqual(one);
  });

  it("does not depend on a judge that is not asked", () => {
    const scorers = [trio()];
    const with_ = fixturePlan(1, fixtureEval({ scorers }), { panel: LADDER, judge: DEAR });
    expect(with_.map(({ cell }) => cell.key)).toEqual(keys(LADDER));
  });
});

describe("verdicts of a panel", () => {
  it("are taken again only where the same models voted", async () => {
    const plan = fixturePlan(1, fixtureEval({ scorers: [trio()] }), { panel: LADDER });
    const store = memoryStore();
    await startRun(fixtureRun(plan), plan, fixtureOptions(store, scriptedClient(UNANIMOUS)));
    const outcomes = await store.outcomes();
    const rules = { isSimulated: false, judge: null };
    expect(reusableOutcomes(plan, outcomes, rules).size).toBe(plan.length);
    const otherwise = outcomes.map((outcome) => ({
      ...outcome,
      scores: outcome.scores.map((score) => ({
        ...score,
        votes: score.votes?.map((vote) => (vote.ballot === "dear" ? { ...vote, model: "claude-x" } : vote)),
      })),
    }));
    expect(reusableOutcomes(plan, otherwise as typeof outcomes, rules).size).toBe(0);
    const fewer = outcomes.map((outcome) => ({
      ...outcome,
      scores: outcome.scores.map((score) => ({ ...score, votes: score.votes?.slice(1) })),
    }));
    expect(reusableOutcomes(plan, fewer as typeof outcomes, rules).size).toBe(0);
  });
});
