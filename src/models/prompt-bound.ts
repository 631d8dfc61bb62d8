import type { JsonValue } from "../core/json.js";
import type { ModelRequest } from "../core/model-request.js";

/** Tokens the API adds around a prompt: roles, structured-output instructions. Generous, since not published. */
const OVERHEAD_TOKENS = 1024;
/** And where tools are offered: the instructions for calling them, some hundred tokens as published. */
const TOOL_TOKENS = 1024;
/** Blocks whose tokens do not follow from their bytes. */
const UNBOUNDED_BLOCKS = new Set(["image", "document", "container_upload"]);

/**
 * The most tokens a prompt can have: a token is at least one byte, so every
 * UTF-8 byte of the serialised prompt and schema counts as one.
 *
 * @returns null where the prompt has images, documents or uploads, which bytes do not bound
 */
export function promptTokensBound({ system, messages, outputSchema, tools }: ModelRequest): number | null {
  if (hasUnboundedBlock(messages.map(({ content }) => content))) return null;
  const serialised = JSON.stringify({ system, messages, outputSchema, tools });
  return Buffer.byteLength(serialised) + OVERHEAD_TOKENS + (tools === undefined ? 0 : TOOL_TOKENS);
}

function hasUnboundedBlock(value: JsonValue | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("type" in value && typeof value.type === "string" && UNBOUNDED_BLOCKS.has(value.type)) return true;
  return Object.values(value).some(hasUnboundedBlock);
}
