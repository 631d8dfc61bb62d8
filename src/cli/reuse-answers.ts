import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { type Reusable, reusableOutcomes } from "../runner/reuse.js";
import type { Effects } from "./effects.js";

/** Older answers say what a model was: it may have changed behind its name. */
export const CACHE_DAYS = 7;
const DAY_MS = 86_400_000;
const NOTHING: Reusable = new Map<string, Outcome>();

export interface ReuseFlags {
  readonly "no-cache": boolean;
  readonly "cache-days"?: number | undefined;
  readonly adaptive: boolean;
}

/** Who would be asked. */
export interface Asked {
  readonly isSimulated: boolean;
  readonly baseUrl: string | null;
  readonly judge: Tier | null;
}

/** @throws UsageError on flags that contradict each other */
export function refuseIdleCacheFlags({ "no-cache": refuses, "cache-days": days }: ReuseFlags): void {
  if (refuses && days !== undefined) throw new UsageError("--cache-days does not go with --no-cache: give one of them");
}

/**
 * Answers of earlier runs of the same database that a new run takes instead of asking. An adaptive run takes none: it
 * decides on what it asks.
 */
export async function findReusable(
  store: Store,
  plan: readonly PlannedCell[],
  asked: Asked,
  flags: ReuseFlags,
  { nowMs }: Pick<Effects, "nowMs">,
): Promise<Reusable> {
  if (flags["no-cache"] || flags.adaptive) return NOTHING;
  const oldestMs = nowMs() - (flags["cache-days"] ?? CACHE_DAYS) * DAY_MS;
  // A simulator has another address each time, and its runs have none.
  const baseUrl = asked.isSimulated ? null : asked.baseUrl;
  const isOfUse = (run: Run) =>
    run.origin === "run" && run.baseUrl === baseUrl && Date.parse(run.createdAt) >= oldestMs;
  const found: Outcome[] = [];
  // The newest answer counts.
  for (const run of (await store.runs()).filter(isOfUse).reverse()) {
    found.push(...(await store.outcomes({ runIds: [run.runId] })));
  }
  return reusableOutcomes(plan, found, asked);
}

/** The same for a dry run, which makes no database. */
export async function findReusableAt(path: string, ...rest: Rest<Parameters<typeof findReusable>>): Promise<Reusable> {
  const { isDatabaseAt } = await import("../store/database-place.js");
  if (!isDatabaseAt(path)) return NOTHING;
  const { openStore } = await import("../store/duckdb-store.js");
  await using store = await openStore(path, { readOnly: true });
  return await findReusable(store, ...rest);
}

type Rest<Parts extends readonly unknown[]> = Parts extends readonly [unknown, ...infer Others] ? Others : never;

/** `1,200 of 1,596 cells taken from run_…; --no-cache asks anew`. */
export function reusedText(reused: Reusable, planned: number): string {
  const [first = "", ...others] = new Set([...reused.values()].map(({ runId }) => runId));
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${grouped(reused.size)} of ${grouped(planned)} cells taken from ${first}${more}; --no-cache asks anew`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
