import type { Usage } from "../core/model-response.js";
import type { Price, TokenPrices } from "../core/price.js";

/** One USD per million tokens is a million pico-dollars per token. */
const PICO_PER_TOKEN = 1_000_000;
const PICO_PER_NANO = 1000n;
const MULTIPLIER_PARTS = 1_000_000;

/** How a call was made, where that changes its price. */
export interface CostOptions {
  /** Through the batch endpoint. @defaultValue false */
  readonly isBatch?: boolean;
}

/** Prices by kind of token for a prompt of this length. The step prices the whole request, not the part above it. */
export function pricesForPrompt({ perMTok, promptTokensOver }: Price, promptTokens: number): TokenPrices {
  return promptTokensOver !== undefined && promptTokens > promptTokensOver.threshold
    ? promptTokensOver.perMTok
    : perMTok;
}

/**
 * What a call costs, in whole nano-dollars: exact integers, rounded once, half up.
 *
 * @returns null where tokens were used of a kind that has no known price
 * @throws RangeError if a price has more than six decimals, or the sum is above 9 million dollars
 */
export function callCostNanoUsd(price: Price, usage: Usage, { isBatch = false }: CostOptions = {}): number | null {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, cacheWrite1hTokens } = usage;
  const prices = pricesForPrompt(price, inputTokens + cacheReadTokens + cacheWriteTokens);
  const parts = [
    picoUsd(inputTokens, prices.in),
    picoUsd(outputTokens, prices.out),
    picoUsd(cacheReadTokens, prices.cacheRead),
    picoUsd(cacheWriteTokens - cacheWrite1hTokens, prices.cacheWrite5m),
    picoUsd(cacheWrite1hTokens, prices.cacheWrite1h),
  ];
  const multiplier = isBatch ? price.batchMultiplier : 1;
  if (multiplier === null) return null;
  let sum = 0n;
  for (const part of parts) {
    if (part === null) return null;
    sum += part;
  }
  return nanoUsd(sum * BigInt(scaled(multiplier, MULTIPLIER_PARTS)), PICO_PER_NANO * BigInt(MULTIPLIER_PARTS));
}

function picoUsd(tokens: number, usdPerMTok: number | null): bigint | null {
  if (tokens === 0) return 0n;
  return usdPerMTok === null ? null : BigInt(tokens) * BigInt(scaled(usdPerMTok, PICO_PER_TOKEN));
}

function nanoUsd(amount: bigint, unitsPerNano: bigint): number {
  const rounded = Number((2n * amount + unitsPerNano) / (2n * unitsPerNano));
  if (!Number.isSafeInteger(rounded)) throw new RangeError(`a call of ${rounded} nano-dollars`);
  return rounded;
}

/** Whether a price can be counted exactly: it has at most six decimals. */
export function isExactPrice(usdPerMTok: number): boolean {
  return Math.abs(usdPerMTok * PICO_PER_TOKEN - Math.round(usdPerMTok * PICO_PER_TOKEN)) < 1e-3;
}

/** Decimals as a whole number of parts; the binary error of fractions such as 0.1 is rounded away. */
function scaled(value: number, parts: number): number {
  if (!isExactPrice(value)) throw new RangeError(`more than six decimals: ${value}`);
  return Math.round(value * parts);
}
