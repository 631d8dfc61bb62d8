import { verdictSource } from "../core/judge-label.js";
import type { JudgeTrust, OwnLeaning } from "../core/judge-trust.js";
import type { Outcome } from "../core/outcome.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { selfPreference } from "./judge-bias.js";
import type { JudgeOptions } from "./judge-coefficients.js";
import type { LabelledVerdict } from "./judge-verdict.js";
import type { JudgeInUse } from "./labelled-answers.js";

/** Score by which a judge may lean towards or away from its own answers before the calibration says so. */
export const LEAN_LIMIT = 0.03;

/**
 * How a judge scores the answers of its own model, beyond what people say of them, against those of all other
 * tiers: see {@link selfPreference}. Of a panel each of its judges counts.
 *
 * @param outcomes - of the same task type: they say which model answered for a tier
 * @returns tiers in name order; those without labels on both sides are left out
 */
export function ownLeanings(
  { model }: Pick<JudgeInUse, "model">,
  verdicts: readonly LabelledVerdict[],
  outcomes: readonly Outcome[],
  options: JudgeOptions,
): readonly OwnLeaning[] {
  const tiers = new Set(outcomes.filter((outcome) => judges(model, outcome)).map(({ tier }) => tier));
  return [...tiers].sort(inCodeUnitOrder).flatMap((tier) => {
    const lean = selfPreference(tier, verdicts, options);
    return lean === null ? [] : [{ tier, lean }];
  });
}

/** Whether a model that answered is among those that judged, as {@link verdictSource} names them. */
function judges(source: string, { model, simulated }: Outcome): boolean {
  const prefix = verdictSource("", { simulated });
  return source.startsWith(prefix) && source.slice(prefix.length).split(" + ").includes(model);
}

/** What is worth a warning of it: a lean that is large, and surely one. */
export function leaningWarnings(trusts: ReadonlyMap<string, readonly JudgeTrust[]>): readonly string[] {
  return [...trusts].flatMap(([taskType, ofType]) =>
    ofType.flatMap(({ judge, ownTiers = [] }) =>
      ownTiers
        .filter(({ lean: { v, ci } }) => Math.abs(v) > LEAN_LIMIT && (ci[0] > 0 || ci[1] < 0))
        .map(({ tier, lean }) => {
          const range = lean.ci.map((end) => (100 * end).toFixed(1)).join(" to ");
          return `Task type "${taskType}": its judge "${judge}" leans ${lean.v > 0 ? "towards" : "away from"} ${tier}, its own model: ${(100 * lean.v).toFixed(1)} points (${range}) beyond what people say, against other tiers.`;
        }),
    ),
  );
}
