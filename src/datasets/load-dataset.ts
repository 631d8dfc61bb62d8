import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Dataset, DatasetManifest, DatasetRef } from "../core/dataset.js";
import { DataError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import { contentHash } from "../core/json.js";
import { collectItems } from "./collect-items.js";
import { statOf, unreadable } from "./file-bytes.js";
import { readManifest } from "./read-manifest.js";
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
  const manifest = manifestBeside(file, taskType);
  const items = await collectItems(readRows(file), taskType, manifest);
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
  if (!isThere(path))
    throw new DataError("no such dataset; give a folder with items.jsonl, or a .jsonl or .csv file", { file: path });
  if (!statOf(path).isDirectory()) {
    if (!ROW_FILE_PATTERN.test(path)) throw new DataError("unknown kind of file; use .jsonl or .csv", { file: path });
    return path;
  }
  const names = ITEM_FILES.filter((name) => isThere(join(path, name)));
  if (names.length > 1) throw new DataError(`several items files, ${names.join(" and ")}; keep one`, { file: path });
  if (names[0] === undefined) throw new DataError(`no items file in this folder; add ${ITEM_FILES[0]}`, { file: path });
  return join(path, names[0]);
}

/** Also where it is a link that leads nowhere: that is not the same as no file. */
export function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes((cause as NodeJS.ErrnoException).code ?? "")) return false;
    throw unreadable(cause, path);
  }
}

function manifestBeside(itemsFile: string, taskType: string): DatasetManifest {
  const file = join(dirname(itemsFile), "dataset.json");
  return isThere(file) ? readManifest(file) : { name: taskType, version: "0" };
}
