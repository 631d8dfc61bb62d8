import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";

/** What columns with right answers are called elsewhere. */
const LABEL_NAMES: ReadonlySet<string> = new Set(["label", "answer", "target", "gold", "class", "category", "output"]);

/**
 * What to say where no item has a right answer and a scorer says that it needs one: it would fail on every answer that is
 * paid, unless it is one that finds elsewhere what is right. Null where there is nothing to say.
 */
export function missingLabels(
  { scorers, referenceAnswer, tools, file, taskType, dataset }: EvalDefinition,
  items: Iterable<Item>,
): string | null {
  if (referenceAnswer !== undefined || tools !== undefined) return null;
  const needing = scorers.find((scorer) => scorer.kind === "validator" && scorer.needsLabel);
  const [first, ...others] = items;
  if (needing === undefined || first === undefined) return null;
  if ([first, ...others].some(({ expected }) => expected !== undefined)) return null;
  const likely = Object.keys(first.input).find((field) => LABEL_NAMES.has(field.toLowerCase()));
  const found =
    likely === undefined ? "" : `; "${likely}" is a field of the input: if it is the answer, call it "expected"`;
  return `${file ?? taskType}: scorer "${needing.name}" needs right answers, and no item of ${dataset} has an "expected"${found}`;
}
