/**
 * What calibration found about the signals: how well each ranks answers, what it
 * costs, and whether a cascade by it can pay. Plain data, no functions.
 * @module
 */
import type { Estimate } from "./estimate.js";

/** One threshold of a signal: answers that read at least so much are taken. */
export interface SignalThreshold {
  readonly atLeast: string | number;
  /** Share of requests whose answer is taken; the others escalate. */
  readonly accepted: Estimate;
  /** Mean loss of the answers that are taken. */
  readonly risk: Estimate;
}

/** What a cascade from one tier to a stronger one by one signal costs against always asking the stronger one. */
export interface BreakEven {
  readonly stronger: string;
  /**
   * Escalation rate above which the cascade costs more: 1 − (tier + signal) / stronger, from mean costs. Exact where
   * requests that escalate cost the stronger tier as much as others. Below 0: it costs more at any rate. Null where a
   * cost is unknown or the stronger tier is free.
   */
  readonly rate: Estimate | null;
  /** Per threshold, replayed: mean cost of always asking the stronger tier minus that of the cascade, USD per request. */
  readonly savingsUsd: readonly Estimate[] | null;
}

/** What one signal of one tier is worth: how well it ranks answers, what it costs, and whether a cascade by it can pay. */
export interface SignalWorth {
  readonly taskType: string;
  readonly tier: string;
  readonly signal: string;
  /** Probability that a right answer has a higher reading than a wrong one; null where all are right or all wrong. */
  readonly auroc: Estimate | null;
  /** AURC: mean risk among the k most confident answers, over all k. */
  readonly aurc: Estimate;
  /** AURC above that of a perfect order, relative to a random one: 0 perfect, 1 random; null where all answers are equally good. */
  readonly normalisedAurc: number | null;
  /** Strictest first; the last takes every answer. At most 32 for a continuous signal. */
  readonly thresholds: readonly SignalThreshold[];
  /** Its own calls, USD per request; 0 where it needs none; null where not known. */
  readonly costUsd: Estimate | null;
  /** Per dearer tier up to the reference, cheapest first. */
  readonly breakEven: readonly BreakEven[];
}
