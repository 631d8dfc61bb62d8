import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Dataset, type DatasetManifest, DatasetManifestSchema, type DatasetRef } from "../core/dataset.js";
import { DataError, messageOf } from "../core/errors.js";
import type { Item } from "../core/item.js";
import { contentHash } from "../core/json.js";
import { itemFromRow } from "./item-from-row.js";
import { ROW_FILE_PATTERN, readRows } from "./read-rows.js";

const ITEM_FILES = ["items.jsonl", "items.jsonl.gz", "items.csv", "items.csv.gz"];

/**
 * Reads a dataset whole and checks it: a folder with an items file and, if it is
 * there, `dataset.json`; or one items file.
 *
 * @throws DataError naming `file:line` at the first thing that is wrong
 */
export async function loadDataset(path: string, taskType: string): Promise<Dataset> {
  const file = itemsFile(path);
  const manifest = readManifest(join(dirname(file), "dataset.json"), taskType);
  const items = await readItems(file, taskType, manifest);
  if (items.length === 0) throw new DataError("no items", { file });
  return { manifest, taskType, items, sha256: datasetHash(items) };
}

/** Independent of the order of the lines. */
function datasetHash(items: readonly Item[]): string {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return contentHash(sorted.map((item) => [item.id, item.contentHash]));
}

/** What a run remembers of a dataset. */
export function datasetRef({ manifest, items, sha256 }: Dataset): DatasetRef {
  const clusters = new Set(items.map((item) => item.cluster ?? `item:${item.id}`)).size;
  const { name: id, version, license } = manifest;
  return { id, version, sha256, items: items.length, clusters, ...(license === undefined ? {} : { license }) };
}

function itemsFile(path: string): string {
  if (!existsSync(path))
    throw new DataError("no such dataset; give a folder with items.jsonl, or a .jsonl or .csv file", { file: path });
  if (!statSync(path).isDirectory()) {
    if (!ROW_FILE_PATTERN.test(path)) throw new DataError("unknown kind of file; use .jsonl or .csv", { file: path });
    return path;
  }
  const found = ITEM_FILES.map((name) => join(path, name)).find(existsSync);
  if (found === undefined) throw new DataError(`no items file in this folder; add ${ITEM_FILES[0]}`, { file: path });
  return found;
}

function readManifest(file: string, taskType: string): DatasetManifest {
  if (!existsSync(file)) return { name: taskType, version: "0" };
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new DataError(`not JSON: ${messageOf(cause)}`, { file }, { cause });
  }
  const parsed = DatasetManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DataError(issue?.message ?? "not a dataset manifest", {
    file,
    field: issue?.path.join(".") ?? basename(file),
  });
}

async function readItems(file: string, taskType: string, manifest: DatasetManifest): Promise<readonly Item[]> {
  const items: Item[] = [];
  const lines = new Map<string, number>();
  for await (const row of readRows(file)) {
    const item = itemFromRow(row, taskType);
    const earlier = lines.get(item.id);
    if (earlier !== undefined) {
      throw new DataError(`id "${item.id}" is already used on line ${earlier}; ids must be unique`, {
        file,
        line: row.line,
        field: "id",
      });
    }
    lines.set(item.id, row.line);
    needKnownLabel(item, manifest, file, row.line);
    items.push(item);
  }
  return items;
}

function needKnownLabel(item: Item, { labels }: DatasetManifest, file: string, line: number): void {
  if (labels === undefined) return;
  if (typeof item.expected === "string" && labels.includes(item.expected)) return;
  throw new DataError(`label ${JSON.stringify(item.expected ?? null)} is not one of: ${labels.join(", ")}`, {
    file,
    line,
    field: "expected",
  });
}
