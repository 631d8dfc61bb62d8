import type { JsonObject } from "../core/json.js";
import type { Tool } from "../core/tool.js";
import type { WireRequest } from "./wire-request.js";
import type { SimulatedModel } from "./world.js";

const CHARACTERS_PER_TOKEN = 3.5;
/** Tokens that frame a request, whatever it says. */
const FRAME_TOKENS = 7;

/** Tokens of a text for one model's tokenizer: a rule of thumb, no tokenizer. */
export function textTokens(text: string, model: SimulatedModel): number {
  return Math.ceil((text.length / CHARACTERS_PER_TOKEN) * (model.tokenizerFactor ?? 1));
}

/** Instructions that the API adds where tools are offered. */
const TOOL_PROMPT_TOKENS = 346;

/** Tokens of a prompt: system, messages, tools, and the schema of a structured answer. */
export function promptTokens(
  request: Pick<WireRequest, "system" | "messages" | "schema" | "tools">,
  model: SimulatedModel,
): number {
  const schema = request.schema === null ? "" : JSON.stringify(request.schema);
  const contents = request.messages.flatMap(({ content }) =>
    typeof content === "string" ? content : content.map(blockText),
  );
  const { tools = [] } = request;
  const frame = FRAME_TOKENS + (tools.length === 0 ? 0 : TOOL_PROMPT_TOKENS);
  return frame + textTokens([request.system, ...contents, schema, toolsText(tools)].join(""), model);
}

/** Tools as they are counted. */
export function toolsText(tools: readonly Tool[]): string {
  return tools.map((tool) => JSON.stringify(tool)).join("");
}

/** A block as it is counted: text as it stands, however it is sent; anything else as its JSON. */
export function blockText({ cache_control: _price, ...block }: JsonObject): string {
  return block["type"] === "text" && typeof block["text"] === "string" ? block["text"] : JSON.stringify(block);
}
