import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { type FileSystem, nodeFiles } from "./file-system.js";
import { JournalFile } from "./journal-file.js";
import { JOURNAL_FORMAT } from "./journal-line.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "journal-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("is not closed while space is written to it: its number may be another file's by then", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isOpen = true;
  const written: boolean[] = [];
  const files: FileSystem = {
    ...nodeFiles,
    async writeLater(fd, bytes, position) {
      await held;
      written.push(isOpen);
      await nodeFiles.writeLater(fd, bytes, position);
    },
    close(fd) {
      isOpen = false;
      nodeFiles.close(fd);
    },
  };
  const header = { format: JOURNAL_FORMAT, database: "database-1", base: 0 };
  const content = { carried: Buffer.alloc(0), spaceBytes: 0 };
  const file = await JournalFile.create(files, join(folder, "journal"), header, content);
  const growing = file.makeRoom(2 * 1024 * 1024);
  const closing = file.close();
  await nextTurn();
  expect(isOpen).toBe(true);
  release();
  await Promise.all([growing, closing]);
  expect([isOpen, written]).toEqual([false, [true, true]]);
});
