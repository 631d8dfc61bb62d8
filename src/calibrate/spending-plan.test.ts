import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Calibration, Comparison, TaskTypeDecision } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import { seededRandom } from "../stats/random.js";
import { tangoPValue } from "../stats/tango.js";
import { wholeRow } from "../testing/report-rows.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { spendingPlan } from "./spending-plan.js";

const BFCL = new URL("../../../shared/data/bfcl-claude3.csv.gz", import.meta.url);
const isThere = existsSync(BFCL);
const REASON = isThere ? "" : " (skipped: no folder ../shared/data beside the repository)";
const COSTS: { readonly [tier: string]: number } = { haiku: 0.0001, sonnet: 0.002, opus: 0.004 };

interface Counts {
  readonly tier: string;
  readonly lost: number;
  readonly won: number;
  readonly verdict?: Comparison["verdict"];
}

/** A task type sent to opus, with right/wrong answers on so many items. */
function decision(
  items: number,
  counts: readonly Counts[],
  change: Partial<TaskTypeDecision> = {},
  costs: { readonly [tier: string]: number } | null = COSTS,
): TaskTypeDecision {
  const sure = (v: number) => ({ v, ci: [v, v] as const, n: items });
  return {
    taskType: "triage",
    items,
    clusters: items,
    tiers: [...counts.map(({ tier }) => tier), "opus"].map((tier) => ({
      tier,
      quality: { v: 0.9, ci: [0.8, 1], n: items },
      costUsd: costs === null ? null : { ...sure(costs[tier] ?? 0), ci: [0, 1] },
      costQuantilesUsd: null,
      latencyMs: null,
      missing: 0,
    })),
    comparisons: counts.map(({ tier, lost, won, verdict = "undecided" }) => ({
      tier,
      n: items,
      discordant: { referenceOnly: lost, tierOnly: won },
      difference: { v: (won - lost) / items, ci: [-1, 1], n: items },
      test: "tango",
      pValue: 0.5,
      bettingPValue: null,
      adjustedPValue: 0.5,
      testLevel: 0.05,
      verdict,
      posterior: null,
      spread: { discordance: (lost + won) / items, inflation: 1 },
      itemsNeeded: null,
    })),
    slices: null,
    cascades: [],
    choice: { kind: "single", tier: "opus" },
    status: "insufficient-data",
    reason: "",
    itemsStillNeeded: null,
    costToDecideUsd: null,
    ...change,
  };
}

function calibrationOf(
  taskTypes: readonly TaskTypeDecision[],
  traffic: Calibration["options"]["traffic"] = null,
): Calibration {
  return {
    options: { ...CALIBRATION_DEFAULTS, reference: "opus", traffic },
    tierOrder: ["haiku", "sonnet", "opus"],
    simulated: false,
    runIds: ["run-1"],
    overall: [],
    taskTypes,
    whole: wholeRow("opus"),
    policies: [],
    signals: [],
    signalWorth: [],
    missing: [],
    warnings: [],
  };
}

const even = (tier: string): Counts => ({ tier, lost: 5, won: 5 });

