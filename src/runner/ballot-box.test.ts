import { describe, expect, it } from "vitest";
import type { Ballot, Judge } from "../core/score.js";
import { pairwiseJudge } from "../scorers/pairwise-judge.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  DEAR,
  FLAT_PRICING,
  fixtureEval,
  fixturePlan,
  LADDER,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { cellPart } from "../testing/cell-part.js";
import { SCRIPTED_USAGE, type Script, type ScriptedReply } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import type { PlanOptions } from "./plan-run.js";
import { type BenchmarkOptions, rescoreRun, resumeRun, startRun } from "./run-benchmark.js";

const costOf = (...tiers: readonly (typeof CHEAP)[]) =>
  tiers.reduce((sum, { model }) => sum + (FLAT_PRICING.costNanoUsd(model, SCRIPTED_USAGE, 0) ?? 0), 0);
const worstOf = (tier: typeof CHEAP) => FLAT_PRICING.worstCaseNanoUsd({ ...tier, messages: [] }, 0) ?? 0;

/** A judge whose verdicts decide by majority, and that abstains where nobody says yes. */
function majority(change: Partial<Judge>): Judge {
  const once = yesNoJudge();
  const { name: scorer, version } = { ...once, ...change };
  return {
    ...once,
    combine: (responses) => {
      const yes = responses.filter(({ text }) => text === "yes").length;
      if (yes === 0) return { scorer, failure: "judge_abstained", reason: "no yes" };
      const value = yes > responses.length / 2 ? 1 : 0;
      return { scorer, kind: "judge", version, value, reason: `${yes} of ${responses.length}` };
    },
    ...change,
  };
}

const BALLOTS: readonly Ballot[] = ["cheap", "dear", "middle"].map((tier) => ({ ...yesNoJudge(), name: tier, tier }));
const PANEL = majority({ ballots: BALLOTS });

/** Right answers, and what is said in every role, draw by draw; the last goes on. `outage`: the server is down. */
function said(words: { readonly [role: string]: readonly string[] }): Script {
  return ({ role, draw }) => {
    if (role === "answer") return {};
    const texts = words[role.slice("judge:".length)] ?? ["yes"];
    const text = texts[draw] ?? texts.at(-1) ?? "";
    return text === "outage" ? { outcomeClass: "infra_timeout", mayBeBilled: true } : { text };
  };
}

/** One cell of the cheap tier, in parts of one run; every part says what it asked. */
function story(...scorers: readonly Judge[]) {
  const planOf = (today: readonly Judge[], bench: Partial<PlanOptions>) =>
    fixturePlan(1, fixtureEval({ scorers: today }), { ...bench, tiers: [CHEAP] });
  const plan = planOf(scorers, { panel: LADDER, judge: MIDDLE });
  const store = memoryStore();
  const part = (act: typeof startRun, script: Script, change: Partial<BenchmarkOptions>, cells = plan) =>
    cellPart(act, store, { planned: plan, cells }, script, change);
  return {
    start: (script: Script) => part(startRun, script, {}),
    resume: (script: Script) => part(resumeRun, script, {}),
    retry: (script: Script, change: Partial<BenchmarkOptions> = {}) =>
      part(resumeRun, script, { retryErrors: true, ...change }),
    /** Without asking anybody. */
    score: (today = scorers) => part(rescoreRun, YES, { judge: null }, planOf(today, {})),
    judgeAnew: (script: Script, change: Partial<BenchmarkOptions> = {}, today = scorers) => {
      const judge = change.judge ?? MIDDLE;
      return part(rescoreRun, script, { judgesAnew: true, ...change }, planOf(today, { panel: LADDER, judge }));
    },
  };
}

const YES = said({});
const MIDDLE_DOWN = said({ "kind@middle": ["outage"] });

