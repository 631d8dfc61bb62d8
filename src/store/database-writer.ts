import { chmodSync, statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CommitHead, readHead, removeHead } from "./commit-head.js";
import type { Database } from "./database.js";
import { walPath } from "./hardening.js";

/**
 * Commits transactions, numbered. From the first on, the database says that it
 * is being written, and the head file beside it how far; after a proper close
 * the database file alone says everything.
 */
export class DatabaseWriter {
  readonly #database: Database;
  #lastCommit: number;
  #head: CommitHead | null = null;

  constructor(database: Database) {
    this.#database = database;
    this.#lastCommit = database.mark.lastCommit;
  }

  /** Resolves when the change would survive the death of the process; rejects with nothing changed. */
  async transact(change: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
    const head = await this.#begun();
    const commit = this.#lastCommit + 1;
    await this.#commit(async (connection) => {
      await change(connection);
      await connection.run(`UPDATE meta SET last_commit = ${commit}`);
    });
    this.#lastCommit = commit;
    restrict(walPath(this.#database.path));
    head.write(commit);
  }

  /** Moves everything into the database file and takes the head away. Call once, before closing the database. */
  async finish(): Promise<void> {
    const { mark, path } = this.#database;
    // Also after a writer that was killed: its log is in the file once this one closes.
    if (this.#head === null && mark.isClean && readHead(path) === null) return;
    this.#head?.close();
    await this.#database.connection.run("UPDATE meta SET is_clean = true");
    await this.#database.connection.run("CHECKPOINT");
    removeHead(path);
  }

  async #begun(): Promise<CommitHead> {
    if (this.#head !== null) return this.#head;
    const head = new CommitHead(this.#database.path, this.#lastCommit);
    try {
      // Into the file itself: a copy of it without its log must not look complete.
      await this.#database.connection.run("UPDATE meta SET is_clean = false");
      await this.#database.connection.run("CHECKPOINT");
    } catch (error) {
      head.close();
      throw error;
    }
    this.#head = head;
    return head;
  }

  async #commit(change: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
    const { connection } = this.#database;
    await connection.run("BEGIN");
    try {
      await change(connection);
      await connection.run("COMMIT");
    } catch (error) {
      // A failed COMMIT has rolled back already; the first error is the one to tell.
      await connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }
}

/** DuckDB creates its log with the process's umask; it holds the same answers as the database. */
function restrict(path: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0o600;
  if ((mode & 0o077) !== 0) chmodSync(path, 0o600);
}
