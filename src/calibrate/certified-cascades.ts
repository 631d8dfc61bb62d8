import { type CascadeEvaluation, type Risk, WHOLE_TABLE_PATH } from "../core/calibration.js";
import type { PolicyStep, RoutePolicy } from "../core/policy.js";
import { cascadeEstimates, meanCost } from "./cascade-estimates.js";
import {
  certifyPath,
  itemWeights,
  type RiskTest,
  riskTest,
  type UnitLosses,
  unitLossesOf,
  unitSizes,
  unitsToCertify,
} from "./certify-path.js";
import { type FixedPath, fixedPaths, walkPath } from "./fixed-path.js";
import { fitCertSplit } from "./item-subset.js";
import { lambdaPath } from "./lambda-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";
import { routingModel } from "./routing-model.js";

/** What cascades must keep, and at which level. */
export interface CertifiedCascadeOptions {
  /** Largest acceptable risk, in (0, 1). */
  readonly harm: number;
  /** Two-sided, of the intervals. */
  readonly confidence: number;
  /** Failure probability of all these certificates together, in (0, 1). */
  readonly level: number;
  /** Of the split and of the order of bets. */
  readonly seed: number;
  /** What is bounded. @defaultValue "harm" */
  readonly risk?: Risk;
  /**
   * Rows that share no item with the matrix and have its tiers and signals: an
   * earlier run, or related task types. A path is learnt from them, and every row of the matrix is left for the test.
   */
  readonly prior?: TaskTypeMatrix;
}

/** Share of the units that a path is learnt from where no other rows are given. */
export const FIT_SHARE = 0.4;
/** Betting looks at every unit again for every threshold, so continuous readings get this many thresholds, fixed beforehand. */
const BETTING_STEPS = 256;
/** At a level that only units without any loss would pass, a path of clusters certifies little; single items do not mind. */
const SLACK = 3;
/** A path is learnt from the matrix itself from this many allowed failures on: below, the test needs every row. */
const SPLIT_FROM = 60;

/**
 * Certifies cascades of any chain of tiers: one per path of policies, each the
 * boldest that passed a fixed sequence of tests from safe to bold.
 *
 * Three kinds of path. Fixed ones ({@link fixedPaths}) depend on no answer and
 * are tested on all rows. The λ-path of optimal routing is learnt: from other
 * rows where `prior` is given, and tested on all rows; else, from about 60 allowed
 * failures on (3,000 units at 2 %), from 40 % of the units, and tested on the
 * other 60 %. Never learnt and tested on the same rows. The paths share the level
 * equally; where the rows cannot certify anything at such a share, only the first
 * paths are tried. Which ones is settled by the number of units alone.
 *
 * A certified policy may still be made safer for free: its last step before the
 * reference is left out where that is cheaper, since the reference does itself no harm.
 *
 * Estimates are those of all rows, so a policy chosen by them is a little flattered; certificates are not.
 *
 * @param matrix - columns in price order
 * @returns cheapest first (in the order of the paths where costs are not known), certified or not; empty without
 *   tiers below the reference that read signals
 * @throws RangeError if a number is outside its range, or NaN
 */
export function certifiedCascades(
  matrix: TaskTypeMatrix,
  options: CertifiedCascadeOptions,
): readonly CascadeEvaluation[] {
  const { level, harm } = options;
  if (!(harm > 0 && harm < 1)) throw new RangeError(`harm not in (0, 1): ${harm}`);
  const jobs = pathJobs(matrix, options);
  const count = affordablePaths(jobs.length, matrix, options);
  const results = jobs.slice(0, count).flatMap((job) => testJob(job, matrix, { ...options, level: level / count }));
  return results.sort((a, b) => (a.costUsd?.v ?? 0) - (b.costUsd?.v ?? 0));
}

/**
 * The cheapest certified policy among the results; where nothing is certified,
 * or the reference alone is cheaper, the reference.
 */
