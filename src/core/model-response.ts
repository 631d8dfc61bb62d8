import { z } from "zod";
import { JsonObjectSchema } from "./json.js";

const tokens = z.int().nonnegative();

/** Tokens of one call. The prompt is `inputTokens + cacheReadTokens + cacheWriteTokens` long. */
export const UsageSchema = z.strictObject({
  inputTokens: tokens,
  outputTokens: tokens,
  cacheReadTokens: tokens,
  /** Cache writes of every lifetime. */
  cacheWriteTokens: tokens,
  /** The part of `cacheWriteTokens` that was written for one hour. */
  cacheWrite1hTokens: tokens,
});
export type Usage = z.infer<typeof UsageSchema>;

/** No tokens at all. */
export const NO_USAGE: Usage = Object.freeze({
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
});

/** The tokens of two calls together. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    cacheWrite1hTokens: a.cacheWrite1hTokens + b.cacheWrite1hTokens,
  };
}

/** What a model returned, checked. */
export const ModelResponseSchema = z.strictObject({
  text: z.string(),
  /** The content blocks of an answer that calls tools, as they are sent back; absent: it calls none. */
  content: z.array(JsonObjectSchema).optional(),
  stopReason: z.string(),
  /** The model id the server says it used. */
  model: z.string(),
  requestId: z.string().nullable(),
  usage: UsageSchema,
  /** From sending to the last byte of the body, milliseconds, monotonic clock. */
  latencyMs: z.number().nonnegative(),
  /** True where the server declares itself a simulation. */
  simulated: z.boolean(),
});
export type ModelResponse = z.infer<typeof ModelResponseSchema>;
