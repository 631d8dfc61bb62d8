import type { JsonObject } from "../core/json.js";

/** What a request of a batch came to. */
export const RESULT_TYPES = ["succeeded", "errored", "canceled", "expired"] as const;
export type ResultType = (typeof RESULT_TYPES)[number];

/** One request of a batch, as it was handed in. */
export interface BatchedRequest {
  readonly customId: string;
  /** What its answer depends on, as the `idempotency-key` of a direct call: `metadata.user_id`, else the custom id. */
  readonly callKey: string;
  readonly params: JsonObject;
}

/** What a batch came to. */
export interface BatchResults {
  /** Lines of the results file, in the order in which they are sent. */
  readonly lines: readonly string[];
  readonly counts: Readonly<Record<ResultType, number>>;
  /** Call keys of the answers in the file. */
  readonly delivered: readonly string[];
}

/** A batch as the server keeps it. */
export interface ShelvedBatch {
  readonly id: string;
  readonly createdAtMs: number;
  readonly requests: readonly BatchedRequest[];
  /** Times it was asked for. */
  polls: number;
  cancelAtMs: number | null;
  endedAtMs: number | null;
  /** Null until it has ended. */
  results: BatchResults | null;
}

/** The batches of one simulator, newest first. */
export class BatchShelf {
  readonly #batches: ShelvedBatch[] = [];
  /** The poll that finds a batch ended; null: none does, until it is told. */
  readonly pollsToEnd: number | null;

  constructor(pollsToEnd: number | null) {
    this.pollsToEnd = pollsToEnd;
  }

  add(id: string, requests: readonly BatchedRequest[], createdAtMs: number): ShelvedBatch {
    const batch = { id, createdAtMs, requests, polls: 0, cancelAtMs: null, endedAtMs: null, results: null };
    this.#batches.unshift(batch);
    return batch;
  }

  find(id: string): ShelvedBatch | undefined {
    return this.#batches.find((batch) => batch.id === id);
  }

  delete(id: string): void {
    this.#batches.splice(
      this.#batches.findIndex((batch) => batch.id === id),
      1,
    );
  }

  get all(): readonly ShelvedBatch[] {
    return this.#batches;
  }

  /** Newest first, those after one id, or before it. */
  page(limit: number, { afterId, beforeId }: { readonly afterId: string | null; readonly beforeId: string | null }) {
    const place = (id: string) => this.#batches.findIndex((batch) => batch.id === id);
    const newer = beforeId === null ? null : this.#batches.slice(0, Math.max(0, place(beforeId)));
    const older = this.#batches.slice(afterId === null ? 0 : place(afterId) + 1);
    const batches = newer === null ? older.slice(0, limit) : newer.slice(-limit);
    return { batches, hasMore: (newer ?? older).length > batches.length };
  }
}