export function cheapestCascade(results: readonly CascadeEvaluation[], matrix: TaskTypeMatrix): RoutePolicy {
  const reference: RoutePolicy = { kind: "single", tier: matrix.reference };
  const costOf = (policy: RoutePolicy) => meanCost(policy, matrix) ?? Number.POSITIVE_INFINITY;
  let [best, lowest]: [RoutePolicy, number] = [reference, costOf(reference)];
  for (const { isCertified, policy, costUsd } of results) {
    if (!isCertified || !((costUsd?.v ?? lowest) < lowest)) continue;
    [best, lowest] = [policy, costUsd?.v ?? lowest];
  }
  return best;
}

/**
 * A cascade that was chosen elsewhere, with the evidence of these rows. It is
 * certified where it accepts, before the reference, a part of what a certified
 * cascade of the same tier accepts: whatever harm it does, that one does too.
 *
 * @param tried - what {@link certifiedCascades} found on the same rows with the same options
 */
export function evaluateCascade(
  policy: Extract<RoutePolicy, { kind: "cascade" }>,
  matrix: TaskTypeMatrix,
  tried: readonly CascadeEvaluation[],
  options: CertifiedCascadeOptions,
): CascadeEvaluation {
  const { risk = "harm" } = options;
  const beyond = tried.find((one) => one.isCertified && isAsStrict(policy, one.policy, matrix));
  const test = testOn(matrix, { ...options, level: beyond?.testLevel ?? options.level });
  const losses = lossesOf(policy, matrix, risk);
  return {
    ...cascadeEstimates(policy, matrix, options.confidence),
    policy,
    construction: "split",
    path: beyond?.path ?? WHOLE_TABLE_PATH,
    risk,
    method: test.method,
    pValue: test.pValue(losses),
    harmful: harmfulItems(losses, matrix),
    n: test.units,
    testLevel: beyond?.testLevel ?? options.level,
    passed: beyond?.passed ?? 0,
    isCertified: beyond !== undefined,
    unitsNeeded: null,
  };
}

/** One tier before the reference, accepting a part of what the certified policy accepts: its harm is a part of that one's. */
function isAsStrict(policy: RoutePolicy, certified: RoutePolicy, { levels, reference }: TaskTypeMatrix): boolean {
  if (policy.kind === "single" || certified.kind === "single") return false;
  const [own, other] = [policy.steps, certified.steps];
  if (own.length !== 2 || other.length !== 2 || own[1]?.tier !== reference || other[1]?.tier !== reference)
    return false;
  const [{ tier, accept }, first] = [own[0] as PolicyStep, other[0] as PolicyStep];
  if (tier !== first.tier || accept === "always" || first.accept === "always") return false;
  const rankOf = (signal: string, atLeast: string | number) =>
    typeof atLeast === "number" ? atLeast : (levels.get(signal)?.indexOf(atLeast) ?? -1);
  const ranks = new Map(accept.all.map(({ signal, atLeast }) => [signal, rankOf(signal, atLeast)]));
  return first.accept.all.every(
    ({ signal, atLeast }) => (ranks.get(signal) ?? Number.NEGATIVE_INFINITY) >= rankOf(signal, atLeast),
  );
}

interface PathJob {
  readonly construction: CascadeEvaluation["construction"];
  readonly path: string;
  readonly rows: TaskTypeMatrix;
  readonly points: () => Iterable<{ readonly policy: () => RoutePolicy; readonly losses: UnitLosses }>;
}

function pathJobs(matrix: TaskTypeMatrix, options: CertifiedCascadeOptions): readonly PathJob[] {
  const { prior, seed, harm, risk = "harm" } = options;
  const steps = testOn(matrix, options).method === "betting" ? BETTING_STEPS : null;
  const fixed = fixedPaths(matrix).map(
    (path: FixedPath): PathJob => ({
      construction: "fixed",
      path: path.name,
      rows: matrix,
      points: () => walkPath(path, matrix, { risk, steps }),
    }),
  );
  if (fixed.length === 0) return [];
  const learnt = (rows: TaskTypeMatrix, from: TaskTypeMatrix, construction: "prior" | "split"): PathJob => ({
    construction,
    path: "λ-path of optimal routing",
    rows,
    points: () => policyPoints(lambdaPath(routingModel(from, risk)), rows, risk),
  });
  if (prior !== undefined) return [learnt(matrix, prior, "prior"), ...fixed];
  if (matrix.unitCount * harm < SPLIT_FROM) return fixed;
  const { fit, cert } = fitCertSplit(matrix, { share: FIT_SHARE, seed });
  return [...fixed, learnt(cert, fit, "split")];
}

