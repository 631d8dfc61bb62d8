import type { CascadeEvaluation } from "../core/calibration.js";
import { binomialCdf } from "../stats/binomial.js";
import { sumOf } from "../stats/cluster-mean.js";
import { fixedSequence } from "../stats/fixed-sequence.js";
import { hoeffdingBentkusPValue } from "../stats/hoeffding-bentkus.js";
import { quantile } from "../stats/quantile.js";
import { amountEstimate, differenceEstimate, type EstimateContext, rateEstimate } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";
import { itemMeans, type TierColumn } from "./tier-column.js";

/** A cheap tier, the dearer one behind it, and the signal between them. */
export interface CascadeCandidate {
  readonly cheap: TierColumn;
  readonly dear: TierColumn;
  readonly signal: string;
}

/** What a cascade must keep, and at which level. */
export interface CascadeOptions {
  /** Largest acceptable share of items that lose a right answer of the reference, in (0, 1). */
  readonly harm: number;
  /** Two-sided, of the intervals. */
  readonly confidence: number;
  /** One-sided, of this candidate's sequence of thresholds. */
  readonly level: number;
}

/** All pairs cheap < dear ≤ reference in price order, with every signal that was read on the cheap tier. */
export function cascadeCandidates(matrix: TaskTypeMatrix): readonly CascadeCandidate[] {
  const last = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  const competing = matrix.columns.slice(0, last + 1);
  return competing.flatMap((cheap, rank) =>
    competing.slice(rank + 1).flatMap((dear) => [...cheap.signals.keys()].map((signal) => ({ cheap, dear, signal }))),
  );
}

/**
 * Finds the lowest threshold whose harm is certified to be within the target.
 *
 * Thresholds are the distinct observed readings, tested from the strictest to
 * the laxest, each as the full set {reading ≥ threshold}, stopping at the first
 * that fails: the result holds with probability 1 − level. Right/wrong answers of
 * independent items use the exact binomial tail over all items of the type;
 * graded, repeated or clustered ones Hoeffding–Bentkus on the means of the units,
 * where the statement is about a random unit.
 *
 * @returns the lowest certified threshold; where none is, the strictest one, not certified
 */
export function oneThresholdCascade(
  candidate: CascadeCandidate,
  matrix: TaskTypeMatrix,
  options: CascadeOptions,
): CascadeEvaluation {
  const path = thresholdPath(candidate, matrix);
  const isExact = isExactTest(candidate, matrix);
  const units = matrix.unitCount;
  const pValueOf = (harm: number) =>
    isExact
      ? binomialCdf(harm, units, options.harm)
      : hoeffdingBentkusPValue(Math.min(1, Math.max(0, harm / units)), units, options.harm);
  const pValues = (function* () {
    for (const { harm } of path) yield pValueOf(harm);
  })();
  const certified = fixedSequence(pValues, options.level);
  const found = path[Math.max(0, certified - 1)];
  if (found === undefined) throw new RangeError(`no thresholds for signal "${candidate.signal}"`);
  return evaluation(candidate, matrix, {
    threshold: found.threshold,
    pValue: pValueOf(found.harm),
    isCertified: certified > 0,
    confidence: options.confidence,
  });
}

/** True where harm is 0 or 1 for every independent item. */
export function isExactTest({ cheap, dear }: CascadeCandidate, matrix: TaskTypeMatrix): boolean {
  const reference = matrix.columns.find(({ tier }) => tier === matrix.reference);
  const isBinary = cheap.isBinary && dear.isBinary && reference?.isBinary === true;
  return isBinary && matrix.unitCount === matrix.itemIds.length;
}

interface PathPoint {
  readonly threshold: number;
  /** Sum over units of their mean harm. */
  readonly harm: number;
}

/** The distinct readings of the cheap tier, strictest first, with the harm of accepting from there on. */
function thresholdPath({ cheap, dear, signal }: CascadeCandidate, matrix: TaskTypeMatrix): readonly PathPoint[] {
  const readings = cheap.signals.get(signal)?.readings ?? new Float64Array(0);
  const sizes = new Float64Array(matrix.unitCount);
  for (const unit of matrix.units) sizes[unit] = (sizes[unit] ?? 0) + 1;
  const itemWeight = Float64Array.from(matrix.units, (unit) => 1 / (sizes[unit] ?? 1));
  const beyond = itemMeans(dear.harm, dear.starts);
  const gain = new Float64Array(readings.length);
  for (let i = 0; i < itemWeight.length; i += 1) {
    const start = cheap.starts[i] ?? 0;
    const end = cheap.starts[i + 1] ?? 0;
    for (let r = start; r < end; r += 1) {
      gain[r] = ((itemWeight[i] ?? 0) * ((cheap.harm[r] ?? 0) - (beyond[i] ?? 0))) / (end - start);
    }
  }
  const order = Uint32Array.from(readings.keys()).sort((a, b) => (readings[b] ?? 0) - (readings[a] ?? 0) || a - b);
  let harm = sumOf(beyond.map((value, i) => value * (itemWeight[i] ?? 0)));
  const path: PathPoint[] = [];
  order.forEach((entry, place) => {
    harm += gain[entry] ?? 0;
    const threshold = readings[entry] ?? 0;
    const following = order[place + 1];
    if (following === undefined || readings[following] !== threshold) path.push({ threshold, harm });
  });
  return path;
}

interface FoundThreshold {
  readonly threshold: number;
  readonly pValue: number;
  readonly isCertified: boolean;
  readonly confidence: number;
}

function evaluation(
  { cheap, dear, signal }: CascadeCandidate,
  matrix: TaskTypeMatrix,
  { threshold, pValue, isCertified, confidence }: FoundThreshold,
): CascadeEvaluation {
  const atLeast = matrix.levels.get(signal)?.[threshold] ?? threshold;
  const policy: CascadeEvaluation["policy"] = {
    kind: "cascade",
    steps: [
      { tier: cheap.tier, accept: { all: [{ signal, atLeast }] } },
      { tier: dear.tier, accept: "always" },
    ],
  };
  const outcome = replay(policy, matrix);
  const reference = replay({ kind: "single", tier: matrix.reference }, matrix);
  const context: EstimateContext = { units: matrix.units, unitCount: matrix.unitCount, confidence };
  return {
    policy,
    signal,
    atLeast,
    quality: rateEstimate(outcome.score, context),
    costUsd: outcome.costUsd === null ? null : amountEstimate(outcome.costUsd, context),
    difference: differenceEstimate(
      outcome.score.map((score, i) => score - (reference.score[i] ?? 0)),
      context,
    ),
    latencyP50Ms: outcome.latencyMs === null ? null : quantile(outcome.latencyMs, 0.5),
    escalation: rateEstimate(outcome.escalated, context),
    harm: rateEstimate(outcome.harm, context),
    pValue,
    harmful: sumOf(outcome.harm),
    n: matrix.unitCount,
    isCertified,
  };
}
