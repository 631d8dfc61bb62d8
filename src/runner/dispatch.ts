import pLimit from "p-limit";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import { cacheLeaders } from "./cache-leaders.js";
import { type CallJournal, callJournal } from "./call-journal.js";
import type { EarlierCell } from "./earlier-cell.js";
import { type CellContext, type CellResult, executeCell } from "./execute-cell.js";
import type { PlannedCell } from "./plan-run.js";

/** Items rejected in a row after which a tier is given up: the request itself is wrong. */
const REJECTIONS_TO_STOP_A_TIER = 10;

export type StopReason = "budget" | "interrupted" | "account";

/** A cell to carry out, with what earlier parts of the run have left of it. */
export interface Task {
  readonly planned: PlannedCell;
  readonly earlier: EarlierCell | null;
}

export interface DispatchOptions extends Omit<CellContext, "journal"> {
  readonly store: Store;
  /** Cells under way at once, per tier. */
  readonly concurrency: number;
  /** Aborted: start no further cell, finish those under way. */
  readonly drain: AbortSignal;
  /** Told of every cell after its outcome is safely stored. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Why a tier was given up: it rejects everything, its server is down or asks to come back later, its own budget is used up. */
export interface GivenUp {
  readonly reason: "rejected" | "outage" | "tier-budget";
  readonly detail: string;
}

export interface DispatchResult {
  /** Why cells were left out or unfinished; null where all were tried. */
  readonly stopped: { readonly reason: StopReason; readonly detail: string } | null;
  /** Tiers that were given up for this part of the run, and why. */
  readonly givenUp: ReadonlyMap<string, GivenUp>;
}

/**
 * Carries out cells, each tier on its own limit so that a slow one does not hold
 * up a fast one. A cell gives its place away when its outcome has been handed to the
 * store, and the next one sends nothing before that outcome is stored: both reach the
 * disk together.
 *
 * @param halt - what earlier cells have said about going on, where the cells come in several batches
 * @throws what the store throws, after the cells under way have ended: what
 *   cannot be stored must not be bought
 */
export async function dispatch(
  tasks: readonly Task[],
  options: DispatchOptions,
  halt: Halt = new Halt(options.drain),
): Promise<DispatchResult> {
  const tiers = new Set(tasks.map((task) => task.planned.cell.tier));
  const inTurn = cacheLeaders(tasks);
  const storing = new Storing();
  await Promise.all(
    [...tiers].map((tier) =>
      atMost(
        options.concurrency,
        tasks.filter((task) => task.planned.cell.tier === tier),
        (task) => inTurn(task, () => carryOut(task, options, halt, storing)),
      ),
    ),
  );
  await storing.done();
  if (halt.failure !== null) throw halt.failure.thrown;
  return { stopped: halt.stopped, givenUp: halt.givenUp };
}

/**
 * Does something with every task, so many at a time, and hands over no more than are soon needed: waiting takes memory.
 *
 * @param act - never rejects: whoever fails says so to the halt
 */
async function atMost(concurrency: number, tasks: readonly Task[], act: (task: Task) => Promise<void>): Promise<void> {
  const limit = pLimit(concurrency);
  const underWay = new Set<Promise<void>>();
  for (const task of tasks) {
    const done = limit(() => act(task)).finally(() => underWay.delete(done));
    underWay.add(done);
    // What stands in the queue behind the others is reached when all of them have begun.
    if (limit.pendingCount >= concurrency) await limit(() => undefined);
  }
  await Promise.all(underWay);
}

async function carryOut(
  { planned, earlier }: Task,
  options: DispatchOptions,
  halt: Halt,
  storing: Storing,
): Promise<void> {
  if (halt.stops(planned.cell.tier)) return;
  try {
    const context = { ...options, journal: orderedJournal(options, halt, storing) };
    const { outcome, settled, ...result } = await executeCell(planned, context, earlier);
    halt.learn(planned, { ...result, outcome });
    const kept = keep(outcome, settled, options, halt);
    storing.add(kept);
    // Who sends something waits for the store before that. A cell that sent nothing would never wait, nor let others in.
    if (result.attempts.length === 0) await kept;
  } catch (thrown) {
    halt.failure ??= { thrown };
  }
}

/** Hands an outcome over at once, so that it reaches the disk together with its attempts. Never rejects. */
async function keep(
  outcome: Outcome | null,
  settled: Promise<void>,
  { store, onOutcome }: DispatchOptions,
  halt: Halt,
): Promise<void> {
  try {
    await Promise.all([settled, outcome === null ? null : store.record(outcome, [])]);
    if (outcome !== null) onOutcome?.(outcome);
  } catch (thrown) {
    halt.failure ??= { thrown };
  }
}

/** Lets nothing be sent before every outcome that was handed over is stored, or after one could not be. */
function orderedJournal({ store, runId }: DispatchOptions, halt: Halt, storing: Storing): CallJournal {
  const journal = callJournal(store, runId);
  return {
    ...journal,
    async intend(intent) {
      await Promise.all([journal.intend(intent), storing.done()]);
      if (halt.failure !== null) throw halt.failure.thrown;
    },
  };
}

/** Outcomes on their way to the store. */
class Storing {
  #last: Promise<void> = Promise.resolve();

  add(kept: Promise<void>): void {
    this.#last = this.#last.then(() => kept);
  }

  /** Resolves when all that were added so far are there, or were refused. */
  done(): Promise<void> {
    return this.#last;
  }
}

/** What the cells so far say about going on. */
export class Halt {
  readonly #drain: AbortSignal;
  /** Tier → items that it rejected in a row; trials of one item are one rejection. */
  readonly #rejected = new Map<string, Set<string>>();
  readonly givenUp = new Map<string, GivenUp>();
  stopped: DispatchResult["stopped"] = null;
  failure: { readonly thrown: unknown } | null = null;

  constructor(drain: AbortSignal) {
    this.#drain = drain;
  }

  stops(tier: string): boolean {
    if (this.#drain.aborted) this.stopped ??= { reason: "interrupted", detail: "interrupted" };
    return this.stopped !== null || this.failure !== null || this.givenUp.has(tier);
  }

  learn({ cell }: PlannedCell, { outcome, attempts, cut }: Omit<CellResult, "settled">): void {
    // Whoever of the cell was refused, the judge too: no other call will fare better.
    const refused = attempts.find(({ outcomeClass }) => outcomeClass === "auth_billing_stop");
    if (refused !== undefined) this.stopped ??= { reason: "account", detail: refused.error ?? "refused" };
    if (cut?.by === "budget" || cut?.by === "interrupted") this.stopped ??= { reason: cut.by, detail: cut.detail };
    if (cut?.by === "outage" || cut?.by === "tier-budget") this.#giveUp(cell.tier, cut.by, cut.detail);
    if (outcome?.outcomeClass !== "request_rejected") {
      this.#rejected.delete(cell.tier);
      return;
    }
    const items = (this.#rejected.get(cell.tier) ?? new Set()).add(`${cell.taskType}\n${cell.itemId}`);
    this.#rejected.set(cell.tier, items);
    if (items.size >= REJECTIONS_TO_STOP_A_TIER) this.#giveUp(cell.tier, "rejected", outcome.error ?? "rejected");
  }

  #giveUp(tier: string, reason: GivenUp["reason"], detail: string): void {
    if (!this.givenUp.has(tier)) this.givenUp.set(tier, { reason, detail });
  }
}
