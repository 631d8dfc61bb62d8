import { describe, expect, test } from "vitest";
import type { Estimate } from "../core/estimate.js";
import { type ChangeVerdict, type GatedChange, gateOf, type TierCost } from "./compare-gate.js";

const change = (tier: string, verdict: ChangeVerdict): GatedChange => ({ taskType: "triage", tier, verdict });
const ratio = (lo: number, hi: number): Estimate => ({ v: (lo + hi) / 2, ci: [lo, hi], n: 100 });
const cost = (tier: string, baseUsd: number, headUsd: number, ofBase: Estimate | null): TierCost => ({
  tier,
  costUsd: { baseUsd, headUsd, ratio: ofBase },
});

describe("quality", () => {
  test("all held passes, and nothing compared passes", () => {
    expect(gateOf([change("haiku", "held"), change("opus", "held")], [], null)).toEqual({
      verdict: "passed",
      regressed: [],
      inconclusive: [],
      maxCostIncrease: null,
      costFailed: [],
      costInconclusive: [],
    });
    expect(gateOf([], [], null).verdict).toBe("passed");
  });

  test("one open cell leaves the whole open, and is named without its evidence", () => {
    const wide = { ...change("sonnet", "inconclusive"), items: 40 };
    const { verdict, inconclusive, regressed } = gateOf([change("haiku", "held"), wide], [], null);
    expect([verdict, regressed]).toEqual(["inconclusive", []]);
    expect(inconclusive).toEqual([{ taskType: "triage", tier: "sonnet", verdict: "inconclusive" }]);
  });

  test("a certified regression counts more than what is open", () => {
    const found = gateOf([change("haiku", "inconclusive"), change("opus", "regressed")], [], null);
    expect(found).toMatchObject({
      verdict: "failed",
      regressed: [{ tier: "opus" }],
      inconclusive: [{ tier: "haiku" }],
    });
  });
});

describe("costs, at most a tenth more", () => {
  const gate = (...costs: readonly TierCost[]) => {
    const { verdict, costFailed, costInconclusive } = gateOf([change("haiku", "held")], costs, 0.1);
    return { verdict, costFailed, costInconclusive };
  };

  test.each([
    ["wholly below", ratio(0.9, 1.05), "passed", [], []],
    ["with its upper end at the limit", ratio(1, 1.1), "passed", [], []],
    ["around it", ratio(1.05, 1.2), "inconclusive", [], ["haiku"]],
    ["with its lower end at the limit", ratio(1.1, 1.3), "inconclusive", [], ["haiku"]],
    ["wholly above", ratio(1.11, 1.3), "failed", ["haiku"], []],
  ])("an interval %s", (_, ofBase, verdict, costFailed, costInconclusive) => {
    expect(gate(cost("haiku", 1, 1.1, ofBase))).toEqual({ verdict, costFailed, costInconclusive });
  });

  test("without an interval the means must keep the limit, and above it nothing is certified", () => {
    expect(gate(cost("haiku", 1, 1.1, null)).verdict).toBe("passed");
    expect(gate(cost("haiku", 0, 0, null)).verdict).toBe("passed");
    expect(gate(cost("haiku", 1, 1.2, null))).toMatchObject({ verdict: "inconclusive", costInconclusive: ["haiku"] });
    expect(gate(cost("haiku", 0, 0.1, null))).toMatchObject({ verdict: "inconclusive", costFailed: [] });
  });

  test("a cost that is not known is open, one that failed counts more", () => {
    const unknown: TierCost = { tier: "haiku", costUsd: null };
    expect(gate(unknown)).toEqual({ verdict: "inconclusive", costFailed: [], costInconclusive: ["haiku"] });
    expect(gate(unknown, cost("opus", 1, 2, ratio(1.9, 2.1)))).toEqual({
      verdict: "failed",
      costFailed: ["opus"],
      costInconclusive: ["haiku"],
    });
  });

  test("are not looked at where no limit is given, and a limit of 0 is one", () => {
    const dearer = cost("haiku", 1, 3, ratio(2.9, 3.1));
    expect(gateOf([], [dearer], null)).toMatchObject({ verdict: "passed", costFailed: [], costInconclusive: [] });
    expect(gateOf([], [dearer], 0)).toMatchObject({ verdict: "failed", costFailed: ["haiku"], maxCostIncrease: 0 });
  });
});
