import type { FailedClass } from "../core/outcome-class.js";
import type { ReceivedError } from "./message-schema.js";

/** The status that goes with an error type, for envelopes that come with status 200. */
const STATUS_OF_TYPE: ReadonlyMap<string, number> = new Map([
  ["invalid_request_error", 400],
  ["authentication_error", 401],
  ["billing_error", 402],
  ["permission_error", 403],
  ["not_found_error", 404],
  ["conflict_error", 409],
  ["request_too_large", 413],
  ["rate_limit_error", 429],
  ["api_error", 500],
  ["timeout_error", 504],
  ["overloaded_error", 529],
]);

/**
 * The class of an error answer.
 *
 * @param status - HTTP status; 200 where an error envelope came as a success, then its type decides
 */
export function apiErrorClass(status: number, error: ReceivedError | null): FailedClass {
  if (error !== null && isMoneyGone(error)) return "auth_billing_stop";
  const effective = status === 200 ? STATUS_OF_TYPE.get(error?.type ?? "") : status;
  if (effective === undefined || effective < 400) return "infra_malformed";
  if (effective === 401 || effective === 402 || effective === 403) return "auth_billing_stop";
  if (effective === 408 || effective === 409 || effective === 429 || effective >= 500) {
    return "infra_transient_exhausted";
  }
  return "request_rejected";
}

/** Spend limits come as 429, and an empty account as 400: neither is cured by waiting or by another item. */
function isMoneyGone({ type, code, message }: ReceivedError): boolean {
  return (
    type === "billing_error" ||
    (code !== null && code.endsWith("spend_limit_reached")) ||
    /credit balance is too low/i.test(message)
  );
}
