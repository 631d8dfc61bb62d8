/**
 * The fault matrix of the Messages API: 46 ways in which a call goes wrong, and the
 * class that each must end in. The simulator plays them.
 * @module
 */
import type { OutcomeClass } from "../core/outcome-class.js";
import type { FaultPlan } from "../simulator/fault-plan.js";

export type Fault = FaultPlan[number]["fault"];

/** One row of the matrix. */
export interface FaultCase {
  /** `F01` to `F46`. */
  readonly id: string;
  /** Played by one tier each, in turn. */
  readonly faults: readonly Fault[];
  readonly outcomeClass: OutcomeClass;
  /** Whether the call goes on after it. */
  readonly isRetried: boolean;
  /** Total time of a call, milliseconds. @defaultValue far more than any wait of the case */
  readonly deadlineMs?: number;
  /** What the error of a call that ends so says. */
  readonly message?: RegExp;
}

/** Replaced by the address of a host that must never be contacted. */
const ELSEWHERE = "http://elsewhere.invalid/";
const DAY_S = 86_400;
const transient = { outcomeClass: "infra_transient_exhausted", isRetried: true } as const;
const rejected = { outcomeClass: "request_rejected", isRetried: false } as const;
const stopped = { outcomeClass: "auth_billing_stop", isRetried: false } as const;
const unknown = { outcomeClass: "unknown_outcome", isRetried: true } as const;
const malformed = { outcomeClass: "infra_malformed", isRetried: true } as const;
const timeout = { outcomeClass: "infra_timeout", isRetried: false, deadlineMs: 1000 } as const;

const limited = (about: Partial<Extract<Fault, { kind: "status" }>> = {}): Fault => ({
  kind: "status",
  status: 429,
  ...about,
});
const status = (code: number): Fault => ({ kind: "status", status: code });
const usage = (form: "missing" | "negative" | "huge" | "string"): Fault => ({ kind: "bad-usage", form });
/** A server whose clock is years off, and which asks to wait a second by it. */
const skewed = (date: string, retryAfter: string): Fault => limited({ date, retryAfter });

export const FAULT_CASES: readonly FaultCase[] = [
  { id: "F01", faults: [limited()], ...transient },
  { id: "F02", faults: [limited({ retryAfter: 1 })], ...transient },
  {
    id: "F03",
    faults: [limited({ retryAfter: DAY_S })],
    ...transient,
    isRetried: false,
    message: /rate limited until/,
  },
  { id: "F04", faults: [limited({ retryAfter: -5 })], ...transient },
  { id: "F05", faults: [limited({ retryAfter: "soon" })], ...transient },
  { id: "F06", faults: [limited({ retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" })], ...transient },
  { id: "F07", faults: [limited({ retryAfter: "1e309" })], ...transient },
  { id: "F08", faults: [limited({ shouldRetry: false })], ...transient, isRetried: false },
  { id: "F09", faults: [{ kind: "status", status: 400, shouldRetry: true }], ...rejected },
  { id: "F10", faults: [status(529)], ...transient },
  {
    id: "F11",
    faults: [status(500), { kind: "status", status: 502, isHtml: true }, status(503), status(504)],
    ...transient,
  },
  { id: "F12", faults: [status(400)], ...rejected },
  { id: "F13", faults: [status(404)], ...rejected },
  { id: "F14", faults: [status(413)], ...rejected },
  { id: "F15", faults: [status(422)], ...rejected },
  { id: "F16", faults: [status(401)], ...stopped },
  { id: "F17", faults: [status(403)], ...stopped },
  {
    id: "F18",
    faults: [
      status(402),
      limited({ errorCode: "contract_spend_limit_reached" }),
      limited({ errorCode: "enforced_spend_limit_reached" }),
      { kind: "status", status: 400, message: "Your credit balance is too low" },
    ],
    ...stopped,
  },
  { id: "F19", faults: [{ kind: "reset-before-headers" }], ...unknown },
  { id: "F20", faults: [{ kind: "reset-mid-body" }], ...unknown },
  { id: "F21", faults: [{ kind: "truncated-body" }], ...unknown },
  { id: "F22", faults: [{ kind: "text-html-200" }], ...malformed },
  { id: "F23", faults: [{ kind: "content-type", contentType: "text/plain" }], ...malformed },
  { id: "F24", faults: [{ kind: "content-type", contentType: null }], ...malformed },
  { id: "F25", faults: [{ kind: "empty-200" }], ...malformed },
  { id: "F26", faults: [{ kind: "no-content-204" }], ...malformed },
  { id: "F27", faults: [{ kind: "null-200" }], ...malformed },
  { id: "F28", faults: [{ kind: "array-200" }], ...malformed },
  { id: "F29", faults: [{ kind: "string-200" }], ...malformed },
  { id: "F30", faults: [{ kind: "error-envelope-200" }], ...transient },
  { id: "F31", faults: [usage("missing")], ...malformed },
  { id: "F32", faults: [usage("negative")], ...malformed },
  { id: "F33", faults: [usage("huge"), usage("string")], ...malformed },
  { id: "F34", faults: [{ kind: "content-empty" }], outcomeClass: "model_empty", isRetried: false },
  {
    id: "F35",
    faults: [{ kind: "max-tokens" }, { kind: "unknown-stop", stopReason: "model_context_window_exceeded" }],
    outcomeClass: "model_truncated",
    isRetried: false,
  },
  { id: "F36", faults: [{ kind: "refusal" }], outcomeClass: "model_refusal", isRetried: false },
  {
    id: "F37",
    faults: ["pause_turn", "tool_use", "a_reason_of_the_future"].map((stopReason) => ({
      kind: "unknown-stop",
      stopReason,
    })),
    outcomeClass: "model_unexpected_stop",
    isRetried: false,
  },
  { id: "F38", faults: [{ kind: "stall-headers" }], ...timeout },
  { id: "F39", faults: [{ kind: "stall-body" }], ...timeout },
  { id: "F40", faults: [{ kind: "drip" }], ...timeout },
  { id: "F41", faults: [{ kind: "huge-body" }, { kind: "gzip-bomb" }], ...malformed, message: /above 8388608 bytes/ },
  { id: "F42", faults: [{ kind: "repeated-id" }], ...malformed, message: /already answered another call/ },
  { id: "F43", faults: [{ kind: "wrong-model" }], ...malformed, message: /claude-another-model/ },
  { id: "F44", faults: [{ kind: "redirect", location: ELSEWHERE }], ...malformed, message: /redirect/ },
  { id: "F45", faults: [{ kind: "proto-keys" }], outcomeClass: "ok", isRetried: false },
  {
    id: "F46",
    faults: [
      skewed("Thu, 27 Nov 2036 08:00:00 GMT", "Thu, 27 Nov 2036 08:00:01 GMT"),
      skewed("Mon, 27 Nov 2006 08:00:00 GMT", "Mon, 27 Nov 2006 08:00:01 GMT"),
    ],
    ...transient,
  },
];
