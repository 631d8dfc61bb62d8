/**
 * The Messages API as a `ModelClient`: requests, retries, price book and token
 * estimates. Knows nothing of items, tiers, scores or stores.
 * @module
 */
import { UsageError } from "../core/errors.js";
import type { CallAttempt, CallError, CallOptions, CallResult, ModelClient, Permission } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { isAcceptedModel } from "./accepted-model.js";
import { type AnswerLedger, answerLedger } from "./answer-ledger.js";
import { startDeadline } from "./call-deadline.js";
import { type AnthropicClientOptions, clientSettings, type Settings } from "./client-settings.js";
import { type ExchangeVerdict, exchangeVerdict, type StopCause } from "./exchange-verdict.js";
import type { Exchange, Line } from "./http-exchange.js";
import { messageParams } from "./message-params.js";
import { plainLine } from "./plain-line.js";
import { planRetry, type RetryPlan, readRetryAfterMs } from "./retry-plan.js";

/** One call under way. */
interface Call {
  readonly request: ModelRequest;
  readonly options: CallOptions;
  readonly startedMs: number;
  readonly attempts: CallAttempt[];
  /** Attempts that do not count against the call. */
  readonly probes: Set<number>;
  /** Time that the caller held the call up, milliseconds. */
  heldMs: number;
}

interface Step {
  readonly exchange: Exchange;
  readonly verdict: ExchangeVerdict;
  readonly plan: RetryPlan | null;
}

const ABORTED = "aborted before it was sent";
const CALL_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * A client of the Messages API that makes its own retries and sorts every call
 * into one outcome class.
 *
 * `afterAttempt` hears of an attempt before the wait for the next one; should
 * that wait end the call, the result lists the attempt as final, as it became.
 *
 * @throws UsageError on an empty key, a base URL that would leak it, or a number out of range
 */
export function anthropicClient(options: AnthropicClientOptions): ModelClient & Disposable {
  const settings = clientSettings(options);
  const ledger = answerLedger();
  // What sends takes long to load: whoever opens a client has other things to open meanwhile.
  const sending = import("./http-exchange.js");
  // The first call tells of a failure.
  sending.catch(() => undefined);
  let line: Line | null = null;
  return {
    async send(request, callOptions) {
      if (!CALL_KEY.test(callOptions.callKey)) {
        throw new UsageError(`call key "${callOptions.callKey}" is not 1 to 255 visible ASCII characters`);
      }
      const { openLine } = await sending;
      line ??= openLine({ ...settings, timeoutMs: settings.deadlineMs + 60_000 });
      const startedMs = settings.clock.monotonicMs();
      const call = { request, options: callOptions, startedMs, attempts: [], probes: new Set<number>(), heldMs: 0 };
      return runCall(call, line, settings, ledger);
    },
    [Symbol.dispose]: () => line?.[Symbol.dispose](),
  };
}

async function runCall(call: Call, line: Line, settings: Settings, ledger: AnswerLedger): Promise<CallResult> {
  const { options, attempts } = call;
  for (;;) {
    const obstacle = obstacleTo(call, settings);
    if (obstacle !== null) return abandoned(attempts, obstacle);
    if ((await permission(call, settings)) === "deny") return { kind: "denied", attempts: closed(attempts) };
    // The wait for the permission may have been long.
    if (options.signal?.aborted === true) return abandoned(attempts, ABORTED);
    const { exchange, verdict, plan } = await step(call, line, settings, ledger);
    const attempt = attemptOf(attempts.length, exchange, verdict, plan);
    attempts.push(attempt);
    options.afterAttempt?.(attempt);
    if (verdict.kind === "answered") {
      return { kind: "answered", outcomeClass: verdict.outcomeClass, response: verdict.response, attempts };
    }
    if (plan?.kind !== "retry") {
      return { kind: "failed", outcomeClass: verdict.outcomeClass, error: errorOf(attempt), attempts };
    }
    await settings.clock.sleep(plan.waitMs, options.signal);
  }
}

async function permission(call: Call, { clock }: Settings): Promise<Permission> {
  const { options, attempts, probes } = call;
  if (options.beforeAttempt === undefined) return "send";
  const askedMs = clock.monotonicMs();
  const said = await options.beforeAttempt(attempts.length);
  call.heldMs += clock.monotonicMs() - askedMs;
  if (said === "probe") probes.add(attempts.length);
  return said;
}

