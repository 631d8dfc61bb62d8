import { z } from "zod";
import { TierSchema } from "./tier.js";

/** What may be asked of a model in a minute. */
export const RateLimitsSchema = z.strictObject({
  requestsPerMinute: z.number().positive().optional(),
  /** Prompts and answers together. */
  tokensPerMinute: z.number().positive().optional(),
});
export type RateLimits = z.infer<typeof RateLimitsSchema>;

/** `tierbench.config.ts`, as its author writes it; every field has a default. */
export const ConfigSchema = z.strictObject({
  /** In price order, cheapest first. */
  tiers: z.array(TierSchema).min(1).optional(),
  /** The tier we must not be worse than, fixed before looking. */
  reference: z.string().optional(),
  /** The tier whose model judges. */
  judge: z.string().optional(),
  /** Where `*.eval.ts` files are. */
  evals: z.string().default("evals"),
  db: z.string().default(".tierbench/results.duckdb"),
  /** Task type → share of production traffic; any positive scale. */
  traffic: z.record(z.string(), z.number().positive()).optional(),
  trials: z.int().min(1).max(100).default(1),
  /** Calls under way at once, per tier. */
  concurrency: z.int().min(1).max(1000).default(8),
  /** Tier → what its model may be asked, where the account allows less than the work would take. */
  rates: z.record(z.string(), RateLimitsSchema).default({}),
  /** Total time of one call with its retries, headers and body, milliseconds. */
  deadlineMs: z.int().min(100).default(120_000),
  margin: z.number().gt(0).lt(1).default(0.03),
  harm: z.number().gt(0).lt(1).default(0.02),
  confidence: z.number().gt(0.5).lt(1).default(0.95),
  seed: z.int().default(1),
  /** A price book of your own, instead of the bundled one. */
  priceBook: z.string().optional(),
});
export type ConfigSpec = z.input<typeof ConfigSchema>;
export type Config = z.infer<typeof ConfigSchema>;

/** Types the configuration; validation happens where it is loaded. */
export function defineConfig(config: ConfigSpec): ConfigSpec {
  return config;
}
