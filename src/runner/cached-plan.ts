import { UsageError } from "../core/errors.js";
import { composeRequest } from "../core/eval.js";
import type { CacheBreakpoint } from "../core/model-request.js";
import type { Tier } from "../core/tier.js";
import type { EvalWithItems, PlannedCell } from "./plan-run.js";
import { sharedPrefix } from "./shared-prefix.js";

/**
 * The plan with a cache breakpoint in the requests of evals that ask for caching, behind what the prompts of all their
 * items begin with: of all items of the dataset, so that a limit or a shard moves nothing. No cell becomes another one.
 *
 * @param canCache - whether the API's cache may be used on a tier
 * @throws UsageError naming the first eval whose prompts share nothing
 */
export function withCaching(
  plan: readonly PlannedCell[],
  evals: readonly EvalWithItems[],
  canCache: (tier: Tier) => boolean,
): readonly PlannedCell[] {
  const [anyTier] = plan.map(({ tier }) => tier);
  if (anyTier === undefined) return plan;
  const wanting = evals.filter(({ evaluation }) => evaluation.cache === true);
  if (wanting.length === 0) return plan;
  // A tier decides on model and parameters; the prompt is the same on all.
  const ends = new Map(wanting.map((one) => [one.evaluation.taskType, endOf(one, anyTier)]));
  return plan.map((planned) => {
    const cacheAfter = ends.get(planned.cell.taskType);
    if (cacheAfter === undefined || !canCache(planned.tier)) return planned;
    return { ...planned, request: { ...planned.request, cacheAfter } };
  });
}

function endOf({ evaluation, dataset }: EvalWithItems, tier: Tier): CacheBreakpoint {
  const end = sharedPrefix(dataset.items.map((item) => composeRequest(evaluation, item, tier)));
  if (end !== null) return end;
  const why =
    dataset.items.length < 2
      ? "there is no second item whose prompt could begin alike"
      : "the prompts of its items begin with nothing in common; move what they share to the front";
  throw new UsageError(`eval "${evaluation.taskType}": cache is true, but ${why}, or take cache out`);
}
