import { describe, expect, it } from "vitest";
import { outcomeRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { costView, moneyTotal } from "./cost-view.js";
import { judgeView } from "./judge-view.js";

const [sampleRun] = reportSample().runs;
if (sampleRun === undefined) throw new Error("the sample has changed");
const run = { ...sampleRun, runId: "run-1" };
const unjudged = { ...run, judge: null };
const verdict = { scorer: "faithful", kind: "judge" as const, value: 1, reason: "", version: "1" };

describe("cost of a measurement", () => {
  it("keeps answers, signals, judge, list and charged apart", () => {
    const outcomes = [
      outcomeRow({
        costNanoUsd: 3e9,
        signalCostNanoUsd: 1e9,
        signals: [{ name: "s", value: 1 }],
        judgeCostNanoUsd: 5e8,
        chargedNanoUsd: 4e9,
        scores: [verdict],
      }),
      outcomeRow({ status: "errored", score: null, costNanoUsd: null, chargedNanoUsd: 1e9, attempts: 3 }),
    ];
    const { total, rows } = costView(outcomes, [run], ["haiku", "opus"]);
    const words = [total.answers, total.signals, total.judge, total.list, total.charged].map(moneyTotal);
    expect(words).toEqual(["$2.00", "$1.00", "$0.50", "$3.50", "$5.00"]);
    expect(rows.map(({ tier, cells }) => [tier, cells])).toEqual([["haiku", 2]]);
  });

  it("says how much is unknown instead of adding zeros", () => {
    const outcomes = [outcomeRow({ costNanoUsd: 3e9 }), outcomeRow({ costNanoUsd: null })];
    expect(moneyTotal(costView(outcomes, [unjudged], []).total.answers)).toBe("at least $3.00 (1 cell unknown)");
    expect(moneyTotal(costView([outcomeRow()], [unjudged], []).total.answers)).toBe("unknown");
  });

  it("does not take an absent judge or signal for a free or unknown one", () => {
    const { hasJudge, hasSignals, total } = costView([outcomeRow({ costNanoUsd: 1 })], [unjudged], []);
    expect([hasJudge, hasSignals]).toEqual([false, false]);
    expect(moneyTotal(total.judge)).toBe("none");
  });
});

describe("judge", () => {
  it("counts unreadable verdicts among those asked for, and notices a judge of its own answers", () => {
    const outcomes = [
      ...Array.from({ length: 3 }, () => outcomeRow({ scores: [verdict], judgeCostNanoUsd: 1e9 })),
      outcomeRow({ status: "errored", outcomeClass: "judge_error", score: null }),
    ];
    const view = judgeView(outcomes, [run]);
    expect(view?.errors.replaceAll("\u00a0", " ")).toBe("1 of 4 (25.0 %)");
    expect(view).toMatchObject({ judged: "3", cost: "$3.00", judgesItself: ["sonnet"] });
  });

  it("is absent where none was asked", () => {
    expect(judgeView([outcomeRow()], [unjudged])).toBeNull();
  });
});
