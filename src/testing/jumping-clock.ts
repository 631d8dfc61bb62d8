import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../core/clock.js";

/** The real clock, but nobody waits: who would sleep finds that the time has passed. */
export function jumpingClock(): Clock {
  let jumpedMs = 0;
  return {
    nowMs: () => Date.now() + jumpedMs,
    monotonicMs: () => performance.now() + jumpedMs,
    random: () => Math.random(),
    async sleep(ms, signal) {
      if (signal?.aborted !== true) jumpedMs += ms;
      await turn();
    },
  };
}
