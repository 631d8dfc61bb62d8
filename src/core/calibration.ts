/**
 * What calibration found: the waist between the statistics and everything that
 * shows them. Plain data, no functions.
 * @module
 */
import { z } from "zod";
import type { Estimate } from "./estimate.js";
import type { JudgeTrust } from "./judge-trust.js";
import type { Policy, RoutePolicy } from "./policy.js";
import type { SignalWorth } from "./signal-worth.js";
import type { SliceCheck } from "./slice.js";

/** One tier on one task type (or on all of them). */
export interface TierSummary {
  readonly tier: string;
  readonly quality: Estimate;
  /** Per item; null where any cost is unknown. */
  readonly costUsd: Estimate | null;
  /** Of answers: costs have long tails, of which a mean says little. Null where any cost is unknown. */
  readonly costQuantilesUsd: { readonly p50: number; readonly p95: number } | null;
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
  /** `e-process`: of an adaptive run, valid whenever it stopped. */
  readonly test: "tango" | "paired-t" | "cluster-t" | "e-process";
  /**
   * One-sided, of "the tier is worse than the reference by the margin or more"; of a t test, the larger of its own and
   * that of a second test, which is {@link bettingPValue} for single items.
   */
  readonly pValue: number;
  /** Of the same hypothesis, without assuming a distribution; null where the test needs no such second opinion. */
  readonly bettingPValue: number | null;
  /** Holm over the tiers of the task type. */
  readonly adjustedPValue: number;
  /** At most so much an adjusted p-value may be to decide: δ, or half of it where cascades compete for it. */
  readonly testLevel: number;
  readonly verdict: Verdict;
  /**
   * Posterior probability that the loss is below the margin, from a Dirichlet(½) prior on the paired answers. Information
   * on an undecided pair, never a gate; null where decided, and where scores are graded, repeated, clustered or adaptive.
   */
  readonly posterior: number | null;
  /**
   * What planning goes by. `discordance`: mean squared difference of an item, of an adaptive run of a unit, in [0, 1].
   * `inflation`: items that say as much as one independent item, or unit, does, at least 1.
   */
  readonly spread: { readonly discordance: number; readonly inflation: number };
  /**
   * Items in all to decide with 80 % power if the observed discordance holds, at the level that Holm leaves to the first
   * tier that is not certified; null where decided.
   */
  readonly itemsNeeded: number | null;
}

/**
 * What a policy must keep against the reference. `harm`: the share of items that
 * lose a right answer of it, primary. `net-loss`: the mean loss of score, where
 * answers that only the policy gets right make up for others. Harm is never the smaller.
 */
export type Risk = "harm" | "net-loss";

/** How a risk is tested. */
export type RiskMethod = "binomial" | "hoeffding-bentkus" | "betting";

/** What a policy did on the rows of one task type, held against the reference. */
export interface RouteEstimates {
  readonly quality: Estimate;
  readonly costUsd: Estimate | null;
  /** Policy minus reference: negative is worse. */
  readonly difference: Estimate;
  /** Along the whole path, milliseconds; null where not measured. */
  readonly latencyP50Ms: number | null;
  /** Share of items that go on from the first tier. */
  readonly escalation: Estimate;
  /** Share of items that lose a right answer of the reference. */
  readonly harm: Estimate;
}

/** Path of a policy that no path of tests ended at: it was chosen with the whole table, after a look at the same items. */
export const WHOLE_TABLE_PATH = "chosen with the whole table";

