import type { Batch } from "../core/batch.js";
import type { BatchApi, OutgoingRequest } from "./batch-api.js";
import { customId } from "./batch-id.js";
import { searchBatch } from "./batch-search.js";
import { type BatchTools, pause, waitMs } from "./batch-tools.js";
import { unbilled } from "./batch-verdict.js";
import type { ExchangeVerdict } from "./exchange-verdict.js";
import { messageParams } from "./message-params.js";
import type { WaitingCall } from "./waiting-call.js";

/** Times a batch is handed in that the server is too busy to take. */
const MOST_TRIES = 8;

/** How handing in a batch ended. `absent`: nothing was created, for sure. */
export type Creation =
  | { readonly kind: "created"; readonly apiId: string }
  | { readonly kind: "refused"; readonly verdict: ExchangeVerdict }
  | { readonly kind: "absent"; readonly verdict: ExchangeVerdict };

/**
 * Hands a batch in. What may have been created is never handed in again: it is
 * looked for in the server's list.
 *
 * @param requests - made for each try, so that the largest batches are not kept while they are waited for
 * @param signal - cuts the request itself, not only the waits
 */
export async function createBatch(
  batch: Batch,
  requests: () => readonly OutgoingRequest[],
  signal: AbortSignal | undefined,
  tools: BatchTools,
): Promise<Creation> {
  for (let failures = 0; ; failures += 1) {
    const reply = await tools.api.create(requests(), batch.batch, signal);
    if (reply.kind === "ok") return { kind: "created", apiId: reply.value.id };
    if (isDoubtful(reply)) return await afterDoubt(batch, reply.message, tools);
    const outcomeClass = reply.kind === "refused" ? reply.outcomeClass : "infra_transient_exhausted";
    if (outcomeClass !== "infra_transient_exhausted" || failures + 1 >= MOST_TRIES) {
      const status = reply.kind === "refused" ? reply.status : null;
      const verdict = unbilled(outcomeClass, `the batch was not taken: ${reply.message}`, status);
      return { kind: "refused", verdict };
    }
    tools.tell({ kind: "troubled", batch, message: reply.message });
    await pause(waitMs(reply, failures, tools), tools);
  }
}

/** A busy server, and one that refuses, has done nothing; one that broke down may have been at it. */
function isDoubtful(reply: Exclude<Awaited<ReturnType<BatchApi["create"]>>, { kind: "ok" }>): boolean {
  if (reply.kind === "refused") return reply.status >= 500 && reply.status !== 529;
  return reply.kind === "lost";
}

/** @throws BatchError where nobody can say whether it was created */
export async function afterDoubt(batch: Batch, why: string, tools: BatchTools): Promise<Creation> {
  tools.tell({ kind: "troubled", batch, message: `${why}; looking for it among the server's batches` });
  const apiId = await searchBatch(batch, tools);
  if (apiId !== null) return { kind: "created", apiId };
  return { kind: "absent", verdict: unbilled("infra_transient_exhausted", `the batch was never created: ${why}`) };
}

/** The requests of a batch as they go out. */
export function outgoing(
  batch: Batch,
  calls: readonly WaitingCall[],
  sendsCallKey: boolean,
): readonly OutgoingRequest[] {
  return calls.map(({ request, options: { callKey } }) => ({
    custom_id: customId(batch.batch, callKey),
    params: { ...messageParams(request), ...(sendsCallKey ? { metadata: { user_id: callKey } } : {}) },
  }));
}
