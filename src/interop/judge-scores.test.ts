import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { type OutcomeSpec, seededOutcome } from "../testing/seeded-outcomes.js";
import { judgedAnswers, labelledOutcomes } from "./judge-scores.js";
import type { PointwiseRow } from "./judge-verdicts.js";

const PLACE = { file: "labels.csv", line: 2 };

function label(change: Partial<PointwiseRow> = {}): PointwiseRow {
  const plain = {
    place: PLACE,
    itemId: "a",
    taskType: null,
    tier: "haiku",
    judge: null,
    prompting: null,
    length: null,
    cluster: null,
  };
  return { ...plain, humanScore: 1, judgeScore: null, ...change };
}

function judged(spec: Partial<OutcomeSpec>, value: number, responseText: string | null = "answer"): Outcome {
  const outcome = seededOutcome({ itemId: "a", tier: "haiku", score: value, ...spec });
  const verdict = {
    scorer: "judge",
    kind: "judge",
    value,
    reason: "",
    version: "0123456789",
    judgeModel: "sonnet",
  } as const;
  const validator = { scorer: "v", kind: "validator", value: 1, reason: "", version: "1" } as const;
  return { ...outcome, responseText, scores: [validator, verdict] };
}

describe("labels beside stored judge scores", () => {
  it("fall on their answers; the others have none", () => {
    const found = labelledOutcomes([label()], [judged({}, 0.5), judged({ itemId: "b" }, 1, null)]);
    expect(found).toMatchObject([
      { itemId: "a", humanScore: 1, judgeScore: 0.5, judge: "judge (sonnet)", prompting: "01234567", length: 6 },
      { itemId: "b", humanScore: null, judgeScore: 1, length: null },
    ]);
  });

  it("are about first trials", () => {
    expect(labelledOutcomes([label()], [judged({}, 1), judged({ trial: 1 }, 0)])).toHaveLength(1);
  });

  it("of one item id in two task types need the task type", () => {
    const outcomes = [judged({ taskType: "x" }, 1), judged({ taskType: "y" }, 0)];
    expect(() => labelledOutcomes([label()], outcomes)).toThrow(
      /labels\.csv:2 .*in task types x, y: add a task_type column/,
    );
    const found = labelledOutcomes([label({ taskType: "y" })], outcomes);
    expect(found.map(({ humanScore }) => humanScore)).toEqual([null, 1]);
  });

  it.each([
    [
      [label({ itemId: "z" })],
      [judged({}, 1)],
      /labels\.csv:2 field "item_id": item "z" on tier "haiku" has no judge score/,
    ],
    [[label({ judgeScore: 1 })], [judged({}, 1)], /field "judge": the run has the judge's scores/],
    [[label()], [seededOutcome({ itemId: "a", tier: "haiku", score: 1 })], /holds no judge scores; .*score --judge/],
  ])("are refused where they belong to nothing: %#", (rows, outcomes, message) => {
    expect(() => labelledOutcomes(rows, outcomes)).toThrow(message);
  });
});

describe("a file with its own judge scores", () => {
  it("needs one in every row", () => {
    expect(judgedAnswers([label({ judgeScore: 0.25, judge: "opus" })])).toMatchObject([
      { judge: "opus", judgeScore: 0.25 },
    ]);
    expect(() => judgedAnswers([label()])).toThrow(/labels\.csv:2 field "judge": empty; .*or name the run/);
  });
});
