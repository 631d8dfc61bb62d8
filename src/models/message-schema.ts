import { z } from "zod";
import type { JsonObject } from "../core/json.js";
import type { Usage } from "../core/model-response.js";
import type { AnsweredClass } from "../core/outcome-class.js";
import { parsePlain } from "../core/plain-schema.js";
import { answerBlocks } from "./answer-blocks.js";

/** More tokens than this in one call is a broken server, not a bill. */
const TOKENS_LIMIT = 1_000_000_000;
const tokens = z.int().nonnegative().max(TOKENS_LIMIT);

const UsageAnswerSchema = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_creation_input_tokens: tokens.nullish(),
  cache_read_input_tokens: tokens.nullish(),
  cache_creation: z.object({ ephemeral_5m_input_tokens: tokens, ephemeral_1h_input_tokens: tokens }).nullish(),
});

/** Of blocks that are neither text nor part of a tool call nothing but their type is looked at. */
const BlockSchema = z.object({
  type: z.string(),
  text: z.unknown().optional(),
  id: z.unknown().optional(),
  name: z.unknown().optional(),
  input: z.unknown().optional(),
  thinking: z.unknown().optional(),
  signature: z.unknown().optional(),
  data: z.unknown().optional(),
});

/** A Messages API answer. Unknown fields are dropped, never copied. */
const MessageAnswerSchema = z.object({
  type: z.literal("message"),
  role: z.literal("assistant"),
  id: z.string().min(1),
  model: z.string().min(1),
  content: z.array(BlockSchema),
  stop_reason: z.string().min(1),
  usage: UsageAnswerSchema,
});

const ErrorAnswerSchema = z.object({
  type: z.literal("error"),
  error: z.object({
    type: z.string(),
    message: z.string().catch(""),
    details: z.object({ error_code: z.string() }).nullish().catch(null),
  }),
});

/** A message, reduced to what the benchmark keeps. */
export interface ReceivedMessage {
  readonly kind: "message";
  readonly id: string;
  readonly model: string;
  readonly text: string;
  /** What is sent back of an answer that calls tools; null: it calls none. */
  readonly blocks: JsonObject[] | null;
  readonly stopReason: string;
  readonly usage: Usage;
}

/** The error envelope of the API. */
export interface ReceivedError {
  readonly kind: "error";
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
}

/** What is not, or not wholly, an answer of the API. */
export interface BrokenAnswer {
  /** `truncated`: the beginning of a JSON object, so that the server had an answer. */
  readonly kind: "malformed" | "truncated";
  readonly reason: string;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads an answer body: UTF-8, JSON, then the schema. Never throws. */
export function readAnswer(bytes: Uint8Array): ReceivedMessage | ReceivedError | BrokenAnswer {
  let text = "";
  try {
    text = decoded(bytes);
    const value: unknown = JSON.parse(text);
    return readMessage(value);
  } catch (thrown) {
    if (thrown instanceof SyntaxError && text.trimStart().startsWith("{")) {
      return { kind: "truncated", reason: `JSON breaks off after ${bytes.length} bytes` };
    }
    if (thrown instanceof SyntaxError) return { kind: "malformed", reason: text === "" ? "empty body" : "not JSON" };
    if (thrown instanceof TypeError) return { kind: "malformed", reason: "not UTF-8" };
    throw thrown;
  }
}

/** @throws TypeError where it is not UTF-8 */
function decoded(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    // `stream` forgives a character cut at the very end, which is a truncation and not bad UTF-8.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  }
}

function readMessage(value: unknown): ReceivedMessage | ReceivedError | BrokenAnswer {
  const message = parsePlain(MessageAnswerSchema, value);
  if (message.success) return receivedMessage(message.data);
  const error = ErrorAnswerSchema.safeParse(value);
  if (error.success) {
    const { type, message: said, details } = error.data.error;
    return { kind: "error", type, code: details?.error_code ?? null, message: said };
  }
  const issue = message.error.issues[0];
  return { kind: "malformed", reason: `${issue?.path.join(".") || "answer"}: ${issue?.message ?? "not a message"}` };
}

function receivedMessage(answer: z.infer<typeof MessageAnswerSchema>): ReceivedMessage | BrokenAnswer {
  const { id, model, content, stop_reason: stopReason } = answer;
  let text = "";
  for (const [index, block] of content.entries()) {
    if (block.type !== "text") continue;
    if (typeof block.text !== "string") {
      return { kind: "malformed", reason: `content.${index}: a text block without text` };
    }
    text += block.text;
  }
  const called = answerBlocks(content);
  if (called?.kind === "malformed") return called;
  const blocks = called === null ? null : called.blocks;
  const usage = usageOf(answer.usage);
  if (usage.cacheWrite1hTokens > usage.cacheWriteTokens) {
    return { kind: "malformed", reason: "usage: more one-hour cache writes than cache writes" };
  }
  return { kind: "message", id, model, text, blocks, stopReason, usage };
}

function usageOf(usage: z.infer<typeof UsageAnswerSchema>): Usage {
  const split = usage.cache_creation;
  const cacheWrite1hTokens = split?.ephemeral_1h_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? (split?.ephemeral_5m_input_tokens ?? 0) + cacheWrite1hTokens,
    cacheWrite1hTokens,
  };
}

/**
 * What a stop reason says about the model. A reason that is not known is never taken for an answer.
 *
 * @param hasCalls - it calls tools that were offered
 */
export function answeredClass(stopReason: string, text: string, hasCalls = false): AnsweredClass {
  switch (stopReason) {
    case "tool_use":
      return hasCalls ? "ok" : "model_unexpected_stop";
    case "end_turn":
    case "stop_sequence":
      return text.trim() === "" ? "model_empty" : "ok";
    case "max_tokens":
    case "model_context_window_exceeded":
      return "model_truncated";
    case "refusal":
      return "model_refusal";
    default:
      return "model_unexpected_stop";
  }
}
