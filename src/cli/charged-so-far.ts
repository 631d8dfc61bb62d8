import { UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";

/** What all attempts of a run were charged, nano-dollars, recomputed from their rows; null where a price is not known. */
export async function chargedSoFar(store: Store, runId: string): Promise<number | null> {
  let nanoUsd = 0;
  for (const { chargedNanoUsd } of await store.attempts(runId)) {
    if (chargedNanoUsd === null) return null;
    nanoUsd += chargedNanoUsd;
  }
  return nanoUsd;
}

/**
 * What a resumed run has spent, as far as a budget counts it; without a budget it does not matter.
 *
 * @throws UsageError where a budget is to be kept and a part of the spending is not known
 */
export function spentBefore(chargedNanoUsd: number | null, budgetUsd: number | undefined, runId: string): number {
  if (chargedNanoUsd !== null) return chargedNanoUsd;
  if (budgetUsd === undefined) return 0;
  throw new UsageError(
    `run "${runId}" has calls whose cost is not known, so a budget cannot be kept; go on without --budget-usd, or start a new run`,
  );
}
