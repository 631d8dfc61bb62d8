import { usdFromNano } from "../core/price.js";
import type { Store } from "../core/store.js";

/** What all attempts of a run were charged, recomputed from their rows; null where a price is not known. */
export async function chargedUsd(store: Store, runId: string): Promise<number | null> {
  let nanoUsd = 0;
  for (const { chargedNanoUsd } of await store.attempts(runId)) {
    if (chargedNanoUsd === null) return null;
    nanoUsd += chargedNanoUsd;
  }
  return usdFromNano(nanoUsd);
}
