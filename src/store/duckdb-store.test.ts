import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { StoreError } from "../core/errors.js";
import { sha256Hex } from "../core/json.js";
import { startStoreWriter } from "../testing/store-child.js";
import { keyOf, sampleAttempt, sampleCell, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { ATTEMPT_TABLE } from "./attempt-table.js";
import { openStore } from "./duckdb-store.js";
import { ANSWER_TABLE, BATCH_TABLE, INTENT_TABLE } from "./open-call-tables.js";
import { OUTCOME_TABLE } from "./outcome-table.js";
import { CELL_TABLE, ITEM_TABLE, RUN_TABLE } from "./run-tables.js";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "duckdb-store-"));
  path = join(folder, "deep", "results.duckdb");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs statements on a database file behind the store's back. */
async function sql(file: string, ...statements: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  let rows: unknown[][] = [];
  for (const statement of statements) rows = (await connection.runAndReadAll(statement)).getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

async function createStoreWith(names: readonly string[]): Promise<void> {
  await using store = await openStore(path);
  await store.createRun(sampleRun(), [sampleCell("a")], []);
  await Promise.all(names.map((name) => store.record(sampleOutcome(name), [sampleAttempt(name)])));
}

const mode = (file: string) => statSync(file).mode & 0o777;

describe("files", () => {
  it.each([0o000, 0o077])("are readable by their owner only under umask %i, and one is left at rest", async (umask) => {
    const before = process.umask(umask);
    onTestFinished(() => void process.umask(before));
    const store = await openStore(path);
    await store.createRun(sampleRun(), [], []);
    await store.record(sampleOutcome("a"), []);
    // Reading writes to the database what so far is only in the journal.
    expect(await store.outcomes()).toHaveLength(1);
    expect(mode(dirname(path))).toBe(0o700);
    expect(readdirSync(dirname(path)).map((name) => [name, mode(join(dirname(path), name))])).toEqual(
      ["", ".head", ".journal", ".wal"].map((suffix) => [`results.duckdb${suffix}`, 0o600]),
    );
    await store[Symbol.asyncDispose]();
    expect(readdirSync(dirname(path))).toEqual(["results.duckdb"]);
  });

  it("include a log that is its owner's alone before anything is in it", async () => {
    const before = process.umask(0o000);
    onTestFinished(() => void process.umask(before));
    const log = `${path}.wal`;
    const sizes = new Set<number>();
    const modes = new Set<number>();
    const crashPoint = (name: string) => {
      if (name !== "before-commit") return;
      sizes.add(statSync(log).size);
      modes.add(mode(log));
    };
    const store = await openStore(path, { hooks: { crashPoint } });
    await store.createRun(sampleRun(), [], []);
    for (const name of ["a", "b"]) {
      await store.record(sampleOutcome(name), []);
      await store.outcomes();
      modes.add(mode(log));
    }
    // The library goes on with the file that was made for it.
    expect(statSync(log).size).toBeGreaterThan(0);
    // One that another program has copied may be anybody's.
    chmodSync(log, 0o644);
    await store.record(sampleOutcome("c"), []);
    await store[Symbol.asyncDispose]();
    expect([...modes]).toEqual([0o600]);
    expect(sizes).toContain(0);
  });

  it("are whole beside a log that is empty", async () => {
    await createStoreWith(["a"]);
    for (const readOnly of [true, false]) {
      writeFileSync(`${path}.wal`, "", { mode: 0o600 });
      await using store = await openStore(path, { readOnly });
      expect(await store.outcomes()).toHaveLength(1);
    }
    expect(readdirSync(dirname(path))).toEqual(["results.duckdb"]);
  });

  it("are not changed by opening, reading and closing", async () => {
    await createStoreWith(["a"]);
    const before = sha256Hex(readFileSync(path));
    for (const readOnly of [true, false]) {
      await using store = await openStore(path, { readOnly });
      expect(await store.outcomes()).toHaveLength(1);
    }
    expect(sha256Hex(readFileSync(path))).toBe(before);
  });

  it("have the columns that the code appends by position", async () => {
    await createStoreWith([]);
    for (const table of [
      OUTCOME_TABLE,
      ATTEMPT_TABLE,
      RUN_TABLE,
      CELL_TABLE,
      ITEM_TABLE,
      ANSWER_TABLE,
      INTENT_TABLE,
      BATCH_TABLE,
    ]) {
      const columns = await sql(path, `SELECT column_name FROM (DESCRIBE ${table.name})`);
      expect(columns.flat()).toEqual(Object.keys(table.columns));
    }
  });
});

describe("opening", () => {
  it("read only says that there is nothing yet, and creates nothing", async () => {
    await expect(openStore(path, { readOnly: true })).rejects.toThrow(
      `no results yet at ${path}: run \`npx tierbench run\` first`,
    );
    expect(existsSync(dirname(path))).toBe(false);
  });

  it("read only refuses to write", async () => {
    await createStoreWith([]);
    await using store = await openStore(path, { readOnly: true });
    await expect(store.record(sampleOutcome("a"), [])).rejects.toThrow(StoreError);
    await expect(store.createRun(sampleRun({ runId: "b" }), [], [])).rejects.toThrow(/opened read only/);
  });

  it("the same file twice in a process is refused, also through a symbolic link", async () => {
    const store = await openStore(path);
    const alias = join(folder, "alias.duckdb");
    symlinkSync(path, alias);
    await expect(openStore(path)).rejects.toThrow(/already open in this process/);
    await expect(openStore(alias, { readOnly: true })).rejects.toThrow(/already open in this process/);
    await store[Symbol.asyncDispose]();
    await (await openStore(alias))[Symbol.asyncDispose]();
  });

  it.each([
    ["text", "results, honestly\n".repeat(50)],
    ["empty", ""],
    ["garbage", Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 251))],
  ])("refuses a file of %s and leaves it as it is", async (_, content) => {
    const file = join(folder, "foreign");
    writeFileSync(file, content);
    for (const readOnly of [true, false]) {
      await expect(openStore(file, { readOnly })).rejects.toThrow(/^\S+: not a tierbench database; [^\n]+$/);
    }
    expect(readFileSync(file)).toEqual(Buffer.from(content));
    expect(readdirSync(folder)).toEqual(["foreign"]);
  });

  it("refuses another program's database and leaves it as it is", async () => {
    const file = join(folder, "foreign.duckdb");
    await sql(file, "CREATE TABLE meta (application VARCHAR, schema_version INTEGER)", "CHECKPOINT");
    const before = sha256Hex(readFileSync(file));
    await expect(openStore(file)).rejects.toThrow(/not a tierbench database/);
    expect(sha256Hex(readFileSync(file))).toBe(before);
  });

  it("refuses a newer schema and leaves it as it is", async () => {
    await createStoreWith(["a"]);
    await sql(path, "UPDATE meta SET schema_version = 4", "ALTER TABLE meta DROP COLUMN last_sequence", "CHECKPOINT");
    const before = sha256Hex(readFileSync(path));
    await expect(openStore(path)).rejects.toThrow(/newer tierbench \(schema 4, this one knows 3\); upgrade/);
    expect(sha256Hex(readFileSync(path))).toBe(before);
  });

  it("refuses a directory, and a place below a file", async () => {
    mkdirSync(path, { recursive: true });
    await expect(openStore(path)).rejects.toThrow(/a directory; name a file/);
    writeFileSync(join(folder, "file"), "");
    await expect(openStore(join(folder, "file", "r.duckdb"))).rejects.toThrow(/its parent is not a directory/);
  });

  it("refuses what it may not write, before anything is paid", async () => {
    await createStoreWith([]);
    const places = [
      { target: path, folderMode: 0o755, fileMode: 0o444 },
      { target: join(folder, "closed", "old.duckdb"), folderMode: 0o555, fileMode: 0o666 },
      { target: join(folder, "closed", "new.duckdb"), folderMode: 0o555, fileMode: null },
    ];
    mkdirSync(join(folder, "closed"));
    copyFileSync(path, join(folder, "closed", "old.duckdb"));
    for (const { target, folderMode, fileMode } of places) {
      if (fileMode !== null) chmodSync(target, fileMode);
      chmodSync(dirname(target), folderMode);
    }
    chmodSync(folder, 0o755);
    // Root may write anything: look as somebody else.
    const user = process.getuid?.() === 0 ? { user: { uid: 65_534, gid: 65_534 } } : {};
    const child = startStoreWriter(
      places.map(({ target }) => target),
      user,
    );
    await child.until(3);
    await child.kill();
    expect(child.lines).toHaveLength(3);
    for (const line of child.lines) expect(line).toMatch(/^refused StoreError: .+: permission denied; [^\n]+$/);
    chmodSync(join(folder, "closed"), 0o755);
  });

  it("reports a row that was edited by hand", async () => {
    await createStoreWith(["a"]);
    await sql(path, "UPDATE outcomes SET score = 7", "CHECKPOINT");
    await using store = await openStore(path, { readOnly: true });
    await expect(store.outcomes()).rejects.toThrow(/table outcomes: .*score/);
  });
});

