/**
 * A conversation with tools: what is kept of it, and what scorers and signals see.
 * @module
 */
import { z } from "zod";
import { type JsonObject, JsonObjectSchema, type JsonValue } from "./json.js";
import type { Message } from "./model-request.js";
import type { Tool, ToolCall } from "./tool.js";

/** What the model was told of one call. */
export const ToldResultSchema = z.strictObject({ id: z.string(), text: z.string(), isError: z.boolean() });
export type ToldResult = z.infer<typeof ToldResultSchema>;

/** One answer of the model, and what its calls came to. */
export const TurnSchema = z.strictObject({
  /** Its content blocks as they were received: they are sent back as they are. */
  content: z.array(JsonObjectSchema),
  /** One for every call, in their order; null: they were not carried out. */
  results: z.array(ToldResultSchema).nullable(),
});
export type Turn = z.infer<typeof TurnSchema>;

/** How a conversation stands. `unfinished`: it goes on when its cell is taken up again. */
export const TRANSCRIPT_ENDINGS = ["end_turn", "out_of_turns", "unfinished"] as const;

/** What is stored of a conversation: enough to carry it out again, or on. */
export const TranscriptSchema = z.strictObject({ turns: z.array(TurnSchema), ending: z.enum(TRANSCRIPT_ENDINGS) });
export type Transcript = z.infer<typeof TranscriptSchema>;

/** One call of a conversation. */
export interface ToolStep extends ToolCall {
  /** Position of its turn, from 0. */
  readonly turn: number;
  /** Null where there was no turn left to tell the model, so that it was not carried out. */
  readonly result: Omit<ToldResult, "id"> | null;
}

/** A finished conversation, as scorers and signals see it. */
export interface Conversation {
  /** What could be called. */
  readonly tools: readonly Tool[];
  readonly steps: readonly ToolStep[];
  /** Answers of the model, the last one included. */
  readonly turns: number;
  readonly ending: "end_turn" | "out_of_turns";
  /** The environment's state before the first call. */
  readonly initialState: JsonValue;
  /** The environment's state at the end. */
  readonly state: JsonValue;
}

/** A call with the id by which its result is told. */
export interface IdentifiedCall extends ToolCall {
  readonly id: string;
}

const CallBlockSchema = z.looseObject({
  type: z.literal("tool_use"),
  id: z.string(),
  name: z.string(),
  input: JsonObjectSchema,
});

/** The tool calls among the content blocks of an answer, in their order. */
export function callsIn(content: readonly JsonObject[]): readonly IdentifiedCall[] {
  return content.flatMap((block) => {
    const { data } = CallBlockSchema.safeParse(block);
    return data === undefined ? [] : [{ id: data.id, name: data.name, input: data.input }];
  });
}

/** What is sent of the turns so far behind the eval's own messages; every turn has been carried out. */
export function messagesOf(turns: readonly Turn[]): readonly Message[] {
  return turns.flatMap(({ content, results }): readonly Message[] => [
    { role: "assistant", content },
    { role: "user", content: (results ?? []).map(resultBlock) },
  ]);
}

function resultBlock({ id, text, isError }: ToldResult): JsonObject {
  return { type: "tool_result", tool_use_id: id, content: text, ...(isError ? { is_error: true } : {}) };
}
