import { type Attempt, isAnswerRole, isJudgeRole } from "../core/attempt.js";
import type { Pricing } from "../core/model-client.js";
import { answeredIn, type Outcome } from "../core/outcome.js";
import { isAnswered } from "../core/outcome-class.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import { listNanoUsd } from "../runner/run-costs.js";

/**
 * Outcomes with what they would have cost alone: without what a prompt cache or the batch endpoint took off, which
 * production need not have. Where no discount was had, nothing changes; where the calls are in no database at hand, the
 * cost is not known.
 */
export async function aloneCosts(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  store: Store,
  pricing: Pricing,
): Promise<readonly Outcome[]> {
  const known = new Set((await store.runs()).map(({ runId }) => runId));
  const measured = new Set(runs.filter(({ origin }) => origin === "run").map(({ runId }) => runId));
  const sources = new Set(outcomes.filter(({ runId }) => measured.has(runId)).map(answeredIn));
  const discounted = new Map<string, AloneCost>();
  for (const runId of sources) {
    if (!known.has(runId) || !(await hasDiscounts(runId, outcomes, store))) continue;
    for (const [cellKey, attempts] of discountedCells(await store.attempts(runId))) {
      discounted.set(`${runId} ${cellKey}`, aloneCost(attempts, pricing));
    }
  }
  return outcomes.map((outcome) => {
    const source = answeredIn(outcome);
    const alone = discounted.get(`${source} ${outcome.cellKey}`);
    if (alone !== undefined) return withAlone(outcome, alone);
    const isUnseen = measured.has(outcome.runId) && !known.has(source) && hasCachedTokens(outcome);
    return isUnseen ? { ...outcome, costNanoUsd: null, signalCostNanoUsd: null } : outcome;
  });
}

/** Spares most runs the reading of their calls. */
async function hasDiscounts(runId: string, outcomes: readonly Outcome[], store: Store): Promise<boolean> {
  if (outcomes.some((outcome) => answeredIn(outcome) === runId && hasCachedTokens(outcome))) return true;
  return (await store.batches(runId)).length > 0;
}

type AloneCost = Pick<Outcome, "costNanoUsd" | "signalCostNanoUsd"> & {
  /** Of the calls in a role; null where a price is not known. */
  readonly inRole: (role: string) => number | null;
};

function withAlone(outcome: Outcome, { inRole, ...costs }: AloneCost): Outcome {
  const signals = outcome.signals.map((reading) => {
    if (reading.costNanoUsd === undefined) return reading;
    const { costNanoUsd: _discounted, ...rest } = reading;
    const costNanoUsd = inRole(`signal:${reading.name}`);
    return costNanoUsd === null ? rest : { ...rest, costNanoUsd };
  });
  return { ...outcome, ...costs, signals };
}

/** Cells of which a call had a discount, with the attempts that their outcomes stand on. */
function discountedCells(attempts: readonly Attempt[]): ReadonlyMap<string, readonly Attempt[]> {
  const cells = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    if (!isAnswered(attempt.outcomeClass) || isJudgeRole(attempt.role)) continue;
    cells.set(attempt.cellKey, [...(cells.get(attempt.cellKey) ?? []), attempt]);
  }
  const isDiscounted = ({ batch, usage }: Attempt) =>
    batch !== null || (usage !== null && usage.cacheReadTokens + usage.cacheWriteTokens > 0);
  const counted = [...cells].map(([key, all]) => [key, lastAnswers(all)] as const);
  return new Map(counted.filter(([, ofCell]) => ofCell.some(isDiscounted)));
}

/**
 * Of calls that were made again the last one counts: of the answer, or of each turn of a conversation, whatever its draw,
 * of a signal each draw. A conversation that begins anew leaves nothing of the one before.
 */
function lastAnswers(attempts: readonly Attempt[]): readonly Attempt[] {
  const last = new Map<string, Attempt>();
  for (const attempt of attempts) {
    if (attempt.role === "answer") for (const role of [...last.keys()].filter(isAnswerRole)) last.delete(role);
    last.set(isAnswerRole(attempt.role) ? attempt.role : `${attempt.role} ${attempt.draw}`, attempt);
  }
  return [...last.values()];
}

function aloneCost(attempts: readonly Attempt[], pricing: Pricing): AloneCost {
  const sum = (some: readonly Attempt[]) =>
    some.reduce<number | null>((total, attempt) => {
      const cost = listNanoUsd(attempt, pricing);
      return total === null || cost === null ? null : total + cost;
    }, 0);
  const inRole = (wanted: string) => sum(attempts.filter(({ role }) => role === wanted));
  const signalCostNanoUsd = sum(attempts.filter(({ role }) => !isAnswerRole(role)));
  return { costNanoUsd: sum(attempts), signalCostNanoUsd, inRole };
}

function hasCachedTokens({ usage }: Outcome): boolean {
  return usage !== null && usage.cacheReadTokens + usage.cacheWriteTokens > 0;
}