describe("spendingPlan", () => {
  it("works one pair out as by hand", () => {
    const { steps, counts, total } = spendingPlan(calibrationOf([decision(100, [even("haiku")])]));
    // (1.645 + 0.842)² · 0.10 / 0.03² = 687 items, as in the table of required items.
    expect(steps).toMatchObject([
      { itemsNow: 100, itemsIfEqual: 687, itemsAsSeen: 687, itemsPlanned: 687, moreItems: 587 },
    ]);
    const [step] = steps;
    expect(step?.costUsd).toBeCloseTo(587 * 0.0041, 10);
    expect(step?.savingPer1000Usd).toBeCloseTo(3.9, 10);
    // 0.03 · √687 / √0.1 − 1.645 = 0.842.
    expect(step?.powerAsSeen).toBeCloseTo(0.8, 3);
    // 11 of 102 discordant: (0.03 · √687 / √0.10784 − 1.64485) · √(100 / 587) = 0.3094.
    expect(step?.chance).toBeCloseTo(0.6215, 3);
    expect(step?.expectedSavingPer1000Usd).toBeCloseTo(3.9 * 0.6215, 2);
    // $2.4067 at $2.4238 per 1,000 requests.
    expect(step?.paybackRequests).toBeGreaterThan(990);
    expect(step?.paybackRequests).toBeLessThan(996);
    expect(counts).toEqual({ nonInferior: 0, inferior: 0, notCheaper: 0 });
    expect(total).toMatchObject({
      steps: 1,
      calls: 1174,
      costUsd: step?.costUsd,
      paybackRequests: step?.paybackRequests,
    });
  });

  it("gives a chance that comes true in worlds drawn from what was seen", () => {
    const [step] = spendingPlan(calibrationOf([decision(100, [even("haiku")])])).steps;
    const random = seededRandom(7, "spending");
    const exponential = () => -Math.log(1 - random.uniform());
    const gamma = (whole: number) => {
      let sum = random.normal() ** 2 / 2;
      for (let i = 0; i < whole; i += 1) sum += exponential();
      return sum;
    };
    let certified = 0;
    const worlds = 1500;
    for (let world = 0; world < worlds; world += 1) {
      const [b, c] = [gamma(5), gamma(5)];
      const all = b + c + gamma(90) + random.normal() ** 2 / 2;
      let [lost, won] = [5, 5];
      for (let i = 0; i < 587; i += 1) {
        const at = random.uniform() * all;
        if (at < b) lost += 1;
        else if (at < b + c) won += 1;
      }
      if (tangoPValue({ firstOnly: lost, secondOnly: won, n: 687 }, 0.03) <= 0.05) certified += 1;
    }
    expect(Math.abs(certified / worlds - (step?.chance ?? 0))).toBeLessThan(0.06);
  });

  it("shares the level among the tiers of a task type, and asks all of them on every new item", () => {
    const pairs = [even("haiku"), { tier: "sonnet", lost: 2, won: 2 }];
    const { steps, total } = spendingPlan(calibrationOf([decision(100, pairs)]));
    // At half the level: (1.960 + 0.842)² · 0.10 / 0.03² = 872.1, and 348.8 at 0.04.
    expect(steps.map(({ tier, itemsIfEqual }) => [tier, itemsIfEqual])).toEqual([
      ["sonnet", 349],
      ["haiku", 873],
    ]);
    const [first, second] = steps;
    expect([first?.referenceCalls, second?.referenceCalls]).toEqual([249, 773 - 249]);
    expect([first?.calls, second?.calls]).toEqual([3 * 249, 3 * 524]);
    expect(first?.costUsd).toBeCloseTo(249 * 0.0061, 10);
    expect(first?.pairCostUsd).toBeCloseTo(249 * 0.006, 10);
    expect(second?.costUsd).toBeCloseTo(524 * 0.0061, 10);
    expect(second?.pairCostUsd).toBeCloseTo(524 * 0.0041, 10);
    expect(total.calls).toBe(3 * 773);
    expect(total.costUsd).toBeCloseTo(773 * 0.0061, 10);
    // Haiku, the cheapest, is used where it is certified, sonnet where only that is.
    const [sonnet, haiku] = [first?.chance ?? 0, second?.chance ?? 0];
    expect(total.expectedSavingPer1000Usd).toBeCloseTo(3.9 * haiku + (1 - haiku) * 2 * sonnet, 10);
  });

  it("spends first where traffic × price gap × chance per dollar is largest", () => {
    const types = ["rare", "common", "never"].map((taskType) => decision(100, [even("haiku")], { taskType }));
    const plan = spendingPlan(calibrationOf(types, { rare: 1, common: 3, never: 0 }));
    expect(plan.steps.map(({ taskType }) => taskType)).toEqual(["common", "rare", "never"]);
    expect(plan.steps.map(({ savingPer1000Usd }) => savingPer1000Usd)).toEqual([
      expect.closeTo(3.9 * 0.75, 10),
      expect.closeTo(3.9 * 0.25, 10),
      0,
    ]);
    expect(plan.steps[2]?.paybackRequests).toBeNull();
    const likely = decision(100, [{ tier: "haiku", lost: 4, won: 6 }], { taskType: "likely" });
    const [first] = spendingPlan(calibrationOf([...types, likely], { rare: 1, common: 1, never: 0, likely: 1 })).steps;
    expect(first?.taskType).toBe("likely");
  });

  it("never needs fewer items for more power", () => {
    for (const loss of [0, 2, 3, 8]) {
      for (const items of [60, 250, 600]) {
        const calibration = calibrationOf([decision(items, [{ tier: "haiku", lost: 4 + loss, won: 4 }])]);
        const plans = [0.5, 0.6, 0.8, 0.9, 0.99].map((power) => spendingPlan(calibration, { power }).steps[0]);
        for (const field of ["itemsIfEqual", "moreItems", "costUsd", "powerAsSeen"] as const) {
          const values = plans.map((step) => step?.[field] ?? 0);
          const rising = [...values].sort((a, b) => a - b);
          // Where the loss seen is above the margin, more items only make that clearer.
          if (field !== "powerAsSeen" || loss / items < 0.03) expect(values, field).toEqual(rising);
        }
      }
    }
  });

  it("cannot certify a loss of the margin or more as seen, and says how unlikely it is", () => {
    const { steps } = spendingPlan(calibrationOf([decision(400, [{ tier: "haiku", lost: 20, won: 4 }])]));
    expect(steps[0]).toMatchObject({ itemsAsSeen: null });
    expect(steps[0]?.chance).toBeLessThan(0.1);
  });

  it("orders by items where costs are unknown, after what has a cost", () => {
    const unpriced = [100, 400].map((items) =>
      decision(items, [even("haiku")], { taskType: `unpriced ${items}` }, null),
    );
    const plan = spendingPlan(calibrationOf([...unpriced, decision(50, [even("haiku")])]), { tasksPerDay: 9 });
    expect(plan.steps.map(({ taskType, moreItems, rankedBy }) => [taskType, moreItems, rankedBy])).toEqual([
      ["triage", 1324, "saving-per-usd"],
      ["unpriced 400", 1, "items"],
      ["unpriced 100", 587, "items"],
    ]);
    const unknown = plan.steps.filter(({ rankedBy }) => rankedBy === "items");
    expect(unknown[0]).toMatchObject({ costUsd: null, savingPer1000Usd: null, paybackRequests: null });
    expect(plan.total).toMatchObject({ costUsd: null, expectedSavingPer1000Usd: null, paybackRequests: null });
  });

  it("pays for tiers that are decided already: items without them would not count", () => {
    const decided: Counts = { tier: "sonnet", lost: 0, won: 0, verdict: "non-inferior" };
    const both = spendingPlan(calibrationOf([decision(100, [even("haiku"), decided])])).steps[0];
    const alone = spendingPlan(calibrationOf([decision(100, [even("haiku")])])).steps[0];
    expect(both?.moreItems).toBe(alone?.moreItems);
    expect(both?.costUsd).toBeCloseTo((alone?.costUsd ?? 0) + (both?.moreItems ?? 0) * 0.002, 10);
    expect(both?.pairCostUsd).toBe(alone?.costUsd);
  });

  it("asks for nothing more where an earlier step has asked for as many items", () => {
    // Sonnet needs more items than haiku, but haiku is so unlikely that sonnet comes first.
    const pairs = [
      { tier: "haiku", lost: 45, won: 5 },
      { tier: "sonnet", lost: 80, won: 80 },
    ];
    const { steps, total } = spendingPlan(calibrationOf([decision(800, pairs)]));
    const [first, second] = steps;
    expect(first?.tier).toBe("sonnet");
    expect(second?.moreItems).toBeLessThanOrEqual(first?.moreItems ?? 0);
    expect(second).toMatchObject({ referenceCalls: 0, calls: 0, costUsd: 0, pairCostUsd: 0, paybackRequests: 0 });
    expect(total.costUsd).toBe(first?.costUsd);
  });

  it("knows the part of a pair where the price of another tier is unknown", () => {
    const half = decision(100, [even("haiku"), even("sonnet")]);
    const tiers = half.tiers.map((one) => (one.tier === "sonnet" ? { ...one, costUsd: null } : one));
    const step = spendingPlan(calibrationOf([{ ...half, tiers }])).steps.find(({ tier }) => tier === "haiku");
    expect(step).toMatchObject({ costUsd: null, paybackRequests: null });
    expect(step?.pairCostUsd).toBeCloseTo((step?.referenceCalls ?? 0) * 0.0041, 10);
  });

  it("counts what is decided, and what is no cheaper than the present choice", () => {
    const decided = decision(500, [
      { tier: "haiku", lost: 99, won: 0, verdict: "inferior" },
      { tier: "sonnet", lost: 1, won: 1, verdict: "non-inferior" },
    ]);
    const toHaiku = decision(500, [{ ...even("haiku"), verdict: "non-inferior" }, even("sonnet")], {
      choice: { kind: "single", tier: "haiku" },
    });
    const plan = spendingPlan(calibrationOf([decided, toHaiku]), { tasksPerDay: 10 });
    expect(plan.counts).toEqual({ nonInferior: 2, inferior: 1, notCheaper: 1 });
    expect(plan).toMatchObject({ steps: [], total: { steps: 0, calls: 0, costUsd: 0 }, worthwhile: { steps: 0 } });
  });

  it("holds a tier that would replace a cascade against the cost of the cascade", () => {
    const choice = {
      kind: "cascade",
      steps: [
        { tier: "haiku", accept: { all: [{ signal: "s", atLeast: 0.5 }] } },
        { tier: "opus", accept: "always" },
      ],
    } as const;
    const sure = { v: 0.001, ci: [0, 1] as [number, number], n: 100 };
    const rest = { signal: "s", atLeast: 0.5, quality: sure, difference: sure, escalation: sure, harm: sure };
    const policy = { kind: choice.kind, steps: choice.steps.map((step) => ({ ...step })) } as unknown as typeof choice;
    const cascade = {
      ...rest,
      policy,
      costUsd: sure,
      latencyP50Ms: null,
      pValue: 0,
      harmful: 0,
      n: 100,
      isCertified: true,
    };
    const plan = spendingPlan(
      calibrationOf([
        decision(100, [even("haiku"), even("sonnet")], {
          choice: choice as unknown as TaskTypeDecision["choice"],
          cascades: [cascade] as unknown as TaskTypeDecision["cascades"],
        }),
      ]),
    );
    expect(plan.steps.map(({ tier }) => tier)).toEqual(["haiku"]);
    expect(plan.steps[0]?.savingPer1000Usd).toBeCloseTo(0.9, 10);
    expect(plan.counts.notCheaper).toBe(1);
  });

  it("promises nothing on a single item", () => {
    for (const [haiku, isGraded] of [
      ["1", false],
      ["0", false],
      ["1", true],
    ] as const) {
      const outcomes = outcomesFromStrings({ haiku, opus: "1" }, (_, tier) => ({
        costUsd: COSTS[tier] ?? 0,
        ...(isGraded ? { score: 0.7 } : {}),
      }));
      const options = { ...CALIBRATION_DEFAULTS, reference: "opus" };
      const [step] = spendingPlan(
        calibrate(outcomes, [seededRun(["haiku", "opus"])], options, { resamples: 20 }),
      ).steps;
      expect(step?.itemsPlanned).toBeGreaterThanOrEqual(50);
      expect(step?.chance).toBeGreaterThan(0.3);
      expect(step?.chance).toBeLessThan(0.6);
    }
  });

  it("plans whole clusters' worth of items where items of one resemble each other", () => {
    const line = (i: number) => (i % 40 < 2 ? "0" : "1");
    const answers = {
      haiku: Array.from({ length: 200 }, (_, i) => line(Math.floor(i / 5))).join(""),
      opus: Array.from({ length: 200 }, (_, i) => line(Math.floor(i / 5) + 2)).join(""),
    };
    const items = (isClustered: boolean) => {
      const outcomes = outcomesFromStrings(answers, (itemId, tier) => ({
        costUsd: COSTS[tier] ?? 0,
        cluster: isClustered ? `document ${Math.floor(Number(itemId.slice(-4)) / 5)}` : null,
      }));
      const options = { ...CALIBRATION_DEFAULTS, reference: "opus" };
      return spendingPlan(calibrate(outcomes, [seededRun(["haiku", "opus"])], options, { resamples: 20 })).steps[0];
    };
    const ratio = (items(true)?.itemsIfEqual ?? 0) / (items(false)?.itemsIfEqual ?? 1);
    // Five equal items in each cluster count for one.
    expect(ratio).toBeGreaterThan(4.9);
    expect(ratio).toBeLessThan(5.3);
  });

  it("takes as worthwhile what is paid back while a table counts", () => {
    const calibration = calibrationOf([decision(100, [even("haiku")])]);
    // About 993 requests: 92 days at 10.8 a day.
    expect(spendingPlan(calibration, { tasksPerDay: 10 }).worthwhile).toMatchObject({ steps: 0, costUsd: 0 });
    expect(spendingPlan(calibration, { tasksPerDay: 11 }).worthwhile).toMatchObject({ steps: 1 });
    expect(spendingPlan(calibration).worthwhile).toBeNull();
  });

  it("refuses options out of range", () => {
    for (const options of [{ power: 0.49 }, { power: 1 }, { power: Number.NaN }, { tasksPerDay: 0 }]) {
      expect(() => spendingPlan(calibrationOf([]), options)).toThrow(UsageError);
    }
  });

  it.skipIf(!isThere)(`plans real outcomes: BFCL, Claude 3${REASON}`, () => {
    const [head = "", ...lines] = gunzipSync(readFileSync(BFCL)).toString("utf8").trim().split("\n");
    const names = head.trim().split(",");
    const rows = lines.map((line) => {
      const cells = line.trim().split(",");
      const field = (name: string) => cells[names.indexOf(name)] ?? "";
      const base = { itemId: field("item_id"), taskType: field("task_type"), tier: field("tier") };
      return seededOutcome({ ...base, score: Number(field("score")), costUsd: Number(field("cost_usd")) });
    });
    const run = seededRun(["haiku", "sonnet", "sonnet-3-5", "opus"]);
    const calibration = calibrate(rows, [run], { ...CALIBRATION_DEFAULTS, reference: "opus" }, { resamples: 20 });
    const plan = spendingPlan(calibration);
    const { steps, counts, total } = plan;
    expect(steps.length + counts.nonInferior + counts.inferior + counts.notCheaper).toBe(36);
    expect(steps.length).toBeGreaterThan(5);
    const worth = (step: (typeof steps)[number] | undefined) =>
      (step?.expectedSavingPer1000Usd ?? 0) / (step?.costUsd ?? 0);
    for (const { taskType } of steps) {
      expect(worth(steps[0])).toBeGreaterThanOrEqual(worth(steps.find((step) => step.taskType === taskType)));
    }
    for (const { moreItems, referenceCalls, calls, costUsd, pairCostUsd } of steps) {
      expect(moreItems).toBeGreaterThan(0);
      expect(calls).toBe(4 * referenceCalls);
      // Free only where a step above has asked for as many items.
      if (referenceCalls === 0) expect(costUsd).toBe(0);
      else expect(costUsd).toBeGreaterThan(pairCostUsd ?? 0);
    }
    // A tier that loses more than the margin on what was seen is no likely buy.
    for (const step of steps.filter(({ itemsAsSeen }) => itemsAsSeen === null)) expect(step.chance).toBeLessThan(0.5);
    expect(total.costUsd).toBeCloseTo(
      steps.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
      8,
    );
    expect(spendingPlan(JSON.parse(JSON.stringify(calibration)) as Calibration)).toEqual(plan);
  });
});
