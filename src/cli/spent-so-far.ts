import { isJudgeRole } from "../core/attempt.js";
import type { ChargeSum, Store } from "../core/store.js";

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
  const open = await store.intents(runId);
  const cells = open.length === 0 ? [] : await store.plan(runId);
  const tierOf = new Map(cells.map(({ key, tier }) => [key, tier]));
  const underWay = open.map(({ cellKey, role, worstCaseNanoUsd }) => ({
    tier: tierOf.get(cellKey) ?? null,
    role,
    nanoUsd: worstCaseNanoUsd,
  }));
  return { ...amounts(await store.charges(runId)), underWay: amounts(underWay) };
}

/** The whole of it, nano-dollars; null where a price is not known. */
export async function chargedSoFar(store: Store, runId: string): Promise<number | null> {
  return amounts(await store.charges(runId)).total;
}

function amounts(charges: readonly ChargeSum[]): Amounts {
  const byTier = new Map<string, number | null>();
  let total: number | null = 0;
  for (const { tier, role, nanoUsd } of charges) {
    total = sum(total, nanoUsd);
    if (tier === null || isJudgeRole(role)) continue;
    const before = byTier.get(tier);
    byTier.set(tier, before === undefined ? nanoUsd : sum(before, nanoUsd));
  }
  return { total, byTier };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
