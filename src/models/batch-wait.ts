import type { Batch } from "../core/batch.js";
import { type BatchState, requestsIn } from "./batch-schema.js";
import { askSurely, type BatchTools, lostBatch, pause } from "./batch-tools.js";

/** The wait between two looks grows by this factor. */
const GROWTH = 1.5;
/** A batch ends within a day; whoever has not by then is stuck. */
const LIFE_MS = 25 * 3_600_000;

/** A batch that the server has. */
export type CreatedBatch = Batch & { readonly apiId: string };

/**
 * Looks at a batch, more and more rarely, until it has ended.
 *
 * @throws BatchError where the server has lost it, counts other requests than were sent, or never ends it
 */
export async function waitForEnd(batch: CreatedBatch, tools: BatchTools): Promise<BatchState> {
  const { api, clock, timing, leaving } = tools;
  for (let waitMs = timing.pollFromMs; ; waitMs = Math.min(timing.pollToMs, waitMs * GROWTH)) {
    const { value: state } = await askSurely(() => api.retrieve(batch.apiId, leaving), batch, tools);
    const elapsedMs = Math.max(0, clock.nowMs() - batch.intendedAtMs);
    tools.tell({ kind: "polled", batch, status: state.status, counts: state.counts, elapsedMs });
    const counted = requestsIn(state.counts);
    if (counted !== batch.requests) {
      throw lostBatch(
        batch,
        `the server counts ${counted} of its ${batch.requests} requests, and nothing was taken from it`,
      );
    }
    if (state.status === "ended") return state;
    if (elapsedMs > LIFE_MS)
      throw lostBatch(batch, `still "${state.status}" ${hours(elapsedMs)} hours after it was made`);
    await pause(waitMs, tools);
  }
}

function hours(ms: number): number {
  return Math.floor(ms / 3_600_000);
}