/** One HTTP request, what it means, and what follows from it. */
async function step(call: Call, line: Line, settings: Settings, ledger: AnswerLedger): Promise<Step> {
  const { request, options } = call;
  const { apiKey, clock, modelAliases } = settings;
  using deadline = startDeadline(remainingMs(call, settings), options.signal);
  const message = {
    params: messageParams(request),
    apiKey,
    idempotencyKey: options.callKey,
    signal: deadline.signal,
  };
  const exchange = await line.exchange(message, clock);
  const raw = exchangeVerdict(exchange, deadline.cause(), {
    isAcceptedModel: (served) => isAcceptedModel(request.model, served, modelAliases[request.model] ?? []),
    isReusedId: (messageId) => ledger.isReused(messageId, options.callKey),
    offersTools: request.tools !== undefined,
  });
  if (raw.kind === "answered") return { exchange, verdict: raw, plan: null };
  const plan = planAfter(raw, deadline.cause(), call, settings);
  const reason = plan.kind === "stop" && plan.reason !== null ? `; ${plan.reason}` : "";
  return { exchange, verdict: { ...raw, message: `${plainLine(raw.message, apiKey)}${reason}` }, plan };
}

function planAfter(
  verdict: Extract<ExchangeVerdict, { kind: "failed" }>,
  cause: StopCause | null,
  call: Call,
  settings: Settings,
): RetryPlan {
  if (cause === "caller") return { kind: "stop", reason: null };
  const { outcomeClass, headers } = verdict;
  // A probe that finds the server still failing says nothing about this call.
  const isProbe = call.probes.has(call.attempts.length);
  if (isProbe && outcomeClass === "infra_transient_exhausted") return { kind: "retry", waitMs: 0 };
  const counted = call.attempts.filter(({ index }) => !call.probes.has(index));
  const history = [...counted.map((attempt) => attempt.outcomeClass), outcomeClass];
  return planRetry(
    {
      outcomeClass,
      headers,
      history,
      remainingMs: remainingMs(call, settings),
      isPaced: call.options.isPaced ?? false,
    },
    settings,
    settings.clock,
  );
}

function attemptOf(
  index: number,
  { startedAtMs, latencyMs }: Exchange,
  verdict: ExchangeVerdict,
  plan: RetryPlan | null,
): CallAttempt {
  const { outcomeClass, httpStatus, requestId, mayBeBilled } = verdict;
  const response = verdict.kind === "answered" ? verdict.response : null;
  return {
    index,
    outcomeClass,
    isFinal: plan?.kind !== "retry",
    httpStatus,
    requestId,
    startedAtMs,
    latencyMs,
    usage: response?.usage ?? verdict.usage,
    mayBeBilled,
    servedModel: response?.model ?? verdict.servedModel,
    retryAfterMs: verdict.kind === "answered" ? null : readRetryAfterMs(verdict.headers, startedAtMs + latencyMs),
    error: verdict.kind === "answered" ? null : verdict.message,
  };
}

function obstacleTo(call: Call, settings: Settings): string | null {
  if (call.options.signal?.aborted === true) return ABORTED;
  return remainingMs(call, settings) > 0 ? null : `no time left of ${settings.deadlineMs} ms`;
}

/** A call that ends between attempts ends as its last attempt did: nothing new is known. */
function abandoned(attempts: readonly CallAttempt[], obstacle: string): CallResult {
  const last = attempts.at(-1);
  const outcomeClass =
    last?.outcomeClass === "unknown_outcome" || last?.outcomeClass === "infra_malformed"
      ? last.outcomeClass
      : "infra_transient_exhausted";
  const message = last === undefined ? obstacle : `${last.error ?? last.outcomeClass}; next attempt ${obstacle}`;
  const error = { message, httpStatus: last?.httpStatus ?? null, requestId: last?.requestId ?? null };
  return { kind: "failed", outcomeClass, error, attempts: closed(attempts) };
}

function closed(attempts: readonly CallAttempt[]): readonly CallAttempt[] {
  return attempts.map((attempt, index) => (index === attempts.length - 1 ? { ...attempt, isFinal: true } : attempt));
}

function errorOf({ error, httpStatus, requestId }: CallAttempt): CallError {
  return { message: error ?? "", httpStatus, requestId };
}

function remainingMs(call: Call, { clock, deadlineMs }: Settings): number {
  return deadlineMs - (clock.monotonicMs() - call.startedMs - call.heldMs);
}
