import { z } from "zod";
import { AttemptSchema, IntentSchema } from "../core/attempt.js";
import { BatchSchema } from "../core/batch.js";
import { ModelResponseSchema } from "../core/model-response.js";
import { OutcomeSchema } from "../core/outcome.js";
import { RUN_STATUSES } from "../core/run.js";

const RunChangeSchema = z.strictObject({
  status: z.enum(RUN_STATUSES),
  finishedAt: z.string().nullable(),
  simulated: z.boolean(),
  plannedCells: z.int().nonnegative(),
});

/** What is written down while a run is under way, in the order in which it was handed over. */
export const JournalEntrySchema = z.discriminatedUnion("kind", [
  /** The run itself is in the database file. */
  z.strictObject({ kind: z.literal("created"), runId: z.string() }),
  z.strictObject({ kind: z.literal("intent"), runId: z.string(), intent: IntentSchema }),
  z.strictObject({
    kind: z.literal("attempt"),
    runId: z.string(),
    attempt: AttemptSchema,
    response: ModelResponseSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal("outcome"),
    outcome: OutcomeSchema,
    /** Those that were not settled; their indexes count from 0 until they are numbered on. */
    attempts: z.array(AttemptSchema),
  }),
  z.strictObject({ kind: z.literal("run"), runId: z.string(), change: RunChangeSchema }),
  z.strictObject({ kind: z.literal("batch"), runId: z.string(), batch: BatchSchema }),
]);
export type JournalEntry = z.infer<typeof JournalEntrySchema>;

/** The run that an entry belongs to. */
export function runOf(entry: JournalEntry): string {
  return entry.kind === "outcome" ? entry.outcome.runId : entry.runId;
}
