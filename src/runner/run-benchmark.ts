import type { Attempt } from "../core/attempt.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import { RESUMED_CLASSES } from "./cell-outcome.js";
import { type DispatchOptions, type DispatchResult, dispatch, type Task } from "./dispatch.js";
import { type EarlierCell, hasSignals, storedAnswer } from "./earlier-cell.js";
import { callsOf, type PlannedCell } from "./plan-run.js";

export interface BenchmarkOptions extends Omit<DispatchOptions, "runId"> {
  /** Take up errored cells of a resumed run again. */
  readonly retryErrors: boolean;
}

/** How a run stands after this part of it. */
export interface BenchmarkResult extends DispatchResult {
  readonly run: Run;
  readonly planned: number;
  readonly scored: number;
  readonly errored: number;
  /** Planned and not yet tried. */
  readonly missing: number;
}

/** Writes the plan down, then carries it out. */
export async function startRun(
  run: Run,
  plan: readonly PlannedCell[],
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  await options.store.createRun(
    run,
    plan.map((planned) => planned.cell),
    itemsOf(plan),
  );
  return carryOn(
    run,
    plan,
    plan.map((planned) => ({ planned, earlier: null })),
    options,
  );
}

/**
 * Carries out the cells of a stored plan that have no outcome yet, and those
 * that were cut short. Errored cells only where `retryErrors` says so.
 */
export async function resumeRun(
  run: Run,
  plan: readonly PlannedCell[],
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const earlierCells = await earlierCellsOf(run, options.store);
  const tasks = plan.flatMap((planned): readonly Task[] => {
    const earlier = earlierCells.get(planned.cell.key) ?? null;
    if (earlier === null) return [{ planned, earlier }];
    const { outcomeClass, status } = earlier.outcome;
    const isDue = RESUMED_CLASSES.includes(outcomeClass) || (options.retryErrors && status === "errored");
    return isDue ? [{ planned, earlier }] : [];
  });
  return carryOn(run, plan, tasks, options);
}

/**
 * Scores the stored answers of a run again with today's scorers; asks for no new
 * answer. Cells keep their identity. Cells that were cut short before their
 * signals or verdicts were paid are left to `resumeRun`.
 *
 * @param today - the cells of the run as today's evals plan them
 */
export async function rescoreRun(
  run: Run,
  today: readonly PlannedCell[],
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const byPlace = new Map(today.map((planned) => [placeOf(planned.cell), planned]));
  const tasks: Task[] = [];
  for (const earlier of (await earlierCellsOf(run, options.store)).values()) {
    const planned = byPlace.get(placeOf(earlier.outcome));
    if (planned === undefined || storedAnswer(earlier) === null) continue;
    const lacksVerdict = options.judge === null && RESUMED_CLASSES.includes(earlier.outcome.outcomeClass);
    if (lacksVerdict || (callsOf(planned) > 1 && !hasSignals(planned, earlier.outcome))) continue;
    tasks.push({ planned: { ...planned, cell: { ...planned.cell, key: earlier.outcome.cellKey } }, earlier });
  }
  return carryOn(run, await options.store.plan(run.runId), tasks, options);
}

async function earlierCellsOf({ runId }: Run, store: Store): Promise<ReadonlyMap<string, EarlierCell>> {
  const attempts = new Map<string, Attempt[]>();
  for (const attempt of await store.attempts(runId)) {
    const ofCell = attempts.get(attempt.cellKey);
    if (ofCell === undefined) attempts.set(attempt.cellKey, [attempt]);
    else ofCell.push(attempt);
  }
  const outcomes = await store.outcomes({ runIds: [runId] });
  return new Map(
    outcomes.map((outcome) => [outcome.cellKey, { outcome, attempts: attempts.get(outcome.cellKey) ?? [] }]),
  );
}

function placeOf({ taskType, itemId, tier, trial }: Pick<Outcome, "taskType" | "itemId" | "tier" | "trial">): string {
  return JSON.stringify([taskType, itemId, tier, trial]);
}

async function carryOn(
  run: Run,
  plan: readonly unknown[],
  tasks: readonly Task[],
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const dispatched = await dispatch(tasks, { ...options, runId: run.runId });
  const outcomes = await options.store.outcomes({ runIds: [run.runId] });
  const counts = countOutcomes(outcomes);
  const missing = plan.length - outcomes.length;
  const change = {
    status: statusOf(dispatched, missing),
    finishedAt: new Date(options.nowMs()).toISOString(),
    simulated: run.simulated || outcomes.some((outcome) => outcome.simulated),
  };
  await options.store.updateRun(run.runId, change);
  return { ...dispatched, ...counts, run: { ...run, ...change }, planned: plan.length, missing };
}

function countOutcomes(outcomes: readonly Outcome[]) {
  const scored = outcomes.filter((outcome) => outcome.status === "scored").length;
  return { scored, errored: outcomes.length - scored };
}

function statusOf({ stopped, rejectedTiers }: DispatchResult, missing: number): Run["status"] {
  if (stopped?.reason === "budget") return "budget";
  if (stopped?.reason === "interrupted") return "interrupted";
  return stopped !== null || rejectedTiers.size > 0 || missing > 0 ? "incomplete" : "finished";
}

function itemsOf(plan: readonly PlannedCell[]): readonly Item[] {
  const items = new Map(plan.map(({ item }) => [`${item.taskType}\n${item.id}`, item]));
  return [...items.values()];
}
