import { isTierbenchError, messageOf, UsageError } from "../core/errors.js";
import { composePrompt } from "../core/eval.js";
import { type EvalWithItems, type PlannedCell, type PlanOptions, planRun } from "../runner/plan-run.js";

/** What columns with right answers are called elsewhere. */
const LABEL_NAMES: ReadonlySet<string> = new Set(["label", "answer", "target", "gold", "class", "category", "output"]);

/**
 * The plan of a run. The prompt of an eval is its author's code: where it fails,
 * the author is told on which item.
 *
 * @throws UsageError naming the eval and the item
 */
export function makePlan(evals: readonly EvalWithItems[], options: PlanOptions): readonly PlannedCell[] {
  for (const one of evals) {
    needLabels(one);
    tryPrompts(one);
  }
  return planRun(evals, options);
}

/** Where no item has a right answer, a scorer that compares with it would refuse every answer that was paid for. */
function needLabels({ evaluation, dataset }: EvalWithItems): void {
  const { scorers, referenceAnswer, tools, file, taskType } = evaluation;
  if (referenceAnswer !== undefined || tools !== undefined) return;
  const needing = scorers.find((scorer) => scorer.kind === "validator" && scorer.needsLabel);
  if (needing === undefined || dataset.items.some(({ expected }) => expected !== undefined)) return;
  const fields = Object.keys(dataset.items[0]?.input ?? {});
  const likely = fields.find((field) => LABEL_NAMES.has(field.toLowerCase()));
  const found = likely === undefined ? "" : `; "${likely}" is read as a field of the input: rename it to "expected"`;
  throw new UsageError(
    `${file ?? taskType}: scorer "${needing.name}" needs the right answers, and no item of ${evaluation.dataset} has an "expected"${found}`,
  );
}

function tryPrompts({ evaluation, dataset }: EvalWithItems): void {
  const { file, taskType } = evaluation;
  const name = `eval "${taskType}"${file === undefined ? "" : ` (${file})`}`;
  const where = (id: string) => `${name}: prompt, on item "${id}"`;
  for (const item of dataset.items) {
    let messages: unknown;
    try {
      ({ messages } = composePrompt(evaluation, item));
    } catch (cause) {
      if (isTierbenchError(cause)) throw new UsageError(`${name}: prompt: ${cause.message}`, { cause });
      throw new UsageError(`${where(item.id)}: ${messageOf(cause)}`, { cause });
    }
    if (!Array.isArray(messages) || messages.length === 0) throw new UsageError(`${where(item.id)}: gives no messages`);
  }
}
