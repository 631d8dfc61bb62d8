import { describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import type { JudgeLabel } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { doubtedTaskTypes, type Judging, judgeTrusts } from "./judge-trust.js";

const RUBRIC = "rubric-1";
const OPTIONS = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.1, harm: 0.1 };
const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, opus: 0.04 };

/** 120 items on two tiers; opus is right on two of three, haiku on the same. */
const ITEMS = Array.from({ length: 120 }, (_, i) => `i${i}`);
const isRight = (i: number) => i % 3 !== 0;

function outcome(itemId: string, tier: string, value: number, change: Partial<Outcome> = {}): Outcome {
  const score = { scorer: "judge", kind: "judge", value, reason: "", version: RUBRIC, judgeModel: "m" } as const;
  const plain = seededOutcome({ itemId, tier, score: value, taskType: "essay", costUsd: COSTS[tier] ?? 0 });
  return { ...plain, scores: [score], responseText: `${tier} on ${itemId}`, ...change };
}

const OUTCOMES = ITEMS.flatMap((itemId, i) =>
  ["haiku", "opus"].map((tier) => outcome(itemId, tier, Number(isRight(i)))),
);

function label(i: number, isMet: boolean, change: Partial<JudgeLabel> = {}): JudgeLabel {
  const text = `haiku on i${i}`;
  return {
    itemId: `i${i}`,
    cluster: null,
    tier: "haiku",
    answerSha256: sha256Hex(text),
    answerLength: text.length,
    judge: "judge",
    rubric: RUBRIC,
    criterion: "faithful",
    isMet,
    annotator: "Ada",
    judgeScore: null,
    judgeModel: null,
    ...change,
  };
}

const labels = (n: number, change: Partial<JudgeLabel> = {}, isMet = isRight) =>
  Array.from({ length: n }, (_, i) => label(i, isMet(i), change));
const trustWith = (ofType: readonly JudgeLabel[], floors: Judging["floors"] = {}, outcomes = OUTCOMES) =>
  judgeTrusts(outcomes, { labels: { essay: ofType }, floors }, OPTIONS).get("essay");
const doubtWith = (ofType: readonly JudgeLabel[], floors: Judging["floors"] = {}, outcomes = OUTCOMES) =>
  trustWith(ofType, floors, outcomes)?.map(({ doubt }) => doubt);

describe("a judge is trusted", () => {
  it("with 50 labels of its rubric, right and wrong, that it agrees with", () => {
    expect(trustWith(labels(50))).toMatchObject([
      { judge: "judge", model: "m", labels: 50, kappa: { v: 1 }, doubt: null },
    ]);
  });

  it("by the verdicts that labels remember, where the answers are not among the outcomes", () => {
    const elsewhere = Array.from({ length: 60 }, (_, i) =>
      label(i, isRight(i), { itemId: `x${i}`, judgeScore: Number(isRight(i)), judgeModel: "m" }),
    );
    expect(doubtWith(elsewhere)).toEqual([null]);
    expect(doubtWith(elsewhere.map((one) => ({ ...one, judgeModel: "simulated m" })))).toEqual([
      expect.stringContaining("has no human labels of at least 50"),
    ]);
  });
});

describe("a judge that passes below 1", () => {
  /** Half a point where people say yes to one of two questions. */
  const halves = OUTCOMES.map((one) => ({
    ...one,
    scores: one.scores.map((score) => ({ ...score, value: score.value / 2 })),
  }));
  const asked = labels(60).flatMap((one) => [one, { ...one, criterion: "better", isMet: false }]);
  const doubts = (passes: Judging["passes"]) =>
    judgeTrusts(halves, { labels: { essay: asked }, floors: {}, ...(passes === undefined ? {} : { passes }) }, OPTIONS)
      .get("essay")
      ?.map(({ doubt, kappa }) => [doubt === null, kappa?.v ?? null]);

  it("is held against people from its own mark on", () => {
    expect(doubts({ essay: { judge: 0.5 } })).toEqual([[true, 1]]);
    expect(doubts({ essay: { judge: 0.6 } })).toEqual([[false, null]]);
    expect(doubts({ essay: { constructor: 0.5 } as unknown as { [judge: string]: number } })).toEqual([[false, null]]);
    expect(doubts(undefined)).toEqual([[false, null]]);
  });
});

