import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import { isScore } from "../core/score.js";
import { type JudgeOptions, judge } from "./judge.js";

const RUBRIC: JudgeOptions = {
  task: "Summarise the record.",
  criteria: [
    { name: "faithful", question: "Is every statement supported?" },
    { name: "complete", question: "Is nothing missing?" },
  ],
};

function said(faithful: boolean, complete: boolean, reason = "because"): ModelResponse {
  const text = JSON.stringify({ criteria: { faithful, complete }, reason });
  return { text, stopReason: "end_turn", model: "j", requestId: null, usage: NO_USAGE, latencyMs: 1, simulated: true };
}

const combined = (options: Partial<JudgeOptions>, ...responses: ModelResponse[]) =>
  judge({ ...RUBRIC, draws: responses.length, ...options }).combine?.(responses);

describe("a judge that is drawn several times", () => {
  it("goes by the majority, criterion by criterion", () => {
    expect(combined({}, said(true, false), said(true, true), said(false, false, "gap"))).toMatchObject({
      value: 0.5,
      reason: "3 draws (yes: faithful 2, complete 1): not met: complete. because",
      judgeModel: "j",
    });
    // No single call said this.
    expect(combined({}, said(true, false), said(false, true), said(true, true))).toMatchObject({ value: 1 });
  });

  it("abstains on a tie, which is neither pass nor fail", () => {
    expect(combined({}, said(true, true), said(true, false))).toEqual({
      scorer: "judge",
      failure: "judge_abstained",
      reason: "its 2 draws do not agree on complete (yes: faithful 2, complete 1)",
    });
  });

  it("abstains where too few draws agree, on either side", () => {
    const two = [said(true, false), said(true, false), said(true, true)];
    expect(combined({}, ...two)).toMatchObject({ value: 0.5 });
    expect(combined({ abstainBelow: 0.66 }, ...two)).toMatchObject({ value: 0.5 });
    expect(combined({ abstainBelow: 0.67 }, ...two)).toMatchObject({ failure: "judge_abstained" });
    expect(combined({ abstainBelow: 1 }, said(true, true), said(true, true), said(true, true))).toMatchObject({
      value: 1,
    });
  });

  it("says nothing on a verdict that cannot be read", () => {
    const prose = { ...said(true, true), text: "yes to all" };
    const result = combined({}, said(true, true), prose, said(true, true));
    expect(result).toMatchObject({ failure: "judge_error" });
    expect(result !== undefined && isScore(result)).toBe(false);
  });

  it("is another judge than one that is asked once, which stays as it was", () => {
    const once = judge(RUBRIC);
    expect(judge({ ...RUBRIC, draws: 1 }).version).toBe(once.version);
    expect(once).not.toHaveProperty("draws");
    expect(once).not.toHaveProperty("combine");
    const versions = [once, judge({ ...RUBRIC, draws: 3 }), judge({ ...RUBRIC, draws: 3, abstainBelow: 0.9 })];
    expect(new Set(versions.map(({ version }) => version)).size).toBe(3);
  });

  it.each([
    [{ draws: 0 }, /draws must be a whole number from 1 to 15, found 0/],
    [{ draws: 2.5 }, /draws must be a whole number/],
    [{ draws: 16 }, /from 1 to 15, found 16/],
    [{ abstainBelow: 0.8 }, /abstainBelow goes with draws of 2 or more/],
    [{ draws: 3, abstainBelow: 0.5 }, /abstainBelow must be above 0\.5 and at most 1, found 0\.5/],
    [{ agreementFloor: 1 }, /agreementFloor must be between 0 and 1, found 1/],
    [{ agreementFloor: Number.NaN }, /agreementFloor must be between 0 and 1/],
  ])("refuses %j", (options, message) => {
    expect(() => judge({ ...RUBRIC, ...options })).toThrow(UsageError);
    expect(() => judge({ ...RUBRIC, ...options })).toThrow(message);
  });
});
