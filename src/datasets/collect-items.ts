import type { DatasetManifest } from "../core/dataset.js";
import { DataError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import { itemFromRow } from "./item-from-row.js";
import { ITEM_OVERHEAD_BYTES, type ItemLimits, itemLimits, sizeText } from "./limits.js";
import { isCsv } from "./read-rows.js";
import type { Row } from "./row.js";
import { shown } from "./shown.js";

/**
 * Rows as items that may stand together in one dataset.
 *
 * @throws DataError naming `file:line` if an id is used twice, a label is none of the manifest's, or there is too much
 */
export async function collectItems(
  rows: AsyncIterable<Row>,
  taskType: string,
  manifest: DatasetManifest,
  limits: ItemLimits = itemLimits(),
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const lines = new Map<string, number>();
  const labels = manifest.labels === undefined ? null : new Set(manifest.labels);
  let keptBytes = 0;
  for await (const row of rows) {
    keptBytes += row.size + ITEM_OVERHEAD_BYTES;
    needRoom(items.length + 1, keptBytes, limits, row);
    const item = itemFromRow(row, taskType);
    const earlier = lines.get(item.id);
    if (earlier !== undefined)
      throw refusal(row, "id", `id "${item.id}" is already used on line ${earlier}; ids must be unique`);
    lines.set(item.id, row.line);
    if (labels !== null) needKnownLabel(item, labels, row);
    items.push(item);
  }
  return items;
}

function needRoom(items: number, keptBytes: number, limits: ItemLimits, { file, line }: Row): void {
  if (items > limits.items) throw new DataError(`more than ${limits.items.toLocaleString("en")} items`, { file, line });
  if (keptBytes > limits.keptBytes)
    throw new DataError(
      `more than ${sizeText(limits.keptBytes)} of items, which stay in memory; split the dataset, or give Node more with NODE_OPTIONS=--max-old-space-size=<MiB>`,
      { file, line },
    );
}

function needKnownLabel({ expected }: Item, labels: ReadonlySet<string>, row: Row): void {
  if (typeof expected === "string" && labels.has(expected)) return;
  const found = shown(JSON.stringify(expected ?? null));
  const remedy = expected === undefined ? missingLabel(row) : "";
  throw refusal(row, "expected", `label ${found} is not one of: ${shown([...labels].join(", "))}${remedy}`);
}

/** In CSV a column of any other name is a field of the input. */
function missingLabel({ file, fields }: Row): string {
  const isColumnMissing = isCsv(file) && !Object.hasOwn(fields, "expected");
  return isColumnMissing ? `; the right answers stand in a column named "expected", and there is none` : "";
}

function refusal({ file, line }: Row, field: string, message: string): DataError {
  return new DataError(message, { file, line, field });
}
