import type { Config } from "../core/config.js";
import { UsageError } from "../core/errors.js";
import type { Pricing } from "../core/model-client.js";
import type { RunProgram } from "../core/program.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import type { BatchClient } from "../models/batch-client.js";
import { BATCH_LIMITS } from "../models/batch-limits.js";
import { systemClock } from "../models/call-clock.js";
import { openPriceBook, PRICE_BOOK_MAX_AGE_DAYS, type PriceBook } from "../models/price-book.js";
import { pricing } from "../models/pricing.js";
import type { Pacing } from "../runner/dispatch-in-batches.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Reusable } from "../runner/reuse.js";
import type { BenchmarkOptions, BenchmarkResult } from "../runner/run-benchmark.js";
import { checkInput } from "../scorers/check-input.js";
import { type Bench, judgesOf } from "./bench.js";
import type { Effects } from "./effects.js";
import type { Interrupt } from "./interrupt.js";
import { modelGates } from "./model-gates.js";
import type { Provider } from "./open-provider.js";
import type { Progress } from "./progress.js";
import { type Remarks, remarksOn } from "./remarks.js";
import { startBrake } from "./run-brake.js";
import type { RunBudget } from "./run-budget.js";

/** Prices, as far as they are known, for the models of a run. */
export interface Prices {
  readonly book: PriceBook;
  readonly pricing: Pricing;
}

/**
 * Opens the price book and says aloud what it does not know.
 *
 * @throws UsageError where a budget is set that unknown or stale prices could not keep
 */
export function openPrices(
  path: string | undefined,
  tiers: readonly Tier[],
  isCapped: boolean,
  effects: Effects,
  isBatch = false,
): Prices {
  const book = openPriceBook(path);
  const nowMs = effects.nowMs();
  const hasNoPrice = (model: string) => {
    const price = book.priceAt(model, nowMs);
    return price === null || (isBatch && price.batchMultiplier === null);
  };
  const unknown = [...new Set(tiers.map((tier) => tier.model).filter(hasNoPrice))];
  const ageDays = book.ageDays(nowMs);
  const isStale = ageDays > PRICE_BOOK_MAX_AGE_DAYS;
  if (isCapped && unknown.length > 0) {
    throw new UsageError(
      `no price for ${unknown.join(", ")}, so a budget cannot be kept; add it to a price book of your own (priceBook in the configuration)`,
    );
  }
  if (isCapped && isStale) {
    throw new UsageError(
      `the price book is ${ageDays} days old (at most ${PRICE_BOOK_MAX_AGE_DAYS}), so a budget cannot be kept; update tierbench or name your own price book`,
    );
  }
  for (const model of unknown)
    effects.note(`no price for ${model}: its cost stays unknown, and cost-based choices will say so`);
  if (isStale) effects.note(`the price book is ${ageDays} days old (${book.date}); costs may be out of date`);
  return { book, pricing: pricing(book, { isBatch }) };
}

/**
 * With a budget, every call must have a worst case: what cannot be bounded cannot be capped.
 * @throws UsageError naming the first item whose prompt has none
 */
export function needBounds(plan: readonly PlannedCell[], { pricing }: Prices, isCapped: boolean, nowMs: number): void {
  if (!isCapped) return;
  const unbounded = plan.find(({ request }) => pricing.worstCaseNanoUsd(request, nowMs) === null);
  if (unbounded === undefined) return;
  const { taskType, itemId, tier } = unbounded.cell;
  throw new UsageError(
    `item "${itemId}" of "${taskType}" on tier "${tier}" has no upper bound of its cost (images or files?), so a budget cannot be kept; leave out the budget`,
  );
}

export interface SessionParts {
  readonly store: Store;
  readonly provider: Provider;
  readonly prices: Prices;
  readonly tiers: readonly Tier[];
  readonly bench: Bench;
  readonly concurrency: number;
  readonly budget: RunBudget;
  readonly rates: Config["rates"];
  /** Absent: every call is made by itself. */
  readonly batches?: BatchClient;
  readonly retryErrors: boolean;
  readonly progress: Progress;
  /** Absent: every planned cell is asked. */
  readonly pacing?: Pacing;
  /** How long calls under way may go on after an interrupt; absent: the usual time. */
  readonly drainMs?: number | undefined;
  /** Outcomes of earlier runs that are taken instead of asking. */
  readonly reused?: Reusable;
  /** Absent: answers are not run as programs. */
  readonly runProgram?: RunProgram | undefined;
}

/** How a run stands, and what has stopped it before its time, if anything has. */
export interface SessionResult extends BenchmarkResult {
  readonly interruptedBy: Interrupt | null;
  /** On the cells that ended in this session. */
  readonly remarks: Remarks;
}

/**
 * Carries out a run so that an interrupt loses nothing: the first one lets the
 * calls under way finish, for a while; the second cuts them.
 */
export async function runInterruptibly(
  runId: string,
  parts: SessionParts,
  carryOut: (options: BenchmarkOptions) => Promise<BenchmarkResult>,
  effects: Effects,
): Promise<SessionResult> {
  const { batches, store, provider, prices, bench, concurrency, budget, tiers, rates, retryErrors } = parts;
  const { progress, pacing, reused } = parts;
  const isSimulated = provider.name === "simulator";
  using brake = startBrake({ ...parts, isSimulated, onDrain: () => batches?.leave() ?? [] }, effects);
  const { clock = systemClock } = effects;
  const gateOf = modelGates(
    { tiers, judges: judgesOf(bench), concurrency, rates },
    { clock, drain: brake.drain, progress },
  );
  const remarks = remarksOn();
  progress.begin(runId);
  // The store is written to until then.
  await using _closing = batches ?? null;
  const result = await carryOut({
    store,
    client: batches ?? provider.client,
    pricing: prices.pricing,
    ...budget,
    gateOf,
    nowMs: () => effects.nowMs(),
    judge: bench.judge,
    // All cells of a batch are under way at once.
    concurrency: batches === undefined ? concurrency : BATCH_LIMITS.requests,
    retryErrors,
    drain: brake.drain,
    abort: brake.abort,
    checkInput,
    onOutcome: (outcome) => {
      remarks.add(outcome);
      progress.advance(outcome);
    },
    runProgram: parts.runProgram,
    ...(pacing === undefined ? {} : { pacing }),
    ...(reused === undefined ? {} : { reused }),
  });
  progress.end(result);
  return { ...result, interruptedBy: brake.cause(), remarks };
}
