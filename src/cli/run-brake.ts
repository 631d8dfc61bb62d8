import { setMaxListeners } from "node:events";
import { leftText } from "./batch-lines.js";
import type { Effects } from "./effects.js";
import { exitCodeAfter, type Interrupt } from "./interrupt.js";
import type { Progress } from "./progress.js";
import { durationText } from "./progress-text.js";

/** How long calls under way may go on after an interrupt, unless `--drain-ms` says otherwise. */
const DRAIN_MS = 30_000;
/** After a second signal the process is gone within a second, whatever holds it. */
const CUT_MS = 900;
/** Calls that are cut because the drain took too long still have this time to be stored. */
const STORE_MS = 10_000;
/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What stops a run: first no further cell is started, then the calls under way are cut. */
export interface RunBrake extends Disposable {
  readonly drain: AbortSignal;
  readonly abort: AbortSignal;
  /** What has pulled it; a bug outweighs a signal. */
  cause(): Interrupt | null;
}

export interface BrakeParts {
  readonly progress: Progress;
  readonly drainMs?: number | undefined;
  /** The server is part of this process. @defaultValue false */
  readonly isSimulated?: boolean;
  /** Leaves what goes on without this process. @returns the names of the batches */
  readonly onDrain?: () => Parameters<typeof leftText>[0];
}

/** Listens for interrupts until disposed: the first drains, a second signal or the end of the time cuts. */
export function startBrake(
  { progress, drainMs = DRAIN_MS, isSimulated = false, onDrain = () => [] }: BrakeParts,
  effects: Effects,
): RunBrake {
  const drain = new AbortController();
  const abort = new AbortController();
  // One listener for every call under way is what these are for.
  setMaxListeners(0, drain.signal, abort.signal);
  let cause: Interrupt | null = null;
  let timer: NodeJS.Timeout | undefined;
  const cut = (graceMs: number) => {
    clearTimeout(timer);
    abort.abort();
    effects.exitWithin(graceMs, exitCodeAfter(cause ?? "SIGINT"));
  };
  const listening = effects.onInterrupt((interrupt) => {
    const isFirst = cause === null;
    if (isFirst || interrupt === "bug") cause = interrupt;
    if (isFirst) {
      drain.abort();
      progress.drain(interrupt);
      const left = onDrain();
      const finishing = `${interrupt === "bug" ? "stopping" : "interrupted"}: finishing the calls under way; once more to cut them`;
      progress.note(left.length === 0 ? finishing : leftText(left, isSimulated));
      timer = setTimeout(
        () => {
          progress.note(`the calls under way took longer than ${durationText(drainMs)} and are cut`);
          cut(STORE_MS);
        },
        Math.min(drainMs, LONGEST_TIMER_MS),
      );
    } else if (interrupt !== "bug") cut(CUT_MS);
  });
  return {
    drain: drain.signal,
    abort: abort.signal,
    cause: () => cause,
    [Symbol.dispose]() {
      clearTimeout(timer);
      listening[Symbol.dispose]();
    },
  };
}
