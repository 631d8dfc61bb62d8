import type { JsonObject, JsonValue } from "../core/json.js";
import type { Fault } from "./fault-plan.js";
import { REFUSAL_DETAILS } from "./wire-message.js";

const BAD_USAGE: Readonly<Record<string, (usage: JsonObject) => JsonObject>> = {
  negative: (usage) => ({ ...usage, output_tokens: -5 }),
  huge: (usage) => ({ ...usage, output_tokens: 1e308 }),
  string: (usage) => ({ ...usage, output_tokens: "12" }),
};

/** Keys that pollute prototypes where a reader merges objects carelessly. */
const PROTO_KEYS = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';

/** The answer's body as a fault that strikes the content leaves it; other faults leave it as it is. */
export function faultyBody(fault: Fault | null, body: JsonObject): string {
  if (fault?.kind === "proto-keys") return `{${PROTO_KEYS},${JSON.stringify(body).slice(1)}`;
  return JSON.stringify(fault === null ? body : { ...body, ...changedFields(fault, body) });
}

function changedFields(fault: Fault, body: JsonObject): { readonly [field: string]: JsonValue | undefined } {
  switch (fault.kind) {
    case "bad-usage":
      return { usage: BAD_USAGE[fault.form]?.(body["usage"] as JsonObject) };
    case "wrong-model":
      return { model: fault.model };
    case "repeated-id":
      return { id: "msg_sim_repeated" };
    case "content-empty":
      return { content: [] };
    case "refusal":
      return { stop_reason: "refusal", stop_details: REFUSAL_DETAILS };
    case "max-tokens":
      return { stop_reason: "max_tokens" };
    case "unknown-stop":
      return { stop_reason: fault.stopReason };
    case "stuck-canceling":
      return { processing_status: "canceling", ended_at: null, results_url: null };
    case "wrong-counts":
      return { request_counts: onceTooMany(body["request_counts"] as JsonObject) };
    case "results-elsewhere":
      return { results_url: fault.url };
    default:
      return {};
  }
}

function onceTooMany(counts: JsonObject): JsonObject {
  return { ...counts, succeeded: Number(counts["succeeded"]) + 1 };
}
