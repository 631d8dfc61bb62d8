import type { Config } from "../core/config.js";
import type { RunProgram } from "../core/program.js";
import type { Adaptive } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import type { Pacing } from "../runner/dispatch-in-batches.js";
import type { EvalWithItems, PlannedCell } from "../runner/plan-run.js";
import type { Reusable } from "../runner/reuse.js";
import { startRun } from "../runner/run-benchmark.js";
import { openBatches } from "./batch-run.js";
import type { Bench } from "./bench.js";
import { type Prices, runInterruptibly, type SessionResult } from "./benchmark-session.js";
import { type Campaign, refuseSecondPart } from "./campaign.js";
import type { Effects } from "./effects.js";
import { type NewRunParts, newRun } from "./new-run.js";
import type { Provider } from "./open-provider.js";
import type { Progress } from "./progress.js";
import type { RunBudget } from "./run-budget.js";

export interface Measurement {
  readonly evals: readonly EvalWithItems[];
  readonly plan: readonly PlannedCell[];
  readonly tiers: readonly Tier[];
  readonly trials: number;
  readonly bench: Bench;
  readonly prices: Prices;
  readonly provider: Provider;
  readonly store: Store;
  readonly concurrency: number;
  readonly budget: RunBudget;
  /** The same, for the record of the run; absent: nothing was said. */
  readonly caps?: NewRunParts["caps"];
  readonly rates: Config["rates"];
  readonly progress: Progress;
  /** Asks only what it still needs to decide; absent: every planned cell. */
  readonly pacing?: Pacing;
  readonly adaptive?: Adaptive;
  /** How long calls under way may go on after an interrupt; absent: the usual time. */
  readonly drainMs?: number | undefined;
  /** Outcomes of earlier runs that are taken instead of asking. */
  readonly reused?: Reusable;
  /** Absent: the run gets an id of its own. */
  readonly campaign?: Campaign | undefined;
  /** Absent: answers are not run as programs. */
  readonly runProgram?: RunProgram | undefined;
  /** Asks in batches, and says as much of them. @defaultValue every call by itself */
  readonly inBatches?: { readonly isDetailed: boolean };
}

/** Starts a new run and carries it out. */
export async function measure(parts: Measurement, effects: Effects): Promise<SessionResult> {
  const { provider, prices, plan, inBatches } = parts;
  const isSimulated = provider.name === "simulator";
  const run = newRun({ ...parts, isSimulated, baseUrl: provider.baseUrl, priceBookDate: prices.book.date }, effects);
  await refuseSecondPart(parts.store, run);
  const batches =
    inBatches === undefined
      ? {}
      : { batches: await openBatches({ ...parts, ...inBatches, runId: run.runId, earlier: [] }, effects) };
  const session = { ...parts, ...batches, retryErrors: false };
  return await runInterruptibly(run.runId, session, (options) => startRun(run, plan, options), effects);
}