describe("verdicts of a panel, one of whose judges was down", () => {
  it("are not asked for again", async () => {
    const { start, resume, retry } = story(PANEL);
    const first = await start(MIDDLE_DOWN);
    expect(first.asked).toEqual(["answer:0", "judge:kind@cheap:0", "judge:kind@dear:0", "judge:kind@middle:0"]);
    expect(first.outcome).toMatchObject({ outcomeClass: "judge_error", judgeCostNanoUsd: costOf(CHEAP, DEAR) });
    expect((await resume(YES)).asked).toEqual([]);
    const { outcome, asked } = await retry(said({ "kind@cheap": ["no"] }));
    expect(asked).toEqual(["judge:kind@middle:0"]);
    expect(outcome).toMatchObject({ status: "scored", score: 1, judgeCostNanoUsd: costOf(CHEAP, DEAR, MIDDLE) });
    expect(outcome.scores.map(({ reason }) => reason)).toEqual(["3 of 3"]);
    expect(outcome.chargedNanoUsd).toBe(costOf(CHEAP, CHEAP, DEAR, MIDDLE) + worstOf(MIDDLE));
    expect(outcome.extra).toEqual({});
  });

  it("are kept however often it is down", async () => {
    const { start, retry } = story(PANEL);
    await start(MIDDLE_DOWN);
    for (const _again of [1, 2]) expect((await retry(MIDDLE_DOWN)).asked).toEqual(["judge:kind@middle:0"]);
    const { outcome, asked } = await retry(YES);
    expect(asked).toEqual(["judge:kind@middle:0"]);
    expect(outcome).toMatchObject({ score: 1, judgeCostNanoUsd: costOf(CHEAP, DEAR, MIDDLE) });
  });

  it("are kept where it could not be read, and it is asked under new keys", async () => {
    const { start, retry } = story(PANEL);
    const { outcome } = await start(said({ "kind@dear": ["hm"] }));
    expect(outcome.error).toContain("dear: 3 verdicts could not be read");
    const again = await retry(YES);
    expect(again.asked).toEqual(["judge:kind@dear:3", "judge:kind@middle:0"]);
    expect(again.outcome).toMatchObject({ score: 1, judgeCostNanoUsd: costOf(CHEAP, DEAR, DEAR, DEAR, DEAR, MIDDLE) });
  });

  it("are kept with those of a retry that the budget cut short", async () => {
    const [cheap, dear, middle] = BALLOTS;
    const { start, retry } = story(majority({ ballots: [middle, cheap, dear].flatMap((one) => one ?? []) }));
    await start(said({ "kind@cheap": ["outage"] }));
    // Once the cheap one is paid, no dear one fits.
    const cut = await retry(YES, { budget: new Budget(worstOf(DEAR)) });
    expect(cut.asked).toEqual(["judge:kind@cheap:0"]);
    expect(cut.outcome).toMatchObject({ outcomeClass: "judge_error", judgeCostNanoUsd: costOf(MIDDLE, CHEAP) });
    const { outcome, asked } = await retry(YES);
    expect(asked).toEqual(["judge:kind@dear:0"]);
    expect(outcome).toMatchObject({ score: 1, judgeCostNanoUsd: costOf(CHEAP, DEAR, MIDDLE) });
  });

  it("are used up where they abstain", async () => {
    const { start, retry } = story(PANEL);
    const no = said({ "kind@cheap": ["no"], "kind@dear": ["no"], "kind@middle": ["no"] });
    await start(no);
    const { outcome, asked } = await retry(YES);
    expect(asked).toEqual(["judge:kind@cheap:1", "judge:kind@dear:1", "judge:kind@middle:1"]);
    expect(outcome.score).toBe(1);
  });
});

describe("verdicts in one order of a comparison", () => {
  it("are not asked for again", async () => {
    const { start, retry } = story(pairwiseJudge({ task: "name the queue", better: "it names the right one" }));
    const verdict = (better: string) => [JSON.stringify({ better, reason: "so" })];
    const first = await start(
      said({ "pairwise@answer:first": verdict("first"), "pairwise@reference:first": ["outage"] }),
    );
    expect(first.outcome).toMatchObject({ outcomeClass: "judge_error", judgeCostNanoUsd: costOf(MIDDLE) });
    const { outcome, asked } = await retry(said({ "pairwise@reference:first": verdict("second") }));
    expect(asked).toEqual(["judge:pairwise@reference:first:0"]);
    expect(outcome).toMatchObject({ score: 1, judgeCostNanoUsd: costOf(MIDDLE, MIDDLE) });
    expect(outcome.scores[0]?.votes?.map(({ ballot }) => ballot)).toEqual(["answer:first", "reference:first"]);
  });
});

describe("verdicts of several draws", () => {
  it("are not asked for again", async () => {
    const { start, retry } = story(majority({ draws: 3 }));
    const first = await start(said({ kind: ["yes", "no", "outage"] }));
    expect(first.outcome).toMatchObject({ outcomeClass: "judge_error", judgeCostNanoUsd: costOf(MIDDLE, MIDDLE) });
    const { outcome, asked } = await retry(YES);
    expect(asked).toEqual(["judge:kind:2"]);
    expect(outcome).toMatchObject({ score: 1, judgeCostNanoUsd: costOf(MIDDLE, MIDDLE, MIDDLE) });
    expect(outcome.scores[0]?.reason).toBe("2 of 3");
  });

  it("may be short of two each time, as they may at first", async () => {
    const { start, retry } = story(majority({ draws: 3 }));
    const { outcome } = await start(said({ kind: ["yes", "hm"] }));
    expect(outcome.error).toContain("4 verdicts could not be read");
    const again = await retry(said({ kind: ["", "", "", "", "", "yes", "hm"] }));
    expect(again.asked).toEqual(["judge:kind:5", "judge:kind:6", "judge:kind:7", "judge:kind:8"]);
    expect(again.outcome.error).toContain("3 verdicts could not be read");
    const last = await retry(YES);
    expect(last.asked).toEqual(["judge:kind:9"]);
    expect(last.outcome.score).toBe(1);
  });
});

