import type { Adaptive } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import type { Pacing } from "../runner/dispatch-in-batches.js";
import type { EvalWithItems, PlannedCell } from "../runner/plan-run.js";
import type { Reusable } from "../runner/reuse.js";
import { type BenchmarkResult, startRun } from "../runner/run-benchmark.js";
import { type Prices, runInterruptibly } from "./benchmark-session.js";
import { type Campaign, refuseSecondPart } from "./campaign.js";
import type { Effects } from "./effects.js";
import { newRun } from "./new-run.js";
import type { Provider } from "./open-provider.js";
import type { Progress } from "./progress.js";

export interface Measurement {
  readonly evals: readonly EvalWithItems[];
  readonly plan: readonly PlannedCell[];
  readonly tiers: readonly Tier[];
  readonly trials: number;
  readonly judge: Tier | null;
  readonly prices: Prices;
  readonly provider: Provider;
  readonly store: Store;
  readonly concurrency: number;
  readonly budgetUsd: number | undefined;
  readonly progress: Progress;
  /** Asks only what it still needs to decide; absent: every planned cell. */
  readonly pacing?: Pacing;
  readonly adaptive?: Adaptive;
  /** Outcomes of earlier runs that are taken instead of asking. */
  readonly reused?: Reusable;
  /** Absent: the run gets an id of its own. */
  readonly campaign?: Campaign | undefined;
}

/** Starts a new run and carries it out. */
export async function measure(parts: Measurement, effects: Effects): Promise<BenchmarkResult> {
  const { provider, prices, plan } = parts;
  const isSimulated = provider.name === "simulator";
  const run = newRun({ ...parts, isSimulated, baseUrl: provider.baseUrl, priceBookDate: prices.book.date }, effects);
  await refuseSecondPart(parts.store, run);
  const session = { ...parts, spentNanoUsd: 0, retryErrors: false };
  return runInterruptibly(session, (options) => startRun(run, plan, options), effects);
}
