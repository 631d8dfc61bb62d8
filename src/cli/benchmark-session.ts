import { setMaxListeners } from "node:events";
import { UsageError } from "../core/errors.js";
import type { Pricing } from "../core/model-client.js";
import { nanoFromUsd } from "../core/price.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import { openPriceBook, PRICE_BOOK_MAX_AGE_DAYS, type PriceBook } from "../models/price-book.js";
import { pricing } from "../models/pricing.js";
import { Budget } from "../runner/budget.js";
import type { Pacing } from "../runner/dispatch-in-batches.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Reusable } from "../runner/reuse.js";
import type { BenchmarkOptions, BenchmarkResult } from "../runner/run-benchmark.js";
import type { Effects } from "./effects.js";
import type { Provider } from "./open-provider.js";
import type { Progress } from "./progress.js";

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
  budgetUsd: number | undefined,
  effects: Effects,
): Prices {
  const book = openPriceBook(path);
  const nowMs = effects.nowMs();
  const unknown = [...new Set(tiers.map((tier) => tier.model).filter((model) => book.priceAt(model, nowMs) === null))];
  const ageDays = book.ageDays(nowMs);
  const isStale = ageDays > PRICE_BOOK_MAX_AGE_DAYS;
  if (budgetUsd !== undefined && unknown.length > 0) {
    throw new UsageError(
      `no price for ${unknown.join(", ")}, so a budget cannot be kept; add it to a price book of your own (priceBook in the configuration)`,
    );
  }
  if (budgetUsd !== undefined && isStale) {
    throw new UsageError(
      `the price book is ${ageDays} days old (at most ${PRICE_BOOK_MAX_AGE_DAYS}), so a budget cannot be kept; update tierbench or name your own price book`,
    );
  }
  for (const model of unknown)
    effects.note(`no price for ${model}: its cost stays unknown, and cost-based choices will say so`);
  if (isStale) effects.note(`the price book is ${ageDays} days old (${book.date}); costs may be out of date`);
  return { book, pricing: pricing(book) };
}

/**
 * With a budget, every call must have a worst case: what cannot be bounded cannot be capped.
 * @throws UsageError naming the first item whose prompt has none
 */
export function needBounds(
  plan: readonly PlannedCell[],
  { pricing }: Prices,
  budgetUsd: number | undefined,
  nowMs: number,
): void {
  if (budgetUsd === undefined) return;
  const unbounded = plan.find(({ request }) => pricing.worstCaseNanoUsd(request, nowMs) === null);
  if (unbounded === undefined) return;
  const { taskType, itemId, tier } = unbounded.cell;
  throw new UsageError(
    `item "${itemId}" of "${taskType}" on tier "${tier}" has no upper bound of its cost (images or files?), so a budget cannot be kept; leave out --budget-usd`,
  );
}

export interface SessionParts {
  readonly store: Store;
  readonly provider: Provider;
  readonly prices: Prices;
  readonly judge: Tier | null;
  readonly concurrency: number;
  readonly budgetUsd: number | undefined;
  /** Charged by earlier parts of the same run. */
  readonly spentNanoUsd: number;
  readonly retryErrors: boolean;
  readonly progress: Progress;
  /** Absent: every planned cell is asked. */
  readonly pacing?: Pacing;
  /** Outcomes of earlier runs that are taken instead of asking. */
  readonly reused?: Reusable;
}

/**
 * Carries out a run so that an interrupt loses nothing: the first one lets the
 * calls under way finish, the second cuts them.
 */
export async function runInterruptibly(
  parts: SessionParts,
  carryOut: (options: BenchmarkOptions) => Promise<BenchmarkResult>,
  effects: Effects,
): Promise<BenchmarkResult> {
  const drain = new AbortController();
  const abort = new AbortController();
  // One listener for every call under way is what these are for.
  setMaxListeners(0, drain.signal, abort.signal);
  using _listening = effects.onInterrupt(() => {
    if (drain.signal.aborted) {
      abort.abort();
      return;
    }
    drain.abort();
    parts.progress.note("interrupted: finishing the calls under way; once more to cut them");
  });
  const {
    store,
    provider,
    prices,
    judge,
    concurrency,
    budgetUsd,
    spentNanoUsd,
    retryErrors,
    progress,
    pacing,
    reused,
  } = parts;
  return await carryOut({
    store,
    client: provider.client,
    pricing: prices.pricing,
    budget: new Budget(budgetUsd === undefined ? null : nanoFromUsd(budgetUsd), spentNanoUsd),
    nowMs: () => effects.nowMs(),
    judge,
    concurrency,
    retryErrors,
    drain: drain.signal,
    abort: abort.signal,
    onOutcome: (outcome) => progress.advance(outcome),
    ...(pacing === undefined ? {} : { pacing }),
    ...(reused === undefined ? {} : { reused }),
  });
}
