import type { JsonObject } from "../core/json.js";

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  422: "invalid_request_error",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

/** The `error.type` that goes with an HTTP status. */
export function errorTypeOf(status: number): string {
  return ERROR_TYPES[status] ?? (status >= 500 ? "api_error" : "invalid_request_error");
}

/** The error body of the Messages API. */
export function errorBody(
  error: { readonly type: string; readonly message: string; readonly details?: JsonObject },
  requestId: string,
): JsonObject {
  return { type: "error", error, request_id: requestId };
}

/** The request cannot be served as it stands; becomes an error answer with this status. */
export class RequestRejected extends Error {
  override readonly name = "RequestRejected";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