/** The policy that one path of tests ended at, with its evidence. */
export interface CascadeEvaluation extends RouteEstimates {
  /** A single tier where the path ended at the cheapest one alone. */
  readonly policy: RoutePolicy;
  /** Where the policy comes from. `fixed`: no data; `prior`: other rows; `split`: 40 % of these units. */
  readonly construction: "fixed" | "prior" | "split";
  /** Names the path. */
  readonly path: string;
  readonly risk: Risk;
  readonly method: RiskMethod;
  /** One-sided, of "the risk is above the target". */
  readonly pValue: number;
  /** Items harmed; a sum of shares where scores are graded, repeated or clustered. */
  readonly harmful: number;
  /** Independent units the p-value rests on. */
  readonly n: number;
  /** This path's share of the failure probability. */
  readonly testLevel: number;
  /** Points of the path that passed. */
  readonly passed: number;
  readonly isCertified: boolean;
  /** Independent units that would certify the safest point at its observed rate; null where certified, or where none would. */
  readonly unitsNeeded: number | null;
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
  /** Cascades that were tried, certified or not, cheapest first; last the one of the table, where no path of its own led to it. */
  readonly cascades: readonly CascadeEvaluation[];
  readonly choice: RoutePolicy;
  readonly status: RouteStatus;
  /** One sentence a person can read. */
  readonly reason: string;
  /** More items that would probably settle the next undecided cheaper tier; null where none is. */
  readonly itemsStillNeeded: number | null;
  /** What running those items on all tiers would cost; null where not known or nothing is undecided. */
  readonly costToDecideUsd: number | null;
  /** The choice on parts of the items; null where it is the reference, and for adaptive runs. */
  readonly slices: SliceCheck | null;
  /** The judges among its scorers, in name order; absent: none. One that is not trusted lets nothing be certified. */
  readonly judges?: readonly JudgeTrust[];
  /** True where 1 % of the judges' verdicts, here or of other task types, would choose other tiers if they were wrong; absent: it holds, or no judge scored. */
  readonly isFragile?: boolean;
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

/** Means under the traffic mix of a policy that was learnt from other items than it is judged on. */
export interface CrossFittedFigures {
  readonly quality: number;
  /** Per item; null where any cost is unknown. */
  readonly costUsd: number | null;
  readonly harm: number;
  /** Mean score of the reference minus that of the policy. */
  readonly netLoss: number;
}

/** A promise about a whole table under the traffic mix, which a program can check again. */
export interface TableCertificate {
  readonly type: "non-inferiority" | "harm-rate";
  readonly scope: "whole-table";
  readonly method: "fixed-sequence-binomial" | "fixed-sequence-betting";
  readonly epsilon: number;
  /** Probability that the certificate is false. */
  readonly delta: number;
  readonly pValue: number;
  /** Harmed units, where the method counts; else null. */
  readonly k: number | null;
  /** Independent units that the test rests on. */
  readonly n: number;
  /** Place in the sequence, from 1. */
  readonly step: number;
  readonly assumes: readonly string[];
}

/** Why not to route, or not yet. */
export interface Advice {
  readonly kind: "low-volume" | "no-reliable-signal" | "high-stakes" | "undecided" | "single-tier";
  /** One sentence with its numbers. */
  readonly text: string;
}

/** What was decided about all task types together. */
export interface WholeTable {
  /**
   * What the routes rest on. `whole-table`: chosen together and certified together. `single-tier`: one tier
   * for everything, certified. `task-types`: each route for itself. `budget`, `stakes`: the objective of that name.
   */
  readonly basis: "whole-table" | "single-tier" | "task-types" | "budget" | "stakes";
  /** The tier that everything goes to; null where the table routes. */
  readonly everywhere: string | null;
  /** The cheapest single tier that is certified on all task types together; the reference where no other is. */
  readonly bestSingle: string;
  /** Null where the table as a whole promises nothing. */
  readonly certificate: TableCertificate | null;
  /** Of the way in which the routes were chosen; null with too few items to cross-fit. */
  readonly figures: CrossFittedFigures | null;
  readonly bestSingleFigures: CrossFittedFigures | null;
  /** Units that routes were made from and units that tested them; null where no such split was made. */
  readonly split: { readonly choosing: number; readonly testing: number; readonly testUnitsSha256: string } | null;
  /** Further items after which the first table that failed would probably pass; null where none is undecided. */
  readonly itemsStillNeeded: number | null;
  /** One sentence a person can read. */
  readonly reason: string;
  readonly advice: readonly Advice[];
}

/**
 * What is to be best. `cost`: lowest cost that keeps the promises against the
 * reference. `budget`: highest quality at this mean cost per item, USD. `stakes`:
 * lowest cost with errors, at what a wrong answer of each task type costs, USD.
 */
export const ObjectiveSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cost") }),
  z.object({ kind: z.literal("budget"), costUsd: z.number().positive() }),
  z.object({ kind: z.literal("stakes"), failureCostsUsd: z.record(z.string(), z.number().nonnegative()) }),
]);
export type Objective = z.infer<typeof ObjectiveSchema>;

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
  readonly objective: Objective;
  /** Requests per day, for advice; null where nobody said. */
  readonly tasksPerDay: number | null;
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
  readonly whole: WholeTable;
  /** always-<tier> for every tier, `table`, `oracle`. */
  readonly policies: readonly PolicyEvaluation[];
  readonly signals: readonly SignalReliability[];
  /** The same signals in the same order. */
  readonly signalWorth: readonly SignalWorth[];
  readonly missing: readonly {
    readonly taskType: string;
    readonly tier: string;
    readonly cells: number;
    readonly of: number;
  }[];
  /** Things a reader must know: unknown prices, few items, missing cells. One sentence each. */
  readonly warnings: readonly string[];
}
