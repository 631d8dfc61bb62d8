import type { Attempt, Intent } from "./attempt.js";
import type { Batch } from "./batch.js";
import type { Cell } from "./cell.js";
import type { Item } from "./item.js";
import type { ModelResponse } from "./model-response.js";
import type { Outcome } from "./outcome.js";
import type { RecordedAnswer } from "./recorded-answer.js";
import type { Run } from "./run.js";

/** Which outcomes to read; an absent list means all. */
export interface OutcomeFilter {
  readonly runIds?: readonly string[];
  readonly taskTypes?: readonly string[];
}

/** What the attempts of one tier in one role were charged together. */
export interface ChargeSum {
  /** Null: of a cell that is not in the plan. */
  readonly tier: string | null;
  readonly role: string;
  /** Nano-dollars; null where the price of one of them is not known. */
  readonly nanoUsd: number | null;
}

/** How many outcomes a run has. */
export interface OutcomeCounts {
  readonly scored: number;
  /** Errored and skipped. */
  readonly missing: number;
  /** Answered by a server that declares itself a simulation. */
  readonly simulated: number;
}

/** What changes of a run while it is carried out. */
export type RunChange = Pick<Run, "status" | "finishedAt" | "simulated"> & Partial<Pick<Run, "plannedCells">>;

/**
 * Keeps runs. Every promise resolves only when what it wrote would survive the
 * death of the process. Reads come in a total order that does not depend on the
 * order of writing.
 */
export interface Store extends AsyncDisposable {
  /**
   * Writes the run, its whole plan and its items, in one transaction.
   * @throws StoreError if the run exists
   */
  createRun(run: Run, plan: readonly Cell[], items: readonly Item[]): Promise<void>;
  /** @throws UsageError if there is no such run */
  updateRun(runId: string, change: RunChange): Promise<void>;
  /** Oldest first. */
  runs(): Promise<readonly Run[]>;
  /** @throws UsageError if there is no such run */
  run(runId: string): Promise<Run>;
  /** The plan, in the order in which it was written. */
  plan(runId: string): Promise<readonly Cell[]>;
  /** Items of the named runs, each once, by (task type, id). */
  items(runIds: readonly string[]): Promise<readonly Item[]>;
  /**
   * Writes down that an attempt is about to be sent. Only when this resolves may it be.
   * An intent that is never settled becomes, at the next opening, an attempt of
   * unknown outcome that is charged its worst case; one that goes with a batch stays open.
   *
   * @throws StoreFullError where there is no space left: then send nothing more
   */
  intend(runId: string, intent: Intent): Promise<void>;
  /**
   * Keeps what an attempt came to, in place of its intent (same cell and index).
   * What is handed over is kept in this order with everything before it; who must
   * be sure awaits it, or anything handed over later.
   *
   * @param response - the answer, where there was one: kept until its cell has an outcome
   */
  settle(runId: string, attempt: Attempt, response: ModelResponse | null): Promise<void>;
  /**
   * Keeps the outcome of a cell. A second outcome of the same (run, cell key)
   * replaces the first (a resumed or re-scored cell).
   *
   * @param attempts - those that were not settled before; numbered on from those that are kept
   */
  record(outcome: Outcome, attempts: readonly Attempt[]): Promise<void>;
  /** By (run, task type, item, tier, trial). */
  outcomes(filter?: OutcomeFilter): Promise<readonly Outcome[]>;
  /** Counts them without reading them. @throws UsageError if there is no such run */
  counts(runId: string): Promise<OutcomeCounts>;
  /** What the attempts of a run were charged, by tier and role, summed without reading them. */
  charges(runId: string): Promise<readonly ChargeSum[]>;
  /** Attempts of a run, of cells without an outcome too, by (cell key, index). */
  attempts(runId: string): Promise<readonly Attempt[]>;
  /** Answers of cells that have no outcome, by (cell key, role, draw). */
  answers(runId: string): Promise<readonly RecordedAnswer[]>;
  /** Intents that are not settled, by (cell key, index). */
  intents(runId: string): Promise<readonly Intent[]>;
  /** Writes down a message batch; the same name again replaces it. */
  putBatch(runId: string, batch: Batch): Promise<void>;
  /** Message batches of a run, by (time of intent, name). */
  batches(runId: string): Promise<readonly Batch[]>;
}
