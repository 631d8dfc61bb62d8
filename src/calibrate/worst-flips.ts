import type { TaskTypeDecision } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { servedShares } from "./replay.js";

/** Of a tier's judged answers, how many are taken to be misjudged: a judge may be fooled so often and still be used. */
export const FLIPPED_SHARE = 0.01;

/** A task type with what was decided of it. */
export interface Decided {
  readonly matrix: TaskTypeMatrix;
  readonly decision: TaskTypeDecision;
}

/**
 * The same outcomes as if the judges had erred where it hurts the choice most: of every tier but the reference at most
 * 1 % of the judged answers, rounded up, have another score. Tiers on the chosen path lose right answers where the
 * path served them and the reference was right too; the others gain wrong ones, where the reference was right and the
 * judge alone had failed them. Only scores change, neither verdicts nor answers.
 *
 * @returns null where no judge scored any of them
 */
export function worstFlips(outcomes: readonly Outcome[], decided: readonly Decided[]): readonly Outcome[] | null {
  const flipped = new Map<Outcome, number>();
  for (const one of decided) {
    const judged = outcomes.filter((row) => row.taskType === one.decision.taskType && isJudged(row));
    if (judged.length > 0) flipWorst(judged, one, flipped);
  }
  if (flipped.size === 0) return null;
  return outcomes.map((outcome) => {
    const score = flipped.get(outcome);
    return score === undefined ? outcome : { ...outcome, score };
  });
}

function flipWorst(judged: readonly Outcome[], { matrix, decision }: Decided, flipped: Map<Outcome, number>): void {
  const { reference, itemIds } = matrix;
  const indices = new Map(itemIds.map((itemId, index) => [itemId, index]));
  const referenceScore = matrix.columns.find(({ tier }) => tier === reference)?.meanScore ?? new Float64Array(0);
  const served = servedShares(decision.choice, matrix);
  for (const tier of new Set(judged.map((row) => row.tier))) {
    if (tier === reference) continue;
    const rows = judged.filter((row) => row.tier === tier);
    const share = served.get(tier);
    const harmOf = (row: Outcome): number => {
      const at = indices.get(row.itemId);
      if (at === undefined) return 0;
      const right = referenceScore[at] ?? 0;
      if (share === undefined) return canBeRight(row) ? right * (1 - (row.score ?? 0)) : 0;
      return right * (row.score ?? 0) * (share[at] ?? 0);
    };
    const most = Math.ceil(FLIPPED_SHARE * rows.length);
    const worst = rows
      .map((row) => ({ row, harm: harmOf(row), at: indices.get(row.itemId) ?? 0 }))
      .filter(({ harm }) => harm > 0)
      // The same ones in whatever order the rows come.
      .sort(
        (a, b) =>
          b.harm - a.harm || a.at - b.at || inCodeUnitOrder(a.row.runId, b.row.runId) || a.row.trial - b.row.trial,
      );
    for (const { row } of worst.slice(0, most)) flipped.set(row, share === undefined ? 1 : 0);
  }
}

function isJudged({ status, scores }: Outcome): boolean {
  return status === "scored" && scores.some(({ kind }) => kind === "judge");
}

/** Whether the judge alone stands between an answer and the full score. */
function canBeRight({ scores }: Outcome): boolean {
  return scores.every(({ kind, value }) => kind === "judge" || value === 1);
}
