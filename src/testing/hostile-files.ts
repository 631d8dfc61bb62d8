import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type FileContent, good, type HostileCase, jsonl, withFiles } from "./hostile-case.js";

const MEBIBYTE = 1_048_576;
const lines = Buffer.from(`${good("a")}\n${good("b")}\n`);
const packed = gzipSync(lines);

function special(name: string, write: HostileCase["write"], verdict: HostileCase["verdict"]): HostileCase {
  return { name, write, verdict };
}

/** A file with a hole that reads as zeros. */
function sparse(folder: string, start: string, bytes: number): void {
  const file = join(folder, "items.jsonl");
  writeFileSync(file, start);
  truncateSync(file, bytes);
}

const link = (to: string, name: string) => (folder: string) => symlinkSync(to, join(folder, name));
const pipe = (name: string) => (folder: string) => void execFileSync("mkfifo", [join(folder, name)]);
const folderAt = (name: string) => (folder: string) => mkdirSync(join(folder, name));
const beside =
  (write: HostileCase["write"]): HostileCase["write"] =>
  (folder) => {
    writeFileSync(join(folder, "items.jsonl"), lines);
    write(folder);
  };

const KINDS: readonly HostileCase[] = [
  special("an empty folder", () => {}, /: no items file in this folder; add items\.jsonl/),
  special("a folder that is called items.jsonl", folderAt("items.jsonl"), /items\.jsonl: not a regular file/),
  special("a pipe", pipe("items.jsonl"), /items\.jsonl: not a regular file/),
  special("a pipe that ends in .gz", pipe("items.jsonl.gz"), /not a regular file/),
  special("/dev/zero", link("/dev/zero", "items.jsonl"), /items\.jsonl: not a regular file/),
  special("/dev/null", link("/dev/null", "items.csv"), /items\.csv: not a regular file/),
  special(
    "links in a circle",
    link("items.jsonl", "items.jsonl"),
    /items\.jsonl: symbolic links that lead in a circle/,
  ),
  special("a link to nothing", link("gone.jsonl", "items.jsonl"), /items\.jsonl: no such file/),
  special(
    "two items files",
    beside((folder) => writeFileSync(join(folder, "items.csv"), "id\na\n")),
    /: several items files/,
  ),
  special("1 GiB on one line", (folder) => sparse(folder, good("a"), 1024 * MEBIBYTE), /:1: line longer than 16 MiB/),
  special("1 GiB after a good line", (folder) => sparse(folder, `${good("a")}\n`, 1024 * MEBIBYTE), /:2: line longer/),
  special("5 GiB", (folder) => sparse(folder, "", 5120 * MEBIBYTE), /items\.jsonl: file larger than 4 GiB; split it/),
  ...["PK\u0003\u0004", "PAR1", "SQLite format 3\0", "%PDF-1.7"].map((start) =>
    jsonl(`a file that starts with ${JSON.stringify(start)}`, `${start}${"\0".repeat(64)}`, /:1(:\d+)?: not JSON/),
  ),
];

const gz = (name: string, content: FileContent, verdict: HostileCase["verdict"]) =>
  withFiles(`gzip: ${name}`, { "items.jsonl.gz": content }, verdict);

const GZIP: readonly HostileCase[] = [
  gz("as it should be", packed, 2),
  gz("two members", Buffer.concat([gzipSync(`${good("a")}\n`), gzipSync(good("b"))]), 2),
  gz("cut off", packed.subarray(0, -6), /items\.jsonl\.gz: cannot be read: unexpected end of file/),
  gz(
    "a wrong checksum",
    Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
    /cannot be read: incorrect data check/,
  ),
  gz("no gzip at all", lines, /cannot be read: incorrect header check/),
  gz("empty", Buffer.alloc(0), /items\.jsonl\.gz: (no items|cannot be read)/),
  gz("something after its end", Buffer.concat([packed, Buffer.from("more")]), /cannot be read: incorrect header check/),
  gz("zeros after its end", Buffer.concat([packed, Buffer.alloc(512)]), /512 bytes after the end of the gzip data/),
  gz("gzip inside", gzipSync(packed), /:1:\d+: not UTF-8 text; it is gzip data/),
  gz(
    "a bomb on one line",
    () => gzipSync(Buffer.alloc(64 * MEBIBYTE, "x")),
    /decompresses to more than 200 times its size/,
  ),
  gz(
    "a bomb of newlines",
    () => gzipSync(Buffer.alloc(64 * MEBIBYTE, "\n")),
    /decompresses to more than 200 times its size/,
  ),
  jsonl("gzip data without .gz", packed, /:1:\d+: not UTF-8 text; it is gzip data: let its name end in \.gz/),
];

const manifest = (name: string, content: FileContent, verdict: HostileCase["verdict"]) =>
  withFiles(`manifest: ${name}`, { "items.jsonl": lines, "dataset.json": content }, verdict);
const fields = `"name":"demo","version":"1"`;

const MANIFESTS: readonly HostileCase[] = [
  manifest("with a byte order mark", `\uFEFF{${fields}}`, 2),
  manifest("empty", "", /dataset\.json: not JSON/),
  manifest("a key twice", `{\n${fields},\n"name":"other"}`, /dataset\.json:3:1: key "name" occurs twice/),
  manifest("__proto__", `{${fields},"__proto__":{}}`, /dataset\.json:1:30: key "__proto__"/),
  manifest("an unknown field", `{${fields},"lables":["a"]}`, /dataset\.json: Unrecognized key: "lables"/),
  manifest("UTF-16", Buffer.from(`\uFEFF{${fields}}`, "utf16le"), /dataset\.json: not UTF-8/),
  manifest(
    "two mebibytes",
    () => `{${fields},"description":"${"x".repeat(2 * MEBIBYTE)}"}`,
    /dataset\.json: larger than 1 MiB/,
  ),
  manifest("a canary that is too short", `{${fields},"canary":"tweet"}`, /dataset\.json field "canary"/),
  manifest(
    "labels that no item has",
    `{${fields},"labels":["b","c"]}`,
    /items\.jsonl:1 field "expected": label "a" is not one of: b, c/,
  ),
  special("manifest: a pipe", beside(pipe("dataset.json")), /dataset\.json: not a regular file/),
  special("manifest: /dev/zero", beside(link("/dev/zero", "dataset.json")), /dataset\.json: not a regular file/),
  special("manifest: a folder", beside(folderAt("dataset.json")), /dataset\.json: not a regular file/),
  special("manifest: a link to nothing", beside(link("gone.json", "dataset.json")), /dataset\.json: no such file/),
];

/** What a path may lead to besides a file of items. */
export const HOSTILE_FILES: readonly HostileCase[] = [...KINDS, ...GZIP, ...MANIFESTS];
