import { mkdirSync, rmSync, statSync, symlinkSync, truncateSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import { startStoreWriter } from "../testing/store-child.js";
import { flipBit } from "../testing/store-damage.js";
import { startTestApi, type TestApi, type TestProject, testProject } from "../testing/test-project.js";

const HOME = ".tierbench/results.duckdb";
/** What opens the database to read it, and to write it. */
const READERS = ["list", "calibrate", "report", "query 'SELECT 1'"];
const WRITERS = ["run", "run --resume x", "score x", "import rows.csv --format outcomes"];

let api: TestApi;
let whole: TestProject;

beforeAll(async () => {
  whole = testProject(4);
  whole.write("rows.csv", "item_id,task_type,tier,score\na,t,small,1\n");
  api = await startTestApi(whole);
});
afterAll(async () => {
  whole[Symbol.dispose]();
  await api[Symbol.asyncDispose]();
});

async function sql(path: string, ...statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

/** The one line of each command, all of which must leave the database as it is and pay nothing. */
async function refusals(project: TestProject, commands: readonly string[]): Promise<readonly string[]> {
  const before = sha256Hex(project.read(HOME));
  const lines: string[] = [];
  for (const args of commands) {
    const ran = await project.tierbench(args, { env: api.env });
    expect([args, ran.code, ran.out, ran.err.length]).toEqual([args, 2, [], 1]);
    lines.push(ran.err[0] ?? "");
  }
  expect(sha256Hex(project.read(HOME))).toBe(before);
  expect(api.stats().requests).toBe(0);
  return lines;
}

describe("a database", () => {
  it("that is not there is read by nobody, and made by no verb that goes on with one", async () => {
    using project = whole.copy();
    for (const args of [...READERS, "run --resume", "score latest"]) {
      const ran = await project.tierbench(args, { env: api.env });
      expect([args, ran.code, ran.text]).toEqual([args, 2, expect.stringMatching(/no results yet at .*tierbench run/)]);
    }
    expect(project.files()).toEqual(whole.files());
  });

  it("of text is refused", async () => {
    using project = whole.copy();
    project.write(HOME, "dear diary, ".repeat(2000));
    for (const line of await refusals(project, [...READERS, ...WRITERS])) {
      expect(line).toMatch(/results\.duckdb: not a tierbench database; name another file with --db/);
    }
  });

  it("of tables, as other programs write them, is refused", async () => {
    using project = whole.copy();
    mkdirSync(project.path(".tierbench"));
    await sql(":memory:", `COPY (SELECT 1 AS a) TO '${project.path(HOME)}' (FORMAT parquet)`);
    for (const line of await refusals(project, [...READERS, ...WRITERS])) {
      expect(line).toMatch(/results\.duckdb: not a tierbench database; name another file with --db/);
    }
  });

  it("that is cut short is refused", async () => {
    using project = whole.copy();
    expect((await project.tierbench("import rows.csv --format outcomes --name first")).code).toBe(0);
    truncateSync(project.path(HOME), Math.floor(statSync(project.path(HOME)).size / 2));
    for (const line of await refusals(project, [...READERS, ...WRITERS])) {
      expect(line).toMatch(/results\.duckdb: the file is damaged; nothing was changed: restore it from a copy/);
    }
  });

  it("is not looked for where a link leads nowhere, nor made at a name that it cannot have", async () => {
    using project = whole.copy();
    symlinkSync("gone.duckdb", project.path("link"));
    for (const [db, told] of [
      ["link", /link: a symbolic link to gone\.duckdb, where nothing is/],
      ["x?y.duckdb", /a database cannot have "\?" in its path; choose another --db/],
    ] as const) {
      for (const args of [...READERS, ...WRITERS, "run --dry-run"]) {
        const ran = await project.tierbench(`${args} --db ${db}`, { env: api.env });
        expect([args, ran.code, ran.err]).toEqual([args, 2, [expect.stringMatching(told)]]);
      }
    }
    rmSync(project.path("link"));
    expect(project.files()).toEqual(whole.files());
  });

  it("of another program is refused", async () => {
    using project = whole.copy();
    mkdirSync(project.path(".tierbench"));
    await sql(project.path(HOME), "CREATE TABLE mine (a INTEGER)");
    for (const line of await refusals(project, [...READERS, ...WRITERS])) {
      expect(line).toMatch(/a database, but not a tierbench database; name another file with --db/);
    }
  });

  it("of a killed run whose journal is damaged is refused, until its owner keeps what is left", async () => {
    using project = whole.copy();
    const writer = startStoreWriter([project.path(HOME)]);
    await writer.until(100);
    await writer.kill();
    flipBit(project.path(`${HOME}.journal`), 0.5, 2);
    const missing = /\d+ of \d+ entries of results are missing \(\S+\.journal: line \d+ is damaged\)/;
    for (const line of await refusals(project, [...READERS, ...WRITERS])) {
      expect(line).toMatch(
        new RegExp(`${missing.source}; restore a whole copy, .*keep what is left with list --accept-loss`),
      );
    }
    const kept = await project.tierbench("list --accept-loss");
    expect([kept.code, kept.out.join("\n")]).toEqual([0, expect.stringContaining("run-1")]);
    expect(kept.err).toEqual([expect.stringMatching(missing)]);
    expect(kept.err[0]).toMatch(
      /the journal is kept as \S+\.journal\.corrupt-\w+; what is left counts as complete now/,
    );
    const after = await project.tierbench("list --accept-loss --costs run-1");
    expect([after.code, after.err]).toEqual([0, [expect.stringMatching(/nothing was missing/)]]);
    expect((await project.tierbench("list")).err).toEqual([]);
  });

  it("of a newer tierbench is refused", async () => {
    using project = whole.copy();
    expect((await project.tierbench("import rows.csv --format outcomes --name first")).code).toBe(0);
    await sql(project.path(HOME), "UPDATE meta SET schema_version = 99", "CHECKPOINT");
    for (const line of await refusals(project, [...READERS, ...WRITERS])) {
      expect(line).toMatch(/written by a newer tierbench \(schema 99, .*upgrade tierbench/);
    }
  });

  it("that another process writes to is refused by its number", async () => {
    using project = whole.copy();
    const holder = startStoreWriter([project.path(HOME)]);
    await holder.until(1);
    try {
      for (const args of [...READERS, ...WRITERS]) {
        const ran = await project.tierbench(args, { env: api.env });
        expect([args, ran.code, ran.err.length]).toEqual([args, 2, 1]);
        expect(ran.err[0]).toMatch(new RegExp(`in use by another process, .*PID ${holder.process.pid}`));
      }
    } finally {
      await holder.kill();
    }
    expect(api.stats().requests).toBe(0);
    const after = await project.tierbench("list");
    expect([after.code, after.err]).toEqual([0, []]);
  });
});

describe("a place that cannot be written", () => {
  let measured: TestProject;
  beforeAll(async () => {
    measured = whole.copy();
    measured.write("config.txt", "a file");
    expect((await measured.tierbench("run --provider simulator")).code).toBe(0);
  });
  afterAll(() => measured[Symbol.dispose]());

  it.each([
    ["run --provider simulator --db config.txt/x.duckdb", /config\.txt/],
    ["calibrate --min-items 2 --out config.txt/table.json", /cannot make the folder .*config\.txt: (EEXIST|ENOTDIR)/],
    ["calibrate --min-items 2 --out evals", /cannot write .*evals: EISDIR/],
    ["report --min-items 2 --out config.txt/report.html", /cannot make the folder .*config\.txt/],
    ["list --parquet config.txt", /config\.txt: a file, not a folder; name a folder with --parquet$/],
    ["quickstart --limit 1 --out config.txt", /config\.txt/],
  ])("%s", async (args, message) => {
    using project = measured.copy();
    const before = project.files();
    const ran = await project.tierbench(args);
    expect([args, ran.code, ran.text]).toEqual([args, 2, expect.stringMatching(message)]);
    expect(project.files()).toEqual(before);
  });
});

describe("query", () => {
  it.each([
    ["''", /query: empty|<sql>/],
    ["' '", /query: empty; give one SELECT/],
    ["'DELETE FROM runs'", /query: a DELETE statement; only SELECT is answered/],
    ["'INSTALL httpfs'", /query: an INSTALL statement; only SELECT is answered/],
    ["'/* mine */ load httpfs'", /query: a LOAD statement; only SELECT is answered/],
    ["'WITH old AS (SELECT 1) DELETE FROM runs'", /query: a DELETE statement; only SELECT is answered/],
    ["'SELECT 1; DROP TABLE runs'", /query: 2 statements; give one SELECT/],
    ["'COPY runs TO \"x.csv\"'", /query: .*(COPY|disabled)/],
    ["'SELECT * FROM read_csv(\"/etc/passwd\")'", /query: /],
    ["'SELECT nothing FROM runs'", /query: .*nothing/],
  ])("refuses %s", async (statement, message) => {
    using project = whole.copy();
    expect((await project.tierbench("import rows.csv --format outcomes")).code).toBe(0);
    const [line] = await refusals(project, [`query ${statement}`]);
    expect(line).toMatch(message);
  });
});
