import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { type DatasetManifest, DatasetManifestSchema } from "../core/dataset.js";
import { DataError, messageOf } from "../core/errors.js";
import { needRegularFile } from "./file-bytes.js";
import { sizeText } from "./limits.js";
import { shown } from "./shown.js";
import { strictJson } from "./strict-json.js";

const MANIFEST_BYTES = 1_048_576;

/**
 * The manifest of a dataset, `dataset.json`.
 * @throws DataError naming the file and what is wrong with it
 */
export function readManifest(file: string): DatasetManifest {
  const text = manifestText(file);
  const parsed = DatasetManifestSchema.safeParse(strictJson(text, (offset) => placeIn(text, offset, file)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = shown(issue?.path.join(".") ?? "");
  const reason = shown(issue?.message ?? "not a dataset manifest");
  throw new DataError(reason, { file, ...(field === "" ? {} : { field }) });
}

function manifestText(file: string): string {
  if (needRegularFile(file).size > MANIFEST_BYTES)
    throw new DataError(`larger than ${sizeText(MANIFEST_BYTES)}; no manifest is`, { file });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new DataError(`cannot be read: ${messageOf(cause)}`, { file }, { cause });
  }
  if (!isUtf8(bytes)) throw new DataError("not UTF-8 text; save it as UTF-8", { file });
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

function placeIn(text: string, offset: number | null, file: string) {
  if (offset === null) return { file };
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
