/**
 * Two runs of the same benchmark, held against each other item by item: what
 * became worse, what became good enough, and what that means for routing. Free,
 * offline, and the same bytes for the same runs and options.
 * @module
 */
import type { CalibrationOptions } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import type { Estimate } from "../core/estimate.js";
import type { Run } from "../core/run.js";
import { benjaminiHochberg } from "../stats/benjamini-hochberg.js";
import { holm } from "../stats/holm.js";
import { requiredItems } from "../stats/required-items.js";
import { type CostChange, costChange, type LatencyChange, latencyChange } from "./compare-amounts.js";
import { type ChangeOptions, type ChangeTest, changeTest } from "./compare-change.js";
import { type FlipList, flipList } from "./compare-flips.js";
import { type ChangeVerdict, type GateResult, gateOf } from "./compare-gate.js";
import { type CellNoise, type RunNoise, runNoise } from "./compare-noise.js";
import { type Comparability, type PairedCell, type PairedItem, pairRuns, type RunSide } from "./compare-pairs.js";
import { type RoutingResult, routingDiff } from "./compare-routing.js";
import { MISSING_LIMIT } from "./missing-cells.js";
import { roundNumbers } from "./round-numbers.js";
import { failureProbability } from "./test-levels.js";

/** Largest expected share of false alarms in the alert list. */
export const ALERT_RATE = 0.1;
const POWER = 0.8;
const RESAMPLES = 2000;

/** What a comparison is asked for. */
export interface RunComparisonOptions
  extends Omit<CalibrationOptions, "reference" | "allowMissing" | "objective" | "tasksPerDay"> {
  /** The tier that routing is measured against; null: no routing diff. */
  readonly reference: string | null;
  /** Largest acceptable increase of a tier's cost, a fraction ≥ 0; null: not gated. */
  readonly maxCostIncrease: number | null;
  /** Most flipped items that are listed, integer ≥ 0. */
  readonly flipLimit: number;
}

/** One tier on one task type, head against base. */
export interface RunChange extends ChangeTest {
  /** Holm over all cells: a regression is certified at or below 1 − confidence. */
  readonly adjustedRegressionPValue: number;
  /** Benjamini–Hochberg over all cells, of "nothing changed". */
  readonly alertPValue: number;
  /** On the alert list: a change in either direction, with at most {@link ALERT_RATE} of the list false. */
  readonly alert: "worse" | "better" | null;
  readonly verdict: ChangeVerdict;
  /** Items that would rule out the margin with 80 % power if nothing changed; null where decided or margin 0. */
  readonly itemsNeeded: number | null;
  readonly missing: PairedCell["missing"];
  readonly costUsd: CostChange | null;
  readonly latencyMs: LatencyChange | null;
  /** Of the anchor on this cell; null without one. */
  readonly noise: CellNoise | null;
}

/** One tier over all compared items. */
export interface TierChange {
  readonly tier: string;
  readonly items: number;
  readonly difference: Estimate;
  readonly costUsd: CostChange | null;
  readonly latencyMs: LatencyChange | null;
}

/** A tier that is not asked the same way in both runs. */
export interface ModelChange {
  readonly tier: string;
  readonly base: string;
  readonly head: string;
}

/** What `compare` found. */
export interface RunComparison {
  readonly schemaVersion: "1.0.0";
  readonly base: Pick<Run, "runId" | "createdAt" | "origin" | "simulated">;
  readonly head: Pick<Run, "runId" | "createdAt" | "origin" | "simulated">;
  readonly options: RunComparisonOptions;
  readonly comparability: Comparability;
  readonly models: readonly ModelChange[];
  /** Task types whose prompts are worded differently, or were put to other items. */
  readonly changedPrompts: readonly string[];
  /** By task type, then tier. */
  readonly changes: readonly RunChange[];
  readonly tiers: readonly TierChange[];
  readonly flips: FlipList;
  readonly noise: RunNoise | null;
  readonly routing: RoutingResult;
  readonly gate: GateResult;
}

/**
 * Compares two runs.
 *
 * @param anchor - a re-run of the unchanged models of the base on some of its items, or null
 * @throws UsageError on options out of range
 * @throws DataError where nothing can be compared, or the anchor is none
 */
export function compareRuns(
  base: RunSide,
  head: RunSide,
  options: RunComparisonOptions,
  anchor: RunSide | null = null,
): RunComparison {
  checkOptions(options);
  const { cells, comparability } = pairRuns(base, head);
  const noise = anchor === null ? null : runNoise(base, anchor, cells, options.confidence);
  const changes = changesOf(cells, noise, options);
  const tiers = tierChanges(cells, options);
  const label = ({ run: { runId, createdAt, origin, simulated } }: RunSide) => ({
    runId,
    createdAt,
    origin,
    simulated,
  });
  return roundNumbers({
    schemaVersion: "1.0.0",
    base: label(base),
    head: label(head),
    options,
    comparability,
    models: modelChanges(base.run, head.run),
    changedPrompts: changedPrompts(base.run, head.run, cells),
    changes,
    tiers,
    flips: flipList(cells, options.flipLimit),
    noise,
    routing: routingOf(base, head, cells, options),
    gate: gateOf(changes, tiers, options.maxCostIncrease),
  });
}

