import type { Batch, BatchJournal } from "../core/batch.js";
import { BatchError, IncompleteRunError } from "../core/errors.js";
import type { BatchApi, Reply } from "./batch-api.js";
import type { BatchCounts, BatchState } from "./batch-schema.js";
import type { CallClock } from "./call-clock.js";
import { backoffMs, RETRY_AFTER_CAP_MS, readRetryAfterMs } from "./retry-plan.js";

/** How long is waited for what, milliseconds. */
export interface BatchTiming {
  /** A batch is cut when nobody has added to it for so long. */
  readonly quietMs: number;
  /** First and longest wait between two looks at a batch. */
  readonly pollFromMs: number;
  readonly pollToMs: number;
  /** After so long a batch that the server does not list was never created. */
  readonly settleMs: number;
}

/** What is heard of a batch. */
export type BatchNews = { readonly batch: Batch } & (
  | { readonly kind: "created" }
  | {
      readonly kind: "polled";
      readonly status: BatchState["status"];
      readonly counts: BatchCounts;
      readonly elapsedMs: number;
    }
  /** What did not add up in the results: requests without one, ids with several, lines of unknown ids. */
  | { readonly kind: "reconciled"; readonly missing: number; readonly repeated: number; readonly strangers: number }
  | { readonly kind: "troubled"; readonly message: string }
);

/** What every part of a batch's way needs. */
export interface BatchTools {
  readonly api: BatchApi;
  readonly baseUrl: string;
  readonly clock: CallClock;
  readonly timing: BatchTiming;
  readonly journal: BatchJournal;
  /** The API's ids of all batches of the run that are known. */
  readonly knownIds: Set<string>;
  /** Aborted: wait for nothing any longer. */
  readonly leaving: AbortSignal;
  readonly tell: (news: BatchNews) => void;
}

/** Thrown out of a wait that is no longer wanted. */
export class LeftBehind extends Error {
  override readonly name = "LeftBehind";
}

/** The longest time for which a server that does not answer is asked again. */
const OUTAGE_LIMIT_MS = 6 * 3_600_000;

/** @throws LeftBehind where nobody waits any longer */
export async function pause(ms: number, { clock, leaving }: Pick<BatchTools, "clock" | "leaving">): Promise<void> {
  await clock.sleep(ms, leaving);
  if (leaving.aborted) throw new LeftBehind();
}

/**
 * Asks what may be asked as often as one likes, until there is an answer.
 *
 * @param whenRefused - what it means where the server will not answer
 * @throws BatchError where the server does not know it any longer
 * @throws IncompleteRunError where it has not answered for hours, or the account is refused
 */
export async function askSurely<T>(
  ask: () => Promise<Reply<T>>,
  batch: Batch,
  tools: BatchTools,
  whenRefused = "the server does not have it any longer",
): Promise<Extract<Reply<T>, { kind: "ok" }>> {
  const { clock, leaving } = tools;
  const startedMs = clock.monotonicMs();
  for (let failures = 0; ; failures += 1) {
    const reply = await ask();
    if (leaving.aborted) throw new LeftBehind();
    if (reply.kind === "ok") return reply;
    if (isFinal(reply)) throw refusalOf(reply, batch, whenRefused);
    if (clock.monotonicMs() - startedMs > OUTAGE_LIMIT_MS) {
      throw new IncompleteRunError(
        `${titleOf(batch)}: no answer for hours (${reply.message}); go on with: npx tierbench run --resume`,
      );
    }
    tools.tell({ kind: "troubled", batch, message: reply.message });
    await pause(waitMs(reply, failures, tools), tools);
  }
}

/** How long to wait before the next try: what the server asks for, within reason, else a backoff. */
export function waitMs(
  reply: Exclude<Reply<unknown>, { kind: "ok" }>,
  failures: number,
  { clock, timing }: BatchTools,
): number {
  const askedMs = reply.kind === "refused" ? readRetryAfterMs(reply.headers, clock.nowMs()) : null;
  if (askedMs !== null) return Math.min(askedMs, RETRY_AFTER_CAP_MS);
  const limits = { backoffBaseMs: Math.min(1000, timing.pollFromMs), backoffCapMs: timing.pollToMs };
  return backoffMs(failures, limits, clock.random());
}

type Failure = Exclude<Reply<unknown>, { kind: "ok" }>;

function isFinal(reply: Failure): reply is Extract<Failure, { kind: "refused" }> {
  return reply.kind === "refused" && reply.outcomeClass !== "infra_transient_exhausted";
}

function refusalOf(
  { outcomeClass, message }: Extract<Failure, { kind: "refused" }>,
  batch: Batch,
  whenRefused: string,
): Error {
  if (outcomeClass === "auth_billing_stop") {
    return new IncompleteRunError(
      `${titleOf(batch)}: ${message}; when that is settled, go on with: npx tierbench run --resume`,
    );
  }
  return lostBatch(batch, `${whenRefused}: ${message}`);
}

/** Its results cannot be had, and they are not bought again by themselves. */
export function lostBatch(batch: Batch, what: string): BatchError {
  return new BatchError(
    `${titleOf(batch)}: ${what}; nothing is bought again by itself: run --resume tries once more, --abandon-batch ${batch.batch} charges its worst case and asks anew`,
  );
}

/** A batch as messages name it. */
export function titleOf({ batch, apiId }: Batch): string {
  return apiId === null ? `batch ${batch}` : `batch ${batch} (${apiId})`;
}
