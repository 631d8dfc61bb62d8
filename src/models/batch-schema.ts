import { z } from "zod";
import type { JsonValue } from "../core/json.js";

const count = z.int().nonnegative();
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const BatchSchema = z
  .object({
    id: z.string().min(1).max(256),
    type: z.literal("message_batch"),
    processing_status: z.enum(["in_progress", "canceling", "ended"]),
    request_counts: z.object({
      processing: count,
      succeeded: count,
      errored: count,
      canceled: count,
      expired: count,
    }),
    created_at: time,
    archived_at: time.nullish(),
    results_url: z.string().nullish(),
  })
  .transform((batch) => ({
    id: batch.id,
    status: batch.processing_status,
    counts: batch.request_counts,
    createdAtMs: batch.created_at,
    isArchived: batch.archived_at !== null && batch.archived_at !== undefined,
    resultsUrl: batch.results_url ?? null,
  }));

/** A batch as the server describes it. */
export type BatchState = z.output<typeof BatchSchema>;
export type BatchCounts = BatchState["counts"];

const PageSchema = z.object({ data: z.array(BatchSchema), has_more: z.boolean(), last_id: z.string().nullish() });
export type BatchPage = z.output<typeof PageSchema>;

const ResultSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("succeeded"), message: z.unknown() }),
  z.object({ type: z.literal("errored"), error: z.unknown() }),
  z.object({ type: z.literal("canceled") }),
  z.object({ type: z.literal("expired") }),
]);
const LineSchema = z.object({ custom_id: z.string(), result: ResultSchema });
/** One line of the results. What is inside of a message is checked as any other answer. */
export type BatchResult = z.output<typeof ResultSchema>;

export function readBatch(value: JsonValue): BatchState | null {
  return BatchSchema.safeParse(value).data ?? null;
}

export function readBatchPage(value: JsonValue): BatchPage | null {
  return PageSchema.safeParse(value).data ?? null;
}

/** A line of the results; null where it is none: the file breaks off, or is another one. */
export function readResultLine(line: string): { readonly id: string; readonly result: BatchResult } | null {
  try {
    const { data } = LineSchema.safeParse(JSON.parse(line));
    return data === undefined ? null : { id: data.custom_id, result: data.result };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** All requests of a batch, whatever has become of them. */
export function requestsIn({ processing, succeeded, errored, canceled, expired }: BatchCounts): number {
  return processing + succeeded + errored + canceled + expired;
}