function changesOf(
  cells: readonly PairedCell[],
  noise: RunNoise | null,
  options: RunComparisonOptions,
): readonly RunChange[] {
  const asked: ChangeOptions = { ...options, resamples: RESAMPLES };
  const tests = cells.map((cell) => changeTest(cell, asked));
  const regression = holm(tests.map(({ regressionPValue }) => regressionPValue));
  const alerts = benjaminiHochberg(tests.map(({ pValue }) => pValue));
  return tests.flatMap((test, index) => {
    const cell = cells[index];
    if (cell === undefined) return [];
    const adjustedRegressionPValue = regression[index] ?? 1;
    const alertPValue = alerts[index] ?? 1;
    const isRegressed = adjustedRegressionPValue <= failureProbability(options.confidence);
    const verdict = isRegressed ? "regressed" : isHeld(test, cell, options) ? "held" : "inconclusive";
    const { items, missing } = cell;
    return {
      ...test,
      adjustedRegressionPValue,
      alertPValue,
      alert: alertPValue > ALERT_RATE ? null : test.difference.v < 0 ? "worse" : "better",
      verdict,
      itemsNeeded: verdict === "inconclusive" ? itemsNeeded(test, options) : null,
      missing,
      costUsd: costChange(items, options.confidence),
      latencyMs: latencyChange(items, options.confidence),
      noise: noise?.cells.find(({ taskType, tier }) => taskType === cell.taskType && tier === cell.tier) ?? null,
    };
  });
}

/** Failures are seldom random: where many answers are missing, no interval rules a loss out. */
function isHeld(test: ChangeTest, { items, missing }: PairedCell, { margin }: RunComparisonOptions): boolean {
  const most = Math.max(missing.base, missing.head);
  return test.difference.ci[0] >= -margin && most / (items.length + most) <= MISSING_LIMIT;
}

/** Planned for no change at all; never fewer than there are, which were not enough. */
function itemsNeeded({ discordance, items }: ChangeTest, { margin, confidence }: RunComparisonOptions): number | null {
  if (margin === 0) return null;
  const level = failureProbability(confidence) / 2;
  return Math.max(items + 1, requiredItems({ discordance, margin, difference: 0, level, power: POWER }));
}

function tierChanges(cells: readonly PairedCell[], options: RunComparisonOptions): readonly TierChange[] {
  const byTier = new Map<string, PairedItem[]>();
  for (const { tier, items } of cells) byTier.set(tier, [...(byTier.get(tier) ?? []), ...items]);
  return [...byTier].map(([tier, items]) => {
    const whole: PairedCell = { taskType: "", tier, items, missing: { base: 0, head: 0 } };
    const { difference } = changeTest(whole, { ...options, resamples: RESAMPLES });
    const { confidence } = options;
    return {
      tier,
      items: items.length,
      difference,
      costUsd: costChange(items, confidence),
      latencyMs: latencyChange(items, confidence),
    };
  });
}

function modelChanges(base: Run, head: Run): readonly ModelChange[] {
  const asked = ({ tiers }: Run, id: string) => {
    const tier = tiers.find((one) => one.id === id);
    return tier === undefined ? null : `${tier.model} ${JSON.stringify(tier.params)}`;
  };
  return head.tiers.flatMap(({ id }) => {
    const [before, after] = [asked(base, id), asked(head, id)];
    return before === null || after === null || before === after ? [] : [{ tier: id, base: before, head: after }];
  });
}

function changedPrompts(base: Run, head: Run, cells: readonly PairedCell[]): readonly string[] {
  const hashOf = ({ promptHashes }: Run, taskType: string) =>
    Object.hasOwn(promptHashes, taskType) ? promptHashes[taskType] : undefined;
  const taskTypes = [...new Set(cells.map(({ taskType }) => taskType))];
  return taskTypes.filter((taskType) => {
    const [before, after] = [hashOf(base, taskType), hashOf(head, taskType)];
    return before !== undefined && after !== undefined && before !== after;
  });
}

function routingOf(
  base: RunSide,
  head: RunSide,
  cells: readonly PairedCell[],
  options: RunComparisonOptions,
): RoutingResult {
  const { reference, margin, harm, confidence, seed, minItems, traffic } = options;
  if (reference === null) return { diff: null, whyNot: "no reference tier is named" };
  if (margin === 0) return { diff: null, whyNot: "with a margin of 0 no cheaper tier can be certified" };
  return routingDiff(base, head, cells, {
    reference,
    margin,
    harm,
    confidence,
    seed,
    minItems,
    traffic,
    allowMissing: true,
    objective: { kind: "cost" },
    tasksPerDay: null,
  });
}

function checkOptions({ margin, confidence, seed, maxCostIncrease, flipLimit }: RunComparisonOptions): void {
  const check = (name: string, value: number, isGood: boolean, range: string) => {
    if (!isGood) throw new UsageError(`${name} must be ${range}, found ${value}`);
  };
  check("margin", margin, margin >= 0 && margin < 1, "from 0 to below 1");
  check("confidence", confidence, confidence > 0.5 && confidence < 1, "between 0.5 and 1");
  check("seed", seed, Number.isSafeInteger(seed), "a whole number");
  check("flipLimit", flipLimit, Number.isSafeInteger(flipLimit) && flipLimit >= 0, "a whole number of 0 or more");
  const most = maxCostIncrease ?? 0;
  check("maxCostIncrease", most, most >= 0 && most < Number.POSITIVE_INFINITY, "0 or more");
}
