import { z } from "zod";

/** What a tier may be called. */
export const TIER_ID_PATTERN = /^[A-Za-z0-9._-]{1,64}$/;

/** Efforts that the API knows, least first. */
export const EFFORTS = ["low", "medium", "high", "xhigh", "max"] as const;

/** How the model is asked: part of the tier, because it changes quality and cost as much as the model does. */
export const TierParamsSchema = z.strictObject({
  maxTokens: z.int().positive().default(1024),
  effort: z.enum(EFFORTS).optional(),
  thinking: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("adaptive") }),
      z.strictObject({ type: z.literal("disabled") }),
      z.strictObject({ type: z.literal("enabled"), budgetTokens: z.int().min(1024) }),
    ])
    .optional(),
});
export type TierParams = z.infer<typeof TierParamsSchema>;

/** A rung of the ladder: a model and its parameters. The ladder is ordered by price, not by quality. */
export const TierSchema = z.strictObject({
  id: z.string().regex(TIER_ID_PATTERN, "must be 1 to 64 of A-Z a-z 0-9 . _ -"),
  model: z.string().min(1),
  params: TierParamsSchema.prefault({}),
});
export type TierSpec = z.input<typeof TierSchema>;
export type Tier = z.infer<typeof TierSchema>;
