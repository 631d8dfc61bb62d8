import type { ModelResponse, Usage } from "../core/model-response.js";
import type { AnsweredClass, FailedClass } from "../core/outcome-class.js";
import { BODY_LIMIT_BYTES } from "./answer-body.js";
import { apiErrorClass } from "./api-error-class.js";
import type { Exchange } from "./http-exchange.js";
import { answeredClass, type ReceivedError, type ReceivedMessage, readAnswer } from "./message-schema.js";
import type { AnswerHeaders } from "./one-request.js";

/** Why we ended an exchange ourselves. */
export type StopCause = "deadline" | "caller";

interface Evidence {
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  readonly headers: AnswerHeaders | null;
  readonly mayBeBilled: boolean;
  readonly usage: Usage | null;
  readonly servedModel: string | null;
}

/** What one exchange means. */
export type ExchangeVerdict = Evidence &
  (
    | { readonly kind: "answered"; readonly outcomeClass: AnsweredClass; readonly response: ModelResponse }
    | { readonly kind: "failed"; readonly outcomeClass: FailedClass; readonly message: string }
  );

/** What an answer is checked against. */
export interface Expectation {
  readonly isAcceptedModel: (servedModel: string) => boolean;
  /** True where this message id has answered another call. */
  readonly isReusedId: (messageId: string) => boolean;
  /** Tools were offered, so that it may call some. */
  readonly offersTools: boolean;
}

/** Sorts one exchange into its class. */
export function exchangeVerdict(
  exchange: Exchange,
  stopCause: StopCause | null,
  expectation: Expectation,
): ExchangeVerdict {
  switch (exchange.kind) {
    case "unsent":
      return failed(evidence(exchange, false), "infra_transient_exhausted", `not sent: ${exchange.error}`);
    case "redirected":
      return failed(evidence(exchange, true), "infra_malformed", "answered with a redirect, which is not followed");
    case "cut":
      return cutVerdict(exchange, stopCause);
    case "oversized":
      if (exchange.status !== 200) return errorVerdict(exchange, exchange.status, null);
      return failed(evidence(exchange, true), "infra_malformed", `body above ${BODY_LIMIT_BYTES} bytes, not read on`);
    default:
      if (exchange.status !== 200) return errorVerdict(exchange, exchange.status, errorOf(exchange.bytes));
      return successVerdict(exchange, expectation);
  }
}

type Ended<Kind extends Exchange["kind"]> = Extract<Exchange, { kind: Kind }>;

function cutVerdict(exchange: Ended<"cut">, stopCause: StopCause | null): ExchangeVerdict {
  if (exchange.status !== null && exchange.status !== 200) return errorVerdict(exchange, exchange.status, null);
  const seen = evidence(exchange, true);
  if (stopCause === "deadline") return failed(seen, "infra_timeout", "no whole answer before the deadline");
  const why = stopCause === "caller" ? "aborted while under way" : `connection lost: ${exchange.error}`;
  return failed(seen, "unknown_outcome", why);
}

function errorVerdict(exchange: Exchange, status: number, error: ReceivedError | null): ExchangeVerdict {
  const isRefused = status >= 400;
  const said = error === null ? "" : ` ${error.code ?? error.type}: ${error.message}`;
  return failed(evidence(exchange, !isRefused), apiErrorClass(status, error), `HTTP ${status}${said}`);
}

function successVerdict(exchange: Ended<"answered">, expectation: Expectation): ExchangeVerdict {
  const seen = evidence(exchange, true);
  const contentType = exchange.headers.get("content-type");
  if (!isJson(contentType)) {
    return failed(seen, "infra_malformed", `HTTP 200 with content type ${contentType ?? "none"}, not JSON`);
  }
  const answer = readAnswer(exchange.bytes);
  switch (answer.kind) {
    case "truncated":
      return failed(seen, "unknown_outcome", answer.reason);
    case "malformed":
      return failed(seen, "infra_malformed", `HTTP 200, ${answer.reason}`);
    case "error":
      // Paid or not, the envelope does not say; the ledger must not fall short of the bill.
      return failed(seen, apiErrorClass(200, answer), `HTTP 200 ${answer.code ?? answer.type}: ${answer.message}`);
    default:
      return messageVerdict(exchange, answer, expectation);
  }
}

function messageVerdict(
  exchange: Ended<"answered">,
  message: ReceivedMessage,
  expectation: Expectation,
): ExchangeVerdict {
  const { id, model, text, blocks, stopReason, usage } = message;
  const seen = { ...evidence(exchange, true), usage, servedModel: model };
  if (!expectation.isAcceptedModel(model)) {
    return failed(seen, "infra_malformed", `answered by model "${model}", which was not asked for`);
  }
  if (expectation.isReusedId(id)) {
    return failed(seen, "infra_malformed", `message id "${id}" already answered another call`);
  }
  const response = {
    text,
    ...(blocks === null || !expectation.offersTools ? {} : { content: blocks }),
    stopReason,
    model,
    requestId: seen.requestId,
    usage,
    latencyMs: exchange.latencyMs,
    simulated: exchange.headers.get("x-tierbench-simulated") === "true",
  };
  return { ...seen, kind: "answered", outcomeClass: answeredClass(stopReason, text, "content" in response), response };
}

function evidence(exchange: Exchange, mayBeBilled: boolean): Evidence {
  const headers = "headers" in exchange ? exchange.headers : null;
  const httpStatus = "status" in exchange ? exchange.status : null;
  const requestId = headers?.get("request-id") ?? null;
  return { httpStatus, requestId, headers, mayBeBilled, usage: null, servedModel: null };
}

function failed(seen: Evidence, outcomeClass: FailedClass, message: string): ExchangeVerdict {
  return { ...seen, kind: "failed", outcomeClass, message };
}

function errorOf(bytes: Uint8Array): ReceivedError | null {
  const answer = readAnswer(bytes);
  return answer.kind === "error" ? answer : null;
}

function isJson(contentType: string | null): boolean {
  const mediaType = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  return mediaType === "application/json" || mediaType.endsWith("+json");
}
