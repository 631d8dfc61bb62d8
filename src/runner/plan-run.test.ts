import { describe, expect, it } from "vitest";
import { agreement } from "../scorers/agreement.js";
import { selfReport } from "../scorers/self-report.js";
import { validatorSignal } from "../scorers/validator-signal.js";
import {
  CHEAP,
  DEAR,
  fixtureDataset,
  fixtureEval,
  fixtureItems,
  fixturePlan,
  LADDER,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { callsOf, chosenItems, type PlannedCell, planRun, signalsOf } from "./plan-run.js";

const placeOf = ({ cell: { itemId, trial, tier } }: PlannedCell) => `${itemId}/${trial}/${tier}`;
const keysOf = (plan: readonly PlannedCell[]) => plan.map(({ cell }) => cell.key);

describe("planRun", () => {
  it("goes item by item, so that a run cut short has whole items", () => {
    const plan = fixturePlan(2, fixtureEval(), { tiers: [CHEAP, DEAR], trials: 2 });
    expect(plan.map(placeOf)).toEqual([
      "item-0/0/cheap",
      "item-0/0/dear",
      "item-0/1/cheap",
      "item-0/1/dear",
      "item-1/0/cheap",
      "item-1/0/dear",
      "item-1/1/cheap",
      "item-1/1/dear",
    ]);
  });

  it("gives every cell a key of its own that does not depend on what else is planned", () => {
    const whole = fixturePlan(20, fixtureEval(), { trials: 3 });
    const keys = keysOf(whole);
    expect(new Set(keys).size).toBe(20 * 3 * 3);
    const part = fixturePlan(20, fixtureEval(), { trials: 1, limit: 5, tiers: [DEAR] });
    expect(keysOf(part).every((key) => keys.includes(key))).toBe(true);
    expect(keysOf(fixturePlan(20, fixtureEval(), { trials: 3 }))).toEqual(keys);
  });

  it("changes the key with the model, the parameters, the scorers, the signals and the judge", () => {
    const judged = fixtureEval({ scorers: [yesNoJudge()] });
    const variants = [
      fixturePlan(1),
      fixturePlan(1, fixtureEval(), { tiers: [{ ...CHEAP, model: "claude-haiku-6" }] }),
      fixturePlan(1, fixtureEval(), { tiers: [{ ...CHEAP, params: { maxTokens: 65 } }] }),
      fixturePlan(1, fixtureEval({ signals: [selfReport({ levels: ["low", "high"] })] })),
      fixturePlan(1, fixtureEval({ reduce: "mean" })),
      fixturePlan(1, judged),
      fixturePlan(1, judged, { judge: DEAR }),
      fixturePlan(1, fixtureEval({ scorers: [yesNoJudge("kind", "rubric-2")] }), { judge: DEAR }),
    ];
    expect(new Set(variants.map((plan) => plan[0]?.cell.key)).size).toBe(variants.length);
  });

  it("keeps the keys of an eval without a judge when a judge is configured", () => {
    expect(keysOf(fixturePlan(2, fixtureEval(), { judge: DEAR }))).toEqual(keysOf(fixturePlan(2)));
  });

  it("plans the evals one after the other", () => {
    const evals = ["triage", "summary"].map((taskType) => ({
      evaluation: fixtureEval({ taskType }),
      dataset: fixtureDataset(3, taskType),
    }));
    const plan = planRun(evals, { tiers: [CHEAP], trials: 1, limit: 2, judge: null });
    expect(plan.map(({ cell }) => cell.taskType)).toEqual(["triage", "triage", "summary", "summary"]);
  });
});

describe("limits", () => {
  const items = fixtureItems(50);
  const idsOf = (limit: number | null) => chosenItems(items, limit).map(({ id }) => id);

  it("only add items as they grow", () => {
    for (let limit = 1; limit < 50; limit += 1) {
      const fewer = new Set(idsOf(limit - 1));
      const more = idsOf(limit);
      expect(more).toHaveLength(limit);
      expect(more.filter((id) => !fewer.has(id))).toHaveLength(1);
    }
  });

  it("choose the same items whatever the order of the dataset", () => {
    const reversed = chosenItems([...items].reverse(), 7).map(({ id }) => id);
    expect(reversed).toEqual(idsOf(7));
  });

  it("do not simply take the first items", () => {
    const inOrder = items.map(({ id }) => id);
    expect(idsOf(10)).not.toEqual(inOrder.slice(0, 10));
    expect(idsOf(10)).not.toEqual(inOrder.toSorted().slice(0, 10));
  });

  it("take all where there are no more, or none is set", () => {
    expect(idsOf(null)).toEqual(items.map(({ id }) => id));
    expect(idsOf(50)).toHaveLength(50);
    expect(idsOf(1000)).toHaveLength(50);
  });
});

describe("calls per cell", () => {
  const free = validatorSignal({
    kind: "validator",
    name: "short",
    version: "1",
    needsLabel: false,
    score: () => ({ scorer: "short", kind: "validator", version: "1", value: 1, reason: "" }),
  });
  const plan = fixturePlan(1, fixtureEval({ signals: [free, agreement({ answers: 3 })] }), { tiers: LADDER });

  it("count the answer and what its signals draw, but not on the dearest tier", () => {
    expect(plan.map((planned) => [planned.tier.id, callsOf(planned)])).toEqual([
      ["cheap", 3],
      ["middle", 3],
      ["dear", 1],
    ]);
  });

  it("leave out on the dearest tier only the signals that cost calls", () => {
    expect(plan.map((planned) => signalsOf(planned).map(({ name }) => name))).toEqual([
      ["short", "agreement"],
      ["short", "agreement"],
      ["short"],
    ]);
  });
});
