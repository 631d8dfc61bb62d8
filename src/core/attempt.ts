import { z } from "zod";
import { UsageSchema } from "./model-response.js";
import { OUTCOME_CLASSES } from "./outcome-class.js";

/** One API call of a cell, as the ledger keeps it. */
export const AttemptSchema = z.strictObject({
  cellKey: z.string(),
  /** Position within the cell, from 0, over all roles. */
  index: z.int().nonnegative(),
  /** `answer`, `signal:<name>`, or `judge:<name>`. */
  role: z.string(),
  model: z.string(),
  servedModel: z.string().nullable(),
  outcomeClass: z.enum(OUTCOME_CLASSES),
  httpStatus: z.int().nullable(),
  requestId: z.string().nullable(),
  startedAtMs: z.number(),
  latencyMs: z.number().nonnegative(),
  usage: UsageSchema.nullable(),
  /** List price of what the server says it did; null: not known. */
  costNanoUsd: z.int().nullable(),
  /** What the ledger charges: the cost, or the worst case where the server may have billed unseen; null: price not known. */
  chargedNanoUsd: z.int().nullable(),
  error: z.string().nullable(),
});
export type Attempt = z.infer<typeof AttemptSchema>;

/** Whether an attempt was a judge's: its cost is kept apart from the tier's. */
export function isJudgeRole(role: string): boolean {
  return role.startsWith("judge:");
}
