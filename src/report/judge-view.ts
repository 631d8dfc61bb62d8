import { isComparison } from "../core/ballot.js";
import type { Calibration } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import type { Score } from "../core/score.js";
import { costView, moneyTotal } from "./cost-view.js";
import { count, percent, UNKNOWN } from "./format-number.js";

/** What the judge did and what it cost. */
export interface JudgeView {
  readonly models: readonly string[];
  readonly judged: string;
  readonly errors: string;
  /** Answers on which its draws, or the judges of a panel, contradicted each other; null: none. */
  readonly abstained: string | null;
  /** Verdicts with a vote against them; null: none rests on several votes. */
  readonly split: string | null;
  /** Comparisons whose verdict changed with the order; null: nothing was compared. */
  readonly flips: string | null;
  readonly cost: string;
  /** Tiers whose own model judged them: a judge tends to like its own family. */
  readonly judgesItself: readonly string[];
}

/** The judge of the runs; null where none was asked. */
export function judgeView(outcomes: readonly Outcome[], runs: readonly Run[]): JudgeView | null {
  const configured = runs.flatMap(({ judge, panel }) => [...(judge === null ? [] : [judge]), ...(panel?.tiers ?? [])]);
  const verdicts = outcomes.flatMap(({ scores }) => scores.filter(({ kind }) => kind === "judge"));
  if (configured.length === 0 && verdicts.length === 0) return null;
  const served = verdicts.flatMap(({ judgeModel, votes }) => votes?.map(({ model }) => model) ?? judgeModel ?? []);
  const models = [...new Set([...configured.map(({ model }) => model), ...served])].sort();
  const several = verdicts.filter(({ votes = [] }) => votes.length > 1);
  const compared = several.filter(({ votes = [] }) => isComparison(votes));
  const voted = several.filter(({ votes = [] }) => !isComparison(votes));
  const errors = outcomes.filter(({ outcomeClass }) => outcomeClass === "judge_error").length;
  const abstained = outcomes.filter(({ outcomeClass }) => outcomeClass === "judge_abstained").length;
  const asked = verdicts.length + errors + abstained;
  const tiers = runs.flatMap((run) => run.tiers.filter(({ model }) => models.includes(model)).map(({ id }) => id));
  return {
    models,
    judged: count(verdicts.length),
    errors: asked === 0 ? "0" : shareText(errors, asked),
    abstained: abstained === 0 ? null : `${count(abstained)} of ${count(asked)}, neither right nor wrong`,
    split: voted.length === 0 ? null : shareText(voted.filter(isSplit).length, voted.length),
    flips: compared.length === 0 ? null : shareText(compared.filter(isSplit).length, compared.length),
    cost: moneyTotal(costView(outcomes, runs, []).total.judge),
    judgesItself: [...new Set(tiers)].sort(),
  };
}

/** Whether some vote behind a verdict says otherwise, on any criterion. */
function isSplit({ criteria = {}, votes = [] }: Score): boolean {
  return votes.some(({ met }) => Object.keys(criteria).some((name) => met[name] !== criteria[name]));
}

function shareText(part: number, of: number): string {
  return `${count(part)} of ${count(of)} (${percent(part / of)})`;
}

/** What is known of the judge of one task type. */
export interface TrustRow {
  readonly taskType: string;
  readonly judge: string;
  readonly labels: string;
  /** With its interval, and what its lower end must reach. */
  readonly kappa: string;
  readonly trust: string;
}

/** How far the judges can be trusted, by task type. */
export function trustView({ taskTypes }: Pick<Calibration, "taskTypes">): readonly TrustRow[] {
  return taskTypes.flatMap(({ taskType, judges = [] }) =>
    judges.map(({ judge, model, labels, kappa, floor, doubt }) => ({
      taskType,
      judge: `${judge} (${model})`,
      labels: count(labels),
      kappa: kappa === null ? UNKNOWN : `${kappa.v.toFixed(2)} (${kappa.ci.map((end) => end.toFixed(2)).join(" to ")})`,
      trust: doubt === null ? `trusted: not below ${floor}` : "not trusted: nothing here is certified",
    })),
  );
}