describe("processes", () => {
  it("that come second are refused by name of the first; after its death they are let in", async () => {
    const child = startStoreWriter([path]);
    await child.until(1);
    for (const readOnly of [true, false]) {
      await expect(openStore(path, { readOnly })).rejects.toThrow(
        new RegExp(`^${path}: in use by another process, .+ \\(PID ${child.process.pid}\\); [^\\n]+$`),
      );
    }
    await child.kill();
    await using store = await openStore(path);
    expect(await store.runs()).toHaveLength(1);
  });
});

describe("recording", () => {
  it("waits for what is under way when it is closed", async () => {
    const store = await openStore(path);
    await store.createRun(sampleRun(), [], []);
    await store.record(sampleOutcome("first"), []);
    const records = ["a", "b"].map((name) => store.record(sampleOutcome(name), []));
    await new Promise((resolve) => setImmediate(resolve));
    await store[Symbol.asyncDispose]();
    await Promise.all(records);
    await using again = await openStore(path, { readOnly: true });
    expect(await again.outcomes()).toHaveLength(3);
  });

  it("numbers attempts on, also where the outcome they led to is gone", async () => {
    await createStoreWith(["a", "b"]);
    await sql(path, "DELETE FROM outcomes WHERE item_id = 'b'", "CHECKPOINT");
    await using reopened = await openStore(path);
    await reopened.record(sampleOutcome("b"), [sampleAttempt("b")]);
    expect((await reopened.outcomes()).map(({ itemId }) => itemId)).toEqual(["a", "b"]);
    const ofB = (await reopened.attempts("run-1")).filter(({ cellKey }) => cellKey === keyOf("b"));
    expect(ofB.map(({ index }) => index)).toEqual([0, 1]);
  });

  it("takes 10,000 outcomes in a few seconds", async () => {
    await using store = await openStore(path);
    await store.createRun(sampleRun(), [], []);
    // Processor time, because a busy machine is no fault of the store.
    const started = process.cpuUsage();
    await Promise.all(
      Array.from({ length: 10_000 }, (_, index) =>
        store.record(sampleOutcome(`c${index}`), [sampleAttempt(`c${index}`)]),
      ),
    );
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1e6).toBeLessThan(6);
    expect(await store.outcomes()).toHaveLength(10_000);
  });
});
