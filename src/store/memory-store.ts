import type { Attempt, Intent } from "../core/attempt.js";
import type { Batch } from "../core/batch.js";
import type { Cell } from "../core/cell.js";
import { StoreError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Run } from "../core/run.js";
import type { ChargeSum, OutcomeFilter, Store } from "../core/store.js";
import {
  answerOf,
  checkBatch,
  checkIntent,
  checkRecord,
  checkRun,
  checkSettled,
  placeOf,
  unknownRun,
} from "./record-checks.js";
import {
  compareAnswers,
  compareAttempts,
  compareBatches,
  compareCharges,
  compareOutcomes,
  compareRuns,
  newestItems,
} from "./row-order.js";
import { wellFormed } from "./well-formed.js";

interface StoredRun {
  run: Run;
  readonly plan: readonly Cell[];
  readonly items: readonly Item[];
  readonly outcomes: Map<string, Outcome>;
  /** These three by the place of the attempt. */
  readonly attempts: Map<string, Attempt>;
  readonly answers: Map<string, RecordedAnswer>;
  readonly intents: Map<string, Intent>;
  /** Cell → index after its last attempt or intent. */
  readonly nextIndex: Map<string, number>;
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
      const calls = { attempts: new Map(), answers: new Map(), intents: new Map(), nextIndex: new Map() };
      stored.set(run.runId, { ...checked, outcomes: new Map(), ...calls, batches: new Map() });
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
      const found = named(runId);
      const checked = wellFormed(checkIntent(intent)).value;
      found.intents.set(placeOf(checked), checked);
      number(found, checked);
    },
    async settle(runId, attempt, response) {
      const found = named(runId);
      const checked = wellFormed(checkSettled(attempt, response)).value;
      const place = placeOf(checked.attempt);
      found.attempts.set(place, checked.attempt);
      found.intents.delete(place);
      found.answers.delete(place);
      const answer = answerOf(checked);
      if (answer !== null) found.answers.set(place, answer);
      number(found, checked.attempt);
    },
    async record(outcome, attempts) {
      const found = named(outcome.runId);
      const checked = wellFormed(checkRecord(outcome, attempts)).value;
      const { cellKey } = checked.outcome;
      for (const attempt of checked.attempts) {
        const numbered = { ...attempt, index: found.nextIndex.get(cellKey) ?? 0 };
        found.attempts.set(placeOf(numbered), numbered);
        number(found, numbered);
      }
      found.outcomes.set(cellKey, checked.outcome);
      for (const [place, answer] of found.answers) if (answer.cellKey === cellKey) found.answers.delete(place);
    },
    async outcomes({ runIds, taskTypes }: OutcomeFilter = {}) {
      requireOpen();
      const runs = runIds === undefined ? [...stored.values()] : [...new Set(runIds)].map(named);
      const rows = runs
        .flatMap(({ outcomes }) => [...outcomes.values()])
        .filter(({ taskType }) => taskTypes === undefined || taskTypes.includes(taskType));
      return structuredClone(rows.sort(compareOutcomes));
    },
    async counts(runId) {
      const outcomes = [...named(runId).outcomes.values()];
      const scored = outcomes.filter(({ status }) => status === "scored").length;
      const simulated = outcomes.filter((outcome) => outcome.simulated).length;
      return { scored, missing: outcomes.length - scored, simulated };
    },
    async charges(runId) {
      const { plan, attempts } = named(runId);
      const tierOf = new Map(plan.map(({ key, tier }) => [key, tier]));
      const sums = new Map<string, ChargeSum>();
      for (const { cellKey, role, chargedNanoUsd } of attempts.values()) {
        const tier = tierOf.get(cellKey) ?? null;
        const group = JSON.stringify([tier, role]);
        const before = sums.get(group)?.nanoUsd;
        const isUnknown = before === null || chargedNanoUsd === null;
        sums.set(group, { tier, role, nanoUsd: isUnknown ? null : (before ?? 0) + chargedNanoUsd });
      }
      return [...sums.values()].sort(compareCharges);
    },
    async attempts(runId) {
      return structuredClone([...named(runId).attempts.values()].sort(compareAttempts));
    },
    async answers(runId) {
      return structuredClone([...named(runId).answers.values()].sort(compareAnswers));
    },
    async intents(runId) {
      return structuredClone([...named(runId).intents.values()].sort(compareAttempts));
    },
    async putBatch(runId, batch) {
      named(runId).batches.set(batch.batch, wellFormed(checkBatch(batch)).value);
    },
    async batches(runId) {
      return structuredClone([...named(runId).batches.values()].sort(compareBatches));
    },
    async [Symbol.asyncDispose]() {
      isOpen = false;
    },
  };
}

function number({ nextIndex }: StoredRun, { cellKey, index }: Pick<Intent, "cellKey" | "index">): void {
  nextIndex.set(cellKey, Math.max(nextIndex.get(cellKey) ?? 0, index + 1));
}
