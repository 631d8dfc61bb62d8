import type { ModelRequest } from "../core/model-request.js";
import type { Tier } from "../core/tier.js";
import { estimateTokens } from "../models/token-estimate.js";
import { withCaching } from "../runner/cached-plan.js";
import type { EvalWithItems, PlannedCell } from "../runner/plan-run.js";
import type { Prices } from "./benchmark-session.js";
import type { Effects } from "./effects.js";

/** The API caches no beginning that is shorter, and says nothing. Some models want more. */
const LEAST_TOKENS = 1024;

/**
 * The plan with the cache breakpoints that its evals ask for. Where the price of cached tokens is not known, a tier is
 * asked without them, aloud: its costs would be unknown too, and nothing could be decided on them.
 *
 * @throws UsageError naming the first eval whose prompts share nothing
 */
export function cachePlan(
  plan: readonly PlannedCell[],
  evals: readonly EvalWithItems[],
  prices: Pick<Prices, "book">,
  effects: Pick<Effects, "note" | "nowMs">,
): readonly PlannedCell[] {
  if (!evals.some(({ evaluation }) => evaluation.cache === true)) return plan;
  const unpriced = new Set(plan.map(({ tier }) => tier).filter((tier) => !isPriced(tier, prices, effects.nowMs())));
  const cached = withCaching(plan, evals, (tier) => !unpriced.has(tier));
  if (unpriced.size > 0) {
    const names = [...unpriced].map(({ id }) => id).join(", ");
    effects.note(
      `no caching on ${names}: the price book does not know what cached tokens cost there; add it to a price book of your own (priceBook in the configuration)`,
    );
  }
  noteShortPrefixes(cached, effects);
  return cached;
}

/** A model without any price costs an unknown amount in either case. */
function isPriced({ model }: Tier, { book }: Pick<Prices, "book">, nowMs: number): boolean {
  const price = book.priceAt(model, nowMs);
  if (price === null) return true;
  const steps = [price.perMTok, price.promptTokensOver?.perMTok ?? price.perMTok];
  return steps.every(({ cacheRead, cacheWrite5m }) => cacheRead !== null && cacheWrite5m !== null);
}

function noteShortPrefixes(plan: readonly PlannedCell[], effects: Pick<Effects, "note">): void {
  const seen = new Set<string>();
  for (const { cell, request } of plan) {
    if (request.cacheAfter === undefined || seen.has(cell.taskType)) continue;
    seen.add(cell.taskType);
    const tokens = estimateTokens(beginningOf(request)).inputTokens;
    if (tokens.high >= LEAST_TOKENS) continue;
    effects.note(
      `eval "${cell.taskType}": what its prompts share is about ${tokens.expected} tokens; the API caches from ${LEAST_TOKENS} on, so caching will save nothing`,
    );
  }
}

/** What of a request is to be cached, as a request. */
function beginningOf(request: ModelRequest): ModelRequest {
  const end = request.cacheAfter;
  if (end === undefined || end === "system") return { ...request, messages: [] };
  const messages = request.messages.slice(0, end.message + 1).map((message, index) => {
    const { content } = message;
    return index < end.message || typeof content === "string"
      ? message
      : { ...message, content: content.slice(0, end.block + 1) };
  });
  return { ...request, messages };
}
