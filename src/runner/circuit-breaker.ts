/** Failures in a row, of at least two calls, after which a server counts as down. */
const FAILURES_IN_A_ROW = 20;
/** Fewer where fewer calls may be under way, which would use up their attempts first; never fewer than this. */
const LEAST_FAILURES = 4;
/** Over this window, with at least so many attempts, this share of failures says the same. */
const WINDOW_MS = 60_000;
const WINDOW_LEAST = 40;
const WINDOW_SHARE = 0.5;
/** Between two attempts that look whether the server is back. */
const PROBE_EVERY_MS = 30_000;

interface Ending {
  readonly atMs: number;
  readonly isFailure: boolean;
}

/**
 * Knows whether a server is down, from how its attempts end: then one attempt
 * every half minute looks whether it is back, and the others wait. Times are of a
 * monotonic clock, milliseconds.
 */
export class CircuitBreaker {
  readonly #threshold: number;
  #inARow = 0;
  readonly #failedCalls = new Set<string>();
  #recent: Ending[] = [];
  #downSinceMs: number | null = null;
  #nextProbeMs = 0;

  /** @param slots - calls that may be under way at once */
  constructor(slots: number) {
    this.#threshold = Math.min(FAILURES_IN_A_ROW, Math.max(LEAST_FAILURES, slots));
  }

  /** Since when the server is down; null where it is not. */
  get downSinceMs(): number | null {
    return this.#downSinceMs;
  }

  /** Milliseconds until an attempt may be made; 0: now. */
  delayMs(nowMs: number): number {
    return this.#downSinceMs === null ? 0 : Math.max(0, this.#nextProbeMs - nowMs);
  }

  /** An attempt is made: of a server that is down, it is the probe. */
  begin(nowMs: number): "send" | "probe" {
    if (this.#downSinceMs === null) return "send";
    this.#nextProbeMs = nowMs + PROBE_EVERY_MS;
    return "probe";
  }

  /** @returns whether the server is back */
  succeed(nowMs: number): boolean {
    const wasDown = this.#downSinceMs !== null;
    this.#inARow = 0;
    this.#failedCalls.clear();
    this.#downSinceMs = null;
    if (wasDown) this.#recent = [];
    this.#note({ atMs: nowMs, isFailure: false });
    return wasDown;
  }

  fail(nowMs: number, call: string): void {
    this.#inARow += 1;
    this.#failedCalls.add(call);
    this.#note({ atMs: nowMs, isFailure: true });
    if (this.#downSinceMs !== null || this.#failedCalls.size < 2) return;
    const failures = this.#recent.filter(({ isFailure }) => isFailure).length;
    const isFailingOften = this.#recent.length >= WINDOW_LEAST && failures >= WINDOW_SHARE * this.#recent.length;
    if (this.#inARow < this.#threshold && !isFailingOften) return;
    this.#downSinceMs = nowMs;
    this.#nextProbeMs = nowMs + PROBE_EVERY_MS;
  }

  #note(ending: Ending): void {
    // Only failures make a window worth keeping.
    if (!ending.isFailure && this.#recent.length === 0) return;
    this.#recent.push(ending);
    const firstMs = ending.atMs - WINDOW_MS;
    const kept = this.#recent.findIndex(({ atMs }) => atMs >= firstMs);
    if (kept > 0) this.#recent.splice(0, kept);
  }
}
