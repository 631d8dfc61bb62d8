import type { CalibrationOptions } from "../core/calibration.js";
import type { Policy } from "../core/policy.js";
import { chooseForTaskType } from "./choose-policy.js";
import type { Learner } from "./cross-fit.js";
import { unitsWhere } from "./item-subset.js";
import { type ItemValues, joinedValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemValues, type ReplayedPolicy } from "./replay-metrics.js";
import { firstUnits } from "./tier-rows.js";

/** A policy on the items of all task types, in the order of the rows. */
export function valuesOf(policy: ReplayedPolicy, matrices: readonly TaskTypeMatrix[]): ItemValues {
  return joinedValues(matrices.map((matrix) => itemValues(policy, matrix)));
}

/** Learns each task type for itself: the cheapest certified tier or cascade, as {@link chooseForTaskType} decides it. */
export function taskTypeLearner(matrices: readonly TaskTypeMatrix[], options: CalibrationOptions): Learner {
  const firstUnit = firstUnits(matrices);
  return ({ isKnown }) => {
    const routes = matrices.map((matrix, m): [string, Policy] => {
      const known = unitsWhere(matrix, (unit) => isKnown[(firstUnit[m] ?? 0) + unit] === 1);
      const reference = { kind: "single" as const, tier: options.reference };
      if (known.itemIds.length === 0) return [matrix.taskType, reference];
      const { choice } = chooseForTaskType(known, { options, missing: new Map(), isIncomplete: false });
      return [matrix.taskType, choice];
    });
    return valuesOf({ kind: "table", routes: Object.fromEntries(routes), otherwise: options.reference }, matrices);
  };
}
