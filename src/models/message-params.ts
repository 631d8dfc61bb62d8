import type { ContentBlockParam, MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import type { Message, ModelRequest } from "../core/model-request.js";

/** The body of a Messages API request. Sampling parameters do not exist in this API version and are never sent. */
export function messageParams({
  model,
  params,
  system,
  messages,
  outputSchema,
}: ModelRequest): MessageCreateParamsNonStreaming {
  const { maxTokens, effort, thinking } = params;
  const outputConfig = {
    ...(effort === undefined ? {} : { effort }),
    ...(outputSchema === undefined ? {} : { format: { type: "json_schema" as const, schema: { ...outputSchema } } }),
  };
  return {
    model,
    max_tokens: maxTokens,
    messages: messages.map(messageParam),
    ...(system === undefined || system === "" ? {} : { system }),
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

function messageParam({ role, content }: Message): MessageCreateParamsNonStreaming["messages"][number] {
  // Blocks pass through as the eval wrote them: the API judges their form, and says so with a 400.
  return { role, content: typeof content === "string" ? content : (content as unknown as ContentBlockParam[]) };
}
