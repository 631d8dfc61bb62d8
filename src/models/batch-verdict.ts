import { apiErrorClass } from "./api-error-class.js";
import type { BatchResult } from "./batch-schema.js";
import { type ExchangeVerdict, type Expectation, exchangeVerdict } from "./exchange-verdict.js";
import { readAnswer } from "./message-schema.js";

/** How a result came. */
export interface BatchTimes {
  readonly startedAtMs: number;
  /** From the creation of the batch to the results, milliseconds. */
  readonly latencyMs: number;
  readonly isSimulated: boolean;
}

/**
 * Sorts one result into its class. A message passes the checks of any other
 * answer; what did not succeed is not billed.
 */
export function batchVerdict(result: BatchResult, times: BatchTimes, expectation: Expectation): ExchangeVerdict {
  switch (result.type) {
    case "succeeded":
      return exchangeVerdict(answeredExchange(result.message, times), null, expectation);
    case "errored":
      return erroredVerdict(result.error);
    default:
      return unbilled("infra_transient_exhausted", `the batch ended with this request ${result.type}`);
  }
}

/** A call whose result is not among those of its batch: it may be billed all the same. */
export function missingVerdict(): ExchangeVerdict {
  return {
    ...NOTHING,
    mayBeBilled: true,
    kind: "failed",
    outcomeClass: "unknown_outcome",
    message: "the batch has no result for it",
  };
}

/** A call with two results that differ: nobody knows which is its own. */
export function ambiguousVerdict(): ExchangeVerdict {
  const message = "the batch has several results for it, which differ";
  return { ...NOTHING, mayBeBilled: true, kind: "failed", outcomeClass: "infra_malformed", message };
}

const NOTHING = { httpStatus: null, requestId: null, headers: null, usage: null, servedModel: null } as const;

export function unbilled(
  outcomeClass: Extract<ExchangeVerdict, { kind: "failed" }>["outcomeClass"],
  message: string,
  httpStatus: number | null = null,
): ExchangeVerdict {
  return { ...NOTHING, httpStatus, mayBeBilled: false, kind: "failed", outcomeClass, message };
}

function answeredExchange(message: unknown, { startedAtMs, latencyMs, isSimulated }: BatchTimes) {
  const headers = new Headers({ "content-type": "application/json", "x-tierbench-simulated": String(isSimulated) });
  const bytes = bytesOf(message);
  return { kind: "answered", status: 200, headers, bytes, startedAtMs, latencyMs } as const;
}

function erroredVerdict(envelope: unknown): ExchangeVerdict {
  const error = readAnswer(bytesOf(envelope));
  if (error.kind !== "error") return unbilled("infra_malformed", "errored in the batch, and the error cannot be read");
  const said = `errored in the batch with ${error.code ?? error.type}: ${error.message}`;
  return unbilled(apiErrorClass(200, error), said);
}

function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value) ?? "null");
}
