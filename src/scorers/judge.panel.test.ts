import { describe, expect, it } from "vitest";
import { ballotRole, ballotsOf, namedJudges, needsJudge, panelOf } from "../core/ballot.js";
import { UsageError } from "../core/errors.js";
import { defineEval } from "../core/eval.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import { ScoreSchema } from "../core/score.js";
import { TierSchema } from "../core/tier.js";
import { answer } from "../testing/scoring-context.js";
import { type JudgeOptions, judge } from "./judge.js";

const RUBRIC: JudgeOptions = {
  task: "Summarise the record.",
  criteria: [
    { name: "faithful", question: "Is every statement supported?" },
    { name: "complete", question: "Is nothing missing?" },
  ],
};
const TRIO = ["sonnet", "haiku", "opus"];
const panel = (change: Partial<JudgeOptions> = {}) => judge({ ...RUBRIC, judges: TRIO, ...change });

function said(model: string, faithful: boolean, complete: boolean, reason = "because"): ModelResponse {
  const text = JSON.stringify({ criteria: { faithful, complete }, reason });
  return {
    text,
    stopReason: "end_turn",
    model,
    requestId: null,
    usage: NO_USAGE,
    latencyMs: 1,
    simulated: true,
  };
}

const three = (...verdicts: (readonly [boolean, boolean])[]) =>
  ["h", "o", "s"].map((model, at) => said(model, ...(verdicts[at] ?? ([false, false] as const))));

describe("a panel of judges", () => {
  it("asks each of its tiers the same question, in a role of its own", () => {
    const asked = ballotsOf(panel());
    expect(asked.map(({ name, tier }) => [name, tier])).toEqual([
      ["haiku", "haiku"],
      ["opus", "opus"],
      ["sonnet", "sonnet"],
    ]);
    expect(asked.map((ballot) => ballotRole(panel({ name: "rubric" }), ballot))).toEqual([
      "judge:rubric@haiku",
      "judge:rubric@opus",
      "judge:rubric@sonnet",
    ]);
    const nonce = "a".repeat(32);
    const requests = asked.map((ballot) => ballot.request(answer("A"), nonce));
    for (const request of requests) expect(request).toEqual(judge(RUBRIC).request(answer("A"), nonce));
  });

  it("goes by the majority, and keeps who said what", () => {
    const result = panel().combine?.(three([true, true], [true, false], [false, false]));
    expect(ScoreSchema.parse(result)).toEqual({
      scorer: "judge",
      kind: "judge",
      version: panel().version,
      judgeModel: "h + o + s",
      value: 0.5,
      reason: "3 judges (yes: faithful 2, complete 1): not met: complete. because",
      criteria: { faithful: true, complete: false },
      votes: [
        { ballot: "haiku", model: "h", met: { faithful: true, complete: true } },
        { ballot: "opus", model: "o", met: { faithful: true, complete: false } },
        { ballot: "sonnet", model: "s", met: { faithful: false, complete: false } },
      ],
    });
  });

  it("abstains on a tie, and where too few agree", () => {
    const pair = panel({ judges: ["haiku", "opus"] });
    expect(pair.combine?.([said("h", true, true), said("o", true, false)])).toEqual({
      scorer: "judge",
      failure: "judge_abstained",
      reason: "its 2 judges do not agree on complete (yes: faithful 2, complete 1)",
    });
    const strict = panel({ abstainBelow: 0.7 });
    expect(strict.combine?.(three([true, true], [true, true], [true, false]))).toMatchObject({
      failure: "judge_abstained",
    });
    expect(strict.combine?.(three([false, true], [false, true], [false, true]))).toMatchObject({ value: 0.5 });
  });

  it.each([
    ["prose", "yes to everything"],
    ["a verdict on other criteria", '{"criteria":{"faithful":true},"reason":"r"}'],
    ["nothing", ""],
  ])("gives no verdict with %s among those of its judges, however the others voted", (_, text) => {
    const responses = three([true, true], [true, true], [true, true]).map((one, at) =>
      at === 1 ? { ...one, text } : one,
    );
    expect(panel().combine?.(responses)).toMatchObject({ failure: "judge_error" });
    expect(panel().combine?.([])).toMatchObject({ failure: "judge_error" });
  });

  it("is another judge with other judges, not with the same in another order", () => {
    const versions = [
      judge(RUBRIC),
      panel(),
      panel({ judges: ["haiku", "opus"] }),
      panel({ judges: ["haiku", "opus", "fable"] }),
      panel({ abstainBelow: 0.7 }),
      judge({ ...RUBRIC, draws: 3 }),
    ].map(({ version }) => version);
    expect(new Set(versions).size).toBe(versions.length);
    expect(panel({ judges: TRIO.toReversed() }).version).toBe(panel().version);
    expect(judge(RUBRIC)).not.toHaveProperty("ballots");
  });

  it.each([
    [[], /2 to 15 distinct tiers.* found \[\]; for one, name it with judge in the configuration/],
    [["opus"], /2 to 15 distinct tiers/],
    [["opus", "opus"], /found \["opus","opus"\]/],
    [["opus", "a tier"], /distinct tiers/],
    [["opus", ""], /distinct tiers/],
    ["opus" as unknown as readonly string[], /found "opus"/],
    [null as unknown as readonly string[], /found null/],
    [Array.from({ length: 16 }, (_, i) => `t${i}`), /2 to 15/],
  ])("refuses the judges %j", (judges, message) => {
    expect(() => panel({ judges })).toThrow(UsageError);
    expect(() => panel({ judges })).toThrow(message);
  });

  it("refuses draws of each", () => {
    expect(() => panel({ draws: 3 })).toThrow(/each of its judges is asked once; leave out draws/);
  });
});

describe("who is asked", () => {
  const tiers = TRIO.map((id) => TierSchema.parse({ id, model: `m-${id}` }));

  it("are the tiers that judges name, once each", () => {
    const scorers = [
      panel(),
      panel({ name: "second", judges: ["opus", "haiku"] }),
      judge({ ...RUBRIC, name: "third" }),
    ];
    expect(namedJudges(scorers)).toEqual(["haiku", "opus", "sonnet"]);
    expect(panelOf(scorers, tiers).map(({ model }) => model)).toEqual(["m-haiku", "m-opus", "m-sonnet"]);
    expect([needsJudge(scorers), needsJudge(scorers.slice(0, 2)), needsJudge([])]).toEqual([true, false, false]);
  });

  it("is nobody by accident", () => {
    expect(() => panelOf([panel({ judges: ["opus", "fable"] })], tiers)).toThrow(
      /a panel of judges names tier "fable", which is not configured; tiers: sonnet, haiku, opus/,
    );
  });

  it("cannot be taken for another judge's", () => {
    const scorers = [panel(), judge({ ...RUBRIC, name: "judge@opus" })];
    const spec = { taskType: "t", dataset: "d", prompt: () => ({ messages: [] }), scorers };
    expect(() => defineEval(spec)).toThrow(/two judge's calls named "judge:judge@opus"/);
  });
});
