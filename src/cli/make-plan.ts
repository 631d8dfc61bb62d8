import { isTierbenchError, messageOf, UsageError } from "../core/errors.js";
import { composePrompt } from "../core/eval.js";
import { type EvalWithItems, type PlannedCell, type PlanOptions, planRun } from "../runner/plan-run.js";

/**
 * The plan of a run. The prompt of an eval is its author's code: where it fails,
 * the author is told on which item.
 *
 * @throws UsageError naming the eval and the item
 */
export function makePlan(evals: readonly EvalWithItems[], options: PlanOptions): readonly PlannedCell[] {
  for (const one of evals) tryPrompts(one);
  return planRun(evals, options);
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
