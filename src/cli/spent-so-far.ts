import { isJudgeRole } from "../core/attempt.js";
import type { Store } from "../core/store.js";

/** What the attempts of a run were charged, nano-dollars; null where a price is not known. */
export interface Spent {
  readonly total: number | null;
  /** Without the judge. */
  readonly byTier: ReadonlyMap<string, number | null>;
}

export const NOTHING_SPENT: Spent = { total: 0, byTier: new Map() };

/** What a run was charged so far, recomputed from the rows of its attempts. */
export async function spentSoFar(store: Store, runId: string): Promise<Spent> {
  const tierOf = new Map((await store.plan(runId)).map(({ key, tier }) => [key, tier]));
  const byTier = new Map<string, number | null>();
  let total: number | null = 0;
  for (const { cellKey, role, chargedNanoUsd } of await store.attempts(runId)) {
    total = sum(total, chargedNanoUsd);
    const tier = tierOf.get(cellKey);
    if (tier === undefined || isJudgeRole(role)) continue;
    const before = byTier.get(tier);
    byTier.set(tier, before === undefined ? chargedNanoUsd : sum(before, chargedNanoUsd));
  }
  return { total, byTier };
}

/** The whole of it, nano-dollars; null where a price is not known. */
export async function chargedSoFar(store: Store, runId: string): Promise<number | null> {
  return (await spentSoFar(store, runId)).total;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
