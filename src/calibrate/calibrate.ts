import type { Calibration, CalibrationOptions, TaskTypeDecision } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { planText, type RoutePolicy, stepsOf } from "../core/policy.js";
import type { Run } from "../core/run.js";
import { type Conclusion, conclude, type Surroundings } from "./conclude.js";
import { DEFAULT_RESAMPLES } from "./evaluate-policies.js";
import type { TraitedItem } from "./item-traits.js";
import { type Judging, judgeTrusts, NO_JUDGING } from "./judge-trust.js";
import { refuseNothingKept, setAsideWarnings, siftTampering } from "./set-aside.js";
import { worstFlips } from "./worst-flips.js";

/** What `calibrate` uses where the caller has no wish; the reference has no default. */
export const CALIBRATION_DEFAULTS: Omit<CalibrationOptions, "reference"> = Object.freeze({
  margin: 0.03,
  harm: 0.02,
  confidence: 0.95,
  seed: 1,
  minItems: 30,
  traffic: null,
  allowMissing: false,
  objective: Object.freeze({ kind: "cost" }),
  tasksPerDay: null,
});

/**
 * Concludes from outcomes which policy each task type needs.
 *
 * A deterministic function: the same outcomes in any order, runs and options give
 * the same result, bit by bit.
 *
 * @param runs - every run that the outcomes belong to; several runs about the same (item, tier)
 *   count as further trials
 * @param resamples - of the bootstrap behind the intervals of whole policies
 * @param items - for their difficulty, where it is known: the choice is looked at band by band; and for their
 *   input, which a judged answer may quote
 * @param judging - human labels on answers that a judge scored; without enough of them nothing of it is certified
 * @throws UsageError on options out of range
 * @throws DataError on outcomes that cannot be compared, where all items are set aside, or with too many cells missing
 *   unless `allowMissing`
 */
export function calibrate(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  options: CalibrationOptions,
  {
    resamples = DEFAULT_RESAMPLES,
    items = [],
    judging = NO_JUDGING,
  }: { readonly resamples?: number; readonly items?: readonly TraitedItem[]; readonly judging?: Judging } = {},
): Calibration {
  checkOptions(options);
  const sifting = siftTampering(outcomes, items);
  refuseNothingKept(sifting);
  const { kept, sifted } = sifting;
  const surroundings = { resamples, items, trusts: judgeTrusts(outcomes, judging, options), sifted };
  const concluded = conclude(kept, runs, options, surroundings);
  const { calibration } = withFragility(concluded, kept, runs, surroundings);
  return { ...calibration, warnings: [...setAsideWarnings(sifting), ...calibration.warnings] };
}

/** Decides again as if the judges had erred where it matters most, and marks the task types that would then go to other tiers. */
function withFragility(
  concluded: Conclusion,
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  surroundings: Surroundings,
): Conclusion {
  const { calibration, matrices } = concluded;
  const decided = calibration.taskTypes.flatMap((decision, at) => {
    const matrix = matrices[at];
    return matrix === undefined ? [] : [{ decision, matrix }];
  });
  const flipped = worstFlips(outcomes, decided);
  if (flipped === null) return concluded;
  const again = conclude(flipped, runs, calibration.options, { ...surroundings, resamples: 1 }).calibration;
  const taskTypes = calibration.taskTypes.map((decision): TaskTypeDecision => {
    const other = again.taskTypes.find(({ taskType }) => taskType === decision.taskType)?.choice;
    const isSteady = other === undefined || tiersOf(other) === tiersOf(decision.choice);
    return isSteady ? decision : fragile(decision, other);
  });
  const marked = taskTypes.filter(({ isFragile = false }) => isFragile);
  const warnings = marked.map(
    ({ taskType }) =>
      `Task type "${taskType}" is fragile: 1 % of the judges' verdicts, if they were wrong, would choose another tier.`,
  );
  return { matrices, calibration: { ...calibration, taskTypes, warnings: [...calibration.warnings, ...warnings] } };
}

function fragile(decision: TaskTypeDecision, other: RoutePolicy): TaskTypeDecision {
  const reason = `${decision.reason} Fragile: if the judges erred on 1 % of each tier's answers, where it matters most, it would be ${planText(other)}.`;
  return { ...decision, reason, isFragile: true };
}

function tiersOf(choice: RoutePolicy): string {
  return JSON.stringify(stepsOf(choice).map(({ tier }) => tier));
}

function checkOptions({ margin, harm, confidence, seed, minItems }: CalibrationOptions): void {
  const check = (name: string, value: number, isGood: boolean, range: string) => {
    if (!isGood) throw new UsageError(`${name} must be ${range}, found ${value}`);
  };
  check("margin", margin, margin > 0 && margin < 1, "between 0 and 1");
  check("harm", harm, harm > 0 && harm < 1, "between 0 and 1");
  check("confidence", confidence, confidence > 0.5 && confidence < 1, "between 0.5 and 1");
  check("seed", seed, Number.isSafeInteger(seed), "a whole number");
  check("minItems", minItems, Number.isInteger(minItems) && minItems >= 1, "a whole number of 1 or more");
}
