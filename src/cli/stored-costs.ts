import { UsageError } from "../core/errors.js";
import type { Pricing } from "../core/model-client.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import { type RunCosts, runCosts } from "../runner/run-costs.js";

/** What a run was charged, from the rows of its calls. @throws UsageError where it has none: it was measured elsewhere */
export async function storedCosts(store: Store, { runId, origin, tiers }: Run, pricing: Pricing): Promise<RunCosts> {
  if (origin === "import") {
    throw new UsageError(`run "${runId}" was imported: its calls are not known, only what its rows say they cost`);
  }
  const ledger = { attempts: await store.attempts(runId), intents: await store.intents(runId) };
  return runCosts(
    ledger,
    await store.plan(runId),
    tiers.map(({ id }) => id),
    pricing,
  );
}
