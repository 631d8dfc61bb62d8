import type { DecisionReason } from "./decision.js";
import type { SignalCheck } from "./signal-check.js";

/** Why a call was made: the plan said so, or the call before it failed. */
export type HopCause = "plan" | "error-fallback";

/** One call. */
export interface Hop {
  readonly tier: string;
  readonly model: string;
  readonly cause: HopCause;
  readonly accepted: boolean;
  /** One for each condition of the step. */
  readonly signals: readonly SignalCheck[];
  /** Null where the caller did not say or the call failed. */
  readonly costUsd: number | null;
  /** By the router's clock; null where the clock gives no time. */
  readonly latencyMs: number | null;
  /** Only where the call failed. */
  readonly error?: string;
}

/**
 * How a run ended.
 *
 * - `accepted`: the last answer met its conditions
 * - `exhausted`: no step is left; the last answer stands
 * - `max-hops`: as many escalations as the table allows; the last answer stands
 * - `cost-ceiling`: the cost has reached the ceiling; the last answer stands
 * - `call-failed`: a call failed and no fallback is left; an earlier answer stands, or the run rejects
 * - `aborted`: the caller's signal; the run rejects
 */
export type RunEnd = "accepted" | "exhausted" | "max-hops" | "cost-ceiling" | "call-failed" | "aborted";

/** What a caller may set for one run; recorded with it. Limits can only be tightened. */
export interface RunOverrides {
  /** Ask this tier alone, instead of the plan. */
  readonly tier?: string;
  /** Escalations, 0 or more. */
  readonly maxHops?: number;
  /** Ceiling for all calls of the run, USD, above 0. */
  readonly maxCostUsd?: number;
}

/** Everything a log needs to say why a request was answered as it was. JSON-serialisable, without the texts. */
export interface RunRecord {
  readonly tableId: string;
  /** The route that the request matched; null: none. */
  readonly route: string | null;
  /** At most 128 characters; null where the request has none. */
  readonly taskType: string | null;
  readonly reason: DecisionReason;
  readonly detail: string;
  readonly end: RunEnd;
  /** The tier whose answer was returned; null: none. */
  readonly tier: string | null;
  readonly hops: readonly Hop[];
  /** Sum over the hops whose cost is known. */
  readonly totalCostUsd: number;
  /** False where a call failed or did not say its cost: the sum is then a lower bound. */
  readonly isCostComplete: boolean;
  /** Calls made because an answer was not good enough; fallbacks after errors do not count. */
  readonly escalations: number;
  /** True where the decision was, a call failed, or the ceiling cut the plan short. */
  readonly degraded: boolean;
  readonly isStale: boolean;
  readonly overrides: RunOverrides;
  /** ISO 8601, UTC; null where the clock gives no time. */
  readonly startedAt: string | null;
}

/** A run has no answer: every call failed, or the caller aborted. `cause` is what was thrown last. */
export class RouterCallError extends Error {
  override readonly name = "RouterCallError";
  readonly record: RunRecord;

  constructor(message: string, record: RunRecord, options?: ErrorOptions) {
    super(message, options);
    this.record = record;
  }
}
