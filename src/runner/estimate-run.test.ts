import { describe, expect, it } from "vitest";
import type { TokenEstimate } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { agreement } from "../scorers/agreement.js";
import {
  CHEAP,
  DEAR,
  FLAT_PRICING,
  fixtureEval,
  fixturePlan,
  MIDDLE,
  NOW_MS,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { estimateRun, type RunEstimate } from "./estimate-run.js";
import type { PlannedCell } from "./plan-run.js";

/** Every call takes 10 to 30 tokens in, and 1 to its limit out. */
function estimateTokens({ params }: ModelRequest): TokenEstimate {
  return {
    inputTokens: { low: 10, expected: 20, high: 30 },
    outputTokens: { low: 1, expected: 8, high: params.maxTokens },
  };
}

function estimated(plan: readonly PlannedCell[], judge = MIDDLE) {
  return Object.fromEntries(estimateRun(plan, { estimateTokens, pricing: FLAT_PRICING, judge, nowMs: NOW_MS }));
}

const JUDGED = fixtureEval({ scorers: [yesNoJudge()], signals: [agreement({ answers: 3 })] });

describe("estimateRun", () => {
  it("counts the calls of each tier with its signals, and the judge apart", () => {
    const estimate = estimated(fixturePlan(5, JUDGED, { trials: 2, judge: MIDDLE }));
    const calls = Object.fromEntries(Object.entries(estimate).map(([name, part]) => [name, part.calls]));
    expect(calls).toEqual({ cheap: 30, middle: 30, dear: 10, judge: 30, total: 100 });
  });

  it("has no judge where none is asked", () => {
    expect(Object.keys(estimated(fixturePlan(2)))).toEqual(["cheap", "middle", "dear", "total"]);
  });

  it("prices low, expected and high, in that order, and adds up", () => {
    const estimate = estimated(fixturePlan(3, JUDGED, { judge: MIDDLE }));
    expect(estimate["dear"]?.costUsd?.expected).toBeCloseTo((3 * 40 * (20 + 5 * 8)) / 1e9, 15);
    for (const { costUsd, inputTokens, outputTokens } of Object.values(estimate)) {
      for (const range of [costUsd, inputTokens, outputTokens]) {
        expect(range?.low).toBeLessThanOrEqual(range?.expected ?? 0);
        expect(range?.expected).toBeLessThanOrEqual(range?.high ?? 0);
      }
    }
    const { total, ...parts } = estimate;
    const sum = (of: (part: RunEstimate) => number) => Object.values(parts).reduce((all, part) => all + of(part), 0);
    expect(total?.costUsd?.high).toBeCloseTo(
      sum(({ costUsd }) => costUsd?.high ?? 0),
      12,
    );
    expect(total?.inputTokens.expected).toBe(sum(({ inputTokens }) => inputTokens.expected));
  });

  it("never prices the unknown at 0", () => {
    const unpriced = { ...CHEAP, id: "new", model: "claude-unpriced-1" };
    const estimate = estimated(fixturePlan(2, fixtureEval(), { tiers: [unpriced, DEAR] }));
    expect(estimate["new"]?.costUsd).toBeNull();
    expect(estimate["total"]?.costUsd).toBeNull();
    expect(estimate["dear"]?.costUsd?.expected).toBeGreaterThan(0);
    expect(estimate["total"]?.calls).toBe(4);
  });

  it("says nothing of an empty plan", () => {
    expect(estimated([])).toEqual({});
  });
});
