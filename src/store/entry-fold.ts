import type { Batch } from "../core/batch.js";
import { attemptRow } from "./attempt-table.js";
import { CellFold } from "./cell-fold.js";
import type { JournalEntry } from "./journal-entry.js";
import type { KnownCells } from "./known-cells.js";
import { answerRow, batchRow, intentRow } from "./open-call-tables.js";
import { outcomeRow } from "./outcome-table.js";
import { placeOf } from "./record-checks.js";
import type { Row } from "./table-row.js";

/** What is deleted of a run, before what comes in its place is written. */
export interface Gone {
  readonly attempts: string[];
  /** Cells whose outcome goes. */
  readonly outcomesOfCells: string[];
  readonly intents: string[];
  readonly answers: string[];
  /** Cells all of whose answers go. */
  readonly answersOfCells: string[];
}

export type RunUpdate = Extract<JournalEntry, { kind: "run" }>;

/** What a group of entries comes to, by the table that it changes. */
export interface Changes {
  readonly attempts: Row[];
  readonly outcomes: Row[];
  readonly answers: Row[];
  readonly intents: Row[];
  readonly batches: readonly { readonly runId: string; readonly name: string; readonly row: Row }[];
  readonly runs: readonly RunUpdate[];
  /** By run. */
  readonly gone: ReadonlyMap<string, Gone>;
}

/**
 * Takes entries in their order. Of several outcomes of a cell, attempts of a
 * place or states of a batch the last is kept.
 *
 * @param known - loaded for every run of the entries; knows the changes afterwards
 */
export function foldEntries(entries: readonly JournalEntry[], known: KnownCells): Changes {
  const cells = new Map<string, CellFold>();
  const runs = new Map<string, RunUpdate>();
  const batches = new Map<string, { runId: string; name: string; row: Row }>();

  function cell(runId: string, cellKey: string): CellFold {
    const id = `${cellKey} ${runId}`;
    const found = cells.get(id) ?? new CellFold(runId, cellKey, known.cell(runId, cellKey));
    cells.set(id, found);
    return found;
  }

  function putBatch(runId: string, batch: Batch): void {
    const name = batch.batch;
    batches.set(`${name} ${runId}`, { runId, name, row: batchRow(runId, batch) });
  }

  for (const entry of entries) {
    if (entry.kind === "intent") cell(entry.runId, entry.intent.cellKey).intend(entry.intent);
    if (entry.kind === "attempt") cell(entry.runId, entry.attempt.cellKey).settle(entry.attempt, entry.response);
    if (entry.kind === "outcome") {
      cell(entry.outcome.runId, entry.outcome.cellKey).finish(entry.outcome, entry.attempts);
    }
    if (entry.kind === "run") runs.set(entry.runId, entry);
    if (entry.kind === "batch") putBatch(entry.runId, entry.batch);
  }
  return changesOf([...cells.values()], known, { runs: [...runs.values()], batches: [...batches.values()] });
}

function changesOf(cells: readonly CellFold[], known: KnownCells, rest: Pick<Changes, "runs" | "batches">): Changes {
  const gone = new Map<string, Gone>();
  const attempts: Row[] = [];
  const outcomes: Row[] = [];
  const answers: Row[] = [];
  const intents: Row[] = [];
  for (const fold of cells) {
    const { runId, cellKey, outcome } = fold;
    collectGone(fold, gone);
    for (const attempt of fold.attempts.values()) attempts.push(attemptRow(runId, attempt));
    if (outcome !== null) outcomes.push(outcomeRow(outcome));
    for (const { attempt, response } of fold.answers.values()) answers.push(answerRow(runId, attempt, response));
    for (const intent of fold.intents.values()) intents.push(intentRow(runId, intent));
    known.keep(runId, cellKey, fold.remember());
  }
  return { attempts, outcomes, answers, intents, gone, ...rest };
}

function collectGone(fold: CellFold, gone: Map<string, Gone>): void {
  const { runId, cellKey, known, outcome } = fold;
  const places = (indexes: Iterable<number>) => [...indexes].map((index) => placeOf({ cellKey, index }));
  const ofCell: Gone = {
    attempts: places(fold.goneAttempts()),
    outcomesOfCells: known.hasOutcome && outcome !== null ? [cellKey] : [],
    intents: places(fold.goneIntents()),
    answers: known.hasAnswers && outcome === null ? places(fold.attempts.keys()) : [],
    answersOfCells: known.hasAnswers && outcome !== null ? [cellKey] : [],
  };
  const ofRun = gone.get(runId);
  if (ofRun === undefined) gone.set(runId, ofCell);
  else for (const what of Object.keys(ofCell) as (keyof Gone)[]) ofRun[what].push(...ofCell[what]);
}
