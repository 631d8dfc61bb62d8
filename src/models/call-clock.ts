import { setTimeout as delay } from "node:timers/promises";

/** Time and chance, as arguments. */
export interface CallClock {
  /** Wall clock, milliseconds since the epoch. */
  nowMs(): number;
  /** Never goes back, any origin, milliseconds. */
  monotonicMs(): number;
  /** Waits; ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** The real clock. */
export const systemClock: CallClock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (thrown) {
      if (signal?.aborted !== true) throw thrown;
    }
  },
};
