import { DataError, UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import { openIntents } from "../runner/batch-journal.js";
import type { EvalWithItems, PlannedCell } from "../runner/plan-run.js";
import { type BenchmarkResult, isDue } from "../runner/run-benchmark.js";
import { ownCells } from "../runner/shard.js";
import { type Bench, benchOfRun } from "./bench.js";
import { loadEvals, type Project } from "./load-project.js";
import { makePlan } from "./make-plan.js";
import { type Spent, spentSoFar } from "./spent-so-far.js";
import { findRun } from "./stored-run.js";

/** A stored run with its plan made again from today's evals. */
export interface ResumableRun {
  readonly run: Run;
  /** All of it, also where the run is a shard. */
  readonly plan: readonly PlannedCell[];
  readonly evals: readonly EvalWithItems[];
  readonly bench: Bench;
  /** What its earlier parts were charged. */
  readonly spent: Spent;
  /** Cells that are to be done; of an adaptive run all that it has not asked. */
  readonly open: number;
  /** Cell key → outcome, of the cells that are not to be asked again. */
  readonly settled: ReadonlyMap<string, Outcome>;
  /** How it stands now. */
  readonly standing: BenchmarkResult;
}

/**
 * @throws UsageError if the run was imported or its judge is gone
 * @throws DataError if anything that could change an answer has changed since
 */
export async function openResumable(
  store: Store,
  name: string,
  project: Project,
  retryErrors: boolean,
): Promise<ResumableRun> {
  const run = await findRun(store, name);
  if (run.origin === "import") throw new UsageError(`run "${run.runId}" was imported; there is nothing to resume`);
  const evals = await loadEvals(project, run.taskTypes);
  const bench = benchOfRun(run, project);
  const plan = await storedPlan(store, run, evals, bench);
  const outcomes = await store.outcomes({ runIds: [run.runId] });
  const underWay = new Set((await openIntents(store, run.runId)).map(({ cellKey }) => cellKey));
  const isOpen = (outcome: Outcome) => underWay.has(outcome.cellKey) || isDue(outcome, retryErrors);
  const settled = new Map(
    outcomes.flatMap((outcome) => (isOpen(outcome) ? [] : [[outcome.cellKey, outcome] as const])),
  );
  const scored = outcomes.filter((outcome) => outcome.status === "scored").length;
  const own = ownCells(plan, run.shard).length;
  const planned = run.adaptive === undefined ? own : run.plannedCells;
  const counts = { planned, scored, errored: outcomes.length - scored };
  return {
    run,
    standing: { run, ...counts, missing: planned - outcomes.length, stopped: null, givenUp: new Map() },
    plan,
    evals,
    bench,
    spent: await spentSoFar(store, run.runId),
    open: own - settled.size,
    settled,
  };
}

async function storedPlan(
  store: Store,
  run: Run,
  evals: readonly EvalWithItems[],
  bench: Bench,
): Promise<readonly PlannedCell[]> {
  const today = makePlan(evals, { tiers: run.tiers, trials: run.trials, limit: null, ...bench });
  const byKey = new Map(today.map((planned) => [planned.cell.key, planned]));
  const cells = await store.plan(run.runId);
  const changed = cells.find((cell) => !byKey.has(cell.key));
  if (changed !== undefined) {
    throw new DataError(
      `the prompt, scorers, signals or items of "${changed.taskType}" have changed since run ${run.runId} (first at item "${changed.itemId}"); start a new run, or restore them; where only scorers have changed, npx tierbench score ${run.runId} scores the answers that are there`,
    );
  }
  return cells.flatMap((cell) => byKey.get(cell.key) ?? []);
}