describe("a judge is not trusted", () => {
  it.each([
    ["without labels", [], /has no human labels of at least 50: npx tierbench judge label essay$/],
    ["with one", labels(1), /has 1 human label of at least 50/],
    ["with 49", labels(49), /has 49 human labels of at least 50/],
    [
      "by labels of another rubric",
      labels(60, { rubric: "old" }),
      /no human labels of at least 50; 60 more are of another version of its rubric and do not count/,
    ],
    ["by labels of another judge", labels(60, { judge: "other" }), /no human labels/],
    ["by labels on other words", labels(60, { answerSha256: "0".repeat(64) }), /no human labels/],
    ["by labels of half a rubric", [...labels(60), label(0, true, { criterion: "complete" })], /has 1 human label/],
    ["by labels of one kind", labels(60, {}, () => true), /labels on 60 right and 0 wrong answers/],
    [
      "where it errs often",
      labels(60, {}, (i) => (i % 5 === 0 ? !isRight(i) : isRight(i))),
      /agrees too little with 60 human labels, kappa 0\.\d\d \(0\.\d\d to 0\.\d\d\), floor 0\.6/,
    ],
  ])("%s", (_, ofType, message) => {
    expect(doubtWith(ofType)).toEqual([expect.stringMatching(message)]);
  });

  it("below the floor of its own eval", () => {
    const some = labels(60, {}, (i) => (i % 20 === 0 ? !isRight(i) : isRight(i)));
    expect(doubtWith(some)).toEqual([null]);
    expect(doubtWith(some, { essay: { judge: 0.95 } })).toEqual([expect.stringContaining("floor 0.95")]);
  });

  it("where it passes everything, though AC1 likes that on answers that are nearly all right", () => {
    const passed = ITEMS.flatMap((itemId) => ["haiku", "opus"].map((tier) => outcome(itemId, tier, 1)));
    const [trust] =
      trustWith(
        labels(120, {}, (i) => i % 12 !== 0),
        {},
        passed,
      ) ?? [];
    expect(trust?.ac1?.ci[0]).toBeGreaterThan(0.8);
    expect(trust?.kappa?.v).toBe(0);
    expect(trust?.doubt).toContain("agrees too little");
  });

  it("on one model because it is on another", () => {
    const mixed = [...OUTCOMES, outcome("i0", "opus", 1, { trial: 1, simulated: true })];
    expect(doubtWith(labels(60), {}, mixed)).toEqual([null, expect.stringContaining("no human labels")]);
  });
});

describe("labels of several people", () => {
  it("count by their majority, and a tie counts for nothing", () => {
    const three = [...labels(50), ...labels(50, { annotator: "Bo" }), ...labels(50, { annotator: "Cy" }, () => false)];
    expect(doubtWith(three)).toEqual([null]);
    const two = [...labels(50), ...labels(50, { annotator: "Cy" }, (i) => !isRight(i))];
    expect(doubtWith(two)).toEqual([expect.stringContaining("no human labels")]);
  });

  it("count as last said", () => {
    expect(doubtWith([...labels(50, {}, (i) => !isRight(i)), ...labels(50)])).toEqual([null]);
  });

  it("of the whole answer count where nobody has looked at its criteria", () => {
    expect(doubtWith(labels(50, { criterion: "*" }))).toEqual([null]);
  });
});

describe("a calibration", () => {
  const run = seededRun(["haiku", "opus"], { taskTypes: ["essay"] });
  const calibrated = (judging?: Judging, rows: readonly Outcome[] = OUTCOMES, more: Partial<typeof OPTIONS> = {}) =>
    calibrate(rows, [run], { ...OPTIONS, ...more }, { resamples: 5, ...(judging === undefined ? {} : { judging }) });

  it("certifies what a trusted judge scored, and estimates what another did", () => {
    const trusted = calibrated({ labels: { essay: labels(60) }, floors: {} }).taskTypes[0];
    expect(trusted).toMatchObject({
      status: "certified",
      choice: { tier: "haiku" },
      judges: [{ labels: 60, doubt: null }],
    });
    const doubted = calibrated().taskTypes[0];
    expect(doubted).toMatchObject({ status: "estimated", choice: { tier: "haiku" } });
    expect(doubted?.reason).toMatch(
      /^haiku loses less than 10 points against opus \(estimated on a judge's word, not certified; .*\)\. Not certified, because its judge "judge" has no human labels of at least 50: npx tierbench judge label essay$/,
    );
  });

  it("certifies not even the reference by an untrusted judge", () => {
    const worse = OUTCOMES.map((one) => (one.tier === "haiku" ? outcome(one.itemId, "haiku", 0) : one));
    const [decision] = calibrated(undefined, worse).taskTypes;
    expect(decision).toMatchObject({ status: "estimated", choice: { tier: "opus" } });
  });

  it("promises nothing of a whole that rests on an untrusted judge, unless it has no traffic there", () => {
    const plain = ITEMS.flatMap((itemId) =>
      ["haiku", "opus"].map((tier) =>
        seededOutcome({ itemId, tier, score: 1, taskType: "plain", costUsd: COSTS[tier] ?? 0 }),
      ),
    );
    const rows = [...OUTCOMES, ...plain];
    const sure = calibrated({ labels: { essay: labels(60) }, floors: {} }, rows).whole;
    expect(sure.certificate).not.toBeNull();
    const { whole, taskTypes } = calibrated(undefined, rows);
    expect(whole.certificate).toBeNull();
    expect(whole.reason).toContain("Not certified, because the judge of essay is not trusted yet.");
    expect(taskTypes.map(({ taskType, status }) => [taskType, status])).toEqual([
      ["essay", "estimated"],
      ["plain", "certified"],
    ]);
    const apart = calibrated(undefined, rows, { traffic: { essay: 0, plain: 1 } });
    expect(apart.whole.certificate).not.toBeNull();
    expect(apart.taskTypes[0]?.status).toBe("estimated");
  });

  it("says nothing of judges where there are none", () => {
    const bare = OUTCOMES.map((one) => ({ ...one, scores: [] }));
    expect(calibrated(undefined, bare).taskTypes[0]).not.toHaveProperty("judges");
    expect(doubtedTaskTypes(judgeTrusts(bare, { labels: {}, floors: {} }, OPTIONS))).toEqual(new Set());
  });
});
