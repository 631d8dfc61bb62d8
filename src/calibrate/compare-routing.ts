import type {
  Calibration,
  CalibrationOptions,
  Comparison,
  RouteStatus,
  TaskTypeDecision,
} from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import { canonicalJson } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import { calibrate } from "./calibrate.js";
import type { PairedCell, RunSide } from "./compare-pairs.js";
import { NO_JUDGING } from "./judge-trust.js";

/** What one run would send a task type to. */
export interface RoutedPlan {
  readonly choice: TaskTypeDecision["choice"];
  readonly status: RouteStatus;
}

/** A task type whose plan is not the same in both runs; null where a run does not decide it. */
export interface PlanChange {
  readonly taskType: string;
  readonly base: RoutedPlan | null;
  readonly head: RoutedPlan | null;
}

/** A tier below the reference whose verdict changed. */
export interface VerdictChange {
  readonly taskType: string;
  readonly tier: string;
  readonly base: Comparison;
  readonly head: Comparison;
}

/** What the change means for the routing table: both runs calibrated with the same options on the same items. */
export interface RoutingDiff {
  readonly reference: string;
  readonly taskTypes: number;
  readonly changes: readonly PlanChange[];
  /** Certified non-inferior to the reference in the head, not in the base: money left on the table. */
  readonly nowGoodEnough: readonly VerdictChange[];
  /** The reverse. */
  readonly noLongerGoodEnough: readonly VerdictChange[];
}

/** A routing diff, or why there is none. */
export type RoutingResult =
  | { readonly diff: RoutingDiff; readonly whyNot: null }
  | { readonly diff: null; readonly whyNot: string };

/**
 * Calibrates both runs on the compared cells only, so that a plan differs
 * because the models do and not because the items do.
 */
export function routingDiff(
  base: RunSide,
  head: RunSide,
  cells: readonly PairedCell[],
  options: CalibrationOptions,
): RoutingResult {
  try {
    const before = calibrateSide(base, outcomesOf(cells, "base"), options);
    const after = calibrateSide(head, outcomesOf(cells, "head"), options);
    return { diff: diffOf(before, after), whyNot: null };
  } catch (thrown) {
    // One tier only, or a task type without the reference: the change is still tested, only no table follows from it.
    if (thrown instanceof DataError) return { diff: null, whyNot: thrown.message };
    throw thrown;
  }
}

function outcomesOf(cells: readonly PairedCell[], side: "base" | "head"): readonly Outcome[] {
  return cells.flatMap(({ items }) => items.flatMap((item) => item[side]));
}

/** The plans do not need the intervals of whole policies, so one resample is enough. */
function calibrateSide(
  { run, items, judging = NO_JUDGING }: RunSide,
  outcomes: readonly Outcome[],
  options: CalibrationOptions,
): Calibration {
  return calibrate(outcomes, [run], options, { resamples: 1, items, judging });
}

function diffOf(before: Calibration, after: Calibration): RoutingDiff {
  const decisionOf = ({ taskTypes }: Calibration, name: string) => taskTypes.find(({ taskType }) => taskType === name);
  const names = [...new Set([...before.taskTypes, ...after.taskTypes].map(({ taskType }) => taskType))];
  const changes = names.flatMap((taskType) => {
    const [base, head] = [planOf(decisionOf(before, taskType)), planOf(decisionOf(after, taskType))];
    return canonicalJson(base?.choice ?? null) === canonicalJson(head?.choice ?? null)
      ? []
      : [{ taskType, base, head }];
  });
  const cheaper = cheaperTiers(after);
  const verdicts = names.flatMap((taskType) =>
    (decisionOf(after, taskType)?.comparisons ?? []).flatMap((head) => {
      const base = decisionOf(before, taskType)?.comparisons.find(({ tier }) => tier === head.tier);
      return base !== undefined && cheaper.includes(head.tier) ? [{ taskType, tier: head.tier, base, head }] : [];
    }),
  );
  const isGood = ({ verdict }: Comparison) => verdict === "non-inferior";
  return {
    reference: after.options.reference,
    taskTypes: names.length,
    changes,
    nowGoodEnough: verdicts.filter(({ base, head }) => isGood(head) && !isGood(base)),
    noLongerGoodEnough: verdicts.filter(({ base, head }) => isGood(base) && !isGood(head)),
  };
}

function planOf(decision: TaskTypeDecision | undefined): RoutedPlan | null {
  return decision === undefined ? null : { choice: decision.choice, status: decision.status };
}

function cheaperTiers({ tierOrder, options }: Calibration): readonly string[] {
  return tierOrder.slice(0, tierOrder.indexOf(options.reference));
}
