import { copyFileSync, existsSync } from "node:fs";
import { StoreError } from "../core/errors.js";
import { corruptName } from "./broken-log.js";
import { headPath } from "./commit-head.js";
import type { Database } from "./database.js";
import { DatabaseWriter } from "./database-writer.js";
import { type JournalEntry, runOf } from "./journal-entry.js";
import { journalPath } from "./journal-line.js";
import { journalEntries } from "./journal-reader.js";

/** Entries that one transaction takes. */
const GROUP = 500;

/** Whether a writer has died, or could not finish: something is left beside the database. */
export function isLeft(path: string, { isClean }: Database["mark"]): boolean {
  return !isClean || existsSync(journalPath(path)) || existsSync(headPath(path));
}

/**
 * Does what the last writer could not: moves its journal into the database and
 * leaves one complete file. It may die on the way, and be done again.
 *
 * @throws StoreError where the journal has entries of a run that is not there; `acceptLoss` leaves them out
 */
export async function recover(
  { connection, path, mark }: Database,
  writer: DatabaseWriter,
  acceptLoss: boolean,
): Promise<void> {
  const runIds = new Set((await connection.runAndReadAll("SELECT run_id FROM runs")).getRowsJS().flat());
  let group: JournalEntry[] = [];
  let last = mark.lastSequence;
  if (existsSync(journalPath(path))) {
    for (const { sequence, entry } of journalEntries(path, mark.lastSequence)) {
      const isKnown = runIds.has(runOf(entry));
      if (!isKnown && !acceptLoss) {
        throw new StoreError(
          `${path}: run "${runOf(entry)}" of its journal is missing; restore both from one copy, or keep what is left with list --accept-loss`,
        );
      }
      if (isKnown) group.push(entry);
      last = sequence;
      if (group.length < GROUP) continue;
      await writer.write(group, last);
      group = [];
    }
  }
  await writer.write(group, last);
  await writer.finish();
}

/** Keeps a journal of which something cannot be read beside the database, which is done with it; says where. */
export function keepDamagedJournal(path: string): string | null {
  const journal = journalPath(path);
  if (!existsSync(journal)) return null;
  const kept = corruptName(journal);
  copyFileSync(journal, kept);
  return kept;
}
