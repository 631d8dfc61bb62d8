/**
 * What calibration found: the waist between the statistics and everything that
 * shows them. Plain data, no functions.
 * @module
 */
import type { Estimate } from "./estimate.js";
import type { Policy } from "./policy.js";

/** One tier on one task type (or on all of them). */
export interface TierSummary {
  readonly tier: string;
  readonly quality: Estimate;
  /** Per item; null where any cost is unknown. */
  readonly costUsd: Estimate | null;
  /** Of answering calls, milliseconds; null where not measured. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly mean: Estimate } | null;
  /** Cells without a score: errored or skipped. */
  readonly missing: number;
}

/** What the test of one tier against the reference says. */
export type Verdict = "non-inferior" | "inferior" | "undecided";

/** A tier against the reference on the same items. */
export interface Comparison {
  readonly tier: string;
  /** Paired items. */
  readonly n: number;
  /** Items the reference got right and the tier wrong, and the reverse; null for graded scores. */
  readonly discordant: { readonly referenceOnly: number; readonly tierOnly: number } | null;
  /** Tier minus reference: negative is worse. */
  readonly difference: Estimate;
  readonly test: "tango" | "paired-t" | "cluster-t";
  /** One-sided, of "the tier is worse than the reference by the margin or more". */
  readonly pValue: number;
  /** Holm over the tiers of the task type. */
  readonly adjustedPValue: number;
  readonly verdict: Verdict;
  /** Items in all to decide with 80 % power if the observed discordance holds; null where decided. */
  readonly itemsNeeded: number | null;
}

/** A cheap tier whose answers are taken when its signal is high enough, else a dearer one answers. */
export interface CascadeEvaluation {
  readonly policy: Extract<Policy, { kind: "cascade" }>;
  readonly signal: string;
  readonly atLeast: number | string;
  readonly quality: Estimate;
  readonly costUsd: Estimate | null;
  /** Cascade minus reference: negative is worse. */
  readonly difference: Estimate;
  /** Along the whole path, milliseconds; null where not measured. */
  readonly latencyP50Ms: number | null;
  /** Share of items that go on to the dearer tier. */
  readonly escalation: Estimate;
  /** Share of items that lose a right answer of the reference. */
  readonly harm: Estimate;
  /** One-sided, of "harm is above the target": exact binomial for 0/1 harm, else Hoeffding–Bentkus. */
  readonly pValue: number;
  /** Items harmed; a sum of shares where scores are graded, repeated or clustered. */
  readonly harmful: number;
  /** Independent units the p-value rests on. */
  readonly n: number;
  readonly isCertified: boolean;
}

/** How far a route can be trusted: proven at the stated level, merely estimated, not decided, or written by hand. */
export type RouteStatus = "certified" | "estimated" | "insufficient-data" | "manual";

/** The decision for one task type, with everything that lost. */
export interface TaskTypeDecision {
  readonly taskType: string;
  readonly items: number;
  readonly clusters: number;
  readonly tiers: readonly TierSummary[];
  readonly comparisons: readonly Comparison[];
  /** Cascades that were tried, certified or not, cheapest first. */
  readonly cascades: readonly CascadeEvaluation[];
  readonly choice: Extract<Policy, { kind: "single" | "cascade" }>;
  readonly status: RouteStatus;
  /** One sentence a person can read. */
  readonly reason: string;
  /** More items that would probably settle the next undecided cheaper tier; null where none is. */
  readonly itemsStillNeeded: number | null;
  /** What running those items on all tiers would cost; null where not known or nothing is undecided. */
  readonly costToDecideUsd: number | null;
}

/** A policy replayed on the stored outcomes, traffic-weighted. */
export interface PolicyEvaluation {
  readonly name: string;
  readonly policy: Policy;
  readonly quality: Estimate;
  readonly costUsd: Estimate | null;
  readonly latencyMs: Estimate | null;
  /** Policy minus always-reference, paired. */
  readonly qualityVsReference: Estimate;
  /** Cost divided by that of always-reference, paired; null where any cost is unknown. */
  readonly costRatio: Estimate | null;
  readonly harm: Estimate;
  readonly escalation: Estimate;
  /** True where no other policy here is both cheaper and better. The oracle does not compete. */
  readonly isParetoOptimal: boolean;
}

/** How well one signal of one tier tells right answers from wrong ones. */
export interface SignalReliability {
  readonly taskType: string;
  readonly tier: string;
  readonly signal: string;
  /** Probability that a right answer has a higher reading than a wrong one; null where all are right or all wrong. */
  readonly auroc: number | null;
  /** By level (or by tenth for continuous signals), least confident first. */
  readonly bins: readonly { readonly label: string; readonly n: number; readonly quality: Estimate }[];
  readonly missing: number;
}

/** What a calibration was asked for: the promises, the level, and what makes it repeatable. */
export interface CalibrationOptions {
  readonly reference: string;
  /** Largest acceptable loss of quality against the reference, points as a fraction in (0, 1). */
  readonly margin: number;
  /** Largest acceptable share of items that lose a right answer of the reference, in (0, 1). */
  readonly harm: number;
  /** 1 − δ, in (0.5, 1). Gates are one-sided at 1 − level; intervals are two-sided at it. */
  readonly confidence: number;
  readonly seed: number;
  readonly minItems: number;
  /** Task type → weight; null: every item weighs the same. */
  readonly traffic: { readonly [taskType: string]: number } | null;
  /** Go on although cells are missing; stamped into the table. */
  readonly allowMissing: boolean;
}

/** Everything calibration concluded from one or more runs. */
export interface Calibration {
  readonly options: CalibrationOptions;
  /** In price order, cheapest first. */
  readonly tierOrder: readonly string[];
  readonly simulated: boolean;
  readonly runIds: readonly string[];
  readonly overall: readonly TierSummary[];
  readonly taskTypes: readonly TaskTypeDecision[];
  /** always-<tier> for every tier, `table`, `oracle`. */
  readonly policies: readonly PolicyEvaluation[];
  readonly signals: readonly SignalReliability[];
  readonly missing: readonly {
    readonly taskType: string;
    readonly tier: string;
    readonly cells: number;
    readonly of: number;
  }[];
  /** Things a reader must know: unknown prices, few items, missing cells. One sentence each. */
  readonly warnings: readonly string[];
}
