import type { EarlierBatch } from "../core/batch.js";
import { UsageError } from "../core/errors.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { BatchClient } from "../models/batch-client.js";
import { abandonBatch, batchJournal, earlierBatches, openIntents } from "../runner/batch-journal.js";
import { total } from "../runner/cell-ledger.js";
import { BatchLines } from "./batch-lines.js";
import type { Effects } from "./effects.js";
import { countText } from "./money-text.js";
import type { Provider } from "./open-provider.js";
import type { Progress } from "./progress.js";
import { findRun } from "./stored-run.js";

/** @throws UsageError where a run would wait for hours between its decisions */
export function refuseAdaptiveBatches(isBatch: boolean, isAdaptive: boolean): void {
  if (!(isBatch && isAdaptive)) return;
  throw new UsageError(
    "--batch does not go with --adaptive: it decides after every ten items what to ask next, and each batch can take a day; leave out one of them",
  );
}

/** What earlier parts of a run have left at the server. */
export interface BatchesUnderWay {
  readonly earlier: readonly EarlierBatch[];
  /** Whether the run goes on in batches: it was told to, or has begun so. */
  readonly isBatch: boolean;
}

export async function batchesUnderWay(
  store: Store,
  { runId, adaptive }: Run,
  isWanted: boolean,
): Promise<BatchesUnderWay> {
  refuseAdaptiveBatches(isWanted, adaptive !== undefined);
  const earlier = await earlierBatches(store, runId);
  return { earlier, isBatch: isWanted || earlier.length > 0 };
}

/** The most that the batches of a run that are under way can cost; null where a price is not known. */
export async function underWayNanoUsd(store: Store, runId: string): Promise<number | null> {
  return total((await openIntents(store, runId)).map((intent) => intent.worstCaseNanoUsd));
}

/** Gives the results of one batch up, as its user says. @throws UsageError where there is no such batch */
export async function abandon(store: Store, runName: string, batch: string, effects: Effects): Promise<void> {
  const { runId } = await findRun(store, runName);
  const given = await abandonBatch(store, runId, batch);
  effects.note(`batch ${batch} is given up: ${countText(given, "call")} charged at the worst case, and asked anew`);
}

export interface OpenedBatches {
  readonly provider: Provider;
  readonly store: Store;
  readonly runId: string;
  readonly earlier: readonly EarlierBatch[];
  readonly progress: Progress;
  /** False: say only what does not go as it should. */
  readonly isDetailed: boolean;
}

/** The client of a run that asks in batches. */
export function openBatches(parts: OpenedBatches, effects: Pick<Effects, "randomHex">): Promise<BatchClient> {
  const { provider, store, runId, earlier, progress, isDetailed } = parts;
  const lines = new BatchLines((line) => progress.note(line), isDetailed);
  const journal = batchJournal(store, runId, earlier, (bytes) => effects.randomHex(bytes));
  return provider.openBatches(journal, (news) => lines.tell(news));
}
