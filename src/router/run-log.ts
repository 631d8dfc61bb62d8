import type { Ruling } from "./decision.js";
import type { FollowedTable } from "./followed-table.js";
import { onOneLine } from "./router-table-error.js";
import type { Hop, HopCause, RunEnd, RunOverrides, RunRecord } from "./run-record.js";
import type { SignalCheck } from "./signal-check.js";

/** What a run may not exceed. */
export interface RunLimits {
  readonly maxHops: number;
  /** Infinite where there is no ceiling. */
  readonly maxCostUsd: number;
}

/**
 * The limits of a run: those of the table, or tighter ones.
 * @throws RangeError on a limit out of range
 */
export function effectiveLimits(table: FollowedTable, { maxHops, maxCostUsd }: RunOverrides): RunLimits {
  if (maxHops !== undefined && !(maxHops >= 0)) throw new RangeError(`maxHops must be 0 or more: ${maxHops}`);
  if (maxCostUsd !== undefined && !(maxCostUsd > 0)) {
    throw new RangeError(`maxCostUsd must be above 0: ${maxCostUsd}`);
  }
  return {
    maxHops: Math.min(table.maxHops, maxHops ?? table.maxHops),
    maxCostUsd: Math.min(table.maxCostUsd ?? Number.POSITIVE_INFINITY, maxCostUsd ?? Number.POSITIVE_INFINITY),
  };
}

/** One call under way. Exactly one of the two is called, once. */
export interface OpenHop {
  readonly index: number;
  answered(answer: {
    readonly signals: readonly SignalCheck[];
    readonly accepted: boolean;
    readonly costUsd: unknown;
  }): void;
  failed(thrown: unknown): void;
}

/** Writes the record of one run while it happens. */
export class RunLog {
  end: RunEnd = "exhausted";
  escalations = 0;
  totalCostUsd = 0;
  readonly #ruling: Ruling;
  readonly #request: unknown;
  readonly #overrides: RunOverrides;
  readonly #now: () => number;
  readonly #startedMs: number | null;
  readonly #hops: Hop[] = [];

  constructor(ruling: Ruling, request: unknown, overrides: RunOverrides, now: () => number) {
    this.#ruling = ruling;
    this.#request = request;
    this.#overrides = overrides;
    this.#now = now;
    this.#startedMs = readClock(now);
  }

  hasAsked(tier: string): boolean {
    return this.#hops.some((hop) => hop.tier === tier);
  }

  hasFailed(tier: string): boolean {
    return this.#hops.some((hop) => hop.tier === tier && hop.error !== undefined);
  }

  /** Notes how the run ends; null, as there is no next call. */
  stop(end: RunEnd): null {
    this.end = end;
    return null;
  }

  start(tier: string, model: string, cause: HopCause): OpenHop {
    const startMs = readClock(this.#now);
    const close = (rest: Pick<Hop, "accepted" | "signals" | "costUsd"> & { readonly error?: string }) => {
      const endMs = readClock(this.#now);
      const latencyMs = startMs === null || endMs === null ? null : Math.max(0, endMs - startMs);
      this.totalCostUsd += rest.costUsd ?? 0;
      this.#hops.push(Object.freeze({ tier, model, cause, ...rest, latencyMs }));
    };
    return {
      index: this.#hops.length,
      answered: ({ signals, accepted, costUsd }) => close({ accepted, signals, costUsd: knownCost(costUsd) }),
      failed: (thrown) => close({ accepted: false, signals: [], costUsd: null, error: describeThrown(thrown) }),
    };
  }

  /** @param tier - whose answer is returned; null: none */
  record(tier: string | null): RunRecord {
    const { decision, route } = this.#ruling;
    const hops = Object.freeze([...this.#hops]);
    const hasFailure = hops.some(({ error }) => error !== undefined);
    return Object.freeze({
      tableId: decision.tableId,
      route,
      taskType: taskTypeOf(this.#request),
      reason: decision.reason,
      detail: decision.detail,
      end: this.end,
      tier,
      hops,
      totalCostUsd: this.totalCostUsd,
      isCostComplete: hops.every(({ costUsd }) => costUsd !== null),
      escalations: this.escalations,
      degraded: decision.degraded || hasFailure || this.end === "cost-ceiling",
      isStale: decision.isStale,
      overrides: Object.freeze({ ...this.#overrides }),
      startedAt: this.#startedMs === null ? null : new Date(this.#startedMs).toISOString(),
    });
  }
}

/** Milliseconds since 1970, within what a date can hold; null where the clock gives no such time. */
function readClock(now: () => number): number | null {
  try {
    const atMs = now();
    return Math.abs(atMs) <= 8.64e15 ? atMs : null;
  } catch {
    return null;
  }
}

function knownCost(costUsd: unknown): number | null {
  return typeof costUsd === "number" && costUsd >= 0 && Number.isFinite(costUsd) ? costUsd : null;
}

function taskTypeOf(request: unknown): string | null {
  try {
    const taskType: unknown = (request as { readonly taskType?: unknown }).taskType;
    return typeof taskType === "string" ? taskType.slice(0, 128) : null;
  } catch {
    return null;
  }
}

function describeThrown(thrown: unknown): string {
  try {
    return onOneLine(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown), 200);
  } catch {
    return "unprintable";
  }
}
