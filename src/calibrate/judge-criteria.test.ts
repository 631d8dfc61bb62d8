import { describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import type { JudgeLabel } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import { criteriaAgreement } from "./judge-criteria.js";
import { labelledAnswers, verdictsOf } from "./labelled-answers.js";

const OPTIONS = { confidence: 0.95, seed: 1, resamples: 50 };
const IN_USE = { taskType: "essay", judge: "rubric", rubric: "v1", model: "m" };
type Met = { readonly [criterion: string]: boolean };

function label(i: number, criterion: string, isMet: boolean, change: Partial<JudgeLabel> = {}): JudgeLabel {
  const itemId = `i${i}`;
  const answer = { itemId, cluster: null, tier: "haiku", answerSha256: sha256Hex(`text ${i}`), answerLength: 6 };
  const by = { judge: "rubric", rubric: "v1", annotator: "Ada", judgeScore: null, judgeModel: null };
  return { ...answer, ...by, criterion, isMet, ...change };
}

function judged(i: number, criteria: Met | undefined): Outcome {
  const plain = seededOutcome({ itemId: `i${i}`, tier: "haiku", score: 0.5, taskType: "essay", simulated: false });
  const score = { scorer: "rubric", kind: "judge", version: "v1", judgeModel: "m", value: 0.5, reason: "" } as const;
  return {
    ...plain,
    simulated: false,
    scores: [{ ...score, ...(criteria === undefined ? {} : { criteria }) }],
    responseText: `text ${i}`,
  };
}

/** People: faithful on even answers, complete on the first thirty of forty. */
const LABELS = Array.from({ length: 40 }, (_, i) => [
  label(i, "faithful", i % 2 === 0),
  label(i, "complete", i < 30),
]).flat();
/** The judge agrees on faithful, and says complete of everything. */
const OUTCOMES = Array.from({ length: 40 }, (_, i) => judged(i, { faithful: i % 2 === 0, complete: true }));

const agreementOf = (labels: readonly JudgeLabel[], outcomes: readonly Outcome[]) =>
  criteriaAgreement(labelledAnswers(labels, outcomes), IN_USE, OPTIONS).criteria;

describe("agreement criterion by criterion", () => {
  it("tells the one that the judge sees from the one that it does not", () => {
    const [faithful, complete] = agreementOf(LABELS, OUTCOMES);
    expect(faithful).toMatchObject({
      criterion: "faithful",
      labelled: 40,
      agreement: { kappa: { v: 1 } },
      sensitivity: { v: 1, n: 20 },
      specificity: { v: 1, n: 20 },
    });
    expect(complete).toMatchObject({
      criterion: "complete",
      labelled: 40,
      agreement: { kappa: { v: 0 }, accuracy: { v: 0.75 } },
      sensitivity: { v: 1, n: 30 },
      specificity: { v: 0, n: 10 },
    });
  });

  it("takes what a label remembers, and what the run says before it", () => {
    const remembered = LABELS.map((one) => ({ ...one, judgeScore: 0.5, judgeModel: "m", judgeMet: !one.isMet }));
    expect(agreementOf(remembered, []).map(({ agreement }) => agreement.accuracy.v)).toEqual([0, 0]);
    expect(agreementOf(remembered, OUTCOMES).map(({ agreement }) => agreement.accuracy.v)).toEqual([1, 0.75]);
  });

  it("knows nothing where the judge's word on a criterion was not kept", () => {
    const outcomes = OUTCOMES.map((_, i) => judged(i, undefined));
    expect(agreementOf(LABELS, outcomes)).toEqual([]);
    expect(verdictsOf(labelledAnswers(LABELS, outcomes), IN_USE)).toHaveLength(40);
    expect(
      agreementOf(
        LABELS,
        OUTCOMES.map((one, i) => (i < 39 ? judged(i, { complete: true }) : one)),
      ),
    ).toMatchObject([
      { criterion: "faithful", labelled: 1 },
      { criterion: "complete", labelled: 40 },
    ]);
  });

  it("leaves out even splits of annotators, other models and other rubrics, and whole-answer labels", () => {
    const split = LABELS.map((one) => ({ ...one, annotator: "Bo", isMet: !one.isMet }));
    expect(agreementOf([...LABELS, ...split], OUTCOMES)).toEqual([]);
    const others = OUTCOMES.map((one) => ({ ...one, simulated: true }));
    expect(agreementOf(LABELS, others)).toEqual([]);
    expect(
      agreementOf(
        LABELS.map((one) => ({ ...one, rubric: "v0" })),
        OUTCOMES,
      ),
    ).toEqual([]);
    expect(
      agreementOf(
        LABELS.map((one) => ({ ...one, criterion: "*" })),
        OUTCOMES,
      ),
    ).toEqual([]);
  });

  it("takes answers that share a source for one", () => {
    const clustered = LABELS.map((one, i) => ({ ...one, cluster: `c${Math.floor(i / 20)}` }));
    expect(agreementOf(clustered, OUTCOMES)[1]).toMatchObject({ labelled: 40, sensitivity: { n: 3 } });
  });

  it("has no criterion that an object only seems to have", () => {
    const odd = LABELS.map((one) => ({ ...one, criterion: "constructor" }));
    expect(agreementOf(odd, OUTCOMES)).toEqual([]);
  });
});
