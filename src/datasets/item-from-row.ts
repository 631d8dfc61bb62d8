import { z } from "zod";
import { DataError } from "../core/errors.js";
import { type Item, type ItemSpec, ItemSpecSchema, splitOf } from "../core/item.js";
import { contentHash, type JsonObject, type JsonValue } from "../core/json.js";
import { parsePlain } from "../core/plain-schema.js";
import { isCsv } from "./read-rows.js";
import type { Row } from "./row.js";
import { shown } from "./shown.js";

/** The values of a row are JSON already, and walking them again would take as long as reading them. */
const RowSpecSchema = ItemSpecSchema.extend({
  input: z.custom<JsonObject>(isObject, "must be a JSON object"),
  expected: z.custom<JsonValue>((value) => value !== undefined).optional(),
});

/**
 * A row as an item. JSONL rows have the fields of `ItemSpec`. In CSV, `id`,
 * `expected`, `cluster`, `difficulty` and `tags` (separated by `;`) are columns,
 * and every other column is a field of the input.
 *
 * @throws DataError naming `file:line` and the field
 */
export function itemFromRow(row: Row, taskType: string): Item {
  if (isCsv(row.file) && !Object.hasOwn(row.fields, "id")) {
    const columns = shown(Object.keys(row.fields).join(", "));
    throw new DataError(`no column "id" among ${columns}; give every item one of its own`, { file: row.file, line: 1 });
  }
  const parsed = parsePlain(RowSpecSchema, isCsv(row.file) ? specFromColumns(row.fields) : row.fields);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = shown(issue?.path.join(".") ?? "");
    throw new DataError(`${shown(issue?.message ?? "not an item")}${remedyOf(issue)}`, {
      file: row.file,
      line: row.line,
      ...(field === "" ? {} : { field }),
    });
  }
  return itemFrom(parsed.data, taskType);
}

/** Fields of other formats are most often the answer, or the input without its braces. */
function remedyOf(issue: z.core.$ZodIssue | undefined): string {
  return issue?.code === "unrecognized_keys"
    ? '; the right answer goes into "expected", what the model is asked about into "input"'
    : "";
}

/** Completes an item with what follows from it: split and content hash. */
export function itemFrom(spec: ItemSpec, taskType: string): Item {
  return {
    ...spec,
    taskType,
    split: splitOf(spec.cluster ?? spec.id),
    contentHash: contentHash({ input: spec.input, expected: spec.expected ?? null }),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function specFromColumns(fields: JsonObject): JsonObject {
  const { id, expected, cluster, difficulty, tags, ...input } = fields;
  const given = Object.entries({ expected, cluster, difficulty }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const tagList = typeof tags === "string" && tags !== "" ? { tags: tags.split(";").map((tag) => tag.trim()) } : {};
  return { id: id ?? null, input, ...Object.fromEntries(given), ...tagList };
}
