import type { CallAttempt, CallError, CallOptions, CallResult } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import type { ExchangeVerdict } from "./exchange-verdict.js";

/** One call on its way through batches. */
export interface WaitingCall {
  readonly request: ModelRequest;
  readonly options: CallOptions;
  readonly attempts: CallAttempt[];
  /** It has been asked again because a batch had no result for it. */
  wasMissing: boolean;
  resolve(result: CallResult): void;
  reject(thrown: unknown): void;
}

/** When an attempt began and how long it took, milliseconds. */
export interface AttemptTimes {
  readonly startedAtMs: number;
  readonly latencyMs: number;
}

/** Tells of an attempt. Where it is not final the call goes on. */
export function noteAttempt(
  call: WaitingCall,
  verdict: ExchangeVerdict,
  times: AttemptTimes,
  isFinal: boolean,
): CallAttempt {
  const { outcomeClass, httpStatus, requestId, mayBeBilled } = verdict;
  const response = verdict.kind === "answered" ? verdict.response : null;
  const attempt = {
    index: call.attempts.length,
    outcomeClass,
    isFinal,
    httpStatus,
    requestId,
    startedAtMs: times.startedAtMs,
    latencyMs: times.latencyMs,
    usage: response?.usage ?? verdict.usage,
    mayBeBilled,
    servedModel: response?.model ?? verdict.servedModel,
    retryAfterMs: null,
    error: verdict.kind === "answered" ? null : verdict.message,
  };
  call.attempts.push(attempt);
  call.options.afterAttempt?.(attempt);
  return attempt;
}

/** Ends a call with the verdict on its last attempt. */
export function finishCall(call: WaitingCall, verdict: ExchangeVerdict, times: AttemptTimes): void {
  const { httpStatus, requestId, error } = noteAttempt(call, verdict, times, true);
  const { attempts } = call;
  if (verdict.kind === "answered") {
    const { outcomeClass, response } = verdict;
    call.resolve({ kind: "answered", outcomeClass, response, attempts });
    return;
  }
  const failure: CallError = { message: error ?? "", httpStatus, requestId };
  call.resolve({ kind: "failed", outcomeClass: verdict.outcomeClass, error: failure, attempts });
}

/** Ends a call whose attempt, if it has one, goes on without us. */
export function leaveCall(call: WaitingCall): void {
  call.resolve({ kind: "left", attempts: call.attempts });
}
