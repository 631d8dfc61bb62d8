import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { costView, moneyTotal } from "./cost-view.js";
import { count, percent } from "./format-number.js";

/** What the judge did and what it cost. */
export interface JudgeView {
  readonly models: readonly string[];
  readonly judged: string;
  readonly errors: string;
  readonly cost: string;
  /** Tiers whose own model judged them: a judge tends to like its own family. */
  readonly judgesItself: readonly string[];
}

/** The judge of the runs; null where none was asked. */
export function judgeView(outcomes: readonly Outcome[], runs: readonly Run[]): JudgeView | null {
  const configured = runs.flatMap(({ judge }) => (judge === null ? [] : [judge.model]));
  const verdicts = outcomes.flatMap(({ scores }) => scores.filter(({ kind }) => kind === "judge"));
  if (configured.length === 0 && verdicts.length === 0) return null;
  const served = verdicts.flatMap(({ judgeModel }) => (judgeModel === undefined ? [] : [judgeModel]));
  const models = [...new Set([...configured, ...served])].sort();
  const errors = outcomes.filter(({ outcomeClass }) => outcomeClass === "judge_error").length;
  const asked = verdicts.length + errors;
  const tiers = runs.flatMap((run) => run.tiers.filter(({ model }) => models.includes(model)).map(({ id }) => id));
  return {
    models,
    judged: count(verdicts.length),
    errors: asked === 0 ? "0" : `${count(errors)} of ${count(asked)} (${percent(errors / asked)})`,
    cost: moneyTotal(costView(outcomes, runs, []).total.judge),
    judgesItself: [...new Set(tiers)].sort(),
  };
}
