import type { z } from "zod";
import { type Attempt, AttemptSchema, type Intent, IntentSchema } from "../core/attempt.js";
import { type Batch, BatchSchema } from "../core/batch.js";
import { type Cell, CellSchema } from "../core/cell.js";
import { DataError, UsageError } from "../core/errors.js";
import { type Item, ItemSchema } from "../core/item.js";
import { type ModelResponse, ModelResponseSchema } from "../core/model-response.js";
import { type Outcome, OutcomeSchema } from "../core/outcome.js";
import { isAnswered } from "../core/outcome-class.js";
import { parsePlain } from "../core/plain-schema.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import { type Run, RunSchema } from "../core/run.js";
import { wellFormed } from "./well-formed.js";

/** One finished cell, checked: what both stores keep. */
export interface CheckedRecord {
  readonly outcome: Outcome;
  /** In their order; their indexes count from 0 until they are numbered on. */
  readonly attempts: Attempt[];
}

export interface CheckedRun {
  readonly run: Run;
  readonly plan: readonly Cell[];
  readonly items: readonly Item[];
}

/**
 * Checks what `record` is given and takes a copy. As everything that is checked
 * here it has then still to be made well-formed.
 *
 * @throws DataError on a field outside its range, a score that does not fit the
 *   status, or an attempt of another cell
 */
export function checkRecord(outcome: Outcome, attempts: readonly Attempt[]): CheckedRecord {
  const checked = checkedCopy(OutcomeSchema, outcome, `outcome of cell ${outcome.cellKey}`);
  if ((checked.status === "scored") !== (checked.score !== null)) {
    throw new DataError(`outcome of cell ${checked.cellKey}: status ${checked.status} with score ${checked.score}`, {
      field: "score",
    });
  }
  const numbered = attempts
    .map((attempt) => checkedCopy(AttemptSchema, attempt, `attempt of cell ${outcome.cellKey}`))
    .sort((a, b) => a.index - b.index)
    .map((attempt, index) => ({ ...attempt, index }));
  const stranger = numbered.find(({ cellKey }) => cellKey !== checked.cellKey);
  if (stranger !== undefined) {
    throw new DataError(`attempt of cell ${stranger.cellKey} recorded with the outcome of cell ${checked.cellKey}`, {
      field: "cellKey",
    });
  }
  return { outcome: checked, attempts: numbered };
}

/** @throws DataError on a field outside its range */
export function checkIntent(intent: Intent): Intent {
  return checkedCopy(IntentSchema, intent, `intent of cell ${intent.cellKey}`);
}

/** An attempt with its answer, checked. */
export interface CheckedSettlement {
  readonly attempt: Attempt;
  readonly response: ModelResponse | null;
}

/** @throws DataError on a field outside its range, or an answer of an attempt that was not answered */
export function checkSettled(attempt: Attempt, response: ModelResponse | null): CheckedSettlement {
  const what = `attempt of cell ${attempt.cellKey}`;
  const checked = checkedCopy(AttemptSchema, attempt, what);
  if (response !== null && !isAnswered(checked.outcomeClass)) {
    throw new DataError(`${what}: ${checked.outcomeClass} with an answer`, { field: "outcomeClass" });
  }
  return { attempt: checked, response: response && checkedCopy(ModelResponseSchema, response, `answer, ${what}`) };
}

/** The answer of a settlement as it is kept until its cell has an outcome. */
export function answerOf({ attempt, response }: CheckedSettlement): RecordedAnswer | null {
  const { cellKey, role, draw, outcomeClass } = attempt;
  if (response === null || !isAnswered(outcomeClass)) return null;
  return { cellKey, role, draw, outcomeClass, response };
}

/** @throws DataError on a field outside its range */
export function checkBatch(batch: Batch): Batch {
  return checkedCopy(BatchSchema, batch, `batch "${batch.batch}"`);
}

/** Names one attempt of a run. */
export function placeOf({ cellKey, index }: Pick<Intent, "cellKey" | "index">): string {
  return `${cellKey}:${index}`;
}

/**
 * Checks what `createRun` is given and takes a copy.
 *
 * @throws DataError on a field outside its range, or a cell or item named twice
 */
export function checkRun(run: Run, plan: readonly Cell[], items: readonly Item[]): CheckedRun {
  // One by one: the JSON text of all of a long plan is long.
  const checked = {
    run: wellFormed(checkedCopy(RunSchema, run, `run "${run.runId}"`)).value,
    plan: plan.map((cell) => wellFormed(checkedCopy(CellSchema, cell, `plan of run "${run.runId}"`)).value),
    items: items.map((item) => wellFormed(checkedCopy(ItemSchema, item, `item "${item.id}"`)).value),
  };
  const cellTwice = firstRepeated(checked.plan.map(({ key }) => key));
  if (cellTwice !== null) throw new DataError(`plan of run "${run.runId}" names cell ${cellTwice} twice`);
  const itemTwice = firstRepeated(checked.items.map(({ taskType, id }) => `${taskType}/${id}`));
  if (itemTwice !== null) throw new DataError(`run "${run.runId}" has item ${itemTwice} twice`);
  return checked;
}

/** What is thrown where a run is named that the store does not hold. */
export function unknownRun(runId: string): UsageError {
  return new UsageError(`no run "${runId}" in this store; \`npx tierbench list\` shows the runs there are`);
}

function checkedCopy<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const parsed = parsePlain(schema, value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DataError(`${what}: ${issue?.message ?? "invalid"}`, { field: issue?.path.join(".") || "(whole)" });
}

function firstRepeated(keys: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return null;
}
