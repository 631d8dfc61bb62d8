import { describe, expect, it } from "vitest";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { spendingPlan } from "./spending-plan.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COSTS: { readonly [tier: string]: number } = { haiku: 0.0001, sonnet: 0.002, opus: 0.004 };
const ADAPTIVE = {
  seed: 3,
  batchUnits: 10,
  minUnits: 30,
  margin: 0.03,
  confidence: 0.95,
  reference: "opus",
  mostCells: 0,
};

interface World {
  /** Of each tier how many items were asked. */
  readonly asked?: { readonly [tier: string]: number };
  /** Haiku is wrong on one item in so many. @defaultValue 9 */
  readonly haiku?: number;
  /** Score of a tier that is wrong. @defaultValue 0 */
  readonly wrong?: number;
  /** Name of the cluster of an item. */
  readonly cluster?: (index: number) => string;
  readonly hasSignal?: boolean;
  readonly isAdaptive?: boolean;
}

/** Three tiers against each other; sonnet is wrong on every eleventh item, opus on every tenth. */
function worldOf(items: number, world: World) {
  const { asked = {}, haiku = 9, wrong = 0, cluster, hasSignal = false, isAdaptive = false } = world;
  const every: { readonly [tier: string]: number } = { haiku, sonnet: 11, opus: 10 };
  const outcomes = TIERS.flatMap((tier) =>
    Array.from({ length: asked[tier] ?? items }, (_, i) =>
      seededOutcome({
        itemId: `item-${String(i).padStart(4, "0")}`,
        tier,
        score: i % (every[tier] ?? 1) === 0 ? wrong : 1,
        costUsd: COSTS[tier] ?? 0,
        cluster: cluster?.(i) ?? null,
        ...(hasSignal ? { signals: [{ name: "self-report", value: i % 3 === 0 ? 0.2 : 0.9 }] } : {}),
      }),
    ),
  );
  const run = seededRun(TIERS, isAdaptive ? { adaptive: ADAPTIVE } : {});
  return calibrate(outcomes, [run], { ...CALIBRATION_DEFAULTS, reference: "opus" }, { resamples: 20 });
}

describe("calibrate and plan count the same items for the same pair", () => {
  it.each<[string, number, World]>([
    ["right and wrong answers", 60, {}],
    ["with cascades beside them, which take half of the level", 60, { hasSignal: true }],
    ["more items than equal tiers would need", 2400, { haiku: 8 }],
    ["graded answers", 80, { wrong: 0.35 }],
    ["clusters of unequal size", 120, { cluster: (i) => (i < 40 ? "big" : `c${i >> 2}`) }],
    ["graded answers in clusters", 120, { wrong: 0.5, cluster: (i) => `c${i >> 1}` }],
    ["fewer items than decide anything", 12, {}],
    ["tiers that were asked until they were decided", 80, { isAdaptive: true, asked: { haiku: 60 } }],
  ])("%s", (_, items, world) => {
    const calibration = worldOf(items, world);
    const { steps } = spendingPlan(calibration);
    const [decision] = calibration.taskTypes;
    expect(steps.length).toBeGreaterThan(0);
    expect((decision?.cascades.length ?? 0) > 0).toBe(world.hasSignal === true);
    for (const { tier, itemsPlanned, itemsNow } of steps) {
      const comparison = decision?.comparisons.find((one) => one.tier === tier);
      expect(comparison?.testLevel).toBe(world.hasSignal === true ? 0.025 : 0.05);
      expect([tier, itemsPlanned, itemsNow]).toEqual([tier, comparison?.itemsNeeded, comparison?.n]);
    }
    expect(decision?.itemsStillNeeded).toBe(Math.min(...steps.map(({ moreItems }) => moreItems)));
  });
});
