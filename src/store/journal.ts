import { StoreError, StoreFullError } from "../core/errors.js";
import { CommitHead } from "./commit-head.js";
import { type GroupCommit, groupCommit } from "./group-commit.js";
import type { JournalEntry } from "./journal-entry.js";
import { JournalFile } from "./journal-file.js";
import { JOURNAL_FORMAT, journalLines, journalPath } from "./journal-line.js";
import { storeFault } from "./store-fault.js";
import type { StoreHooks } from "./store-hooks.js";
import { Turns } from "./turns.js";
import type { WellFormed } from "./well-formed.js";

/** How far a journal is written. */
export interface JournalMark {
  /** Number of the last entry. */
  readonly sequence: number;
  /** Offset in the file after it. */
  readonly position: number;
}

export interface JournalOptions {
  readonly databasePath: string;
  readonly databaseId: string;
  /** Number of the last entry that the database file itself holds. */
  readonly base: number;
  readonly hooks: StoreHooks;
  /** Told of entries, in order, when they would survive a power cut. */
  readonly onKept: (entries: readonly JournalEntry[]) => void;
}

/**
 * Where everything is written down first, in the order in which it is handed
 * over. What is handed over while one group is on its way to the disk forms the next.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #head: CommitHead;
  readonly #groups: GroupCommit<WellFormed<JournalEntry>>;
  readonly #turns = new Turns();
  #file: JournalFile;
  #mark: JournalMark;
  #isReserved = false;
  /** Why no further intents are taken. */
  #refusal: StoreError | null = null;
  /** Why nothing is taken any more. */
  #broken: StoreError | null = null;

  private constructor(options: JournalOptions, head: CommitHead, file: JournalFile) {
    this.#options = options;
    this.#head = head;
    this.#file = file;
    this.#mark = { sequence: options.base, position: file.position };
    this.#groups = groupCommit((group) => this.#turns.next(() => this.#write(group)));
  }

  /** Begins the journal of a database whose file holds everything so far. */
  static async begin(options: JournalOptions): Promise<Journal> {
    const { databasePath, base, hooks } = options;
    const head = await CommitHead.create(hooks.files, databasePath, base);
    try {
      const file = await createFile(options, base, { carried: Buffer.alloc(0), spaceBytes: 0 });
      await hooks.files.syncDirectoryOf(databasePath);
      return new Journal(options, head, file);
    } catch (error) {
      head.close();
      throw error;
    }
  }

  /** How far entries are kept. */
  get mark(): JournalMark {
    return this.#mark;
  }

  /** Why no further intents are taken; null: they are. */
  get refusal(): StoreError | null {
    return this.#broken ?? this.#refusal;
  }

  /** From now on no intents are taken; what is in flight still is. */
  refuse(reason: StoreError): void {
    this.#refusal ??= reason;
  }

  /** Resolves when an entry would survive a power cut. */
  append(entry: WellFormed<JournalEntry>): Promise<void> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    return this.#groups.add(entry);
  }

  /**
   * Makes sure that there is space for the answers of what is in flight.
   * @throws StoreFullError where there is not
   */
  async reserve(): Promise<void> {
    const { reserveBytes } = this.#options.hooks;
    this.#isReserved = true;
    if (this.refusal !== null) throw this.refusal;
    // Half as much again is got ahead, so that nobody has to wait for it.
    if (this.#file.roomBytes < reserveBytes * 1.25) {
      const growing = this.#file.makeRoom(reserveBytes * 1.5).catch((error: unknown) => {
        this.#failed(error);
      });
      if (this.#file.roomBytes < reserveBytes) await growing;
    }
    if (this.refusal !== null) throw this.refusal;
  }

  /** Resolves when what was handed over so far is kept, or was refused. */
  async drain(): Promise<void> {
    await this.#groups.drain();
  }

  /**
   * Begins anew with what comes after a mark: all before it is in the database
   * file. Where there is no space for a second journal, the first goes on.
   */
  async rotate({ sequence, position }: JournalMark): Promise<void> {
    const { hooks } = this.#options;
    const spaceBytes = this.#isReserved ? hooks.reserveBytes * 1.5 : 0;
    await this.#turns.next(async () => {
      hooks.crashPoint("before-rotation");
      try {
        const carried = this.#file.written(position);
        const file = await createFile(this.#options, sequence, { carried, spaceBytes });
        const old = this.#file;
        this.#file = file;
        this.#mark = { sequence: this.#mark.sequence, position: file.position };
        await old.close();
        await hooks.files.syncDirectoryOf(this.#options.databasePath);
      } catch (error) {
        const fault = this.#fault(error);
        if (!(fault instanceof StoreFullError)) throw this.#failed(error);
      }
      hooks.crashPoint("after-rotation");
    });
  }

  /** Call after everything has been drained. The files stay where they are. */
  async close(): Promise<void> {
    await this.#file.close();
    this.#head.close();
  }

  async #write(group: readonly WellFormed<JournalEntry>[]): Promise<void> {
    if (this.#broken !== null) throw this.#broken;
    const { hooks, onKept } = this.#options;
    const bytes = journalLines(
      this.#mark.sequence + 1,
      group.map(({ json }) => json),
    );
    try {
      await this.#file.makeRoom(bytes.length);
      hooks.crashPoint("before-append");
      this.#file.write(bytes);
      hooks.crashPoint("after-append");
      hooks.crashPoint("before-fsync");
      await this.#file.commit(bytes.length);
      hooks.crashPoint("after-fsync");
      const sequence = this.#mark.sequence + group.length;
      this.#head.write(sequence);
      this.#mark = { sequence, position: this.#file.position };
    } catch (error) {
      throw this.#failed(error);
    }
    onKept(group.map(({ value }) => value));
  }

  /** A full disk refuses what is new; after any other error nobody can say what is on the disk. */
  #failed(error: unknown): unknown {
    const fault = this.#fault(error);
    if (fault instanceof StoreFullError) this.refuse(fault);
    else if (fault instanceof StoreError) this.#broken ??= fault;
    return fault;
  }

  #fault(error: unknown): unknown {
    return storeFault(error, this.#options.databasePath);
  }
}

async function createFile(
  { databasePath, databaseId, hooks }: JournalOptions,
  base: number,
  content: Parameters<typeof JournalFile.create>[3],
): Promise<JournalFile> {
  const header = { format: JOURNAL_FORMAT, database: databaseId, base };
  return JournalFile.create(hooks.files, journalPath(databasePath), header, content);
}
