import type { Calibration } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import { sumOf } from "../stats/cluster-mean.js";
import { EXPIRES_AFTER_DAYS } from "./routing-table-from.js";
import { USUAL_POWER } from "./spending-items.js";
import { inSpendingOrder, paybackRequests, type SpendingStep } from "./spending-order.js";
import { type PairCounts, sortPairs } from "./spending-pairs.js";

/** What the user may say about a plan. */
export interface SpendingOptions {
  /** Probability to decide that the items are counted for, in [0.5, 0.99]. @defaultValue 0.8 */
  readonly power?: number;
  /** Requests of all task types in a day, above 0; null: not known. @defaultValue null */
  readonly tasksPerDay?: number | null;
}

/** Several steps taken together. */
export interface SpendingTotal {
  readonly steps: number;
  /** Model calls of all tiers. */
  readonly calls: number;
  /** Null where any cost is unknown. */
  readonly costUsd: number | null;
  /** Of 1,000 requests of the whole traffic, on average; null where not known. */
  readonly expectedSavingPer1000Usd: number | null;
  /** Requests of the whole traffic until they have paid for themselves on average; null: not known, or never. */
  readonly paybackRequests: number | null;
}

/** What it takes to decide what is undecided, and in which order to spend. */
export interface SpendingPlan {
  readonly reference: string;
  readonly margin: number;
  readonly confidence: number;
  readonly power: number;
  readonly tasksPerDay: number | null;
  readonly simulated: boolean;
  /** Days that a routing table counts: a saving after that needs a new measurement. */
  readonly tableDays: number;
  /** First to spend on first. */
  readonly steps: readonly SpendingStep[];
  readonly counts: PairCounts;
  readonly total: SpendingTotal;
  /** The steps that pay for themselves while a table counts; null where the volume is not known. */
  readonly worthwhile: SpendingTotal | null;
  /** Those of the calibration. */
  readonly warnings: readonly string[];
}

/**
 * How many more items, and how many dollars, would decide every tier that could
 * replace a route's present choice, and which to spend on first.
 *
 * A normal approximation on the differences seen: a plan, not a promise, and
 * never a gate. Costs are those of one answer per new item of every tier of its
 * task type, without signals, judges and further trials: calibration compares
 * items that all of them have answered. Pure: the same calibration gives the same plan.
 *
 * @throws UsageError on options out of range
 */
export function spendingPlan(
  calibration: Calibration,
  { power = USUAL_POWER, tasksPerDay = null }: SpendingOptions = {},
): SpendingPlan {
  if (!(power >= 0.5 && power <= 0.99)) throw new UsageError(`power must be from 0.5 to 0.99, found ${power}`);
  if (tasksPerDay !== null && !(tasksPerDay > 0 && tasksPerDay < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`tasksPerDay must be above 0, found ${tasksPerDay}`);
  }
  const { options, simulated, warnings } = calibration;
  const { open, counts } = sortPairs(calibration, power);
  const steps = inSpendingOrder(open);
  return {
    reference: options.reference,
    margin: options.margin,
    confidence: options.confidence,
    power,
    tasksPerDay,
    simulated,
    tableDays: EXPIRES_AFTER_DAYS,
    steps,
    counts,
    total: totalOf(steps),
    worthwhile: tasksPerDay === null ? null : totalOf(paidBackIn(steps, tasksPerDay * EXPIRES_AFTER_DAYS)),
    warnings,
  };
}

/** A step counts only where those of its task type before it do: they pay for answers that it uses. */
function paidBackIn(steps: readonly SpendingStep[], requests: number): readonly SpendingStep[] {
  const tooSlow = new Set<string>();
  return steps.filter(({ taskType, paybackRequests: payback }) => {
    if (payback === null || payback > requests) tooSlow.add(taskType);
    return !tooSlow.has(taskType);
  });
}

function totalOf(steps: readonly SpendingStep[]): SpendingTotal {
  const costUsd = sumOrNull(steps.map((step) => step.costUsd));
  const expectedSavingPer1000Usd = sumOrNull(steps.map((step) => step.expectedSavingPer1000Usd));
  return {
    steps: steps.length,
    calls: steps.reduce((sum, { calls }) => sum + calls, 0),
    costUsd,
    expectedSavingPer1000Usd,
    paybackRequests: paybackRequests(costUsd, expectedSavingPer1000Usd),
  };
}

/** One unknown part makes the sum unknown. */
function sumOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? sumOf(known) : null;
}
