import type { ModelRequest } from "./model-request.js";
import type { ModelResponse, Usage } from "./model-response.js";
import type { AnsweredClass, FailedClass, OutcomeClass } from "./outcome-class.js";

/** One HTTP request of a call: retries make several. */
export interface CallAttempt {
  /** Position within the call, from 0. */
  readonly index: number;
  readonly outcomeClass: OutcomeClass;
  /** False where the next attempt was made because of this one. */
  readonly isFinal: boolean;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  /** Wall clock, milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly latencyMs: number;
  /** Null where the server did not say: then the attempt may cost up to its worst case. */
  readonly usage: Usage | null;
  /** False only where the server certainly did no paid work (a 4xx, 429, 5xx or 529 answer). */
  readonly mayBeBilled: boolean;
  readonly servedModel: string | null;
  /** How long the server asked to wait before the next request, milliseconds; null where it asked nothing that makes sense. */
  readonly retryAfterMs: number | null;
  readonly error: string | null;
}

/**
 * What a hook says to an attempt. `probe`: it tests whether a failing server is
 * back, and does not count against the call. `deny`: nothing more is sent.
 */
export type Permission = "send" | "probe" | "deny";

/** Why a call gave no answer. */
export interface CallError {
  readonly message: string;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
}

/** How a call ended. `denied`: a hook refused an attempt, nothing (more) was sent. */
export type CallResult =
  | {
      readonly kind: "answered";
      readonly outcomeClass: AnsweredClass;
      readonly response: ModelResponse;
      readonly attempts: readonly CallAttempt[];
    }
  | {
      readonly kind: "failed";
      readonly outcomeClass: FailedClass;
      readonly error: CallError;
      readonly attempts: readonly CallAttempt[];
    }
  | { readonly kind: "denied"; readonly attempts: readonly CallAttempt[] }
  /** Nobody waits for it any longer, and it may go on in a batch: an attempt that was permitted and not told of stays open. */
  | { readonly kind: "left"; readonly attempts: readonly CallAttempt[] };

/** What a call is told besides its request. */
export interface CallOptions {
  /** The batch in which an earlier part of the run has sent it: its result is waited for, and it is not sent again for the asking. */
  readonly batch?: string;
  /** Identity of the logical call; sent as `idempotency-key`. The same key asks for the same answer. */
  readonly callKey: string;
  /** Aborts the call. An attempt under way becomes `unknown_outcome`. */
  readonly signal?: AbortSignal;
  /**
   * Asked before every HTTP request, which waits for it; that time does not count
   * against the deadline. The budget reserves here, the store notes the intent.
   * `batch` names the message batch that it goes with.
   */
  readonly beforeAttempt?: (index: number, batch?: string) => Promise<Permission>;
  /** The hook keeps the waits that the server asks for, of all calls together: the call itself need not. @defaultValue false */
  readonly isPaced?: boolean;
  /** Told after every HTTP request. The budget settles here. */
  readonly afterAttempt?: (attempt: CallAttempt) => void;
}

/** Sends one request and ends in exactly one result. Never throws for what the network does. */
export interface ModelClient {
  send(request: ModelRequest, options: CallOptions): Promise<CallResult>;
}

/** What calls cost, in whole nano-dollars; null where the price is not known. */
export interface Pricing {
  /** List price of a finished call. */
  costNanoUsd(model: string, usage: Usage, atMs: number): number | null;
  /** The most one attempt can cost: every byte of the prompt a token, the answer as long as allowed. */
  worstCaseNanoUsd(request: ModelRequest, atMs: number): number | null;
}

/** A range of tokens that a request will probably take, before it is sent. */
export interface TokenEstimate {
  readonly inputTokens: { readonly low: number; readonly expected: number; readonly high: number };
  readonly outputTokens: { readonly low: number; readonly expected: number; readonly high: number };
}
