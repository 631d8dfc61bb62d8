import type { Clock } from "../core/clock.js";
import type { RateLimits } from "../core/config.js";
import type { CallAttempt } from "../core/model-client.js";
import { AdaptiveConcurrency } from "./adaptive-concurrency.js";
import { CircuitBreaker } from "./circuit-breaker.js";
import { RateAllowance } from "./rate-allowance.js";

/** The longest wait that a server may ask of a run; a longer one ends its tier for this part of the run. */
export const LONGEST_PAUSE_MS = 300_000;
/** A server that has been down so long ends its tier for this part of the run. */
export const LONGEST_OUTAGE_MS = 30 * 60_000;
/** After a pause the calls set out one after the other over this time. */
const SPREAD_MS = 400;
const TOO_MANY_STATUSES: readonly (number | null)[] = [429, 529];
/** Endings that speak against the server, not against the request. */
const FAILURES: readonly string[] = ["infra_transient_exhausted", "infra_timeout", "unknown_outcome"];

/** How a gate stands, for those who watch the run. */
export interface GateState {
  /** Calls that may be under way at once. */
  readonly concurrency: number;
  /** Wall clock; null: not paused. */
  readonly pausedUntilMs: number | null;
  /** The server fails, and is asked only now and then whether it is back. */
  readonly isBroken: boolean;
}

export interface TierGateOptions {
  readonly clock: Clock;
  /** Calls under way at once, at most. */
  readonly concurrency: number;
  readonly rates: RateLimits;
  /** Aborted: whoever would have to wait for time to pass is refused. */
  readonly drain: AbortSignal;
  readonly onState?: (state: GateState) => void;
}

/** Why nothing passes any more in this part of the run. */
export interface Refusal {
  readonly kind: "refused";
  readonly by: "interrupted" | "outage";
  readonly detail: string;
}

/** What an attempt is told that wants to pass. */
export type Pass = { readonly kind: "send" | "probe"; readonly atMs: number } | Refusal;

const INTERRUPTED: Refusal = { kind: "refused", by: "interrupted", detail: "interrupted" };

interface Waiter {
  readonly resolve: (pass: Pass) => void;
}

/**
 * Lets the attempts of all calls to one model pass, no faster than its server
 * likes: adapts how many are under way, makes all wait where the server asks one
 * to, keeps to the rates that the user allows, and stops asking a server that is down.
 */
export class TierGate {
  readonly #clock: Clock;
  readonly #options: TierGateOptions;
  readonly #concurrency: AdaptiveConcurrency;
  readonly #breaker: CircuitBreaker;
  readonly #requests: RateAllowance | null;
  readonly #tokens: RateAllowance | null;
  readonly #waiting: Waiter[] = [];
  #underWay = 0;
  #pausedUntilMs = 0;
  /** After a pause: the earliest time of the next attempt, so that not all set out at once. */
  #spacedUntilMs = 0;
  #spacingMs = 0;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #refused: Refusal | null = null;

