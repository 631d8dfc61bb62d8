/**
 * The ways a program stops. What happens to one cell is data (an errored
 * outcome), never one of these.
 * @module
 */

/** Exit codes of the command line, as documented in the README. */
export const EXIT = {
  ok: 0,
  gateFailed: 1,
  usage: 2,
  inconclusive: 3,
  incomplete: 4,
  budget: 5,
  bug: 70,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** The same in every copy of this module: an eval file may be loaded through another one. */
const MARK = Symbol.for("tierbench.error");

/** A failure the user can act on: printed as one plain line, without a stack. */
export abstract class TierbenchError extends Error {
  readonly [MARK] = true;
  abstract readonly exitCode: number;
}

/** Whether something thrown is one of these errors, also when it comes from another copy of this module. */
export function isTierbenchError(thrown: unknown): thrown is TierbenchError {
  return thrown instanceof Error && MARK in thrown;
}

/** The command line, the configuration or an eval asks for something impossible. Exit 2. */
export class UsageError extends TierbenchError {
  override readonly name = "UsageError";
  readonly exitCode = EXIT.usage;
}

/** Where in the user's data something was found. `line` and `column` count from 1. */
export interface DataPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
}

/** A file or record does not have the form it must have. Exit 2. The message starts with `file:line`. */
export class DataError extends TierbenchError {
  override readonly name = "DataError";
  readonly exitCode = EXIT.usage;
  readonly place: DataPlace;

  constructor(message: string, place: DataPlace = {}, options?: ErrorOptions) {
    super(`${describePlace(place)}${message}`, options);
    this.place = place;
  }
}

/** The results database cannot be opened, read or written. Exit 2. */
export class StoreError extends TierbenchError {
  override readonly name: string = "StoreError";
  readonly exitCode: number = EXIT.usage;
}

/** No space is left for further results; those that are paid are kept. Exit 4: the run is resumable. */
export class StoreFullError extends StoreError {
  override readonly name = "StoreFullError";
  override readonly exitCode = EXIT.incomplete;
}

/** Nobody can say what became of a message batch, or its results are gone: it is not bought again unless the user says so. Exit 2. */
export class BatchError extends TierbenchError {
  override readonly name = "BatchError";
  readonly exitCode = EXIT.usage;
}

/** The budget is used up; the run is resumable. Exit 5. */
export class BudgetExceededError extends TierbenchError {
  override readonly name = "BudgetExceededError";
  readonly exitCode = EXIT.budget;
}

/** Cells are missing, so that what was asked would rest on incomplete data. Exit 4. */
export class IncompleteRunError extends TierbenchError {
  override readonly name = "IncompleteRunError";
  readonly exitCode = EXIT.incomplete;
}

function describePlace({ file, line, column, field }: DataPlace): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(":");
  const where = [position, field === undefined ? "" : `field "${field}"`].filter((part) => part !== "").join(" ");
  return where === "" ? "" : `${where}: `;
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
