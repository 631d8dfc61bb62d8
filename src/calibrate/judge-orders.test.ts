import { describe, expect, it } from "vitest";
import { ORDER_BALLOTS } from "../core/ballot.js";
import { sha256Hex } from "../core/json.js";
import { type JudgeLabel, verdictSource } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import { orderedVerdicts } from "./judge-orders.js";
import { pairwiseAgreement } from "./judge-pairwise.js";
import { voteSpreads } from "./judge-votes.js";
import { labelledAnswers } from "./labelled-answers.js";

type Result = "win" | "tie" | "loss";
const MET = {
  win: { as_good: true, better: true },
  tie: { as_good: true, better: false },
  loss: { as_good: false, better: false },
};
const OPTIONS = { confidence: 0.95, seed: 1, resamples: 50 };
const textOf = (itemId: string) => `answer to ${itemId}`;

function compared(itemId: string, results: readonly [Result, Result], tier = "haiku"): Outcome {
  const isFlip = results[0] !== results[1];
  const met = MET[isFlip ? "tie" : results[0]];
  const votes = results.map((result, at) => ({ ballot: ORDER_BALLOTS[at] ?? "", model: "m", met: MET[result] }));
  const value = met.better ? 1 : met.as_good ? 0.5 : 0;
  const score = { scorer: "pairwise", kind: "judge", version: "v1", judgeModel: "m", reason: "" } as const;
  const plain = seededOutcome({ itemId, tier, score: value, taskType: "essay" });
  return { ...plain, scores: [{ ...score, value, criteria: met, votes }], responseText: textOf(itemId) };
}

function labels(itemId: string, result: Result, change: Partial<JudgeLabel> = {}): readonly JudgeLabel[] {
  return Object.entries(MET[result]).map(([criterion, isMet]) => ({
    itemId,
    cluster: null,
    tier: "haiku",
    answerSha256: sha256Hex(textOf(itemId)),
    answerLength: 9,
    judge: "pairwise",
    rubric: "v1",
    criterion,
    isMet,
    annotator: "Ada",
    judgeScore: null,
    judgeModel: null,
    ...change,
  }));
}

const OUTCOMES = [
  compared("a", ["win", "win"]),
  compared("b", ["win", "loss"]),
  compared("c", ["loss", "loss"]),
  compared("d", ["tie", "tie"]),
];

describe("comparisons of a run, in both orders", () => {
  it("name the answer, not its place, tier by tier", () => {
    const found = orderedVerdicts([...OUTCOMES, compared("a", ["loss", "win"], "opus")], []);
    expect(found.map(({ itemId, prompting, original, swapped }) => [itemId, prompting, original, swapped])).toEqual([
      ["a", "rubric v1 on haiku", "1", "1"],
      ["b", "rubric v1 on haiku", "1", "2"],
      ["c", "rubric v1 on haiku", "2", "2"],
      ["d", "rubric v1 on haiku", "tie", "tie"],
      ["a", "rubric v1 on opus", "2", "1"],
    ]);
    expect(found[0]?.judge).toBe(`pairwise (${verdictSource("m", OUTCOMES[0] ?? { simulated: false })})`);
  });

  it("show how often the order decides, without any label", () => {
    const [found, ...others] = pairwiseAgreement(orderedVerdicts(OUTCOMES, []), OPTIONS);
    expect(others).toEqual([]);
    // Shares for the first shown: a 1/2, b 1, c 1/2, d 1/2.
    expect(found).toMatchObject({
      items: 4,
      accuracy: null,
      original: null,
      firstShown: { v: 0.625 },
      positionFlips: { v: 0.25, n: 4 },
    });
  });

  it("stand beside what people prefer of the very same words, by the same rubric", () => {
    const known = [
      ...labels("a", "win"),
      ...labels("b", "win"),
      ...labels("c", "loss"),
      ...labels("d", "win", { rubric: "v0" }),
    ];
    const found = orderedVerdicts(OUTCOMES, labelledAnswers(known, OUTCOMES));
    expect(found.map(({ label }) => label)).toEqual(["1", "1", "2", null]);
    const elsewhere = known.map((one) => ({ ...one, answerSha256: sha256Hex("other words") }));
    expect(orderedVerdicts(OUTCOMES, labelledAnswers(elsewhere, [])).map(({ label }) => label)).toEqual(
      Array.from({ length: 4 }, () => null),
    );
    // a 1, b a half, c 1.
    expect(pairwiseAgreement(found, OPTIONS)[0]?.accuracy).toMatchObject({ v: 2.5 / 3, n: 3 });
  });

  it("count a tie as half, and nobody's preference for none", () => {
    const outcomes = [compared("a", ["tie", "tie"]), compared("b", ["win", "win"])];
    const known = [...labels("a", "win"), ...labels("b", "tie")];
    const [found] = pairwiseAgreement(orderedVerdicts(outcomes, labelledAnswers(known, outcomes)), OPTIONS);
    expect(found).toMatchObject({ accuracy: { v: 0.5, n: 1 }, original: null, firstShown: { v: 0.5 } });
  });

  it("count an item once, however many trials it had", () => {
    const outcomes = [
      compared("a", ["win", "loss"]),
      ...[1, 2, 3].map((trial) => ({ ...compared("a", ["win", "win"]), trial })),
      compared("b", ["win", "loss"]),
    ];
    const known = [...labels("a", "win"), ...labels("b", "loss")];
    const [found] = pairwiseAgreement(orderedVerdicts(outcomes, labelledAnswers(known, outcomes)), OPTIONS);
    // Of a's four trials one changes with the order, and half of that one is right; b changes and is half right.
    expect(found).toMatchObject({
      items: 2,
      positionFlips: { v: (0.25 + 1) / 2, n: 2 },
      accuracy: { v: (0.875 + 0.5) / 2, n: 2 },
      firstShown: { v: (0.625 + 1) / 2, n: 2 },
    });
  });

  it("are no panel", () => {
    expect(voteSpreads(OUTCOMES, OPTIONS)).toEqual([]);
  });
});