describe("the verdict of one of two judges", () => {
  it("is not asked for again where a retry was cut short before the other", async () => {
    const { start, retry } = story(yesNoJudge(), yesNoJudge("true"));
    await start(said({ kind: ["outage"] }));
    const cut = await retry(YES, { budget: new Budget(worstOf(MIDDLE)) });
    expect(cut.asked).toEqual(["judge:kind:0"]);
    const { outcome, asked } = await retry(YES);
    expect(asked).toEqual(["judge:true:0"]);
    expect(outcome).toMatchObject({ score: 1, judgeCostNanoUsd: costOf(MIDDLE, MIDDLE), extra: {} });
  });
});

describe("an answer that a retry has bought before it was cut short", () => {
  const unanswered: readonly (readonly [string, ScriptedReply])[] = [
    ["was down", { outcomeClass: "infra_timeout" }],
    ["had stopped in the middle", { outcomeClass: "model_unexpected_stop", stopReason: "pause_turn", text: "hm" }],
  ];
  it.each(unanswered)("is not asked for again, nor its verdicts, where the tier %s", async (_how, reply) => {
    const { start, retry } = story(PANEL);
    await start(() => reply);
    // Enough for the answer and the cheap judge.
    const cut = await retry(YES, { budget: new Budget(costOf(CHEAP) + worstOf(DEAR)) });
    expect(cut.asked.map((call) => call.split(":").slice(0, -1).join(":"))).toEqual(["answer", "judge:kind@cheap"]);
    expect(cut.outcome).toMatchObject({ status: "errored", outcomeClass: reply.outcomeClass, score: null });
    const { outcome, asked } = await retry(YES);
    expect(asked).toEqual(["judge:kind@dear:0", "judge:kind@middle:0"]);
    expect(outcome).toMatchObject({ status: "scored", outcomeClass: "ok", score: 1, responseText: "refund" });
    expect(outcome).toMatchObject({ costNanoUsd: costOf(CHEAP), judgeCostNanoUsd: costOf(CHEAP, DEAR, MIDDLE) });
  });
});

describe("scoring again", () => {
  it("keeps the verdicts where nobody is asked", async () => {
    const { start, score, retry } = story(PANEL);
    await start(MIDDLE_DOWN);
    const { outcome, asked } = await score();
    expect([outcome.outcomeClass, asked]).toEqual(["judge_error", []]);
    expect((await retry(YES)).asked).toEqual(["judge:kind@middle:0"]);
  });

  it("asks a panel that could not decide only for what is missing, and one that has decided anew", async () => {
    const { start, judgeAnew } = story(PANEL);
    await start(MIDDLE_DOWN);
    const mended = await judgeAnew(YES);
    expect(mended.asked).toEqual(["judge:kind@middle:0"]);
    const anew = await judgeAnew(YES);
    expect(anew.asked).toEqual(["judge:kind@cheap:1", "judge:kind@dear:1", "judge:kind@middle:1"]);
    const twice = costOf(CHEAP, DEAR, MIDDLE, CHEAP, DEAR, MIDDLE);
    expect(anew.outcome).toMatchObject({ score: 1, judgeCostNanoUsd: twice });
  });

  it("goes on with judging anew that was cut short, and keeps the score until then", async () => {
    const { start, judgeAnew } = story(PANEL);
    await start(YES);
    const no = said({ "kind@cheap": ["no"], "kind@dear": ["yes"], "kind@middle": ["no"] });
    const cut = await judgeAnew(no, { budget: new Budget(worstOf(DEAR)) });
    expect([cut.outcome.score, cut.asked]).toEqual([1, ["judge:kind@cheap:1"]]);
    const { outcome, asked } = await judgeAnew(no);
    expect([outcome.score, asked]).toEqual([0, ["judge:kind@dear:1", "judge:kind@middle:1"]]);
  });

  it("takes no verdict under another rubric, or of another model", async () => {
    const everybody = ["judge:kind@cheap:1", "judge:kind@dear:1", "judge:kind@middle:0"];
    const otherRubric = story(PANEL);
    await otherRubric.start(MIDDLE_DOWN);
    const today = [majority({ ballots: BALLOTS, version: "rubric-2" })];
    const { asked } = await otherRubric.judgeAnew(YES, {}, today);
    expect(asked).toEqual(everybody);
    const otherModel = story(majority({ draws: 2 }));
    await otherModel.start(said({ kind: ["yes", "outage"] }));
    const byDear = await otherModel.judgeAnew(YES, { judge: DEAR });
    expect(byDear.asked).toEqual(["judge:kind:1", "judge:kind:2"]);
  });

  it("mends a judge that could not put its verdicts together, without a call", async () => {
    const { combine: _none, ...mute } = PANEL;
    const { start, score } = story(mute);
    expect((await start(YES)).outcome.error).toContain("does not say how to combine them");
    const { outcome, asked } = await score([PANEL]);
    expect([outcome.score, asked]).toEqual([1, []]);
    expect(outcome.judgeCostNanoUsd).toBe(costOf(CHEAP, DEAR, MIDDLE));
  });
});