function* policyPoints(path: readonly { readonly policy: RoutePolicy }[], rows: TaskTypeMatrix, risk: Risk) {
  const weights = itemWeights(rows);
  for (const { policy } of path) yield { policy: () => policy, losses: lossesOf(policy, rows, risk, weights) };
}

function lossesOf(policy: RoutePolicy, rows: TaskTypeMatrix, risk: Risk, weights = itemWeights(rows)): UnitLosses {
  const outcome = replay(policy, rows);
  if (risk === "harm") return unitLossesOf(outcome.harm, weights, rows);
  const reference = replay({ kind: "single", tier: rows.reference }, rows).score;
  return unitLossesOf(
    outcome.score.map((score, i) => (reference[i] ?? 0) - score),
    weights,
    rows,
  );
}

/** As many paths as leave each a level at which rows without any loss would pass, of clusters three times that. */
function affordablePaths(paths: number, matrix: TaskTypeMatrix, options: CertifiedCascadeOptions): number {
  const test = testOn(matrix, options);
  const perfect = test.pValue({ total: 0, byUnit: new Float64Array(matrix.unitCount) });
  const slack = test.method === "binomial" ? 1 : SLACK;
  return Math.min(paths, Math.max(1, Math.floor(options.level / perfect / slack)));
}

/** Which test it is depends on the tiers up to the reference, and on nothing that they answered. */
function testOn(rows: TaskTypeMatrix, { risk = "harm", harm, level, seed }: CertifiedCascadeOptions): RiskTest {
  const last = rows.columns.findIndex(({ tier }) => tier === rows.reference);
  return riskTest(rows, rows.columns.slice(0, last + 1), { risk, epsilon: harm, level, seed });
}

function testJob(job: PathJob, matrix: TaskTypeMatrix, options: CertifiedCascadeOptions): readonly CascadeEvaluation[] {
  const { risk = "harm", harm: epsilon, level } = options;
  const test = testOn(job.rows, options);
  const { first, last: boldest, passed } = certifyPath(job.points(), test);
  if (first === null) return [];
  const found = (boldest ?? first).policy();
  const policy = boldest === null || risk !== "harm" ? found : withoutUselessSteps(found, matrix);
  const losses = lossesOf(policy, job.rows, risk);
  return [
    {
      ...cascadeEstimates(policy, matrix, options.confidence),
      policy,
      construction: job.construction,
      path: job.path,
      risk,
      method: test.method,
      // A bet depends on the course of the losses, not only on their size: the evidence is that of the tested point.
      pValue: test.method === "binomial" ? test.pValue(losses) : test.pValue(lossesOf(found, job.rows, risk)),
      harmful: harmfulItems(losses, job.rows),
      n: test.units,
      testLevel: level,
      passed,
      isCertified: boldest !== null,
      unitsNeeded:
        boldest === null ? unitsToCertify(test.failures(first.losses), test.units, { epsilon, level }) : null,
    },
  ];
}

function harmfulItems({ total }: UnitLosses, matrix: TaskTypeMatrix): number {
  return total * Math.max(1, ...unitSizes(matrix));
}

/** Every item that the dropped step would have answered goes to the reference instead, so harm can only fall. */
function withoutUselessSteps(policy: RoutePolicy, matrix: TaskTypeMatrix): RoutePolicy {
  if (policy.kind === "single" || policy.steps.at(-1)?.tier !== matrix.reference || policy.steps.length < 3)
    return policy;
  const shorter: RoutePolicy = { kind: "cascade", steps: policy.steps.toSpliced(-2, 1) };
  const [now, then] = [meanCost(policy, matrix), meanCost(shorter, matrix)];
  if (now === null || then === null || !(then < now)) return policy;
  return withoutUselessSteps(shorter, matrix);
}
