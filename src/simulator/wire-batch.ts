import { z } from "zod";
import { type JsonObject, JsonObjectSchema } from "../core/json.js";
import type { BatchedRequest, ShelvedBatch } from "./batch-shelf.js";
import { RequestRejected } from "./wire-error.js";

const DAY_MS = 86_400_000;
/** Requests that one batch takes. */
const MAX_REQUESTS = 100_000;
const NOTHING = { succeeded: 0, errored: 0, canceled: 0, expired: 0 };

const CreateSchema = z.strictObject({
  requests: z
    .array(z.strictObject({ custom_id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/), params: JsonObjectSchema }))
    .min(1)
    .max(MAX_REQUESTS),
});

/**
 * Checks the body of `POST /v1/messages/batches`. The requests in it are checked
 * when they are carried out, as the API does.
 *
 * @throws RequestRejected 400
 */
export function parseCreateRequest(body: string): readonly BatchedRequest[] {
  const parsed = CreateSchema.safeParse(jsonOf(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RequestRejected(400, `${issue?.path.join(".") || "request"}: ${issue?.message ?? "invalid"}`);
  }
  const { requests } = parsed.data;
  if (new Set(requests.map((request) => request.custom_id)).size < requests.length) {
    throw new RequestRejected(400, "requests: every custom_id must be unique within the batch");
  }
  return requests.map(({ custom_id: customId, params }) => ({
    customId,
    params,
    callKey: callKeyOf(params) ?? customId,
  }));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RequestRejected(400, "the request body is not valid JSON");
  }
}

function callKeyOf({ metadata }: JsonObject): string | undefined {
  const { user_id: userId } = (metadata ?? {}) as JsonObject;
  return typeof userId === "string" ? userId : undefined;
}

/** The body of `GET /v1/messages/batches/:id`. Counts move when all of it has ended. */
export function batchBody({ id, createdAtMs, cancelAtMs, endedAtMs, results, requests }: ShelvedBatch, host: string) {
  const isEnded = results !== null;
  const working = cancelAtMs === null ? "in_progress" : "canceling";
  return {
    id,
    type: "message_batch",
    processing_status: isEnded ? "ended" : working,
    request_counts: { processing: isEnded ? 0 : requests.length, ...(results?.counts ?? NOTHING) },
    created_at: timeText(createdAtMs),
    expires_at: timeText(createdAtMs + DAY_MS),
    cancel_initiated_at: timeText(cancelAtMs),
    ended_at: timeText(endedAtMs),
    archived_at: null,
    results_url: isEnded ? `http://${host}/v1/messages/batches/${id}/results` : null,
  } satisfies JsonObject;
}

/** The body of `GET /v1/messages/batches`: one page. */
export function batchListBody(batches: readonly ShelvedBatch[], hasMore: boolean, host: string): JsonObject {
  const data = batches.map((batch) => batchBody(batch, host));
  return { data, has_more: hasMore, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
}

function timeText<T extends number | null>(atMs: T): T extends null ? string | null : string;
function timeText(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
