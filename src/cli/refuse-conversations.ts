import { conversationRules } from "../core/conversation-rules.js";
import { UsageError } from "../core/errors.js";
import type { EvalWithItems } from "../runner/plan-run.js";

/** @throws UsageError where an eval would take a batch, and hours, for every turn */
export function refuseConversationBatches(isBatch: boolean, evals: readonly EvalWithItems[]): void {
  const conversing = evals.filter(({ evaluation }) => conversationRules(evaluation) !== null);
  const [first] = conversing;
  if (!isBatch || first === undefined) return;
  const others = evals.filter((one) => !conversing.includes(one)).map(({ evaluation }) => evaluation.taskType);
  const remedy = others.length === 0 ? "" : `; in batches run: npx tierbench run ${others.join(" ")} --batch`;
  throw new UsageError(
    `eval "${first.evaluation.taskType}" holds conversations, and each turn would wait for a batch: leave out --batch${remedy}`,
  );
}
