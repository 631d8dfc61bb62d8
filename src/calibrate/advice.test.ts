import { describe, expect, it } from "vitest";
import type { CrossFittedFigures, SignalReliability } from "../core/calibration.js";
import { type AdviceContext, adviceOn } from "./advice.js";
import type { ChosenTable } from "./choose-table.js";

const figures = (costUsd: number): CrossFittedFigures => ({ quality: 0.9, costUsd, harm: 0.01, netLoss: 0 });

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
    referenceFigures: figures(0.01),
    model: {
      taskTypes: ["write", "sort"],
      tiers: ["haiku", "opus"],
      tierCount: 2,
      reference: 1,
      weights: [0.5, 0.5],
      quality: Float64Array.of(0.6, 0.9, 0.8, 0.9),
      cost: Float64Array.of(0.001, 0.01, 0.001, 0.01),
      isPriced: true,
      isOpen: new Uint8Array(4).fill(1),
      kappa: [0, 0],
    },
    tested: { tests: [], certified: 0 },
    aboveFloor: 0,
    belowFloor: [],
    split: { choosing: 40, testUnits: [] },
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
    expect(adviseOn({}, { tasksPerDay: 20 })).toEqual([
      {
        kind: "low-volume",
        text: "At 20 tasks a day the table saves $1.80 a month against always opus: too little to look after; from about 556 tasks a day it saves $50.",
      },
    ]);
    expect(adviseOn({}, { tasksPerDay: 557 })).toEqual([]);
  });

  it("draws the line at what one says a table must save", () => {
    const quarter = { figures: figures(0.0075), model: { ...chosen().model, cost: Float64Array.of(0, 0.5, 0, 0.5) } };
    // 10 × 30 × $0.4925 = $147.75.
    const at = (leastMonthlySavingUsd: number) => adviseOn(quarter, { tasksPerDay: 10, leastMonthlySavingUsd });
    expect(at(147.75)).toEqual([]);
    expect(at(148)[0]?.text).toMatch(/saves \$147\.75 .* about 11 tasks a day it saves \$148\.$/);
  });

  it("weighs the reference's cost by the traffic", () => {
    const model = { ...chosen().model, weights: [0.25, 0.75], cost: Float64Array.of(0, 0.02, 0, 0.01) };
    // 0.25 × 2 + 0.75 × 1 = 1.25 cents, less 0.7: 20 × 30 × $0.0055.
    expect(adviseOn({ model }, { tasksPerDay: 20 })[0]?.text).toContain("saves $3.30 a month");
  });

  it("says nothing of volumes where nothing is saved or costs are not known", () => {
    const few = { tasksPerDay: 1 };
    expect(adviseOn({ everywhere: "opus" }, few)).toEqual([]);
    expect(adviseOn({ figures: figures(0.01) }, few)).toEqual([]);
    expect(adviseOn({ figures: figures(0.02) }, few)).toEqual([]);
    expect(adviseOn({ figures: { ...figures(0), costUsd: null } }, few)).toEqual([]);
    expect(adviseOn({ model: { ...chosen().model, isPriced: false } }, few)).toEqual([]);
    expect(adviseOn({ figures: figures(0) }, { ...few, reference: "none" })).toEqual([]);
    expect(adviseOn({ figures: figures(0) }, { ...few, reference: "haiku" })).toHaveLength(1);
  });

  it("says when the stakes are so high that one tier is best everywhere", () => {
    expect(adviseOn({}, { failureCostsUsd: { write: 5, sort: 3 } })).toEqual([
      {
        kind: "high-stakes",
        text: "A wrong answer costs at least $3 on every task type, and at those stakes opus has the lowest cost with errors on all 2: do not route, send everything to opus.",
      },
    ]);
    // From $0.09 opus pays on sort; at one cent haiku does; unknown stakes say nothing.
    expect(adviseOn({}, { failureCostsUsd: { write: 5, sort: 0.01 } })).toEqual([]);
    expect(adviseOn({}, { failureCostsUsd: { write: 5 } })).toEqual([]);
    expect(adviseOn({}, { failureCostsUsd: { write: 5, sort: 3 }, tasksPerDay: 20 })).toHaveLength(2);
  });

  it("says nothing of stakes where the cheapest tier serves them, or costs are not known", () => {
    expect(adviseOn({}, { failureCostsUsd: { write: 0, sort: 0 } })).toEqual([]);
    const stakes = { failureCostsUsd: { write: 5, sort: 3 } };
    expect(adviseOn({ model: { ...chosen().model, isPriced: false } }, stakes)).toEqual([]);
    const inherited = { ...chosen().model, taskTypes: ["write", "constructor"] };
    expect(adviseOn({ model: inherited }, { failureCostsUsd: { write: 5 } })).toEqual([]);
  });

  it("says when the evidence is undecided, with the items that might tell", () => {
    const failed = { pValue: 0.2, n: 60, delta: 0.05 } as ChosenTable["tested"]["tests"][number];
    const undecided = { everywhere: "opus", itemsStillNeeded: 240, tested: { tests: [failed], certified: 0 } };
    const text =
      "The safest cheaper table is not certified on 60 units (p 0.20, needed 0.05): do not route yet; about 240 more items of all task types together would probably tell.";
    expect(adviseOn(undecided, {})).toEqual([{ kind: "undecided", text }]);
    // Items that do not tell the tiers apart do not tell either which is best at high stakes.
    expect(adviseOn(undecided, { failureCostsUsd: { write: 4, sort: 4 } })).toEqual([{ kind: "undecided", text }]);
    expect(adviseOn({ ...undecided, itemsStillNeeded: null }, {})[0]?.text).toMatch(/: do not route yet\.$/);
    expect(adviseOn({ ...undecided, everywhere: "haiku" }, {})).toEqual([]);
    expect(adviseOn({ ...undecided, tested: { tests: [failed], certified: 1 } }, {})).toEqual([]);
  });

  it("says when one certified tier for everything needs no table", () => {
    const certificate = { pValue: 0.01 } as NonNullable<ChosenTable["certificate"]>;
    expect(adviseOn({ everywhere: "haiku", certificate }, {})).toEqual([
      {
        kind: "single-tier",
        text: "Routing does not beat always haiku: use haiku for everything and keep no table.",
      },
    ]);
    expect(adviseOn({ everywhere: "haiku" }, {})).toEqual([]);
    expect(adviseOn({ everywhere: "opus", certificate }, {})).toEqual([]);
    expect(adviseOn({ certificate }, {})).toEqual([]);
  });

  it("says when no signal is worth a threshold", () => {
    const none = [
      {
        kind: "no-reliable-signal",
        text: "No signal was read that tells right answers from wrong ones: route by task type only, cascades have nothing to go by.",
      },
    ];
    expect(adviseOn({}, { signals: [] })).toEqual(none);
    expect(adviseOn({}, { signals: [signal(null)] })).toEqual(none);
    expect(adviseOn({}, { signals: [signal(0.51), signal(0.58), signal(null), signal(0.55)] })).toEqual([
      {
        kind: "no-reliable-signal",
        text: "The best signal, sure of haiku on sort, ranks a right answer above a wrong one with probability 0.58, below 0.65: cascades would escalate nearly at random.",
      },
    ]);
    expect(adviseOn({}, { signals: [signal(0.51), signal(0.65)] })).toEqual([]);
  });
});
