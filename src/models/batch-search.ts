import type { Batch } from "../core/batch.js";
import { isNamed } from "./batch-download.js";
import { type BatchPage, type BatchState, requestsIn } from "./batch-schema.js";
import { askSurely, type BatchTools, lostBatch, pause } from "./batch-tools.js";
import { waitForEnd } from "./batch-wait.js";

/** The list is read so much further back than the batch can be, milliseconds: clocks differ. */
const CLOCK_SLACK_MS = 24 * 3_600_000;
const UNREADABLE = "whether it was created cannot be told, the server's list cannot be read";

/**
 * Looks for a batch whose creation nobody saw: among those of the server, the one
 * whose results carry its name. Those that may be it are waited for.
 *
 * @returns its id; null where the whole list, read when its creation can no longer
 *   be under way, does not have it
 * @throws BatchError where that cannot be told
 */
export async function searchBatch(batch: Batch, tools: BatchTools): Promise<string | null> {
  const { clock, timing } = tools;
  const refuted = new Set<string>();
  for (let waitMs = timing.pollFromMs; ; waitMs = Math.min(timing.pollToMs, waitMs * 2)) {
    // Before the list is read: what is created meanwhile is seen the next time.
    const isSettled = clock.nowMs() - batch.intendedAtMs >= timing.settleMs;
    const found = await firstNamed(batch, refuted, tools);
    if (found !== null || isSettled) return found;
    await pause(waitMs, tools);
  }
}

async function firstNamed(batch: Batch, refuted: Set<string>, tools: BatchTools): Promise<string | null> {
  for await (const { id, counts } of createdSince(batch, tools)) {
    if (refuted.has(id) || tools.knownIds.has(id) || requestsIn(counts) !== batch.requests) continue;
    const candidate = { ...batch, apiId: id };
    if (await isNamed(candidate, await waitForEnd(candidate, tools), tools)) return id;
    refuted.add(id);
  }
  return null;
}

/** All batches that are not older than this one can be, newest first. */
async function* createdSince(batch: Batch, tools: BatchTools): AsyncGenerator<BatchState> {
  const oldestMs = batch.intendedAtMs - CLOCK_SLACK_MS;
  let afterId: string | null = null;
  for (;;) {
    const from: string | null = afterId;
    const ask = () => tools.api.page(from, tools.leaving);
    const page: BatchPage = (await askSurely(ask, batch, tools, UNREADABLE)).value;
    for (const state of page.data) {
      if (state.createdAtMs < oldestMs) return;
      yield state;
    }
    if (!page.has_more) return;
    const next: string | null = page.last_id ?? page.data.at(-1)?.id ?? null;
    if (next === null || next === afterId) throw lostBatch(batch, "the server's list of batches does not end");
    afterId = next;
  }
}
