import { z } from "zod";

/**
 * How a message batch stands: written down and perhaps never created; created;
 * ended at the server; all its results stored; or given up, because nobody can say what became of it.
 */
export const BATCH_STATUSES = ["intended", "created", "ended", "collected", "abandoned"] as const;

/** One message batch of a run. */
export const BatchSchema = z.strictObject({
  /** Our own name, from before it is created; every custom id of its requests starts with it. */
  batch: z.string().regex(/^[a-zA-Z0-9_-]{1,24}$/),
  /** The API's id; null until its creation is known. */
  apiId: z.string().nullable(),
  status: z.enum(BATCH_STATUSES),
  intendedAtMs: z.number(),
  requests: z.int().positive(),
});
export type Batch = z.infer<typeof BatchSchema>;
