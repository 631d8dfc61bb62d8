import type { CallAttempt, CallResult, ModelClient } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import { planRetry } from "../models/retry-plan.js";
import type { VirtualClock } from "./virtual-clock.js";

/** What a server in virtual time answers: an HTTP status, and how long it asks to wait. */
export interface VirtualReply {
  readonly status: 200 | 429 | 529;
  readonly retryAfterMs?: number;
}

/** A request as it arrived. */
export interface Arrival {
  readonly atMs: number;
  readonly model: string;
  readonly status: number;
  /** Requests of the model under way then, this one too. */
  readonly underWay: number;
}

/** A client with the retries of the real one, whose server lives in virtual time and remembers what arrived. */
export interface VirtualServer extends ModelClient {
  readonly arrivals: readonly Arrival[];
}

const LIMITS = { maxAttempts: 5, backoffBaseMs: 1000, backoffCapMs: 60_000 };
const DEADLINE_MS = 120_000;

export function virtualServer(
  clock: VirtualClock,
  latencyMs: (request: ModelRequest) => number,
  reply: (nowMs: number, request: ModelRequest, underWay: number) => VirtualReply,
): VirtualServer {
  const arrivals: Arrival[] = [];
  const underWay = new Map<string, number>();
  const exchange = async (request: ModelRequest): Promise<VirtualReply> => {
    const { model } = request;
    const atMs = clock.monotonicMs();
    const count = (underWay.get(model) ?? 0) + 1;
    underWay.set(model, count);
    const answer = reply(atMs, request, count);
    arrivals.push({ atMs, model, status: answer.status, underWay: count });
    await clock.sleep(latencyMs(request));
    underWay.set(model, (underWay.get(model) ?? 1) - 1);
    return answer;
  };
  return { arrivals, send: (request, options) => call(request, options, clock, exchange) };
}

async function call(
  request: ModelRequest,
  options: Parameters<ModelClient["send"]>[1],
  clock: VirtualClock,
  exchange: (request: ModelRequest) => Promise<VirtualReply>,
): Promise<CallResult> {
  const attempts: CallAttempt[] = [];
  const history: string[] = [];
  let heldMs = 0;
  const startedMs = clock.monotonicMs();
  for (;;) {
    const askedMs = clock.monotonicMs();
    const permission = (await options.beforeAttempt?.(attempts.length)) ?? "send";
    heldMs += clock.monotonicMs() - askedMs;
    if (permission === "deny") return { kind: "denied", attempts };
    const { status, retryAfterMs } = await exchange(request);
    const attempt = attemptOf(request, attempts.length, status, retryAfterMs ?? null, clock.nowMs());
    attempts.push(attempt);
    options.afterAttempt?.(attempt);
    if (status === 200) {
      const response = { text: "refund", stopReason: "end_turn", model: request.model, requestId: null };
      const rest = { usage: NO_USAGE, latencyMs: 0, simulated: true };
      return { kind: "answered", outcomeClass: "ok", response: { ...response, ...rest }, attempts };
    }
    if (permission === "probe") continue;
    history.push("infra_transient_exhausted");
    const headers = new Headers(retryAfterMs === undefined ? {} : { "retry-after": String(retryAfterMs / 1000) });
    const remainingMs = DEADLINE_MS - (clock.monotonicMs() - startedMs - heldMs);
    const failed = { outcomeClass: "infra_transient_exhausted", headers, history, remainingMs } as const;
    const plan = planRetry({ ...failed, isPaced: options.isPaced ?? false }, LIMITS, clock);
    if (plan.kind === "stop") {
      const error = { message: plan.reason ?? "", httpStatus: status, requestId: null };
      return { kind: "failed", outcomeClass: "infra_transient_exhausted", error, attempts };
    }
    await clock.sleep(plan.waitMs, options.signal);
  }
}

function attemptOf(
  { model }: ModelRequest,
  index: number,
  status: number,
  retryAfterMs: number | null,
  startedAtMs: number,
): CallAttempt {
  const isAnswer = status === 200;
  return {
    index,
    outcomeClass: isAnswer ? "ok" : "infra_transient_exhausted",
    isFinal: isAnswer,
    httpStatus: status,
    requestId: null,
    startedAtMs,
    latencyMs: 0,
    usage: isAnswer ? NO_USAGE : null,
    mayBeBilled: isAnswer,
    servedModel: isAnswer ? model : null,
    retryAfterMs,
    error: isAnswer ? null : `HTTP ${status}`,
  };
}
