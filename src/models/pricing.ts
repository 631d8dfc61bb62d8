import type { Pricing } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { NO_USAGE, type Usage } from "../core/model-response.js";
import type { Price } from "../core/price.js";
import { type CostOptions, callCostNanoUsd, pricesForPrompt } from "./call-cost.js";
import type { PriceBook } from "./price-book.js";
import { promptTokensBound } from "./prompt-bound.js";

/** What calls cost by a price book. */
export function pricing(book: PriceBook, options: CostOptions = {}): Pricing {
  return {
    costNanoUsd(model, usage, atMs) {
      const price = book.priceAt(model, atMs);
      return price === null ? null : callCostNanoUsd(price, usage, options);
    },
    worstCaseNanoUsd(request, atMs) {
      const price = book.priceAt(request.model, atMs);
      const promptTokens = promptTokensBound(request);
      return price === null || promptTokens === null ? null : dearestNanoUsd(price, request, promptTokens, options);
    },
  };
}

/** The dearest way in which a prompt of at most this length can be billed. */
function dearestNanoUsd(
  price: Price,
  request: ModelRequest,
  promptTokens: number,
  options: CostOptions,
): number | null {
  // A thinking budget lies within max_tokens, so the answer is never longer than that.
  const outputTokens = request.params.maxTokens;
  // The price step need not be dearer: both sides of it are possible, and the dearer one counts.
  const threshold = price.promptTokensOver?.threshold ?? promptTokens;
  const lengths = [...new Set([promptTokens, Math.min(promptTokens, threshold)])];
  const costs = lengths.flatMap((length) =>
    promptKinds(request, price, length).map((usage) =>
      callCostNanoUsd(price, { ...NO_USAGE, outputTokens, ...usage }, options),
    ),
  );
  return costs.reduce((most, cost) => (most === null || cost === null ? null : Math.max(most, cost)), 0);
}

/** The whole prompt as plain input, and as a cache write where the request asks for caching. */
function promptKinds(request: ModelRequest, price: Price, promptTokens: number): readonly Partial<Usage>[] {
  const plain = { inputTokens: promptTokens };
  // Of the messages only content blocks can ask for it.
  const isPlainText = request.messages.every(({ content }) => typeof content === "string");
  const text = isPlainText ? "" : JSON.stringify(request.messages);
  // A cache that ends early writes less; that the whole prompt is written bounds it.
  if (request.cacheAfter === undefined && !text.includes('"cache_control"')) return [plain];
  const { cacheWrite1h } = pricesForPrompt(price, promptTokens);
  const isHourPossible = cacheWrite1h !== null && text.includes('"1h"');
  return [plain, { cacheWriteTokens: promptTokens, cacheWrite1hTokens: isHourPossible ? promptTokens : 0 }];
}
