import { type Attempt, type Intent, isJudgeRole } from "../core/attempt.js";
import type { Cell } from "../core/cell.js";
import type { Pricing } from "../core/model-client.js";
import { addUsage, NO_USAGE, type Usage } from "../core/model-response.js";
import { isAnswered } from "../core/outcome-class.js";

/** What some calls came to, in whole nano-dollars; null where a part is not known. */
export interface CostLine {
  /** Calls that were answered. */
  readonly answers: number;
  /** As if every answered call had been sent alone and nothing had been cached. */
  readonly listNanoUsd: number | null;
  /** What the batch endpoint changed: 0 or less. */
  readonly batchNanoUsd: number | null;
  /** What the prompt cache changed: above 0 where writing cost more than reading saved. */
  readonly cacheNanoUsd: number | null;
  /** The sum of the three. */
  readonly answersNanoUsd: number | null;
  /** Attempts without an answer, and calls of which nobody knows what became. */
  readonly failures: number;
  /** What those are known to have cost. */
  readonly failuresLeastNanoUsd: number;
  /** What those can have cost: the worst case where the server did not say. */
  readonly failuresMostNanoUsd: number | null;
  /** What all of it is known to have cost. */
  readonly leastNanoUsd: number;
  /** What all of it can have cost, which is what the budget counts. */
  readonly mostNanoUsd: number | null;
  /** Tokens of the answered calls. */
  readonly usage: Usage;
}

/** The bill of a run, recomputed from its attempts. */
export interface RunCosts {
  /** By tier, in the order of the run; the judge's calls are in none. */
  readonly tiers: ReadonlyMap<string, CostLine>;
  readonly judge: CostLine;
  readonly total: CostLine;
}

export interface Ledger {
  readonly attempts: readonly Attempt[];
  /** Calls that are not settled. */
  readonly intents: readonly Intent[];
}

const EMPTY: CostLine = {
  answers: 0,
  listNanoUsd: 0,
  batchNanoUsd: 0,
  cacheNanoUsd: 0,
  answersNanoUsd: 0,
  failures: 0,
  failuresLeastNanoUsd: 0,
  failuresMostNanoUsd: 0,
  leastNanoUsd: 0,
  mostNanoUsd: 0,
  usage: NO_USAGE,
};

/**
 * Sorts what a run was charged by tier, the judge apart.
 *
 * @param cells - of the run's plan: they say which tier an attempt was for
 */
export function runCosts(ledger: Ledger, cells: readonly Cell[], tiers: readonly string[], pricing: Pricing): RunCosts {
  const tierOf = new Map(cells.map(({ key, tier }) => [key, tier]));
  const groupOf = ({ cellKey, role }: Pick<Attempt, "cellKey" | "role">) =>
    isJudgeRole(role) ? "judge:" : `tier:${tierOf.get(cellKey) ?? ""}`;
  const lines = costLines(ledger, groupOf, pricing);
  const byTier = new Map(tiers.map((tier) => [tier, lines.get(`tier:${tier}`) ?? EMPTY]));
  return {
    tiers: byTier,
    judge: lines.get("judge:") ?? EMPTY,
    total: [...lines.values()].reduce(addLines, EMPTY),
  };
}

/** The same by any division of the calls. */
export function costLines(
  { attempts, intents }: Ledger,
  groupOf: (call: Pick<Attempt, "cellKey" | "role">) => string,
  pricing: Pricing,
): ReadonlyMap<string, CostLine> {
  const lines = new Map<string, CostLine>();
  const add = (group: string, line: CostLine) => lines.set(group, addLines(lines.get(group) ?? EMPTY, line));
  for (const attempt of attempts) add(groupOf(attempt), lineOf(attempt, pricing));
  for (const intent of intents) add(groupOf(intent), failure(null, intent.worstCaseNanoUsd));
  return lines;
}

/** What an answered attempt would have cost if it had been sent alone and nothing had been cached; null: not known. */
export function listNanoUsd(attempt: Attempt, pricing: Pricing): number | null {
  const { usage, costNanoUsd, batch } = attempt;
  if (usage === null || (batch === null && !isCached(usage))) return costNanoUsd;
  return priceOf(attempt, uncached(usage), pricing);
}

function lineOf(attempt: Attempt, pricing: Pricing): CostLine {
  const { outcomeClass, costNanoUsd, chargedNanoUsd, batch } = attempt;
  if (!isAnswered(outcomeClass)) return failure(costNanoUsd, chargedNanoUsd);
  const usage = attempt.usage ?? NO_USAGE;
  const list = listNanoUsd(attempt, pricing);
  const alone = batch === null ? costNanoUsd : isCached(usage) ? priceOf(attempt, usage, pricing) : list;
  return {
    ...EMPTY,
    answers: 1,
    listNanoUsd: list,
    batchNanoUsd: batch === null ? 0 : difference(costNanoUsd, alone),
    cacheNanoUsd: isCached(usage) ? difference(alone, list) : 0,
    answersNanoUsd: costNanoUsd,
    leastNanoUsd: costNanoUsd ?? 0,
    mostNanoUsd: chargedNanoUsd,
    usage,
  };
}

function failure(costNanoUsd: number | null, chargedNanoUsd: number | null): CostLine {
  const least = costNanoUsd ?? 0;
  const range = { failuresLeastNanoUsd: least, failuresMostNanoUsd: chargedNanoUsd };
  return { ...EMPTY, failures: 1, ...range, leastNanoUsd: least, mostNanoUsd: chargedNanoUsd };
}

function isCached({ cacheReadTokens, cacheWriteTokens }: Usage): boolean {
  return cacheReadTokens > 0 || cacheWriteTokens > 0;
}

function uncached({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: Usage): Usage {
  return { ...NO_USAGE, inputTokens: inputTokens + cacheReadTokens + cacheWriteTokens, outputTokens };
}

function priceOf({ servedModel, model, startedAtMs }: Attempt, usage: Usage, pricing: Pricing): number | null {
  return pricing.costNanoUsd(servedModel ?? model, usage, startedAtMs);
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function addLines(a: CostLine, b: CostLine): CostLine {
  return {
    answers: a.answers + b.answers,
    listNanoUsd: plus(a.listNanoUsd, b.listNanoUsd),
    batchNanoUsd: plus(a.batchNanoUsd, b.batchNanoUsd),
    cacheNanoUsd: plus(a.cacheNanoUsd, b.cacheNanoUsd),
    answersNanoUsd: plus(a.answersNanoUsd, b.answersNanoUsd),
    failures: a.failures + b.failures,
    failuresLeastNanoUsd: a.failuresLeastNanoUsd + b.failuresLeastNanoUsd,
    failuresMostNanoUsd: plus(a.failuresMostNanoUsd, b.failuresMostNanoUsd),
    leastNanoUsd: a.leastNanoUsd + b.leastNanoUsd,
    mostNanoUsd: plus(a.mostNanoUsd, b.mostNanoUsd),
    usage: addUsage(a.usage, b.usage),
  };
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
