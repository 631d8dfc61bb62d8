import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { datasetRef, loadDataset } from "./load-dataset.js";
import { readRows } from "./read-rows.js";

function folder(files: Record<string, string | Buffer>): string {
  const path = mkdtempSync(join(tmpdir(), "tierbench-dataset-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

const line = (id: string, more: object = {}) =>
  JSON.stringify({ id, input: { text: `text of ${id}` }, expected: "a", ...more });
const manifest = JSON.stringify({ name: "demo", version: "3", license: "Apache-2.0", labels: ["a", "b"] });

describe("loadDataset", () => {
  it("reads items, the manifest and the clusters", async () => {
    const path = folder({
      "items.jsonl": [
        line("x1", { cluster: "c" }),
        line("x2", { cluster: "c" }),
        line("x3", { difficulty: "hard" }),
      ].join("\n"),
      "dataset.json": manifest,
    });
    const dataset = await loadDataset(path, "demo-task");
    expect(dataset.items.map((item) => item.id)).toEqual(["x1", "x2", "x3"]);
    expect(dataset.items.every((item) => item.taskType === "demo-task")).toBe(true);
    expect(datasetRef(dataset)).toMatchObject({
      id: "demo",
      version: "3",
      items: 3,
      clusters: 2,
      license: "Apache-2.0",
    });
  });

  it("gives clustered items the same split", async () => {
    const items = Array.from({ length: 60 }, (_, index) => line(`i${index}`, { cluster: `c${index % 12}` }));
    const dataset = await loadDataset(folder({ "items.jsonl": items.join("\n") }), "t");
    const splits = new Map<string, Set<string>>();
    for (const item of dataset.items)
      splits.set(item.cluster ?? "", (splits.get(item.cluster ?? "") ?? new Set()).add(item.split));
    expect([...splits.values()].every((split) => split.size === 1)).toBe(true);
    expect(new Set(dataset.items.map((item) => item.split)).size).toBe(2);
  });

  it("hashes content, not the order of lines", async () => {
    const one = await loadDataset(folder({ "items.jsonl": `${line("a1")}\n${line("a2")}\n` }), "t");
    const two = await loadDataset(folder({ "items.jsonl": `${line("a2")}\r\n${line("a1")}` }), "t");
    const changed = await loadDataset(
      folder({ "items.jsonl": `${line("a1")}\n${line("a2", { expected: "b" })}` }),
      "t",
    );
    expect(two.sha256).toBe(one.sha256);
    expect(changed.sha256).not.toBe(one.sha256);
  });

  it("reads CSV: other columns are the input", async () => {
    const csv = 'id,subject,body,expected,tags\nr1,"Hello, you","two\nlines",a,x; y\nr2,Hi,there,b,\n';
    const { items } = await loadDataset(folder({ "items.csv": csv }), "t");
    expect(items[0]).toMatchObject({
      id: "r1",
      input: { subject: "Hello, you", body: "two\nlines" },
      expected: "a",
      tags: ["x", "y"],
    });
    expect(items[1]?.tags).toBeUndefined();
  });

  it("reads gzipped files and takes off a byte order mark", async () => {
    const path = folder({ "items.jsonl.gz": gzipSync(`\uFEFF${line("g1")}\n`) });
    expect((await loadDataset(path, "t")).items).toHaveLength(1);
  });

  it.each([
    [
      "a duplicate id",
      { "items.jsonl": `${line("d1")}\n${line("d2")}\n${line("d1")}` },
      /items\.jsonl:3 field "id": id "d1" is already used on line 1/,
    ],
    ["broken JSON", { "items.jsonl": `${line("d1")}\n{"id":` }, /items\.jsonl:2: not JSON/],
    ["an array", { "items.jsonl": "[1]" }, /items\.jsonl:1: each line must be one JSON object/],
    ["an unknown field", { "items.jsonl": line("d1", { lable: "a" }) }, /items\.jsonl:1: Unrecognized key: "lable"/],
    ["a bad id", { "items.jsonl": line("../x") }, /items\.jsonl:1 field "id": must be 1 to 128/],
    [
      "a label outside the set",
      { "items.jsonl": line("d1", { expected: "c" }), "dataset.json": manifest },
      /items\.jsonl:1 field "expected": label "c" is not one of: a, b/,
    ],
    [
      "a missing label",
      { "items.jsonl": '{"id":"d1","input":{}}', "dataset.json": manifest },
      /label null is not one of/,
    ],
    ["no items", { "items.jsonl": "\n\n" }, /no items/],
    ["no items file", { "readme.md": "" }, /no items file in this folder; add items\.jsonl/],
    [
      "a broken manifest",
      { "items.jsonl": line("d1"), "dataset.json": '{"name":"x"}' },
      /dataset\.json field "version"/,
    ],
    ["bytes that are not UTF-8", { "items.jsonl": Buffer.from([0x7b, 0xff, 0xfe]) }, /not UTF-8/],
    [
      "a field of another format",
      { "items.jsonl": line("d1", { label: "a" }) },
      /:1: Unrecognized key: "label"; the right answer goes into "expected", what the model is asked about into "input"$/,
    ],
    [
      "a CSV without the column of labels",
      { "items.csv": "id,text,label\na,b,a\n", "dataset.json": manifest },
      /items\.csv:2 field "expected": label null is not one of: a, b; the right answers stand in a column named "expected"/,
    ],
    [
      "a CSV without ids",
      { "items.csv": "text,expected\nb,a\n" },
      /items\.csv:1: no column "id" among text, expected; give every item one of its own$/,
    ],
    [
      "a CSV with semicolons",
      { "items.csv": "id;text;expected\na;b;a\n" },
      /items\.csv:1: one column, "id;text;expected"; separate columns by commas, not by semicolons$/,
    ],
    ["a CSV with tabs", { "items.csv": "id\ttext\na\tb\n" }, /items\.csv:1: one column, .*, not by tabs$/],
    ["a CSV row with too many columns", { "items.csv": "id,text\na,b\nc,d,e\n" }, /items\.csv:3: /],
    [
      "a CSV quote that nothing closes, on the line where its record begins",
      { "items.csv": `id,text\na,"b\n\nc"\n\n\nd,"e\n\n${"f,g\n".repeat(400)}` },
      /items\.csv:7: Quote Not Closed: .* close it, or double it if it is text$/,
    ],
    [
      "a CSV quote that nothing closes in the header",
      { "items.csv": '\nid,"text\na,b\n' },
      /items\.csv:2: Quote Not Closed/,
    ],
    [
      "a CSV quote that the next one closes, and where its record begins",
      { "items.csv": '"id","te\nxt"\na,b\nc,"d\ne,"f"\n' },
      /items\.csv:5: Invalid Closing Quote: .*, in the record that begins on line 4$/,
    ],
    [
      "a CSV record of several lines, on the first of them",
      { "items.csv": 'id,text\na,"b\n\nc"\n\na,"d\ne"\n' },
      /items\.csv:6 field "id": id "a" is already used on line 2; /,
    ],
    ["a CSV column used twice", { "items.csv": "id,text,text\na,b,c\n" }, /items\.csv:1: column "text" occurs twice/],
  ])("refuses %s and says where", async (_name, files, message) => {
    await expect(loadDataset(folder(files as Record<string, string>), "t")).rejects.toThrow(message);
  });

  it("refuses a path that is not there, and other kinds of file", async () => {
    await expect(loadDataset("/nowhere/at/all", "t")).rejects.toThrow(/no such dataset/);
    const path = folder({ "items.xlsx": "x" });
    await expect(loadDataset(join(path, "items.xlsx"), "t")).rejects.toThrow(/use \.jsonl or \.csv/);
  });
});

describe("readRows", () => {
  it("streams: the first row arrives though a later one is broken", async () => {
    const path = folder({ "rows.jsonl": '{"a":1}\n{"b"' });
    const rows = readRows(join(path, "rows.jsonl"));
    expect((await rows.next()).value).toMatchObject({ line: 1, fields: { a: 1 } });
    await expect(rows.next()).rejects.toThrow(/rows\.jsonl:2:5: not JSON/);
  });
});
