import type { FailedClass } from "../core/outcome-class.js";
import type { CallClock } from "./call-clock.js";
import type { AnswerHeaders } from "./one-request.js";

/** How long to wait, and how often to try. */
export interface RetryLimits {
  /** HTTP requests per call. */
  readonly maxAttempts: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
}

/** The longest `retry-after` that a call sits out. */
export const RETRY_AFTER_CAP_MS = 300_000;

/** Answers that are broken, or whose fate is not known, are bought again at most this often. */
const DOUBTFUL_RETRIES = 2;
/** Spread after a `retry-after`, so that waiting calls do not all come back at once. */
const RETRY_AFTER_SPREAD_MS = 400;

export type RetryPlan =
  | { readonly kind: "retry"; readonly waitMs: number }
  | { readonly kind: "stop"; readonly reason: string | null };

/** One failed attempt in the history of its call. */
export interface FailedAttempt {
  readonly outcomeClass: FailedClass;
  readonly headers: AnswerHeaders | null;
  /** Classes of the attempts of this call, this one last. */
  readonly history: readonly string[];
  readonly remainingMs: number;
  /** Somebody else keeps the wait that the server asks for. @defaultValue false */
  readonly isPaced?: boolean;
}

/** Whether a failed attempt is made again, and when. */
export function planRetry(attempt: FailedAttempt, limits: RetryLimits, clock: CallClock): RetryPlan {
  const { outcomeClass, headers, history, remainingMs } = attempt;
  if (!isRetryable(outcomeClass, history)) return stop(null);
  const retryAfterMs = outcomeClass === "infra_transient_exhausted" ? readRetryAfterMs(headers, clock.nowMs()) : null;
  if (retryAfterMs !== null && retryAfterMs > RETRY_AFTER_CAP_MS) {
    return stop(`rate limited until ${timeText(clock.nowMs() + retryAfterMs)}`);
  }
  if (history.length >= limits.maxAttempts) return stop(`${history.length} attempts made`);
  if (headers?.get("x-should-retry") === "false") return stop("the server forbids a retry");
  if (retryAfterMs !== null && attempt.isPaced === true) return { kind: "retry", waitMs: 0 };
  const waitMs =
    retryAfterMs === null
      ? backoffMs(history.length - 1, limits, clock.random())
      : retryAfterMs + clock.random() * RETRY_AFTER_SPREAD_MS;
  if (!(waitMs < remainingMs)) {
    return stop(`the wait of ${Math.ceil(waitMs)} ms before the next attempt ends after the deadline`);
  }
  return { kind: "retry", waitMs };
}

/**
 * Backoff before retry number `retryIndex` (from 0): uniform between the base
 * and a ceiling that doubles from twice the base up to the cap.
 */
export function backoffMs(
  retryIndex: number,
  { backoffBaseMs, backoffCapMs }: Pick<RetryLimits, "backoffBaseMs" | "backoffCapMs">,
  random: number,
): number {
  const ceilingMs = Math.min(backoffCapMs, backoffBaseMs * 2 ** (retryIndex + 1));
  return backoffBaseMs + random * (ceilingMs - backoffBaseMs);
}

/**
 * What the server asks to wait; null where it asks nothing that makes sense: negative,
 * past, infinite, garbage. A date is read by the server's own clock, where it tells it.
 */
export function readRetryAfterMs(headers: AnswerHeaders | null, nowMs: number): number | null {
  const milliseconds = positiveNumber(headers?.get("retry-after-ms"));
  if (milliseconds !== null) return milliseconds;
  const text = headers?.get("retry-after");
  const seconds = positiveNumber(text);
  if (seconds !== null) return seconds * 1000;
  // A number that is not positive would be read as a date by Date.parse ("-5" is May 2001).
  if (text === null || text === undefined || !/[a-z]/i.test(text)) return null;
  const serverMs = Date.parse(headers?.get("date") ?? "");
  const waitMs = Date.parse(text) - (Number.isNaN(serverMs) ? nowMs : serverMs);
  return waitMs > 0 ? waitMs : null;
}

function positiveNumber(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^\d+(\.\d+)?$/.test(text.trim())) return null;
  const value = Number(text);
  return value > 0 && Number.isFinite(value) ? value : null;
}

function isRetryable(outcomeClass: FailedClass, history: readonly string[]): boolean {
  if (outcomeClass === "infra_transient_exhausted") return true;
  if (outcomeClass !== "infra_malformed" && outcomeClass !== "unknown_outcome") return false;
  return history.filter((past) => past === outcomeClass).length <= DOUBTFUL_RETRIES;
}

function stop(reason: string | null): RetryPlan {
  return { kind: "stop", reason };
}

function timeText(atMs: number): string {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? "a time out of range" : date.toISOString();
}
