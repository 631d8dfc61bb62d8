import type { JsonObject } from "../core/json.js";
import type { Answer } from "./answer.js";
import type { CacheUse } from "./prompt-cache.js";

/** The body of a successful `POST /v1/messages`, or of a message in a batch. */
export function messageBody(
  answer: Answer & CacheUse,
  model: string,
  serviceTier: "standard" | "batch" = "standard",
): JsonObject {
  return {
    id: answer.id,
    type: "message",
    role: "assistant",
    model,
    content: [
      ...(answer.text === "" ? [] : [{ type: "text", text: answer.text, citations: null }]),
      ...(answer.calls ?? []).map(({ id, name, input }) => ({ type: "tool_use", id, name, input })),
    ],
    container: null,
    diagnostics: null,
    stop_reason: answer.stopReason,
    stop_sequence: null,
    stop_details: answer.stopReason === "refusal" ? REFUSAL_DETAILS : null,
    usage: { ...usageBody(answer), service_tier: serviceTier },
  };
}

/** What goes with the stop reason `refusal`. */
export const REFUSAL_DETAILS: JsonObject = { type: "refusal", category: "general_harms", explanation: null };

function usageBody(answer: Answer & CacheUse): JsonObject {
  const { inputTokens, outputTokens, thinkingTokens, cacheReadTokens, cacheWriteTokens, cacheWrite1hTokens } = answer;
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    cache_read_input_tokens: cacheReadTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: cacheWriteTokens - cacheWrite1hTokens,
      ephemeral_1h_input_tokens: cacheWrite1hTokens,
    },
    output_tokens_details: { thinking_tokens: thinkingTokens },
    server_tool_use: null,
    speed: "standard",
    inference_geo: "global",
  };
}

/** The body of `GET /v1/models/:id`. */
export function modelBody(id: string): JsonObject {
  const line = ["haiku", "sonnet", "opus", "fable", "mythos"].find((name) => id.includes(name)) ?? null;
  return {
    type: "model",
    id,
    display_name: `${id} (simulated)`,
    created_at: "1970-01-01T00:00:00Z",
    line,
    lifecycle: "active",
    deprecated_at: null,
    retires_at: null,
    max_input_tokens: 200_000,
    max_tokens: 64_000,
    capabilities: null,
  };
}

/** The body of `GET /v1/models`: one page. */
export function modelListBody(ids: readonly string[]): JsonObject {
  return { data: ids.map(modelBody), has_more: false, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null };
}
