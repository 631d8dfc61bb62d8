import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import { RESUMED_CLASSES } from "./cell-outcome.js";
import { type DispatchOptions, type DispatchResult, dispatch, type Task } from "./dispatch.js";
import { dispatchInBatches, type Pacing } from "./dispatch-in-batches.js";
import { type EarlierCell, hasSignals, storedAnswer } from "./earlier-cell.js";
import { callsOf, type PlannedCell } from "./plan-run.js";
import { type Reusable, recordReused } from "./reuse.js";
import { ownCells } from "./shard.js";

export interface BenchmarkOptions extends Omit<DispatchOptions, "runId"> {
  /** Take up errored cells of a resumed run again. */
  readonly retryErrors: boolean;
  /** Outcomes of earlier runs that a new run takes instead of asking. */
  readonly reused?: Reusable;
  /** Asks only what it still needs to decide; absent: every planned cell. */
  readonly pacing?: Pacing;
}

/** How a run stands after this part of it. */
export interface BenchmarkResult extends DispatchResult {
  readonly run: Run;
  /** Of a paced run: tried, or still possible. */
  readonly planned: number;
  readonly scored: number;
  readonly errored: number;
  /** Planned and not yet tried. */
  readonly missing: number;
}

/** Writes the whole plan down, then carries out what of it is the run's own. */
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
  if (options.pacing !== undefined) return carryOnPaced(run, plan, options.pacing, new Map(), options);
  const own = ownCells(plan, run.shard);
  const reused = options.reused ?? new Map<string, Outcome>();
  await recordReused(run.runId, reused, options.store);
  return carryOn(
    run,
    own.length,
    own.flatMap((planned) => (reused.has(planned.cell.key) ? [] : [{ planned, earlier: null }])),
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
  if (options.pacing !== undefined) return carryOnPaced(run, plan, options.pacing, earlierCells, options);
  const own = ownCells(plan, run.shard);
  const tasks = own.flatMap((planned): readonly Task[] => {
    const earlier = earlierCells.get(planned.cell.key) ?? null;
    const outcome = earlier?.outcome ?? null;
    const isUnderWay = earlier !== null && earlier.open.length > 0;
    return outcome === null || isUnderWay || isDue(outcome, options.retryErrors) ? [{ planned, earlier }] : [];
  });
  return carryOn(run, own.length, tasks, options);
}

/** Whether a resumed run takes up a cell again that has an outcome. */
export function isDue({ outcomeClass, status }: Outcome, retryErrors: boolean): boolean {
  return RESUMED_CLASSES.includes(outcomeClass) || (retryErrors && status === "errored");
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
    const { outcome } = earlier;
    if (outcome === null) continue;
    const planned = byPlace.get(placeOf(outcome));
    if (planned === undefined || storedAnswer(earlier) === null) continue;
    if (callsOf(planned) > 1 && !hasSignals(planned, outcome)) continue;
    tasks.push({ planned: { ...planned, cell: { ...planned.cell, key: outcome.cellKey } }, earlier });
  }
  return carryOn(run, run.plannedCells, tasks, options);
}

async function earlierCellsOf({ runId }: Run, store: Store): Promise<ReadonlyMap<string, EarlierCell>> {
  const attempts = byCell(await store.attempts(runId));
  const answers = byCell(await store.answers(runId));
  const open = byCell((await store.intents(runId)).filter(({ batch }) => batch !== null));
  const outcomes = new Map((await store.outcomes({ runIds: [runId] })).map((outcome) => [outcome.cellKey, outcome]));
  return new Map(
    [...new Set([...outcomes.keys(), ...attempts.keys(), ...open.keys()])].map((key) => {
      const parts = { attempts: attempts.get(key) ?? [], answers: answers.get(key) ?? [], open: open.get(key) ?? [] };
      return [key, { outcome: outcomes.get(key) ?? null, ...parts }];
    }),
  );
}

function byCell<Row extends { readonly cellKey: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const cells = new Map<string, Row[]>();
  for (const row of rows) {
    const ofCell = cells.get(row.cellKey);
    if (ofCell === undefined) cells.set(row.cellKey, [row]);
    else ofCell.push(row);
  }
  return cells;
}

function placeOf({ taskType, itemId, tier, trial }: Pick<Outcome, "taskType" | "itemId" | "tier" | "trial">): string {
  return JSON.stringify([taskType, itemId, tier, trial]);
}

async function carryOn(
  run: Run,
  planned: number,
  tasks: readonly Task[],
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const dispatched = await dispatch(tasks, { ...options, runId: run.runId });
  return conclude(run, dispatched, (outcomes) => planned - outcomes, options);
}

/** The same in batches; what the run planned is then what it has asked and may still ask. */
async function carryOnPaced(
  run: Run,
  plan: readonly PlannedCell[],
  pacing: Pacing,
  cells: ReadonlyMap<string, EarlierCell>,
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const earlier = { cells, isDue: (outcome: Outcome) => isDue(outcome, options.retryErrors) };
  const { atMost, ...dispatched } = await dispatchInBatches(plan, pacing, earlier, { ...options, runId: run.runId });
  return conclude(run, dispatched, () => atMost, options);
}

async function conclude(
  run: Run,
  dispatched: DispatchResult,
  missingAt: (outcomes: number) => number,
  { store, nowMs }: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const counts = await store.counts(run.runId);
  const outcomes = counts.scored + counts.missing;
  const missing = missingAt(outcomes);
  const planned = outcomes + missing;
  const change = {
    status: statusOf(dispatched, missing),
    finishedAt: new Date(nowMs()).toISOString(),
    simulated: run.simulated || counts.simulated > 0,
    ...(run.adaptive === undefined ? {} : { plannedCells: planned }),
  };
  await store.updateRun(run.runId, change);
  const tried = { scored: counts.scored, errored: counts.missing };
  return { ...dispatched, ...tried, run: { ...run, ...change }, planned, missing };
}

function statusOf({ stopped, givenUp }: DispatchResult, missing: number): Run["status"] {
  const isShortOfMoney = [...givenUp.values()].some(({ reason }) => reason === "tier-budget");
  if (stopped?.reason === "budget" || (stopped === null && isShortOfMoney && missing > 0)) return "budget";
  if (stopped?.reason === "interrupted") return "interrupted";
  return stopped !== null || givenUp.size > 0 || missing > 0 ? "incomplete" : "finished";
}

function itemsOf(plan: readonly PlannedCell[]): readonly Item[] {
  const items = new Map(plan.map(({ item }) => [`${item.taskType}\n${item.id}`, item]));
  return [...items.values()];
}
