import { z } from "zod";
import { type JsonObject, JsonObjectSchema } from "../core/json.js";

/** The blocks of an answer that are kept, each with the fields that the API wants back. */
const BLOCK_SCHEMAS = {
  text: z.object({ type: z.literal("text"), text: z.string() }),
  tool_use: z.object({
    type: z.literal("tool_use"),
    id: z.string().min(1),
    name: z.string().min(1),
    input: JsonObjectSchema,
  }),
  thinking: z.object({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
  redacted_thinking: z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
} as const;

type Kept = keyof typeof BLOCK_SCHEMAS;

/** What is sent back of an answer that calls tools; `malformed`: it cannot be. */
export type AnswerBlocks =
  | { readonly kind: "blocks"; readonly blocks: JsonObject[] }
  | { readonly kind: "malformed"; readonly reason: string };

/**
 * The content blocks of an answer, as the next turn sends them back. Null where it calls no tool: nothing is sent back.
 * Blocks of other types belong to tools of the server, which are not offered.
 */
export function answerBlocks(content: readonly { readonly type: string }[]): AnswerBlocks | null {
  if (!content.some(({ type }) => type === "tool_use")) return null;
  const blocks: JsonObject[] = [];
  const ids = new Set<string>();
  for (const [index, block] of content.entries()) {
    if (!isKept(block.type)) continue;
    const parsed = BLOCK_SCHEMAS[block.type].safeParse(block);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return { kind: "malformed", reason: `content.${index}.${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
    }
    if (parsed.data.type === "tool_use") {
      if (ids.has(parsed.data.id)) return { kind: "malformed", reason: `content.${index}: a second call of this id` };
      ids.add(parsed.data.id);
    }
    // An empty text block is refused when it is sent back.
    if (parsed.data.type === "text" && parsed.data.text === "") continue;
    blocks.push(parsed.data);
  }
  return { kind: "blocks", blocks };
}

function isKept(type: string): type is Kept {
  return Object.hasOwn(BLOCK_SCHEMAS, type);
}
