import type {
  Tool as AnthropicTool,
  ContentBlockParam,
  MessageCreateParamsNonStreaming,
  TextBlockParam,
} from "@anthropic-ai/sdk/resources/messages";
import type { Message, ModelRequest } from "../core/model-request.js";
import type { Tool } from "../core/tool.js";

/** The body of a Messages API request. Sampling parameters do not exist in this API version and are never sent. */
export function messageParams({
  model,
  params,
  system,
  messages,
  outputSchema,
  tools,
  cacheAfter,
}: ModelRequest): MessageCreateParamsNonStreaming {
  const { maxTokens, effort, thinking } = params;
  const outputConfig = {
    ...(effort === undefined ? {} : { effort }),
    ...(outputSchema === undefined ? {} : { format: { type: "json_schema" as const, schema: { ...outputSchema } } }),
  };
  return {
    model,
    max_tokens: maxTokens,
    messages: messages.map((message, index) => messageParam(message, cachedBlock(cacheAfter, index))),
    ...(system === undefined || system === "" ? {} : { system: cacheAfter === "system" ? cachedText(system) : system }),
    ...(tools === undefined ? {} : { tools: tools.map(toolParam) }),
    ...(Object.keys(outputConfig).length === 0 ? {} : { output_config: outputConfig }),
    ...(thinking === undefined
      ? {}
      : {
          thinking:
            thinking.type === "enabled"
              ? { type: "enabled" as const, budget_tokens: thinking.budgetTokens }
              : { type: thinking.type },
        }),
  };
}

function toolParam({ name, description, inputSchema }: Tool): AnthropicTool {
  return { name, description, input_schema: { ...inputSchema, type: "object" } };
}

const CACHED = { cache_control: { type: "ephemeral" } } as const;

/** @param cached - the block after which the cache ends; null: it ends elsewhere, or nowhere */
function messageParam(
  { role, content }: Message,
  cached: number | null,
): MessageCreateParamsNonStreaming["messages"][number] {
  if (typeof content === "string") return { role, content: cached === null ? content : cachedText(content) };
  // Blocks pass through as the eval wrote them: the API judges their form, and says so with a 400.
  const blocks = content.map((block, index) => (index === cached ? { ...block, ...CACHED } : block));
  return { role, content: blocks as unknown as ContentBlockParam[] };
}

function cachedText(text: string): TextBlockParam[] {
  return [{ type: "text", text, ...CACHED }];
}

function cachedBlock(cacheAfter: ModelRequest["cacheAfter"], message: number): number | null {
  return typeof cacheAfter === "object" && cacheAfter.message === message ? cacheAfter.block : null;
}
