import { describe, expect, it } from "vitest";
import { CALIBRATION_DEFAULTS, calibrate } from "../calibrate/calibrate.js";
import { routingTable } from "../calibrate/routing-table-from.js";
import { calibrationText } from "../cli/calibration-text.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { judgeView, trustView } from "./judge-view.js";
import { renderReport } from "./render-report.js";
import { routesView } from "./routes-view.js";

const run = seededRun(["haiku", "opus"], {
  taskTypes: ["essay", "plain"],
  judge: { tier: "opus", model: "m", rubricHashes: {} },
});
const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, opus: 0.04 };

/** Two task types on which haiku is as good as opus; a judge without labels scored one of them. */
const OUTCOMES = ["essay", "plain"].flatMap((taskType) =>
  Array.from({ length: 150 }, (_, i) => `i${i}`).flatMap((itemId) =>
    ["haiku", "opus"].map((tier): Outcome => {
      const plain = seededOutcome({ itemId, tier, score: 1, taskType, costUsd: COSTS[tier] ?? 0 });
      const score = { scorer: "rubric", kind: "judge", value: 1, reason: "", version: "v1", judgeModel: "m" } as const;
      return taskType === "plain" ? plain : { ...plain, scores: [score] };
    }),
  ),
);
const calibration = calibrate(OUTCOMES, [run], { ...CALIBRATION_DEFAULTS, reference: "opus" }, { resamples: 5 });
const table = routingTable({ calibration, runs: [run], tiers: run.tiers, prices: {}, toolVersion: "0.1.0" });
const WHY = /its judge "rubric" has no human labels of at least 50: npx tierbench judge label essay/;

describe("why a judged task type is only estimated", () => {
  it("stands in the table", () => {
    const { essay, plain } = table.routes;
    expect(essay).toMatchObject({
      status: "estimated",
      guarantee: null,
      judges: [{ judge: "rubric", labels: 0, floor: 0.6 }],
    });
    expect(essay?.reason).toMatch(WHY);
    expect(plain).not.toHaveProperty("judges");
    expect(plain?.status).toBe("certified");
    expect(table.totals.guarantee).toBeNull();
  });

  it("stands in the terminal", () => {
    const text = calibrationText(calibration).replace(/\s+/g, " ");
    expect(text).toMatch(/essay 150 estimated haiku/);
    expect(text).toMatch(WHY);
  });

  it("stands in the report", () => {
    expect(
      routesView(calibration, table).map(({ taskType, standing, open }) => [taskType, standing, WHY.test(open)]),
    ).toEqual([
      ["essay", "estimated", true],
      ["plain", "certified", false],
    ]);
    expect(trustView(calibration)).toEqual([
      {
        taskType: "essay",
        judge: "rubric (m)",
        labels: "0",
        kappa: "unknown",
        trust: "not trusted: nothing here is certified",
      },
    ]);
    const page = renderReport({ calibration, table, outcomes: OUTCOMES, runs: [run], items: [], toolVersion: "0.1.0" });
    expect(page).toContain("How far the judge agrees with people");
    expect(page).toContain("too little is known of the judge of essay");
  });
});

describe("answers on which the judge abstained", () => {
  it("are counted apart from right, wrong and unreadable", () => {
    const [first, second, ...rest] = OUTCOMES.slice(0, 20);
    if (first === undefined || second === undefined) throw new Error("too few");
    const missing = (one: Outcome, outcomeClass: string): Outcome => ({
      ...one,
      status: "errored",
      outcomeClass,
      score: null,
      scores: [],
    });
    const view = judgeView([missing(first, "judge_abstained"), missing(second, "judge_error"), ...rest], [run]);
    expect(view).toMatchObject({
      abstained: "1 of 20, neither right nor wrong",
      errors: expect.stringMatching(/^1 of 20 \(5\.0\s%\)$/),
      judged: "18",
    });
    expect(judgeView(OUTCOMES, [run])?.abstained).toBeNull();
  });
});
