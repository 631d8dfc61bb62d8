import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { MissingLabels } from "./missing-labels.js";

/** What columns with right answers are called elsewhere. */
const LABEL_NAMES: ReadonlySet<string> = new Set(["label", "answer", "target", "gold", "class", "category", "output"]);
const LONGEST_REASON = 160;

/** Which labels are missing, to whom, and what to do. */
export function missingLabelsText(
  { file, taskType, dataset }: EvalDefinition,
  items: readonly Item[],
  { scorer, items: lacking, failure }: MissingLabels,
): string {
  const where = file ?? taskType;
  const likely = Object.keys(items[0]?.input ?? {}).find((field) => LABEL_NAMES.has(field.toLowerCase()));
  if (likely !== undefined && lacking.length === items.length) {
    const found = `"${likely}" is a field of the input: if it is the answer, call it "expected"`;
    return `${where}: scorer "${scorer}" needs right answers, and no item of ${dataset} has an "expected"; ${found}`;
  }
  const [first = "", ...rest] = lacking;
  const which = `item "${first}"${rest.length === 0 ? " has" : ` and ${rest.length} more of ${items.length} have`}`;
  const said = failure === null ? "gives 0 whatever the answer" : `cannot score (${shortened(failure, first)})`;
  const remedy =
    rest.length === 0 ? 'add "expected", or leave the item out' : 'add "expected", or leave these items out';
  return `${dataset}: ${which} no "expected", without which scorer "${scorer}" of ${where} ${said}; ${remedy}`;
}

/** Most scorers name the item, which the line has done. */
function shortened(reason: string, item: string): string {
  return reason.replace(`item "${item}": `, "").replaceAll(/\s+/g, " ").slice(0, LONGEST_REASON);
}
