import { z } from "zod";
import { type JsonObject, JsonObjectSchema } from "../core/json.js";
import { type Message, promptFingerprint } from "../core/model-request.js";
import { EFFORTS, type TierParams } from "../core/tier.js";
import type { Tool } from "../core/tool.js";
import { RequestRejected } from "./wire-error.js";
import { checkToolResults, wireTools } from "./wire-tools.js";

/** Parameters that the API version of 2026-10-21 refuses, even at their old default. */
const REMOVED = ["temperature", "top_p", "top_k"] as const;

const block = JsonObjectSchema.refine((value) => typeof value["type"] === "string", "a content block needs a type");
const content = z.union([z.string(), z.array(block).min(1)]);
const message = z.strictObject({ role: z.enum(["user", "assistant"]), content });
const format = z.strictObject({ type: z.literal("json_schema"), schema: JsonObjectSchema });

const prompt = {
  model: z.string().min(1),
  messages: z.array(message).min(1),
  system: content.optional(),
  thinking: JsonObjectSchema.optional(),
  output_config: z.strictObject({ effort: z.enum(EFFORTS).optional(), format: format.optional() }).optional(),
  cache_control: JsonObjectSchema.nullish(),
  tools: z.array(JsonObjectSchema).optional(),
  tool_choice: JsonObjectSchema.optional(),
  speed: z.enum(["standard", "fast"]).optional(),
};
const CountTokensSchema = z.strictObject(prompt);
const MessagesSchema = z.strictObject({
  ...prompt,
  max_tokens: z.int().positive(),
  stream: z.literal(false).optional(),
  stop_sequences: z.array(z.string()).optional(),
  service_tier: z.enum(["auto", "standard_only"]).optional(),
  inference_geo: z.string().nullish(),
  metadata: JsonObjectSchema.optional(),
});

/** A request as the simulator sees it. */
export interface WireRequest {
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: TierParams["effort"] | undefined;
  readonly thinking: JsonObject | null;
  readonly system: string;
  /** The system text as it was sent. */
  readonly systemBlocks: readonly JsonObject[];
  readonly messages: readonly Message[];
  /** JSON Schema of a structured answer; null where none is asked for. */
  readonly schema: JsonObject | null;
  /** What the model may call; absent or empty: nothing. */
  readonly tools?: readonly Tool[];
}

/**
 * Checks the body of `POST /v1/messages`.
 * @throws RequestRejected 400
 */
export function parseMessagesRequest(body: string): WireRequest {
  return readMessagesRequest(parseJson(body));
}

/**
 * Checks the parameters of one message, of a batch or alone.
 * @throws RequestRejected 400
 */
export function readMessagesRequest(json: JsonObject): WireRequest {
  if (json["stream"] === true) {
    throw new RequestRejected(400, "stream: the simulator does not stream; send the request without stream");
  }
  const removed = REMOVED.find((name) => Object.hasOwn(json, name));
  if (removed !== undefined) throw new RequestRejected(400, `${removed}: this parameter is no longer supported`);
  const parsed = check(MessagesSchema, json);
  if (parsed.messages.at(-1)?.role === "assistant") {
    throw new RequestRejected(400, "messages: the last message must be the user's; prefill is not supported");
  }
  checkToolResults(parsed.messages);
  return wireRequest(parsed, parsed.max_tokens);
}

/**
 * Checks the body of `POST /v1/messages/count_tokens`.
 * @throws RequestRejected 400
 */
export function parseCountTokensRequest(body: string): WireRequest {
  return wireRequest(check(CountTokensSchema, parseJson(body)), 1);
}

/**
 * The fingerprints under which the prompt may be known: as it was sent, without
 * cache breakpoints, and with text blocks folded to plain text, all of them or
 * those that are blocks only because a cache ends there.
 */
export function* fingerprintsOf({
  system,
  messages,
  tools = [],
}: Pick<WireRequest, "system" | "messages" | "tools">): Generator<string> {
  const offered = tools.length === 0 ? {} : { tools };
  yield promptFingerprint({ system, messages, ...offered });
  // Plain text has one spelling only.
  if (messages.every(({ content }) => typeof content === "string")) return;
  for (const spelling of [withoutCacheControl, foldedContent, foldedCached]) {
    yield promptFingerprint({
      system,
      messages: messages.map(({ role, content }) => ({ role, content: spelling(content) })),
      ...offered,
    });
  }
}

/** The text of a message; blocks that are not text are left out. */
export function messageText({ content }: Message): string {
  return typeof content === "string" ? content : textOf(content);
}

function wireRequest(parsed: z.infer<typeof CountTokensSchema>, maxTokens: number): WireRequest {
  return {
    model: parsed.model,
    maxTokens,
    effort: parsed.output_config?.effort,
    thinking: parsed.thinking ?? null,
    system: parsed.system === undefined ? "" : messageText({ role: "user", content: parsed.system }),
    systemBlocks: typeof parsed.system === "object" ? parsed.system : [],
    messages: parsed.messages,
    schema: parsed.output_config?.format?.schema ?? null,
    tools: wireTools(parsed.tools ?? []),
  };
}

function parseJson(body: string): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new RequestRejected(400, "the request body is not valid JSON");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new RequestRejected(400, "the request body is not a JSON object");
  }
  return json as JsonObject;
}

function check<T>(schema: z.ZodType<T>, json: JsonObject): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RequestRejected(400, `${issue?.path.join(".") || "request"}: ${issue?.message ?? "invalid"}`);
}

function withoutCacheControl(content: Message["content"]): Message["content"] {
  if (typeof content === "string") return content;
  return content.map((block) => Object.fromEntries(Object.entries(block).filter(([name]) => name !== "cache_control")));
}

function foldedContent(content: Message["content"]): Message["content"] {
  if (typeof content === "string" || content.some((block) => block["type"] !== "text")) return content;
  return textOf(content);
}

function foldedCached(content: Message["content"]): Message["content"] {
  const isCachedText =
    typeof content === "object" && content.length === 1 && content[0]?.["cache_control"] !== undefined;
  return isCachedText ? foldedContent(content) : content;
}

function textOf(blocks: readonly JsonObject[]): string {
  return blocks.map((block) => (typeof block["text"] === "string" ? block["text"] : "")).join("");
}
