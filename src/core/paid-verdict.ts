import { z } from "zod";
import { ModelResponseSchema } from "./model-response.js";

/** A readable verdict that is paid for while its judge's score is not given yet: it is not asked for again. */
export const PaidVerdictSchema = z.strictObject({
  /** The judge, by name. */
  scorer: z.string(),
  /** The judge's rubric hash. */
  version: z.string(),
  ballot: z.string(),
  /** The model id that was asked; the one that served is in the response. */
  model: z.string(),
  /** A judge calls no tools. */
  response: ModelResponseSchema.omit({ content: true }),
});
export type PaidVerdict = z.infer<typeof PaidVerdictSchema>;

/** As an outcome keeps them, in the order in which they were paid. */
export const PaidVerdictsSchema = z.array(PaidVerdictSchema);
