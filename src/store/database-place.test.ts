import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isDatabaseAt } from "./database-place.js";
import { openStore } from "./duckdb-store.js";

const NOBODY = 65_534;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "place-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Root may look anywhere: looks as somebody else. */
async function asNobody(look: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await look();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

async function expectRefused(path: string, told: RegExp): Promise<void> {
  expect(() => isDatabaseAt(path)).toThrow(told);
  for (const readOnly of [true, false]) await expect(openStore(path, { readOnly })).rejects.toThrow(told);
}

describe("the place of a database", () => {
  it("has a file, or nothing", async () => {
    const path = join(folder, "results.duckdb");
    expect(isDatabaseAt(path)).toBe(false);
    expect(isDatabaseAt(join(folder, "none", "results.duckdb"))).toBe(false);
    await (await openStore(path))[Symbol.asyncDispose]();
    expect(isDatabaseAt(path)).toBe(true);
  });

  it("that may not be looked at is not one without a database", async () => {
    const closed = join(folder, "closed");
    const path = join(closed, "results.duckdb");
    await (await openStore(path))[Symbol.asyncDispose]();
    chmodSync(folder, 0o755);
    chmodSync(closed, 0o000);
    const told = /results\.duckdb: permission denied; make it accessible, or choose another --db$/;
    await asNobody(() => expectRefused(path, told));
    chmodSync(closed, 0o700);
  });

  it.each(["x?y.duckdb", join("what?", "results.duckdb")])("cannot be %s: nothing is created", async (name) => {
    await expectRefused(join(folder, name), /: a database cannot have "\?" in its path; choose another --db$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("cannot be behind a link to a name with such a character", async () => {
    const [path, target] = [join(folder, "plain.duckdb"), join(folder, "x?y.duckdb")];
    writeFileSync(target, "");
    symlinkSync(target, path);
    await expect(openStore(path)).rejects.toThrow(/cannot have "\?" in its path/);
  });

  it("says of a symbolic link where it leads", async () => {
    const [dangling, one, other] = ["dangling", "one", "other"].map((name) => join(folder, name)) as [
      string,
      ...string[],
    ];
    symlinkSync("gone.duckdb", dangling);
    await expectRefused(
      dangling,
      /dangling: a symbolic link to gone\.duckdb, where nothing is; take it away, or choose/,
    );
    symlinkSync(other ?? "", one ?? "");
    symlinkSync(one ?? "", other ?? "");
    await expectRefused(one ?? "", /one: a symbolic link that leads back to itself; choose another --db/);
    expect(readdirSync(folder)).toEqual(["dangling", "one", "other"]);
  });

  it("is no directory and no pipe, which would be waited for", async () => {
    mkdirSync(join(folder, "directory"));
    await expectRefused(join(folder, "directory"), /a directory; name a file with --db/);
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await expectRefused(join(folder, "pipe"), /pipe: not a tierbench database; name another file with --db/);
  });
});

describe("a file that the library would read as something else", () => {
  it.each([
    ["JSON", '{"name": "a-package"}\n'],
    ["CSV", "a,b\n1,2\n"],
    ["SQLite", Buffer.from(`SQLite format 3\0${"\0".repeat(4080)}`)],
    ["Parquet", null],
  ])("%s is refused", async (kind, content) => {
    const path = join(folder, `table.${kind.toLowerCase()}`);
    if (content === null) {
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      await connection.run(`COPY (SELECT 1 AS a) TO '${path}' (FORMAT parquet)`);
      connection.closeSync();
      instance.closeSync();
    } else writeFileSync(path, content);
    for (const readOnly of [true, false]) {
      const refusal = openStore(path, { readOnly });
      await expect(refusal).rejects.toThrow(`${path}: not a tierbench database; name another file with --db`);
    }
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
