/** Most entries that one write takes: bounds memory and the wait of the first entry. */
export const MAX_BATCH = 500;

export interface GroupCommit<T> {
  /** Resolves when the batch of this entry is committed; rejects with the error of that batch. */
  add(entry: T): Promise<void>;
  /** Resolves when what was added so far is written. Never rejects: the adders are told. */
  drain(): Promise<void>;
}

interface Waiting<T> {
  readonly entry: T;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Writes entries in batches, in the order in which they were added: what
 * arrives while one batch is on its way to the disk forms the next.
 *
 * @param write - commits one batch; called again only after it has settled
 */
export function groupCommit<T>(
  write: (batch: readonly T[]) => Promise<void>,
  maxBatch: number = MAX_BATCH,
): GroupCommit<T> {
  const waiting: Waiting<T>[] = [];
  let isWriting = false;
  let last: Promise<void> = Promise.resolve();

  async function writeOne(batch: readonly Waiting<T>[]): Promise<void> {
    try {
      await write(batch.map(({ entry }) => entry));
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      // One turn of the event loop lets the callers of this turn share a batch.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      await writeOne(waiting.splice(0, maxBatch));
    }
    isWriting = false;
  }

  function start(): void {
    if (isWriting) return;
    isWriting = true;
    void writeAll();
  }

  return {
    add(entry) {
      const added = new Promise<void>((resolve, reject) => waiting.push({ entry, resolve, reject }));
      last = added;
      start();
      return added;
    },
    async drain() {
      await last.catch(() => undefined);
    },
  };
}