  constructor(options: TierGateOptions) {
    const { clock, concurrency, rates, drain } = options;
    const nowMs = clock.monotonicMs();
    this.#options = options;
    this.#clock = clock;
    this.#concurrency = new AdaptiveConcurrency(concurrency);
    this.#breaker = new CircuitBreaker(concurrency);
    this.#requests = rates.requestsPerMinute === undefined ? null : new RateAllowance(rates.requestsPerMinute, nowMs);
    this.#tokens = rates.tokensPerMinute === undefined ? null : new RateAllowance(rates.tokensPerMinute, nowMs);
    drain.addEventListener("abort", () => this.#admit(), { once: true });
  }

  /** Null where something may still pass. */
  get refusal(): Refusal | null {
    return this.#refused;
  }

  /** Resolves when an attempt may be made. Whoever passed calls `leave`. */
  enter(): Promise<Pass> {
    return new Promise((resolve) => {
      this.#waiting.push({ resolve });
      this.#admit();
    });
  }

  /** @param attempt - null: nothing was sent after all */
  leave(pass: Extract<Pass, { atMs: number }>, call: string, attempt: CallAttempt | null): void {
    this.#underWay -= 1;
    if (attempt !== null) this.#learn(pass.atMs, call, attempt);
    this.#admit();
  }

  #learn(sentAtMs: number, call: string, { outcomeClass, httpStatus, retryAfterMs, usage }: CallAttempt): void {
    const nowMs = this.#clock.monotonicMs();
    if (usage !== null) this.#tokens?.use(nowMs, usage.inputTokens + usage.cacheWriteTokens + usage.outputTokens);
    const isFailure = FAILURES.includes(outcomeClass);
    if (isFailure) this.#breaker.fail(nowMs, call);
    else if (this.#breaker.succeed(nowMs)) this.#concurrency.restart();
    else this.#concurrency.succeed();
    if (isFailure && TOO_MANY_STATUSES.includes(httpStatus)) this.#concurrency.overload(sentAtMs, nowMs);
    if (isFailure && retryAfterMs !== null) this.#pause(nowMs, retryAfterMs);
    const { downSinceMs } = this.#breaker;
    if (downSinceMs !== null && nowMs - downSinceMs > LONGEST_OUTAGE_MS) {
      this.#refuseAll(outage(`no answer for ${Math.round((nowMs - downSinceMs) / 60_000)} minutes`));
    }
    if (isFailure) this.#tell(nowMs);
  }

  #pause(nowMs: number, retryAfterMs: number): void {
    if (retryAfterMs > LONGEST_PAUSE_MS) {
      return this.#refuseAll(outage(`rate limited until ${timeText(this.#clock.nowMs() + retryAfterMs)}`));
    }
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + retryAfterMs);
    this.#spacedUntilMs = this.#pausedUntilMs;
    this.#spacingMs = SPREAD_MS / Math.max(1, this.#concurrency.limit);
  }

  #admit(): void {
    for (;;) {
      const [waiter] = this.#waiting;
      if (waiter === undefined) return;
      if (this.#refused !== null) return this.#refuseAll(this.#refused);
      const isDown = this.#breaker.downSinceMs !== null;
      if (this.#underWay >= (isDown ? 1 : this.#concurrency.limit)) return;
      const nowMs = this.#clock.monotonicMs();
      const delayMs = this.#delayMs(nowMs);
      if (delayMs > 0 && this.#options.drain.aborted) return this.#refuseAll(INTERRUPTED);
      if (delayMs > 0) return this.#wakeIn(nowMs, delayMs);
      this.#waiting.shift();
      this.#underWay += 1;
      this.#requests?.use(nowMs, 1);
      if (this.#spacingMs > 0) this.#space(nowMs);
      waiter.resolve({ kind: this.#breaker.begin(nowMs), atMs: nowMs });
    }
  }

  #delayMs(nowMs: number): number {
    return Math.max(
      this.#pausedUntilMs - nowMs,
      this.#spacedUntilMs - nowMs,
      this.#breaker.delayMs(nowMs),
      this.#requests?.delayMs(nowMs, 1) ?? 0,
      this.#tokens?.delayMs(nowMs, 1) ?? 0,
    );
  }

  /** The first wave after a pause sets out in steps; then there is nothing more to spread. */
  #space(nowMs: number): void {
    const isOver = nowMs > this.#pausedUntilMs + SPREAD_MS;
    if (isOver) this.#spacingMs = 0;
    else this.#spacedUntilMs = nowMs + this.#spacingMs;
  }

  /** One timer is enough: the earliest. */
  #wakeIn(nowMs: number, delayMs: number): void {
    const atMs = nowMs + delayMs;
    if (atMs >= this.#wakeAtMs) return;
    this.#wakeAtMs = atMs;
    void this.#clock.sleep(delayMs, this.#options.drain).then(() => {
      if (this.#wakeAtMs === atMs) this.#wakeAtMs = Number.POSITIVE_INFINITY;
      this.#admit();
      this.#tell(this.#clock.monotonicMs());
    });
  }

  #refuseAll(refusal: Refusal): void {
    this.#refused ??= refusal;
    for (const { resolve } of this.#waiting.splice(0)) resolve(this.#refused);
  }

  #tell(nowMs: number): void {
    const pauseMs = this.#pausedUntilMs - nowMs;
    this.#options.onState?.({
      concurrency: this.#concurrency.limit,
      pausedUntilMs: pauseMs > 0 ? this.#clock.nowMs() + pauseMs : null,
      isBroken: this.#breaker.downSinceMs !== null,
    });
  }
}

function outage(detail: string): Refusal {
  return { kind: "refused", by: "outage", detail };
}

function timeText(atMs: number): string {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? "a time out of range" : date.toISOString();
}
