import type { Outcome } from "../core/outcome.js";
import { meanScoreOf } from "./compare-change.js";
import type { PairedCell } from "./compare-pairs.js";
import { inCodeUnitOrder } from "./item-rows.js";

/** Longest reason that is kept, in characters. */
const MAX_REASON = 200;

/** One item whose score changed between two runs. */
export interface Flip {
  readonly taskType: string;
  readonly tier: string;
  readonly itemId: string;
  /** Mean scores over the trials, in [0, 1]. */
  readonly base: number;
  readonly head: number;
  /** Why the worst trial scored what it did; empty where no reason is stored. */
  readonly baseReason: string;
  readonly headReason: string;
}

/** Items whose score changed, the list bounded and the counts whole. */
export interface FlipList {
  /** Cells (item × tier) that became worse, and better. */
  readonly worse: number;
  readonly better: number;
  /** Losses before gains, the largest first, then by task type, tier and item. */
  readonly shown: readonly Flip[];
}

/**
 * The items behind a comparison.
 *
 * @param limit - most items that are shown, integer ≥ 0
 */
export function flipList(cells: readonly PairedCell[], limit: number): FlipList {
  const flips = cells.flatMap(({ taskType, tier, items }) =>
    items.flatMap(({ itemId, base, head }) => {
      const scores = { base: meanScoreOf(base), head: meanScoreOf(head) };
      return scores.base === scores.head ? [] : [{ taskType, tier, itemId, ...scores, rows: { base, head } }];
    }),
  );
  flips.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      inCodeUnitOrder(a.taskType, b.taskType) ||
      inCodeUnitOrder(a.tier, b.tier) ||
      inCodeUnitOrder(a.itemId, b.itemId),
  );
  return {
    worse: flips.filter(({ base, head }) => head < base).length,
    better: flips.filter(({ base, head }) => head > base).length,
    shown: flips.slice(0, limit).map(({ rows, ...flip }) => ({
      ...flip,
      baseReason: reasonOf(rows.base),
      headReason: reasonOf(rows.head),
    })),
  };
}

/** Losses before gains, each the largest first. */
function rank({ base, head }: Pick<Flip, "base" | "head">): number {
  return head < base ? head - base - 2 : base - head;
}

/** The reason of the lowest score of the worst trial. */
function reasonOf(rows: readonly Outcome[]): string {
  const worst = rows.reduce((a, b) => ((b.score ?? 0) < (a.score ?? 0) ? b : a));
  const [lowest] = worst.scores.toSorted((a, b) => a.value - b.value);
  const reason = lowest?.reason ?? "";
  return reason.length <= MAX_REASON ? reason : `${reason.slice(0, MAX_REASON - 1)}…`;
}
