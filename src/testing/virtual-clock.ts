import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../core/clock.js";
import { seededRandom } from "../simulator/seeded-random.js";

/** Turns of the event loop in which everything that needs no time has happened. */
const TURNS = 3;

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock whose time passes only while everybody sleeps: hours of waiting in milliseconds, in one fixed order. */
export class VirtualClock implements Clock {
  readonly #startMs: number;
  readonly #random: () => number;
  readonly #sleepers = new Set<Sleeper>();
  #ms = 0;

  constructor(seed = 1, startMs = Date.UTC(2026, 10, 20)) {
    this.#startMs = startMs;
    const random = seededRandom("virtual clock", seed);
    this.#random = () => random.next();
  }

  nowMs = (): number => this.#startMs + this.#ms;
  monotonicMs = (): number => this.#ms;
  random = (): number => this.#random();

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const wake = () => {
        this.#sleepers.delete(sleeper);
        resolve();
      };
      const sleeper = { atMs: this.#ms + Math.max(0, ms), wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
    });

  /** Lets time pass until the work has settled. @throws Error if it waits for something that no time brings */
  async until<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    work.then(settle, settle);
    for (;;) {
      for (let count = 0; count < TURNS; count += 1) await turn();
      if (isSettled) return await work;
      const next = [...this.#sleepers].reduce<Sleeper | null>(
        (first, one) => (first === null || one.atMs < first.atMs ? one : first),
        null,
      );
      if (next === null) throw new Error(`nothing left to wait for after ${this.#ms} ms, and the work has not ended`);
      this.#ms = Math.max(this.#ms, next.atMs);
      next.wake();
    }
  }
}
