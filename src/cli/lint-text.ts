import type { LintedDataset } from "./lint-dataset.js";
import { countText } from "./money-text.js";
import { textTable } from "./text-table.js";

const ROWS_SHOWN = 50;
const ITEMS_SHOWN = 3;

/** What was found, worst first in each dataset, and one line of sums. */
export function lintText(
  datasets: readonly LintedDataset[],
  { errors, warnings }: { readonly errors: number; readonly warnings: number },
): string {
  const rows = datasets.flatMap(({ dataset, taskType, findings }) =>
    findings.map(({ severity, rule, items, message }) => [taskType ?? dataset, severity, rule, some(items), message]),
  );
  const items = datasets.reduce((sum, one) => sum + one.items, 0);
  const sums = `${countText(errors, "error")}, ${countText(warnings, "warning")} in ${countText(datasets.length, "dataset")} (${countText(items, "item")})`;
  if (rows.length === 0) return sums;
  const table = textTable(["dataset", "severity", "rule", "items", "what"], rows.slice(0, ROWS_SHOWN));
  const more = rows.length > ROWS_SHOWN ? [`… and ${rows.length - ROWS_SHOWN} more; --json prints all`] : [];
  return [table, ...more, "", sums].join("\n");
}

function some(items: readonly string[]): string {
  const more = items.length - ITEMS_SHOWN;
  return `${items.slice(0, ITEMS_SHOWN).join(" ")}${more > 0 ? ` +${more}` : ""}`;
}
