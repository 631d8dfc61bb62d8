import { contentHash, type JsonObject } from "../core/json.js";
import type { Message } from "../core/model-request.js";
import type { Tool } from "../core/tool.js";
import type { CachedBeginning, CacheLifetime } from "./prompt-cache.js";
import { blockText, textTokens, toolsText } from "./token-count.js";
import type { SimulatedModel } from "./world.js";

/** A prompt as far as caching goes. */
export interface CacheablePrompt {
  readonly systemBlocks: readonly JsonObject[];
  readonly messages: readonly Message[];
  readonly schema: JsonObject | null;
  /** They go before everything else. */
  readonly tools?: readonly Tool[];
}

/** The beginnings of a prompt that it asks to be cached, shortest first. */
export function cachedBeginnings(
  { systemBlocks, messages, schema, tools = [] }: CacheablePrompt,
  model: SimulatedModel,
): readonly CachedBeginning[] {
  const blocks = [
    ...systemBlocks.map((block) => ({ place: "system", block })),
    ...messages.flatMap(({ role, content }, index) =>
      contentBlocks(content).map((block) => ({ place: `${index} ${role}`, block })),
    ),
  ];
  return blocks.flatMap(({ block: { cache_control: asked } }, end) => {
    if (asked === undefined || asked === null) return [];
    const before = blocks.slice(0, end + 1);
    const parts = before.map(({ place, block: { cache_control: _asked, ...rest } }) => [place, rest]);
    const tokens = textTokens(toolsText(tools) + before.map(({ block }) => blockText(block)).join(""), model);
    return [
      {
        key: contentHash([schema, parts, ...(tools.length === 0 ? [] : [tools])]),
        tokens,
        lifetime: lifetimeOf(asked),
      },
    ];
  });
}

function contentBlocks(content: Message["content"]): readonly JsonObject[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function lifetimeOf(asked: JsonObject[string]): CacheLifetime {
  return typeof asked === "object" && asked !== null && "ttl" in asked && asked.ttl === "1h" ? "1h" : "5m";
}
