import { StoreError, StoreFullError } from "../core/errors.js";
import type { Database } from "./database.js";
import { DatabaseWriter } from "./database-writer.js";
import { Journal } from "./journal.js";
import type { JournalEntry } from "./journal-entry.js";
import type { CheckedRun } from "./record-checks.js";
import { storeFault } from "./store-fault.js";
import type { StoreHooks } from "./store-hooks.js";
import type { Turns } from "./turns.js";
import { type WellFormed, wellFormed } from "./well-formed.js";

/** Kept entries at which they are written to the database. */
const FLUSH_ENTRIES = 1_000;
/** Kept entries that wait for the database at most: a faster writer is slowed down. */
const MAX_PENDING = 12_000;

/**
 * Writes: everything goes to the journal first, which is fast and durable, and in
 * groups to the database, which may be late and may fail: the journal still has it.
 */
export class StoreWriter {
  readonly #database: Database;
  readonly #hooks: StoreHooks;
  readonly #turns: Turns;
  readonly #writer: DatabaseWriter;
  #journal: Journal | null = null;
  #beginning: Promise<Journal> | null = null;
  /** Entries that wait for the journal to begin. */
  #early = 0;
  #pending: JournalEntry[] = [];
  #flushing: Promise<void> | null = null;
  #rotateAt: number;
  /** Why the database takes nothing any more. */
  #halted: unknown = null;
  #isTold = false;

  constructor(database: Database, hooks: StoreHooks, turns: Turns) {
    this.#database = database;
    this.#hooks = hooks;
    this.#turns = turns;
    this.#writer = new DatabaseWriter(database, hooks);
    this.#rotateAt = hooks.rotateBytes;
  }

  /** Resolves when the run is in the database file itself. */
  async createRun(checked: CheckedRun): Promise<void> {
    if (this.#beginning === null) await this.#begun(checked);
    else {
      await this.#begun();
      await this.#turns.next(async () => {
        await this.flush();
        await this.#writer.createRun(checked);
        await this.#orHalt(() => this.#writer.checkpoint());
      });
    }
    await this.keep({ kind: "created", runId: checked.run.runId });
  }

  /**
   * Resolves when an intent is written down, and there is space for what it leads to.
   * @throws StoreFullError where there is not
   */
  async intend(entry: JournalEntry): Promise<void> {
    const { crashPoint } = this.#hooks;
    crashPoint("before-intent");
    const journal = this.#journal ?? (await this.#begun());
    try {
      await journal.reserve();
    } catch (error) {
      throw this.#told(error);
    }
    await this.keep(entry);
    crashPoint("after-intent");
  }

  /** Resolves when the entry, and everything handed over before it, would survive a power cut. */
  async keep(entry: JournalEntry): Promise<void> {
    try {
      await this.#append(wellFormed(entry));
    } catch (error) {
      throw this.#told(error);
    }
    if (this.#pending.length > MAX_PENDING) await this.#flushing;
  }

  /** Writes what is kept to the database. Call in a turn of the connection. */
  async flush(): Promise<void> {
    if (this.#halted !== null) throw this.#told(this.#halted);
    if (this.#journal === null) return;
    const { mark } = this.#journal;
    const entries = this.#pending;
    this.#pending = [];
    if (entries.length > 0) await this.#orHalt(() => this.#writer.write(entries, mark.sequence));
    if (mark.position < this.#rotateAt) return;
    await this.#orHalt(async () => {
      await this.#writer.checkpoint();
      await this.#writer.release();
    });
    await this.#journal.rotate(mark);
    // Where there was no space for a second journal, the first goes on for as long again.
    this.#rotateAt = this.#hooks.rotateBytes + this.#journal.mark.position;
  }

  /** Resolves when what was handed over so far is kept, or was refused. */
  async drain(): Promise<void> {
    await this.#journal?.drain();
  }

  /**
   * Leaves one complete file, or, where the disk is full or fails, the database and its journal.
   * @throws what nobody was told before
   */
  async finish(): Promise<void> {
    const journal = (await this.#beginning?.catch(() => null)) ?? null;
    if (journal === null) return;
    await journal.drain();
    const wasTold = this.#isTold;
    try {
      await this.#turns.next(() => this.#finishIn(journal));
    } catch (error) {
      if (!wasTold) throw error;
    } finally {
      await journal.close();
    }
  }

  async #finishIn({ refusal }: Journal): Promise<void> {
    // With no space left for answers there may still be enough to move them; after other errors nothing is sure.
    if (refusal !== null && !(refusal instanceof StoreFullError)) throw refusal;
    await this.flush();
    await this.#writer.finish();
  }

  /** @param first - a run that is created in the same breath */
  #begun(first: CheckedRun | null = null): Promise<Journal> {
    this.#beginning ??= this.#turns.next(() => this.#begin(first));
    return this.#beginning;
  }

  async #begin(first: CheckedRun | null): Promise<Journal> {
    const { path, mark } = this.#database;
    const journal = await Journal.begin({
      databasePath: path,
      databaseId: mark.databaseId,
      base: mark.lastSequence,
      hooks: this.#hooks,
      onKept: (entries) => this.#onKept(entries),
    });
    await this.#writer.begin(first);
    this.#journal = journal;
    return journal;
  }

  /** Hands over in the order of the calls, also before the journal has begun. */
  async #append(entry: WellFormed<JournalEntry>): Promise<void> {
    let journal = this.#early === 0 ? this.#journal : null;
    if (journal === null) {
      this.#early += 1;
      journal = await this.#begun().finally(() => {
        this.#early -= 1;
      });
    }
    await journal.append(entry);
  }

  #onKept(entries: readonly JournalEntry[]): void {
    if (this.#halted !== null) return;
    this.#pending.push(...entries);
    if (this.#pending.length < FLUSH_ENTRIES) return;
    this.#flushing ??= this.#turns
      .next(() => this.flush())
      // The next who needs the database is told.
      .catch(() => undefined)
      .finally(() => {
        this.#flushing = null;
      });
  }

  /** After a failure the database takes nothing more: the journal alone has what comes. */
  async #orHalt(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      const fault = storeFault(error, this.#database.path);
      this.#halted ??= fault;
      this.#pending = [];
      if (fault instanceof StoreError) this.#journal?.refuse(fault);
      throw fault;
    }
  }

  #told(error: unknown): unknown {
    this.#isTold = true;
    return error;
  }
}
