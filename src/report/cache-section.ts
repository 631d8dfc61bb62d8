import { type CacheRow, cacheView, hitRate } from "./cache-view.js";
import { count, percent, usd } from "./format-number.js";
import { type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { type Column, named, tableMarkup } from "./table-markup.js";

const COLUMNS: readonly Column<CacheRow>[] = [
  { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
  { header: "Tier", cell: ({ tier }) => named(tier) },
  { header: "Prompt tokens", kind: "number", cell: ({ promptTokens }) => count(promptTokens) },
  { header: "Read from it", kind: "number", cell: ({ readTokens }) => count(readTokens) },
  { header: "Written to it", kind: "number", cell: ({ writeTokens }) => count(writeTokens) },
  { header: "Hit rate", kind: "number", cell: (row) => percent(hitRate(row)) },
  { header: "Saved", kind: "number", cell: ({ savedUsd }) => usd(savedUsd) },
];

/** What the prompt cache did for the measurement; nothing where nothing was cached. */
export function cachePart({ caching = [] }: ReportInput): readonly Html[] {
  if (caching.length === 0) return [];
  const data = tableMarkup({ caption: "Prompt cache", columns: COLUMNS, rows: cacheView(caching) });
  return [
    html`<h3>Prompt cache</h3><p>Prompts that begin alike were cached while measuring. “Saved” is the price without a cache less the price with it. Decisions do not count on it: every cost above and in the table is what a call costs alone.</p>${data}`,
  ];
}
