import type { Outcome } from "../core/outcome.js";
import { type DispatchOptions, type DispatchResult, dispatch, Halt } from "./dispatch.js";
import type { EarlierCell } from "./earlier-cell.js";
import type { PlannedCell } from "./plan-run.js";

/** What a run has come to, as far as it says what to ask next. */
export interface BatchStanding {
  /** Cell key → outcome, of the cells that are not to be asked again. */
  readonly settled: ReadonlyMap<string, Outcome>;
  /** Tiers that are not asked any more. */
  readonly givenUp: ReadonlySet<string>;
}

/** Says, batch by batch, which cells of a plan are worth asking. A function of what is settled, and of nothing else. */
export interface Pacing {
  /** Keys of cells that are not settled, in the order of asking; none: the run has what it needs. */
  next(standing: BatchStanding): readonly string[];
  /** Cells without any outcome that may still be asked. */
  atMost(outcomes: ReadonlyMap<string, Outcome>): number;
}

/** What earlier parts of a run have left, by cell key. */
export interface EarlierCells {
  readonly cells: ReadonlyMap<string, EarlierCell>;
  readonly isDue: (outcome: Outcome) => boolean;
}

/**
 * Carries out what a pacing asks for, one batch after the other; it looks again
 * only when a whole batch has ended. A cell that ends without a score is tried
 * once in each part of a run.
 */
export async function dispatchInBatches(
  plan: readonly PlannedCell[],
  pacing: Pacing,
  { cells, isDue }: EarlierCells,
  options: DispatchOptions,
): Promise<DispatchResult & { readonly atMost: number }> {
  const byKey = new Map(plan.map((planned) => [planned.cell.key, planned]));
  const settled = new Map<string, Outcome>();
  const before = [...cells.values()].flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  for (const outcome of before) if (!isDue(outcome)) settled.set(outcome.cellKey, outcome);
  const halt = new Halt(options.drain);
  const onOutcome = (outcome: Outcome) => {
    settled.set(outcome.cellKey, outcome);
    options.onOutcome?.(outcome);
  };
  for (;;) {
    const keys = pacing.next({ settled, givenUp: new Set(halt.givenUp.keys()) });
    const tasks = keys.flatMap((key) => {
      const planned = byKey.get(key);
      return planned === undefined ? [] : [{ planned, earlier: cells.get(key) ?? null }];
    });
    const isDone = tasks.length === 0;
    if (!isDone) await dispatch(tasks, { ...options, onOutcome }, halt);
    if (isDone || halt.stopped !== null) {
      const { stopped, givenUp } = halt;
      const outcomes = new Map([...before.map((outcome) => [outcome.cellKey, outcome] as const), ...settled]);
      return { stopped, givenUp, atMost: pacing.atMost(outcomes) };
    }
  }
}
