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

/** A batch that an earlier part of its run has left. */
export interface EarlierBatch {
  readonly batch: Batch;
  /** Calls of it whose intents are not settled. */
  readonly openCalls: number;
}

/** Where the batches of one run are written down. Every promise resolves when what was written would survive the process. */
export interface BatchJournal {
  readonly earlier: readonly EarlierBatch[];
  /** A name of at most 20 characters that no other batch of the workspace has, whichever machine made it. */
  newName(): string;
  put(batch: Batch): Promise<void>;
}
