import type { Outcome } from "../core/outcome.js";

/** Cells whose pace says how long the rest takes: answers come in bursts of the concurrency. */
const PACE_CELLS = 200;

/** How far a run has come, on one tier or on all of them. */
export class TierTally {
  readonly name: string;
  readonly total: number;
  done = 0;
  /** Of those that are done: taken from earlier runs, at no charge. */
  reused = 0;
  errored = 0;
  /** Null once the charge of a cell is not known. */
  chargedNanoUsd: number | null = 0;
  /** When the pace began to be taken, and when the last cells were done, oldest first. */
  readonly #timesMs: number[];

  constructor(name: string, total: number, startedAtMs: number) {
    this.name = name;
    this.total = total;
    this.#timesMs = [startedAtMs];
  }

  get left(): number {
    return Math.max(0, this.total - this.done);
  }

  /** Counts a cell that an earlier part of the run has done: it says nothing of today's pace. */
  addEarlier(outcome: Outcome): void {
    this.#count(outcome);
    if (outcome.reusedFrom !== undefined) this.reused += 1;
  }

  /** Counts a cell whose outcome is that of another run, which has paid for it. */
  addReused(): void {
    this.done += 1;
    this.reused += 1;
  }

  add(outcome: Outcome, atMs: number): void {
    this.#count(outcome);
    this.#timesMs.push(atMs);
    if (this.#timesMs.length > PACE_CELLS + 1) this.#timesMs.shift();
  }

  /** Cells per second up to now, so that a tier that stalls slows down; null while nothing is known. */
  ratePerSecond(nowMs: number): number | null {
    const cells = this.#timesMs.length - 1;
    const elapsedMs = nowMs - (this.#timesMs[0] ?? nowMs);
    return cells > 0 && elapsedMs > 0 ? (cells / elapsedMs) * 1000 : null;
  }

  /** Null while it cannot be told. */
  leftMs(nowMs: number): number | null {
    if (this.left === 0) return 0;
    const rate = this.ratePerSecond(nowMs);
    return rate === null ? null : (this.left / rate) * 1000;
  }

  /** What all cells will have cost at the mean of those paid for; null where a price or every such cell is missing. */
  projectedNanoUsd(): number | null {
    if (this.left === 0) return this.chargedNanoUsd;
    const paid = this.done - this.reused;
    if (paid === 0 || this.chargedNanoUsd === null) return null;
    return (this.chargedNanoUsd / paid) * (this.total - this.reused);
  }

  #count({ status, chargedNanoUsd }: Outcome): void {
    this.done += 1;
    if (status === "errored") this.errored += 1;
    const before = this.chargedNanoUsd;
    this.chargedNanoUsd = before === null || chargedNanoUsd === null ? null : before + chargedNanoUsd;
  }
}
