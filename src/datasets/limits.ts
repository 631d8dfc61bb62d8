import { getHeapStatistics } from "node:v8";

const MEBIBYTE = 1_048_576;

/** How large a file of rows may be in every direction, so that none can exhaust the process that reads it. */
export interface RowLimits {
  /** Of a file, after decompression. */
  readonly fileBytes: number;
  /** Of a line, and of a CSV record. */
  readonly lineBytes: number;
  /** Objects and arrays inside one another. */
  readonly depth: number;
  /** Keys of one object, and columns of a CSV file. */
  readonly keys: number;
  /** Strings, numbers, literals, objects and arrays on one line. */
  readonly values: number;
  /** How many times its own size a gzipped file may become, once that is more than `freeBytes`. */
  readonly inflation: number;
  readonly freeBytes: number;
}

export const ROW_LIMITS: RowLimits = {
  fileBytes: 4096 * MEBIBYTE,
  lineBytes: 16 * MEBIBYTE,
  depth: 64,
  keys: 10_000,
  values: 1_000_000,
  inflation: 200,
  freeBytes: 16 * MEBIBYTE,
};

/** How much of a file of rows may become items. Rows stream, items stay. */
export interface ItemLimits {
  readonly items: number;
  /** Text that stays in memory, with `ITEM_OVERHEAD_BYTES` for each item. */
  readonly keptBytes: number;
}

/** Objects, hash and split of an item, besides its text. */
export const ITEM_OVERHEAD_BYTES = 512;

/** A run holds each item several times over: as an item, in a prompt per tier, on its way to the store. */
const SHARE_OF_HEAP = 1 / 16;

export function itemLimits(): ItemLimits {
  return { items: 10_000_000, keptBytes: Math.floor(getHeapStatistics().heap_size_limit * SHARE_OF_HEAP) };
}

/** A size for a message: `16 MiB`, `4 GiB`, `1,000 bytes`. */
export function sizeText(bytes: number): string {
  if (bytes >= 1024 * MEBIBYTE) return `${Math.round((bytes / MEBIBYTE / 1024) * 10) / 10} GiB`;
  return bytes >= MEBIBYTE ? `${Math.round(bytes / MEBIBYTE)} MiB` : `${bytes.toLocaleString("en")} bytes`;
}
