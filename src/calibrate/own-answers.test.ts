import { describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import type { JudgeLabel } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import type { Score } from "../core/score.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { judgeTrusts } from "./judge-trust.js";
import { leaningWarnings } from "./own-answers.js";

const OPTIONS = { ...CALIBRATION_DEFAULTS, reference: "opus" };
const MODELS: { readonly [tier: string]: string } = { haiku: "m-haiku", opus: "m-opus" };
const ITEMS = 100;

/** People: two of three right on either tier. The judge passes so many more of haiku's. */
function judged(i: number, tier: string, favours: number, change: Partial<Outcome> = {}, by = "m-haiku"): Outcome {
  const isRight = i % 3 !== 0;
  const value = isRight || (tier === "haiku" && i < 3 * favours) ? 1 : 0;
  const score: Score = { scorer: "rubric", kind: "judge", version: "v1", judgeModel: by, value, reason: "" };
  const plain = seededOutcome({ itemId: `i${i}`, tier, score: value, taskType: "essay", simulated: false });
  const answer = { model: MODELS[tier] ?? "", simulated: false, responseText: `${tier} on ${i}` };
  return { ...plain, ...answer, scores: [score], ...change };
}

function label(i: number, tier: string): JudgeLabel {
  const answer = { itemId: `i${i}`, cluster: null, tier, answerSha256: sha256Hex(`${tier} on ${i}`), answerLength: 9 };
  const by = { judge: "rubric", rubric: "v1", annotator: "Ada", judgeScore: null, judgeModel: null };
  return { ...answer, ...by, criterion: "faithful", isMet: i % 3 !== 0 };
}

const every = <Row>(make: (i: number, tier: string) => Row) =>
  Array.from({ length: ITEMS }, (_, i) => ["haiku", "opus"].map((tier) => make(i, tier))).flat();
const LABELS = every(label);

function trustsWith(outcomes: readonly Outcome[], labels: readonly JudgeLabel[] = LABELS) {
  return judgeTrusts(outcomes, { labels: { essay: labels }, floors: {} }, OPTIONS);
}
const leaningsOf = (outcomes: readonly Outcome[]) =>
  trustsWith(outcomes)
    .get("essay")
    ?.flatMap(({ ownTiers = [] }) => ownTiers.map(({ tier, lean }) => [tier, Number(lean.v.toFixed(3))]));

describe("a judge on the answers of its own model", () => {
  it("is held against the same judge on all others", () => {
    expect(leaningsOf(every((i, tier) => judged(i, tier, 5)))).toEqual([["haiku", 0.05]]);
    expect(leaningsOf(every((i, tier) => judged(i, tier, 0)))).toEqual([["haiku", 0]]);
  });

  it("says so above three points, with the interval, and not at three", () => {
    const words = (favours: number) => leaningWarnings(trustsWith(every((i, tier) => judged(i, tier, favours))));
    expect(words(5)).toEqual([
      expect.stringMatching(
        /^Task type "essay": its judge "rubric" leans towards haiku, its own model: 5\.0 points \([0-9.]+ to [0-9.]+\) beyond what people say, against other tiers\.$/,
      ),
    ]);
    expect(words(3)).toEqual([]);
    const outcomes = every((i, tier) => judged(i, tier, 5, {}, "m-opus"));
    expect(leaningWarnings(trustsWith(outcomes))).toEqual([expect.stringContaining("leans away from opus")]);
  });

  it("says nothing where the interval holds none, however large the estimate", () => {
    const judge = (v: number, ci: [number, number]) => {
      const said = trustsWith(every((i, tier) => judged(i, tier, 5))).get("essay")?.[0];
      if (said === undefined) throw new Error("no judge");
      return leaningWarnings(new Map([["essay", [{ ...said, ownTiers: [{ tier: "haiku", lean: { v, ci, n: 9 } }] }]]]));
    };
    expect(judge(0.2, [-0.01, 0.4])).toEqual([]);
    expect(judge(-0.2, [-0.4, 0])).toEqual([]);
    expect(judge(0.02, [0.01, 0.03])).toEqual([]);
    expect(judge(0.2, [0.01, 0.4])).toHaveLength(1);
    expect(judge(-0.2, [-0.4, -0.01])).toHaveLength(1);
    // One of eight answers passed on either side of no lean: the estimate stays for readers.
    const few = LABELS.filter(({ itemId }) => Number(itemId.slice(1)) < 8);
    const outcomes = every((i, tier) => judged(i, tier, 1));
    const trusts = trustsWith(outcomes, few);
    expect(trusts.get("essay")?.[0]?.ownTiers?.[0]?.lean.v).toBe(0.125);
    expect(leaningWarnings(trusts)).toEqual([]);
  });

  it("is each judge of a panel, and none whose model only looks alike or is another's simulation", () => {
    const by = (model: string, change: Partial<Outcome> = {}) =>
      leaningsOf(every((i, tier) => judged(i, tier, 5, change, model)));
    expect(by("m-haiku + m-opus")).toEqual([
      ["haiku", 0.05],
      ["opus", -0.05],
    ]);
    expect(by("m-haiku-2")).toEqual([]);
    expect(by("m-sonnet")).toEqual([]);
    expect(by("m-haiku", { simulated: true })).toEqual([["haiku", 0.05]]);
  });

  it("is not known with labels on one side, and does not decide", () => {
    const outcomes = every((i, tier) => judged(i, tier, 5));
    const own = LABELS.filter(({ tier }) => tier === "haiku");
    expect(trustsWith(outcomes, own).get("essay")?.[0]).not.toHaveProperty("ownTiers");
    expect(trustsWith(outcomes).get("essay")?.[0]).toMatchObject({ doubt: null });
    const run = seededRun(["haiku", "opus"], { taskTypes: ["essay"] });
    const judging = { labels: { essay: LABELS }, floors: {} };
    const { warnings } = calibrate(outcomes, [run], OPTIONS, { resamples: 5, judging });
    expect(warnings).toContainEqual(expect.stringContaining("leans towards haiku"));
  });
});
