import type { Usage } from "../core/model-response.js";
import { plain, type Row, type StoredRow } from "./table-row.js";

/** Token counts of a call, all NULL where the usage is not known. */
export const USAGE_COLUMNS = {
  input_tokens: "integer",
  output_tokens: "integer",
  cache_read_tokens: "integer",
  cache_write_tokens: "integer",
  cache_write_1h_tokens: "integer",
} as const;

export function usageRow(usage: Usage | null): Row<keyof typeof USAGE_COLUMNS> {
  return {
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    cache_read_tokens: usage?.cacheReadTokens ?? null,
    cache_write_tokens: usage?.cacheWriteTokens ?? null,
    cache_write_1h_tokens: usage?.cacheWrite1hTokens ?? null,
  };
}

export function usageOf(row: StoredRow): unknown {
  if (row["input_tokens"] === null) return null;
  return {
    inputTokens: plain(row["input_tokens"]),
    outputTokens: plain(row["output_tokens"]),
    cacheReadTokens: plain(row["cache_read_tokens"]),
    cacheWriteTokens: plain(row["cache_write_tokens"]),
    cacheWrite1hTokens: plain(row["cache_write_1h_tokens"]),
  };
}
