import { z } from "zod";
import { ModelResponseSchema } from "./model-response.js";
import { ANSWERED_CLASSES } from "./outcome-class.js";

/** An answer that is paid for and written down, and that no outcome has used yet: it is not asked for again. */
export const RecordedAnswerSchema = z.strictObject({
  cellKey: z.string(),
  role: z.string(),
  draw: z.int().nonnegative(),
  outcomeClass: z.enum(ANSWERED_CLASSES),
  response: ModelResponseSchema,
});
export type RecordedAnswer = z.infer<typeof RecordedAnswerSchema>;

/** As an outcome keeps those of signals that could not be read yet. */
export const RecordedAnswersSchema = z.array(RecordedAnswerSchema);
