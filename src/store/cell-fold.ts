import type { Attempt, Intent } from "../core/attempt.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import type { KnownCell } from "./known-cells.js";

/** What the entries of one cell come to, taken in their order. */
export class CellFold {
  readonly runId: string;
  readonly cellKey: string;
  readonly known: KnownCell;
  /** The last of each place. */
  readonly attempts = new Map<number, Attempt>();
  readonly answers = new Map<number, { readonly attempt: Attempt; readonly response: ModelResponse }>();
  readonly intents = new Map<number, Intent>();
  outcome: Outcome | null = null;

  constructor(runId: string, cellKey: string, known: KnownCell) {
    this.runId = runId;
    this.cellKey = cellKey;
    this.known = known;
  }

  intend(intent: Intent): void {
    this.intents.set(intent.index, intent);
    this.#number(intent.index);
  }

  settle(attempt: Attempt, response: ModelResponse | null): void {
    this.attempts.set(attempt.index, attempt);
    this.intents.delete(attempt.index);
    this.answers.delete(attempt.index);
    if (response !== null) this.answers.set(attempt.index, { attempt, response });
    this.#number(attempt.index);
  }

  /** @param attempts - in their order, numbered on from those that are kept */
  finish(outcome: Outcome, attempts: readonly Attempt[]): void {
    for (const attempt of attempts) this.settle({ ...attempt, index: this.known.nextIndex }, null);
    this.outcome = outcome;
    this.answers.clear();
  }

  /** Indexes of stored intents that are no more, or are written anew. */
  goneIntents(): number[] {
    const { intents } = this.known;
    return intents === null ? [] : [...intents].filter((index) => this.attempts.has(index) || this.intents.has(index));
  }

  /** Indexes of stored attempts that are written anew. */
  goneAttempts(): number[] {
    return [...this.attempts.keys()].filter((index) => index < this.known.attemptsEnd);
  }

  /** Call when its rows are taken: what the database will then hold. */
  remember(): KnownCell {
    const { known } = this;
    for (const index of this.goneIntents()) known.intents?.delete(index);
    for (const index of this.intents.keys()) (known.intents ??= new Set()).add(index);
    for (const index of this.attempts.keys()) known.attemptsEnd = Math.max(known.attemptsEnd, index + 1);
    known.hasOutcome ||= this.outcome !== null;
    known.hasAnswers = this.answers.size > 0 || (known.hasAnswers && this.outcome === null);
    return known;
  }

  #number(index: number): void {
    this.known.nextIndex = Math.max(this.known.nextIndex, index + 1);
  }
}
