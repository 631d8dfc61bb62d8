import { z } from "zod";

const usdPerMTok = z.number().nonnegative();

/** USD per million tokens, by kind of token. `null`: this kind has no published price. */
export const TokenPricesSchema = z.object({
  in: usdPerMTok,
  out: usdPerMTok,
  cacheWrite5m: usdPerMTok.nullable(),
  cacheWrite1h: usdPerMTok.nullable(),
  cacheRead: usdPerMTok.nullable(),
});
export type TokenPrices = z.infer<typeof TokenPricesSchema>;

/** What a model costs from a date on. */
export const PriceSchema = z.object({
  effectiveFrom: z.iso.date(),
  currency: z.literal("USD"),
  perMTok: TokenPricesSchema,
  /** Factor on every price when a call goes through the batch endpoint, in (0, 1]; null: no batch price. */
  batchMultiplier: z.number().positive().max(1).nullable(),
  /** When the prompt (cache reads and writes included) has more tokens than this, the whole request pays these. */
  promptTokensOver: z.object({ threshold: z.int().positive(), perMTok: TokenPricesSchema }).optional(),
  source: z.string(),
  retrievedAt: z.iso.date(),
});
export type Price = z.infer<typeof PriceSchema>;

/** 1 USD. Money is counted in whole nano-dollars; a number holds 9 million dollars exactly. */
export const NANO_USD_PER_USD = 1_000_000_000;

/** Nano-dollars to dollars, for reports and boundaries. */
export function usdFromNano(nanoUsd: number): number {
  return nanoUsd / NANO_USD_PER_USD;
}

/** Dollars to whole nano-dollars, rounded to the nearest. */
export function nanoFromUsd(usd: number): number {
  return Math.round(usd * NANO_USD_PER_USD);
}
