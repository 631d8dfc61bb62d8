import type { StopCause } from "./exchange-verdict.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A signal that aborts when time is up or when the caller aborts, and remembers which came first. */
export interface CallDeadline extends Disposable {
  readonly signal: AbortSignal;
  cause(): StopCause | null;
}

/**
 * Starts the clock of one exchange. Dispose it afterwards: the caller's signal
 * may live as long as a run, and would otherwise collect a listener per call.
 *
 * @param remainingMs - above 0
 */
export function startDeadline(remainingMs: number, caller?: AbortSignal): CallDeadline {
  const controller = new AbortController();
  let cause: StopCause | null = null;
  const stop = (by: StopCause) => {
    cause ??= by;
    controller.abort();
  };
  const onCallerAbort = () => stop("caller");
  const timer = setTimeout(() => stop("deadline"), Math.min(remainingMs, LONGEST_TIMER_MS));
  if (caller?.aborted === true) onCallerAbort();
  caller?.addEventListener("abort", onCallerAbort, { once: true });
  return {
    signal: controller.signal,
    cause: () => cause,
    [Symbol.dispose]() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", onCallerAbort);
    },
  };
}
