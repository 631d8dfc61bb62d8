import type { Policy } from "../core/policy.js";
import { sumOf } from "../stats/cluster-mean.js";
import { seededRandom } from "../stats/random.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type Replay, replay } from "./replay.js";

/** What is added up over items, in one fixed order. */
export const QUANTITIES = ["score", "costUsd", "latencyMs", "harm", "escalated"] as const;
/** One of the added quantities. */
export type Quantity = (typeof QUANTITIES)[number];

/** A replayed policy, ready to be resampled. */
export interface PolicyTotals {
  /** Traffic-weighted mean per item; null where not known for some task type. */
  readonly means: { readonly [quantity in Quantity]: number | null };
  /** Per task type: items per unit, and per quantity the sum over the items of each unit. */
  readonly strata: readonly { readonly sizes: Float64Array; readonly columns: readonly Float64Array[] }[];
}

/** Resampling more units than this tells nothing more and takes for ever. */
const UNIT_LIMIT = 5000;

/** Replays a policy on every task type and adds it up by unit. */
export function policyTotals(
  policy: Policy,
  matrices: readonly TaskTypeMatrix[],
  { weights, seed }: { readonly weights: readonly number[]; readonly seed: number },
): PolicyTotals {
  const replays = matrices.map((matrix) => replay(policy, matrix));
  const mean = (quantity: Quantity) => {
    const parts = replays.map((one, m) => {
      const values = one[quantity];
      return values === null ? null : ((weights[m] ?? 0) * sumOf(values)) / values.length;
    });
    return parts.includes(null) ? null : sumOf(parts.map((part) => part ?? 0));
  };
  const limit = Math.max(200, Math.floor(UNIT_LIMIT / matrices.length));
  return {
    means: {
      score: mean("score"),
      costUsd: mean("costUsd"),
      latencyMs: mean("latencyMs"),
      harm: mean("harm"),
      escalated: mean("escalated"),
    },
    strata: matrices.map((matrix, m) => stratum(matrix, replays[m], resamplingUnits(matrix, { limit, seed }))),
  };
}

function stratum(
  matrix: TaskTypeMatrix,
  one: Replay | undefined,
  { units, count }: ResamplingUnits,
): { readonly sizes: Float64Array; readonly columns: readonly Float64Array[] } {
  const add = (values: Float64Array | null) => {
    const sums = new Float64Array(count);
    for (let i = 0; i < units.length; i += 1) {
      const unit = units[i] ?? 0;
      sums[unit] = (sums[unit] ?? 0) + (values?.[i] ?? 0);
    }
    return sums;
  };
  return {
    sizes: add(new Float64Array(matrix.itemIds.length).fill(1)),
    columns: QUANTITIES.map((quantity) => add(one?.[quantity] ?? null)),
  };
}

interface ResamplingUnits {
  readonly units: Int32Array;
  readonly count: number;
}

/**
 * The units that are drawn: those of the matrix, or, where there are very many,
 * groups of them put together at random, whose spread estimates the same variance.
 */
function resamplingUnits(
  { taskType, units, unitCount }: TaskTypeMatrix,
  { limit, seed }: { readonly limit: number; readonly seed: number },
): ResamplingUnits {
  if (unitCount <= limit) return { units, count: unitCount };
  const random = seededRandom(seed, `groups of ${taskType}`);
  const place = Uint32Array.from({ length: unitCount }, (_, i) => i);
  for (let i = unitCount - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    const swapped = place[i] ?? 0;
    place[i] = place[j] ?? 0;
    place[j] = swapped;
  }
  return { units: units.map((unit) => (place[unit] ?? 0) % limit), count: limit };
}
