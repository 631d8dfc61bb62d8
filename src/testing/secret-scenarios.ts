/**
 * What can go wrong in a run while secrets lie around.
 * @module
 */
import type { FaultPlan } from "../simulator/fault-plan.js";

type FaultSpec = FaultPlan[number]["fault"];

/** How a run is stopped: killed, interrupted, or by a bug. */
export type Stop = "SIGKILL" | "SIGINT" | "throw";

export interface SecretScenario {
  readonly name: string;
  readonly faults: FaultPlan;
  /** The other side repeats what it was sent: in an error, on a page, or as its answer. */
  readonly echo?: "error" | "page" | "answer";
  /** After so many requests. */
  readonly stop?: { readonly by: Stop; readonly afterRequests: number };
  /** The base URL carries a password. */
  readonly hasBaseUrlSecret?: boolean;
}

const STATUSES: readonly FaultSpec[] = [
  ...[400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529].map(
    (status) => ({ kind: "status", status }) as const,
  ),
  { kind: "status", status: 502, isHtml: true },
  { kind: "status", status: 403, errorCode: "contract_spend_limit_reached" },
  { kind: "status", status: 400, shouldRetry: true },
  { kind: "status", status: 429, shouldRetry: false },
  ...["1", "-5", "soon", "1e309", "Thu, 01 Jan 1970 00:00:00 GMT"].map(
    (retryAfter) => ({ kind: "status", status: 429, retryAfter }) as const,
  ),
];
const BODIES: readonly FaultSpec[] = [
  { kind: "reset-before-headers" },
  { kind: "reset-mid-body" },
  { kind: "truncated-body" },
  { kind: "stall-headers" },
  { kind: "stall-body" },
  { kind: "text-html-200" },
  { kind: "content-type", contentType: "text/plain" },
  { kind: "content-type", contentType: null },
  { kind: "empty-200" },
  { kind: "no-content-204" },
  { kind: "null-200" },
  { kind: "array-200" },
  { kind: "string-200" },
  { kind: "error-envelope-200" },
  { kind: "bad-usage" },
  { kind: "wrong-model" },
  { kind: "repeated-id" },
  { kind: "redirect", location: "http://127.0.0.1:9/" },
  { kind: "proto-keys" },
  { kind: "content-empty" },
  { kind: "refusal" },
  { kind: "max-tokens" },
];

const OK: SecretScenario = { name: "nothing", faults: [] };

/** One that is told apart from the others by a fault of every first attempt. */
function faulty(fault: FaultSpec): SecretScenario {
  return { name: JSON.stringify(fault), faults: [{ match: { path: "/v1/messages" }, nth: 1, rate: 0.7, fault }] };
}

function stopped(by: Stop, afterRequests: number): SecretScenario {
  return { name: `${by} after ${afterRequests} requests`, faults: [], stop: { by, afterRequests } };
}

const ECHOES = (["error", "page", "answer"] as const).map((echo) => ({ name: `echo: ${echo}`, faults: [], echo }));

/** The few that stand for all. */
export const FEW_SCENARIOS: readonly SecretScenario[] = [
  OK,
  faulty({ kind: "status", status: 400 }),
  faulty({ kind: "text-html-200" }),
  ...ECHOES,
  stopped("SIGKILL", 7),
  stopped("SIGINT", 5),
  stopped("throw", 5),
  { name: "a password in the base URL", faults: [], hasBaseUrlSecret: true },
];

/** Each fault, and a run that ends at each of twenty points. */
export const ALL_SCENARIOS: readonly SecretScenario[] = [
  ...FEW_SCENARIOS,
  ...[...STATUSES, ...BODIES].map(faulty),
  ...Array.from({ length: 20 }, (_, index) =>
    stopped((["SIGKILL", "SIGINT", "throw"] as const)[index % 3] ?? "SIGKILL", 1 + (index % 11)),
  ),
];
