import { describe, expect, it } from "vitest";
import { verdictSource } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import type { Vote } from "../core/score.js";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import { voteSpreads } from "./judge-votes.js";

const OPTIONS = { confidence: 0.95 };
const ballots = ["haiku", "opus", "sonnet"] as const;

/** What three judges say of one answer; most of them decide. */
function voted(itemId: string, said: readonly boolean[], change: Partial<Outcome> = {}): Outcome {
  const isMet = 2 * said.filter(Boolean).length > said.length;
  const votes = said.map((met, at): Vote => ({ ballot: ballots[at] ?? "", model: `m${at}`, met: { faithful: met } }));
  const score = {
    scorer: "rubric",
    kind: "judge",
    version: "v1",
    value: Number(isMet),
    reason: "",
    judgeModel: "m0 + m1 + m2",
    criteria: { faithful: isMet },
    votes,
  } as const;
  const plain = seededOutcome({ itemId, tier: "haiku", score: Number(isMet), taskType: "essay" });
  return { ...plain, scores: [{ ...score, votes }], ...change };
}

const ALL = [true, true, true];
const OPUS_AGAINST = [true, false, true];

describe("how votes split", () => {
  it("counts verdicts with a vote against them, and who gave it", () => {
    const outcomes = Array.from({ length: 20 }, (_, i) => voted(`i${i}`, i < 5 ? OPUS_AGAINST : ALL));
    const [spread, ...others] = voteSpreads(outcomes, OPTIONS);
    expect(others).toEqual([]);
    expect(spread).toMatchObject({
      judge: "rubric",
      model: verdictSource("m0 + m1 + m2", { simulated: outcomes[0]?.simulated === true }),
      rubric: "v1",
      verdicts: 20,
      split: { v: 0.25, n: 20 },
    });
    expect(spread?.voters.map(({ ballot, against }) => [ballot, against.v])).toEqual([
      ["haiku", 0],
      ["opus", 0.25],
      ["sonnet", 0],
    ]);
  });

  it("takes what shares a source for one unit", () => {
    const outcomes = Array.from({ length: 40 }, (_, i) =>
      voted(`i${i}`, i < 20 ? OPUS_AGAINST : ALL, { cluster: `c${Math.floor(i / 10)}` }),
    );
    const [spread] = voteSpreads(outcomes, OPTIONS);
    expect(spread?.split.n).toBe(4);
    const [alone] = voteSpreads(
      outcomes.map((one) => ({ ...one, cluster: null })),
      OPTIONS,
    );
    const width = (ci: readonly [number, number] | undefined) => (ci?.[1] ?? 0) - (ci?.[0] ?? 0);
    expect(width(spread?.split.ci)).toBeGreaterThan(1.5 * width(alone?.split.ci));
  });

  it("keeps rubrics and models apart, and leaves out what rests on one vote", () => {
    const other = voted("i1", ALL);
    const [score] = other.scores;
    const scores = score === undefined ? [] : [score];
    const outcomes = [
      voted("i0", ALL),
      { ...other, scores: scores.map((one) => ({ ...one, version: "v0" })) },
      { ...other, scores: scores.map((one) => ({ ...one, votes: one.votes?.slice(0, 1) ?? [] })) },
      { ...other, scores: [] },
    ];
    expect(voteSpreads(outcomes, OPTIONS).map(({ rubric, verdicts }) => [rubric, verdicts])).toEqual([
      ["v0", 1],
      ["v1", 1],
    ]);
  });
});
