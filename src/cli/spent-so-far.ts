import { isJudgeRole } from "../core/attempt.js";
import type { Store } from "../core/store.js";

/** Money, nano-dollars; null where a price is not known. */
interface Amounts {
  readonly total: number | null;
  /** Without the judge. */
  readonly byTier: ReadonlyMap<string, number | null>;
}

/** What the attempts of a run were charged, and what those may cost that are under way in batches. */
export interface Spent extends Amounts {
  readonly underWay: Amounts;
}

const NOTHING: Amounts = { total: 0, byTier: new Map() };
export const NOTHING_SPENT: Spent = { ...NOTHING, underWay: NOTHING };

/** What a run was charged so far, recomputed from the rows of its attempts. */
export async function spentSoFar(store: Store, runId: string): Promise<Spent> {
  const tierOf = new Map((await store.plan(runId)).map(({ key, tier }) => [key, tier]));
  const charges = (await store.attempts(runId)).map((one) => ({ ...one, nanoUsd: one.chargedNanoUsd }));
  const open = (await store.intents(runId)).map((one) => ({ ...one, nanoUsd: one.worstCaseNanoUsd }));
  return { ...amounts(charges, tierOf), underWay: amounts(open, tierOf) };
}

/** The whole of it, nano-dollars; null where a price is not known. */
export async function chargedSoFar(store: Store, runId: string): Promise<number | null> {
  return (await spentSoFar(store, runId)).total;
}

interface Charge {
  readonly cellKey: string;
  readonly role: string;
  readonly nanoUsd: number | null;
}

function amounts(charges: readonly Charge[], tierOf: ReadonlyMap<string, string>): Amounts {
  const byTier = new Map<string, number | null>();
  let total: number | null = 0;
  for (const { cellKey, role, nanoUsd } of charges) {
    total = sum(total, nanoUsd);
    const tier = tierOf.get(cellKey);
    if (tier === undefined || isJudgeRole(role)) continue;
    const before = byTier.get(tier);
    byTier.set(tier, before === undefined ? nanoUsd : sum(before, nanoUsd));
  }
  return { total, byTier };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
