import { UsageError } from "../core/errors.js";
import { apiBaseUrl } from "./api-host.js";
import { type CallClock, systemClock } from "./call-clock.js";
import type { RetryLimits } from "./retry-plan.js";

/** How the Messages API is called. */
export interface AnthropicClientOptions {
  /** The caller resolves environment variables; no other source of credentials is read. */
  readonly apiKey: string;
  /** @defaultValue the public API. Plain http only to loopback hosts. */
  readonly baseUrl?: string;
  /**
   * One total per call: every attempt with headers and body, and the waits
   * between them, milliseconds, at least 1.
   */
  readonly deadlineMs: number;
  /** HTTP requests per call, at least 1. @defaultValue 5 */
  readonly maxAttempts?: number;
  /** Shortest wait before a retry, milliseconds. @defaultValue 1000 */
  readonly backoffBaseMs?: number;
  /** Longest wait that is not asked for by the server, milliseconds. @defaultValue 60000 */
  readonly backoffCapMs?: number;
  /** Requested model → further model ids that may answer for it. A dated snapshot of the same name always may. */
  readonly modelAliases?: { readonly [model: string]: readonly string[] };
  readonly clock?: CallClock;
}

/** Options, checked and complete. */
export interface Settings extends RetryLimits {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly deadlineMs: number;
  readonly modelAliases: { readonly [model: string]: readonly string[] };
  readonly clock: CallClock;
}

/**
 * Fills in the defaults and checks the rest.
 *
 * @throws UsageError on an empty key, a base URL that would leak it, or a number out of range
 */
export function clientSettings(options: AnthropicClientOptions): Settings {
  const { apiKey, deadlineMs, modelAliases = {}, clock = systemClock } = options;
  const { maxAttempts = 5, backoffBaseMs = 1000, backoffCapMs = 60_000 } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError("the API key is empty or not plain ASCII; set ANTHROPIC_API_KEY");
  }
  if (!(deadlineMs >= 1 && Number.isFinite(deadlineMs)))
    throw new UsageError(`deadlineMs is ${deadlineMs}, at least 1`);
  if (!(Number.isInteger(maxAttempts) && maxAttempts >= 1)) {
    throw new UsageError(`maxAttempts is ${maxAttempts}, must be a whole number of at least 1`);
  }
  if (!(backoffBaseMs > 0 && backoffCapMs >= backoffBaseMs)) {
    throw new UsageError(`backoff is ${backoffBaseMs} to ${backoffCapMs} ms, must be above 0 and ascending`);
  }
  const baseUrl = apiBaseUrl(options.baseUrl);
  return { apiKey, baseUrl, deadlineMs, maxAttempts, backoffBaseMs, backoffCapMs, modelAliases, clock };
}
