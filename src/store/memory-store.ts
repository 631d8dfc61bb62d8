import type { Attempt, Intent } from "../core/attempt.js";
import type { Batch } from "../core/batch.js";
import type { Cell } from "../core/cell.js";
import { StoreError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Run } from "../core/run.js";
import type { OutcomeFilter, Store } from "../core/store.js";
import {
  checkAnswer,
  checkAttempt,
  checkBatch,
  checkIntent,
  checkRecord,
  checkRun,
  placeOf,
  unknownRun,
} from "./record-checks.js";
import {
  compareAnswers,
  compareAttempts,
  compareBatches,
  compareOutcomes,
  compareRuns,
  newestItems,
} from "./row-order.js";

interface StoredRun {
  run: Run;
  readonly plan: readonly Cell[];
  readonly items: readonly Item[];
  readonly outcomes: Map<string, Outcome>;
  readonly attempts: Map<string, readonly Attempt[]>;
  /** By cell; only of cells without an outcome. */
  readonly answers: Map<string, readonly RecordedAnswer[]>;
  /** By the place of their attempt. */
  readonly intents: Map<string, Intent>;
  readonly batches: Map<string, Batch>;
}

/** A store that is gone with the process: for tests and for tables that pass through. */
export function memoryStore(): Store {
  const stored = new Map<string, StoredRun>();
  let isOpen = true;

  function requireOpen(): void {
    if (!isOpen) throw new StoreError("the store is closed; open it again");
  }

  function named(runId: string): StoredRun {
    requireOpen();
    const found = stored.get(runId);
    if (found === undefined) throw unknownRun(runId);
    return found;
  }

  function oldestFirst(runs: Iterable<StoredRun>): StoredRun[] {
    return [...runs].sort((a, b) => compareRuns(a.run, b.run));
  }

  return {
    async createRun(run, plan, items) {
      requireOpen();
      const checked = checkRun(run, plan, items);
      if (stored.has(run.runId)) throw new StoreError(`run "${run.runId}" exists already; choose another run id`);
      const nothing = { outcomes: new Map(), attempts: new Map(), answers: new Map(), intents: new Map() };
      stored.set(run.runId, { ...structuredClone(checked), ...nothing, batches: new Map() });
    },
    async updateRun(runId, { status, finishedAt, simulated, plannedCells }) {
      const found = named(runId);
      const change = { status, finishedAt, simulated, plannedCells: plannedCells ?? found.run.plannedCells };
      found.run = checkRun({ ...found.run, ...change }, [], []).run;
    },
    async runs() {
      requireOpen();
      return structuredClone(oldestFirst(stored.values()).map(({ run }) => run));
    },
    async run(runId) {
      return structuredClone(named(runId).run);
    },
    async plan(runId) {
      return structuredClone(named(runId).plan);
    },
    async items(runIds) {
      requireOpen();
      const runs = oldestFirst(runIds.map(named));
      return structuredClone(newestItems(runs.flatMap(({ items }) => items)));
    },
    async intend(runId, intent) {
      named(runId).intents.set(placeOf(intent), structuredClone(checkIntent(intent)));
    },
    async settle(runId, attempt, response) {
      const { attempts, answers, intents } = named(runId);
      const checked = structuredClone(checkAttempt(attempt));
      const { cellKey } = checked;
      const answer = response === null ? null : checkAnswer(checked, response);
      attempts.set(cellKey, [...(attempts.get(cellKey) ?? []), checked]);
      if (answer !== null) answers.set(cellKey, [...(answers.get(cellKey) ?? []), structuredClone(answer)]);
      intents.delete(placeOf(checked));
    },
    async record(outcome, attempts) {
      const found = named(outcome.runId);
      const checked = structuredClone(checkRecord(outcome, attempts));
      const earlier = found.attempts.get(outcome.cellKey) ?? [];
      const later = checked.attempts.map((attempt) => ({ ...attempt, index: earlier.length + attempt.index }));
      found.outcomes.set(outcome.cellKey, checked.outcome);
      found.attempts.set(outcome.cellKey, [...earlier, ...later]);
      found.answers.delete(outcome.cellKey);
    },
    async outcomes({ runIds, taskTypes }: OutcomeFilter = {}) {
      requireOpen();
      const runs = runIds === undefined ? [...stored.values()] : [...new Set(runIds)].map(named);
      const rows = runs
        .flatMap(({ outcomes }) => [...outcomes.values()])
        .filter(({ taskType }) => taskTypes === undefined || taskTypes.includes(taskType));
      return structuredClone(rows.sort(compareOutcomes));
    },
    async attempts(runId) {
      return structuredClone([...named(runId).attempts.values()].flat().sort(compareAttempts));
    },
    async answers(runId) {
      return structuredClone([...named(runId).answers.values()].flat().sort(compareAnswers));
    },
    async intents(runId) {
      return structuredClone([...named(runId).intents.values()].sort(compareAttempts));
    },
    async putBatch(runId, batch) {
      named(runId).batches.set(batch.batch, structuredClone(checkBatch(batch)));
    },
    async batches(runId) {
      return structuredClone([...named(runId).batches.values()].sort(compareBatches));
    },
    async [Symbol.asyncDispose]() {
      isOpen = false;
    },
  };
}
