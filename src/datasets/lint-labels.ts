import type { Finding } from "./lint-finding.js";
import { shown } from "./shown.js";

/** A scorer or a signal of an eval that lets no other answers pass than these. */
export interface LabelCheck {
  readonly name: string;
  readonly labels: readonly string[];
}

/**
 * Checks that allow other labels than the dataset has: right answers fail them, or answers pass that are never right.
 *
 * @param labels - those of the manifest; absent: it lists none
 */
export function lintLabels(labels: readonly string[] | undefined, checks: readonly LabelCheck[]): readonly Finding[] {
  if (labels === undefined) return [];
  return checks.flatMap(({ name, labels: allowed }): readonly Finding[] => {
    const [refused, added] = [without(labels, allowed), without(allowed, labels)];
    if (refused.length + added.length === 0) return [];
    const said = [
      ...(refused.length === 0 ? [] : [`does not allow ${listed(refused)}`]),
      ...(added.length === 0 ? [] : [`allows ${listed(added)}`]),
    ];
    const message = `"${name}" ${said.join(" and ")}, against the labels of dataset.json; give both the same`;
    return [{ rule: "label-set", severity: refused.length === 0 ? "warning" : "error", items: [], message }];
  });
}

/** Labels of one list that the other lacks, as an answer is held against them. */
function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map(fold));
  return some.filter((label) => !known.has(fold(label)));
}

function fold(label: string): string {
  return label.trim().toLowerCase();
}

function listed(labels: readonly string[]): string {
  return labels.map((label) => `"${shown(label, 60)}"`).join(", ");
}
