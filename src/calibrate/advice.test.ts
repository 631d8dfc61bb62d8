import { describe, expect, it } from "vitest";
import type { SignalReliability } from "../core/calibration.js";
import { type AdviceContext, adviceOn } from "./advice.js";
import type { ChosenTable, TableFigures } from "./choose-table.js";

const figures = (costUsd: number): TableFigures => ({ quality: 0.9, costUsd, harm: 0.01, netLoss: 0 });

/** A table that saves 0.3 cents per task against opus. */
function chosen(change: Partial<ChosenTable> = {}): ChosenTable {
  const table = { tierOf: Int32Array.of(0, 1), failureCost: 1, quality: 0.9, cost: 0.007 };
  return {
    policy: { kind: "table", routes: {}, otherwise: "opus" },
    table,
    everywhere: null,
    bestSingle: "opus",
    certificate: null,
    figures: figures(0.007),
    bestSingleFigures: figures(0.01),
    model: {
      taskTypes: ["write", "sort"],
      tiers: ["haiku", "opus"],
      reference: 1,
      weights: [0.5, 0.5],
      quality: Float64Array.of(0.6, 0.9, 0.8, 0.9),
      cost: Float64Array.of(0.001, 0.01, 0.001, 0.01),
      isPriced: true,
      isMeasured: new Uint8Array(4).fill(1),
      kappa: [0, 0],
    },
    tested: { tests: [], certified: 0 },
    split: { choosing: 40, testing: 60 },
    itemsStillNeeded: null,
    reason: "",
    ...change,
  };
}

function signal(auroc: number | null): SignalReliability {
  return { taskType: "sort", tier: "haiku", signal: "sure", auroc, bins: [], missing: 0 };
}

const CONTEXT: AdviceContext = {
  reference: "opus",
  tasksPerDay: null,
  signals: [signal(0.9)],
  failureCostsUsd: {},
};
const adviseOn = (change: Partial<ChosenTable>, context: Partial<AdviceContext>) =>
  adviceOn(chosen(change), { ...CONTEXT, ...context });

describe("adviceOn", () => {
  it("says nothing where there is nothing against routing", () => {
    expect(adviseOn({}, {})).toEqual([]);
    expect(adviseOn({}, { tasksPerDay: 100_000 })).toEqual([]);
  });

  it("names the volume from which the saving matters", () => {
    // 20 tasks × 30 days × $0.003 = $1.80; $50 needs 556 tasks a day.
    const [advice] = adviseOn({}, { tasksPerDay: 20 });
    expect(advice?.kind).toBe("low-volume");
    expect(advice?.text).toContain("$1.80 a month");
    expect(advice?.text).toContain("about 556 tasks a day");
    expect(adviseOn({}, { tasksPerDay: 557 })).toEqual([]);
  });

  it("says when the stakes are so high that one tier is best everywhere", () => {
    const [advice] = adviseOn({}, { failureCostsUsd: { write: 5, sort: 3 } });
    expect(advice?.text).toContain("at least $3 on every task type");
    expect(advice?.text).toContain("send everything to opus");
    // From $0.09 opus pays on sort; at one cent haiku does; unknown stakes say nothing.
    expect(adviseOn({}, { failureCostsUsd: { write: 5, sort: 0.01 } })).toEqual([]);
    expect(adviseOn({}, { failureCostsUsd: { write: 5 } })).toEqual([]);
  });

  it("says when the evidence is undecided, with the items that might tell", () => {
    const failed = { pValue: 0.2, n: 60, delta: 0.05 } as ChosenTable["tested"]["tests"][number];
    const undecided = { everywhere: "opus", itemsStillNeeded: 240, tested: { tests: [failed], certified: 0 } };
    const [advice] = adviseOn(undecided, {});
    expect(advice?.kind).toBe("undecided");
    expect(advice?.text).toContain("p 0.20, needed 0.05");
    expect(advice?.text).toContain("240 more items");
  });

  it("says when no signal is worth a threshold", () => {
    expect(adviseOn({}, { signals: [] })[0]?.kind).toBe("no-reliable-signal");
    const [advice] = adviseOn({}, { signals: [signal(0.51), signal(0.58), signal(null)] });
    expect(advice?.text).toContain("probability 0.58");
  });
});
