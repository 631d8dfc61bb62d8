import type { TokenEstimate } from "../core/model-client.js";
import type { Message, ModelRequest } from "../core/model-request.js";

/** What a text is made of, as far as tokens go. */
export type ContentClass = "prose" | "structured" | "cjk";

interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/**
 * UTF-8 bytes per token under the older tokenizers, from few tokens to many.
 * No tokenizer of a current model is public: these span what public tokenizers
 * give for each class.
 */
const BYTES_PER_TOKEN: { readonly [Class in ContentClass]: Range } = {
  prose: { low: 4.8, expected: 4.5, high: 4 },
  structured: { low: 3.2, expected: 2.5, high: 2 },
  cjk: { low: 4.3, expected: 3.2, high: 2.4 },
};

/** Newer models split the same text into more tokens: 1.0 to 1.47 times, 1.3 as a rule. */
const NEWER_TOKENIZER: Range = { low: 1, expected: 1.3, high: 1.47 };
const SAME_TOKENIZER: Range = { low: 1, expected: 1, high: 1 };
const NOTHING: Range = { low: 0, expected: 0, high: 0 };
const OLDER_MODELS = /^claude-(?:[a-z]+-4-[0-6]|4-[0-6]|3)(?:-|$)/;

/** Around every message. */
const OVERHEAD: Range = { low: 3, expected: 8, high: 24 };

/** Instructions that the API adds where tools are offered, as published for several models. */
const TOOL_PROMPT: Range = { low: 250, expected: 400, high: 700 };

/** Share of the allowed length that an answer usually takes; a guess, because the prompt does not tell. */
const ANSWER_SHARE: Range = { low: 0.002, expected: 0.3, high: 1 };
const THINKING_SHARE: Range = { low: 0.05, expected: 0.6, high: 1 };

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|[\ud840-\ud888]/g;
const SYMBOLS = /[{}[\]()<>"'`:;,=+*/\\|&%$#@_\d-]/g;

/**
 * Guesses the tokens of a request without a tokenizer, as a range: bytes by
 * class of content. For planning only; budgets use the worst case of `pricing`.
 */
export function estimateTokens(request: ModelRequest): TokenEstimate {
  const factor = OLDER_MODELS.test(request.model) ? SAME_TOKENIZER : NEWER_TOKENIZER;
  const texts = promptTexts(request);
  const tools = request.tools === undefined ? NOTHING : TOOL_PROMPT;
  const { maxTokens, thinking } = request.params;
  const share = thinking === undefined || thinking.type === "disabled" ? ANSWER_SHARE : THINKING_SHARE;
  return {
    inputTokens: mapRange((bound) =>
      texts.reduce((sum, text) => sum + OVERHEAD[bound] + textTokens(text, bound) * factor[bound], tools[bound]),
    ),
    outputTokens: mapRange((bound) => share[bound] * maxTokens),
  };
}

/** The class of a text, by its share of CJK characters and of symbols and digits. */
export function contentClass(text: string): ContentClass {
  const characters = Math.max(1, text.length);
  if ((text.match(CJK)?.length ?? 0) / characters > 0.2) return "cjk";
  return (text.match(SYMBOLS)?.length ?? 0) / characters > 0.1 ? "structured" : "prose";
}

function textTokens(text: string, bound: keyof Range): number {
  return Buffer.byteLength(text) / BYTES_PER_TOKEN[contentClass(text)][bound];
}

function promptTexts({ system, messages, outputSchema, tools = [] }: ModelRequest): readonly string[] {
  const schema = outputSchema === undefined ? [] : [JSON.stringify(outputSchema)];
  const offered = tools.map((tool) => JSON.stringify(tool));
  return [...(system === undefined ? [] : [system]), ...messages.flatMap(messageTexts), ...schema, ...offered];
}

/** Text blocks as their text; any other block as its JSON, which for images is far too much. */
function messageTexts({ content }: Message): readonly string[] {
  if (typeof content === "string") return [content];
  return content.map((block) =>
    block.type === "text" && typeof block.text === "string" ? block.text : JSON.stringify(block),
  );
}

function mapRange(value: (bound: keyof Range) => number): Range {
  return { low: Math.ceil(value("low")), expected: Math.ceil(value("expected")), high: Math.ceil(value("high")) };
}
