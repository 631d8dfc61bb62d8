import type { Finding } from "../datasets/lint-finding.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { blindSignals } from "./blind-signals.js";
import { idleSignals } from "./idle-signals.js";
import { missingLabels } from "./missing-labels.js";
import { missingLabelsText } from "./missing-labels-text.js";
import { GOLD_REMEDY, wrongGold } from "./wrong-gold.js";

/** A finding for each scorer that does not take right answers for right, and for each signal that tells nothing of them. */
export async function lintGold({ evaluation, dataset }: EvalWithItems): Promise<readonly Finding[]> {
  const found = await wrongGold(evaluation, dataset.items);
  const idle = await idleSignals(evaluation, dataset.items);
  const blind = await blindSignals(evaluation, dataset.items);
  const missing = await missingLabels(evaluation, dataset.items);
  return [
    ...missing.map((one): Finding => {
      const message = missingLabelsText(evaluation, dataset.items, one);
      return { rule: "gold-missing", severity: one.failure === null ? "warning" : "error", items: one.items, message };
    }),
    ...found.map(({ scorer, items, reason }): Finding => {
      const message = `the right answer fails "${scorer}" (${reason}); ${GOLD_REMEDY}`;
      return { rule: "gold-fails", severity: "error", items, message };
    }),
    ...idle.map((signal): Finding => {
      const message = `signal "${signal}" passes no right answer, so no tier's answer would be taken on its word; correct what it looks for`;
      return { rule: "signal-fails", severity: "warning", items: [], message };
    }),
    ...blind.map((signal): Finding => {
      const message = `signal "${signal}" takes the right answers to all items for the same, so any two answers agree; correct its key`;
      return { rule: "signal-fails", severity: "warning", items: [], message };
    }),
  ];
}
