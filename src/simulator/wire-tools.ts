import { z } from "zod";
import { type JsonObject, JsonObjectSchema } from "../core/json.js";
import type { Message } from "../core/model-request.js";
import type { Tool, ToolCall } from "../core/tool.js";
import { RequestRejected } from "./wire-error.js";

const ToolSchema = z.looseObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "a tool name is 1 to 64 of A-Z a-z 0-9 _ -"),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal("object") }),
});

/** The tools of a request, each once. @throws RequestRejected 400 */
export function wireTools(tools: readonly JsonObject[]): readonly Tool[] {
  const read = tools.map((tool, index): Tool => {
    const parsed = ToolSchema.safeParse(tool);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new RequestRejected(400, `tools.${index}.${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
    }
    const { name, description = "", input_schema: inputSchema } = parsed.data;
    return { name, description, inputSchema: inputSchema as JsonObject };
  });
  const names = read.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RequestRejected(400, `tools: tool names must be unique, "${twice}" is not`);
  return read;
}

/** A call that a conversation has in it. */
export interface MadeCall extends ToolCall {
  readonly id: string;
}

const CallSchema = z.looseObject({ id: z.string().min(1), name: z.string().min(1), input: JsonObjectSchema });

/** The calls of a message, in their order. @throws RequestRejected 400 */
export function callsOf({ role, content }: Message): readonly MadeCall[] {
  const blocks = role === "assistant" ? blocksOf(content, "tool_use") : [];
  return blocks.map((block) => {
    const parsed = CallSchema.safeParse(block);
    if (!parsed.success) throw new RequestRejected(400, "messages: a tool_use block needs id, name and input");
    return parsed.data;
  });
}

/**
 * Every call must be told its result in the message after it, and no result may be of a call that was not made.
 * @throws RequestRejected 400, as the API does
 */
export function checkToolResults(messages: readonly Message[]): void {
  for (const [index, message] of messages.entries()) {
    const made = index === 0 ? [] : callsOf(messages[index - 1] as Message).map(({ id }) => id);
    const told = message.role === "user" ? blocksOf(message.content, "tool_result") : [];
    const ids = told.map(({ tool_use_id: id }) => (typeof id === "string" ? id : ""));
    const stranger = ids.find((id) => !made.includes(id));
    if (stranger !== undefined) {
      throw new RequestRejected(
        400,
        `messages.${index}: tool_result of "${stranger}", which the message before did not call`,
      );
    }
    const open = made.find((id) => !ids.includes(id));
    if (open !== undefined) throw new RequestRejected(400, `messages.${index}: tool_use "${open}" has no tool_result`);
  }
}

function blocksOf(content: Message["content"], type: string): readonly JsonObject[] {
  return typeof content === "string" ? [] : content.filter((block) => block["type"] === type);
}
