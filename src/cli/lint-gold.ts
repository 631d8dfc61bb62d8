import type { Finding } from "../datasets/lint-finding.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { GOLD_REMEDY, wrongGold } from "./wrong-gold.js";

/** A finding for each scorer that does not take right answers for right. */
export async function lintGold({ evaluation, dataset }: EvalWithItems): Promise<readonly Finding[]> {
  const found = await wrongGold(evaluation, dataset.items);
  return found.map(({ scorer, items, reason }) => ({
    rule: "gold-fails",
    severity: "error",
    items,
    message: `the right answer fails "${scorer}" (${reason}); ${GOLD_REMEDY}`,
  }));
}
