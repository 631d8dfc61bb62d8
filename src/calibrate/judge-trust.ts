import type { CalibrationOptions } from "../core/calibration.js";
import type { JudgeLabel } from "../core/judge-label.js";
import type { JudgeTrust } from "../core/judge-trust.js";
import type { Outcome } from "../core/outcome.js";
import { agreementCoefficients } from "./judge-coefficients.js";
import { type LabelledVerdict, unitsOfVerdicts } from "./judge-verdict.js";
import { type JudgeInUse, judgesInUse, labelledAnswers, verdictsOf } from "./labelled-answers.js";
import { ownLeanings } from "./own-answers.js";

/** What people say of answers, and what is asked of the judges. */
export interface Judging {
  /** Task type → its labels, of all rubrics and judges. */
  readonly labels: { readonly [taskType: string]: readonly JudgeLabel[] };
  /** Task type → judge → the floor that its eval sets. */
  readonly floors: { readonly [taskType: string]: { readonly [judge: string]: number } };
  /** Task type → judge → the score from which on an answer is right, where that is not 1. */
  readonly passes?: { readonly [taskType: string]: { readonly [judge: string]: number } };
}

/** Nobody has looked. */
export const NO_JUDGING: Judging = Object.freeze({ labels: {}, floors: {} });

/** Labelled answers below which nothing that a judge scored is certified. */
export const LEAST_LABELS = 50;
/** Of right and of wrong ones each: who passes everything agrees with people on right answers. */
export const LEAST_OF_EACH = 10;
/** Of the lower end of κ's interval, where an eval sets no floor of its own. */
export const DEFAULT_AGREEMENT_FLOOR = 0.6;
/** Of the bootstrap: enough for two digits of an interval's ends. */
const RESAMPLES = 1000;

/**
 * How far each judge behind these outcomes can be trusted.
 *
 * A judge is trusted on a task type if people have labelled at least
 * {@link LEAST_LABELS} of the answers it scored by this version of its rubric, right
 * ones and wrong ones among them, and the lower end of κ's bootstrap interval is not below
 * its floor. An answer is right where all criteria are met, or from the score on that its eval names. AC1 does not decide:
 * where nearly all answers are right, it is high for a judge that passes everything.
 *
 * @returns task type → its judges in name order; task types without a judge are not among the keys
 */
export function judgeTrusts(
  outcomes: readonly Outcome[],
  { labels, floors, passes = {} }: Judging,
  options: Pick<CalibrationOptions, "confidence" | "seed">,
): ReadonlyMap<string, readonly JudgeTrust[]> {
  const trusts = new Map<string, JudgeTrust[]>();
  for (const inUse of judgesInUse(outcomes)) {
    const { taskType, judge } = inUse;
    const ofType = own(labels, taskType) ?? [];
    const floor = own(own(floors, taskType) ?? {}, judge) ?? DEFAULT_AGREEMENT_FLOOR;
    const passAt = own(own(passes, taskType) ?? {}, judge) ?? 1;
    const answers = outcomes.filter((outcome) => outcome.taskType === taskType);
    const trust = trustIn(inUse, ofType, answers, { ...options, floor, passAt });
    trusts.set(taskType, [...(trusts.get(taskType) ?? []), trust]);
  }
  return trusts;
}

/** Task types with a judge that is not trusted. */
export function doubtedTaskTypes(trusts: ReadonlyMap<string, readonly JudgeTrust[]>): ReadonlySet<string> {
  return new Set([...trusts].filter(([, judges]) => judges.some(({ doubt }) => doubt !== null)).map(([name]) => name));
}

/** Why nothing is certified that these judges scored, to follow a reason; empty where they are trusted. */
export function doubtWords(judges: readonly JudgeTrust[]): string {
  return judges.flatMap(({ doubt }) => (doubt === null ? [] : [` ${doubt}`])).join("");
}

interface TrustOptions extends Pick<CalibrationOptions, "confidence" | "seed"> {
  readonly floor: number;
  readonly passAt: number;
}

function trustIn(
  inUse: JudgeInUse,
  labels: readonly JudgeLabel[],
  outcomes: readonly Outcome[],
  { floor, ...options }: TrustOptions,
): JudgeTrust {
  const { taskType, judge, model, rubric } = inUse;
  const verdicts = verdictsOf(labelledAnswers(labels, outcomes), inUse);
  const { kappa, ac1 } = agreementOf(verdicts, options) ?? { kappa: null, ac1: null };
  const facts = { verdicts, kappa, floor, passAt: options.passAt };
  const why = whyNot(facts) ?? null;
  const doubt =
    why === null
      ? null
      : `Not certified, because its judge "${judge}" ${why}${unusedWords(inUse, labels)}: npx tierbench judge label ${taskType}`;
  const ownTiers = ownLeanings(inUse, verdicts, outcomes, { ...options, resamples: RESAMPLES });
  const known = { judge, model, rubric, labels: verdicts.length, kappa, ac1, floor };
  return { ...known, ...(ownTiers.length === 0 ? {} : { ownTiers }), doubt };
}

function agreementOf(verdicts: readonly LabelledVerdict[], { passAt, ...options }: Omit<TrustOptions, "floor">) {
  if (verdicts.length === 0) return null;
  const ratings = {
    human: verdicts.map(({ humanScore }) => humanScore >= passAt),
    judge: verdicts.map(({ judgeScore }) => judgeScore >= passAt),
  };
  return agreementCoefficients(ratings, unitsOfVerdicts(verdicts), { ...options, resamples: RESAMPLES });
}

function whyNot({
  verdicts,
  kappa,
  floor,
  passAt,
}: Pick<JudgeTrust, "kappa" | "floor"> & { readonly verdicts: readonly LabelledVerdict[]; readonly passAt: number }) {
  const n = verdicts.length;
  if (n < LEAST_LABELS) {
    const found = n === 0 ? "no human labels" : `${n} human ${n === 1 ? "label" : "labels"}`;
    return `has ${found} of at least ${LEAST_LABELS}`;
  }
  const right = verdicts.filter(({ humanScore }) => humanScore >= passAt).length;
  if (Math.min(right, n - right) < LEAST_OF_EACH) {
    return `has labels on ${right} right and ${n - right} wrong answers, of each at least ${LEAST_OF_EACH} are needed`;
  }
  if (kappa !== null && kappa.ci[0] >= floor) return null;
  const found =
    kappa === null ? "unknown" : `${kappa.v.toFixed(2)} (${kappa.ci.map((end) => end.toFixed(2)).join(" to ")})`;
  return `agrees too little with ${n} human labels, kappa ${found}, floor ${floor}; mend its rubric and label anew`;
}

/** Labels that are there and do not count. */
function unusedWords({ judge, rubric }: JudgeInUse, labels: readonly JudgeLabel[]): string {
  const answersOf = (among: readonly JudgeLabel[]) =>
    new Set(among.map(({ itemId, tier, answerSha256 }) => JSON.stringify([itemId, tier, answerSha256]))).size;
  const stale = answersOf(labels.filter((label) => label.judge === judge && label.rubric !== rubric));
  return stale === 0 ? "" : `; ${stale} more are of another version of its rubric and do not count`;
}

function own<Value>(record: { readonly [name: string]: Value }, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
