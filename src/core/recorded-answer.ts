import { z } from "zod";
import { ModelResponseSchema } from "./model-response.js";
import { ANSWERED_CLASSES } from "./outcome-class.js";

/** An answer that is paid for and written down, of a cell that has no outcome yet: it is not asked for again. */
export const RecordedAnswerSchema = z.strictObject({
  cellKey: z.string(),
  role: z.string(),
  draw: z.int().nonnegative(),
  outcomeClass: z.enum(ANSWERED_CLASSES),
  response: ModelResponseSchema,
});
export type RecordedAnswer = z.infer<typeof RecordedAnswerSchema>;
