import type { RunSide } from "../calibrate/compare-pairs.js";
import { UsageError } from "../core/errors.js";
import { answeredIn, type Outcome } from "../core/outcome.js";

/** Two sides of a comparison without the cells that stand on one and the same answer. */
export interface OwnAnswers {
  readonly base: RunSide;
  readonly head: RunSide;
  /** Cells that were left out of either. */
  readonly shared: number;
}

/**
 * Leaves out what one run has taken from the other, or both from a third: an answer cannot differ from itself.
 *
 * @throws UsageError where nothing else is left
 */
export function withoutSharedAnswers(base: RunSide, head: RunSide): OwnAnswers {
  const shared = sharedCells(base, head);
  const own = (side: RunSide): RunSide => ({
    ...side,
    outcomes: side.outcomes.filter(({ cellKey }) => !shared.has(cellKey)),
  });
  const left = { base: own(base), head: own(head), shared: shared.size };
  if (shared.size > 0 && (left.base.outcomes.length === 0 || left.head.outcomes.length === 0)) {
    throw new UsageError(
      `runs "${base.run.runId}" and "${head.run.runId}" stand on the same answers: there is nothing new to compare; measure again with: npx tierbench run --no-cache`,
    );
  }
  return left;
}

/** Noise is what differs between two askings. @throws UsageError where the anchor has not asked everything itself */
export function refuseSharedAnchor(base: RunSide, anchor: RunSide): void {
  const { size } = sharedCells(base, anchor);
  if (size === 0) return;
  throw new UsageError(
    `--anchor: ${size} cells of run "${anchor.run.runId}" stand on answers of the base, which says nothing about noise; measure it again with: npx tierbench run --no-cache`,
  );
}

/** Every answer once: what one run has taken from another of them is no further trial. */
export function distinctAnswers(outcomes: readonly Outcome[]): readonly Outcome[] {
  const first = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const answer = `${outcome.cellKey} ${answeredIn(outcome)}`;
    const known = first.get(answer);
    // The original has the attempts.
    if (known === undefined || (known.reusedFrom !== undefined && outcome.reusedFrom === undefined)) {
      first.set(answer, outcome);
    }
  }
  return first.size === outcomes.length ? outcomes : [...first.values()];
}

/** A run has every answer in common with itself: that comparison is left as it is. */
function sharedCells(base: RunSide, head: RunSide): ReadonlySet<string> {
  if (base.run.runId === head.run.runId) return new Set();
  const origins = new Map(base.outcomes.map((outcome) => [outcome.cellKey, answeredIn(outcome)]));
  const isShared = (outcome: Outcome) => origins.get(outcome.cellKey) === answeredIn(outcome);
  return new Set(head.outcomes.filter(isShared).map(({ cellKey }) => cellKey));
}
