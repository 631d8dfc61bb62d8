import { type Intent, lostAttempt } from "../core/attempt.js";
import type { BatchJournal, EarlierBatch } from "../core/batch.js";
import { UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";

/** Random bytes of a batch name: shards of one run, on machines that know nothing of each other, never share one. */
const NAME_BYTES = 5;

type BatchStore = Pick<Store, "putBatch" | "batches" | "intents" | "settle">;

/** Where the batches of one run are written down. */
export function batchJournal(
  store: Pick<Store, "putBatch">,
  runId: string,
  earlier: readonly EarlierBatch[],
  randomHex: (bytes: number) => string,
): BatchJournal {
  let made = earlier.length;
  return {
    earlier,
    newName() {
      made += 1;
      return `b${made}-${randomHex(NAME_BYTES)}`;
    },
    put: (batch) => store.putBatch(runId, batch),
  };
}

/** The batches that earlier parts of a run have made, with what is open of each. */
export async function earlierBatches(store: BatchStore, runId: string): Promise<readonly EarlierBatch[]> {
  const open = await openIntents(store, runId);
  const batches = await store.batches(runId);
  return batches.map((batch) => ({ batch, openCalls: open.filter((intent) => intent.batch === batch.batch).length }));
}

/** Calls of a run that are under way in batches. */
export async function openIntents(store: Pick<Store, "intents">, runId: string): Promise<readonly Intent[]> {
  return (await store.intents(runId)).filter(({ batch }) => batch !== null);
}

/**
 * Accepts that the results of a batch are lost: its open calls are charged their
 * worst case, and the next part of the run asks them anew.
 *
 * @returns the calls that were given up
 * @throws UsageError where the run has no such batch, or all of it is stored
 */
export async function abandonBatch(store: BatchStore, runId: string, name: string): Promise<number> {
  const batches = await store.batches(runId);
  const batch = batches.find((one) => one.batch === name);
  if (batch === undefined) {
    const names = batches.map((one) => one.batch).join(", ");
    throw new UsageError(`run "${runId}" has no batch "${name}"${names === "" ? "" : ` (it has ${names})`}`);
  }
  const open = (await openIntents(store, runId)).filter((intent) => intent.batch === name);
  if (open.length === 0) throw new UsageError(`nothing of batch "${name}" is open: its results are stored`);
  const error = `batch ${name} was given up by its user`;
  for (const intent of open) await store.settle(runId, { ...lostAttempt(intent), error }, null);
  await store.putBatch(runId, { ...batch, status: "abandoned" });
  return open.length;
}
