import { describe, expect, it } from "vitest";
import type { CascadeEvaluation, TaskTypeDecision } from "../core/calibration.js";
import { est, summaryRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { cascadesView } from "./cascades-view.js";

const { calibration } = reportSample();
const [known] = calibration.taskTypes.flatMap(({ cascades }) => cascades);
const plain = (text: string) => text.replaceAll("\u00a0", " ");

function rowOf(change: Partial<CascadeEvaluation>, isChosen = false, sizes: Partial<TaskTypeDecision> = {}) {
  const [first] = calibration.taskTypes;
  if (first === undefined || known === undefined) throw new Error("the sample has changed");
  const cascade = { ...known, ...change };
  const decision = {
    ...first,
    ...sizes,
    tiers: [summaryRow("haiku", 0.8, 0.001), summaryRow("opus", 0.9, 0.01)],
    cascades: [cascade],
    choice: isChosen ? cascade.policy : first.choice,
  };
  const [row] = cascadesView({ ...calibration, taskTypes: [decision] });
  if (row === undefined) throw new Error("no row");
  return { ...row, counted: plain(row.counted), level: plain(row.level), test: plain(row.test), cost: plain(row.cost) };
}

const CHAIN: CascadeEvaluation["policy"] = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "self-report", atLeast: "high" }] } },
    { tier: "sonnet", accept: { all: [{ signal: "agreement", atLeast: 0.6 }] } },
    { tier: "opus", accept: "always" },
  ],
};

describe("cascades", () => {
  it("puts one of each task type first: the chosen, else the cheapest certified, else the cheapest", () => {
    const [first] = calibration.taskTypes;
    if (first === undefined || known === undefined) throw new Error("the sample has changed");
    const single = (tier: string) => ({ kind: "single" as const, tier });
    const firsts = (choice: string, certified: readonly boolean[]) => {
      const cascades = certified.map((isCertified, i) => ({ ...known, isCertified, policy: single(`tier-${i}`) }));
      const decision = { ...first, cascades, choice: single(choice) };
      return cascadesView({ ...calibration, taskTypes: [decision] }).map(({ isFirst }) => isFirst);
    };
    expect(firsts("tier-2", [true, true, false])).toEqual([false, false, true]);
    expect(firsts("opus", [false, true, true])).toEqual([false, true, false]);
    expect(firsts("opus", [false, false])).toEqual([true, false]);
  });

  it("says a chain of any length, its path and its test", () => {
    const row = rowOf({
      policy: CHAIN,
      path: "haiku → sonnet → opus by self-report",
      construction: "fixed",
      method: "betting",
      pValue: 0.0004,
      testLevel: 0.0125,
      passed: 3,
      harmful: 1.5,
      n: 148,
      costUsd: est(0.0025, 0.002, 0.003),
    });
    expect(row).toMatchObject({
      plan: "haiku if self-report ≥ high, else sonnet if agreement ≥ 0.6, else opus",
      path: "haiku → sonnet → opus by self-report; fixed beforehand; 3 points passed",
      test: "p < 0.001",
      level: "betting; needed at most 0.013",
      counted: "1.5 of 148 lost",
      cost: "75 % less",
    });
  });

  it("counts what was lost in items, and says in how many clusters they stand", () => {
    const change = { harmful: 8, n: 79 };
    expect(rowOf(change, false, { items: 237, clusters: 79 }).counted).toBe("8 items lost in 79 clusters");
    expect(rowOf(change, false, { items: 79, clusters: 79 }).counted).toBe("8 of 79 lost");
  });

  it("shows a path that ended at a single tier, which never escalates", () => {
    const row = rowOf({ policy: { kind: "single", tier: "haiku" }, passed: 1, construction: "split" });
    expect(row).toMatchObject({ plan: "haiku", escalated: "never" });
    expect(row.path).toContain("learnt from 40 % of these items; 1 point passed");
  });

  it("tells certified, chosen and what is missing apart", () => {
    expect(rowOf({}, true)).toMatchObject({ result: "certified, chosen", isChosen: true });
    expect(rowOf({ isCertified: false, unitsNeeded: 183 })).toMatchObject({
      result: "not certified",
      resultDetail: "would need about 183 items",
      isChosen: false,
    });
    const within = rowOf({ isCertified: false, path: "chosen with the whole table", passed: 0 }, true);
    expect(within).toMatchObject({ result: "chosen, not certified alone", path: "chosen with the whole table" });
    // Chosen after looking at the same items: a small p-value must not read as passed.
    expect(within.level).toMatch(/; no test: chosen after looking$/);
  });

  it("says unknown where a cost is", () => {
    expect(rowOf({ costUsd: null }).cost).toBe("unknown");
  });

  it("has nothing to show without cascades", () => {
    const taskTypes = calibration.taskTypes.map((decision) => ({ ...decision, cascades: [] }));
    expect(cascadesView({ ...calibration, taskTypes })).toEqual([]);
  });
});
