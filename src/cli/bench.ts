import { namedJudges, needsJudge, panelOf } from "../core/ballot.js";
import { UsageError } from "../core/errors.js";
import type { Run } from "../core/run.js";
import type { Scorer } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import type { Project } from "./load-project.js";

/** Who judges. */
export interface Bench {
  /** Judges where a judge names nobody; null: no judge leaves it open. */
  readonly judge: Tier | null;
  /** The tiers that judges name. */
  readonly panel: readonly Tier[];
}

/** Nobody is asked. */
export const NO_BENCH: Bench = Object.freeze({ judge: null, panel: [] });

/**
 * Who judges the answers of these evals.
 *
 * @throws UsageError where one is needed and none is there: a model never judges by accident
 */
export function benchOf({ config, tiers }: Project, evals: readonly EvalWithItems[]): Bench {
  const panel = panelOf(scorersOf(evals), tiers);
  const judged = evals.find(({ evaluation }) => needsJudge(evaluation.scorers));
  if (judged === undefined) return { judge: null, panel };
  const id = config.judge ?? "sonnet";
  const tier = tiers.find((candidate) => candidate.id === id);
  if (tier !== undefined) return { judge: tier, panel };
  const { taskType } = judged.evaluation;
  throw new UsageError(
    `eval "${taskType}" has a judge, but there is no tier "${id}": name one with judge in the configuration`,
  );
}

/**
 * Who judged a stored run.
 * @throws UsageError if the configuration no longer has one of them
 */
export function benchOfRun({ judge, panel, runId }: Run, { tiers }: Project): Bench {
  const seat = ({ tier: id, model }: { readonly tier: string; readonly model: string }): Tier => {
    const tier = tiers.find((candidate) => candidate.id === id && candidate.model === model);
    if (tier !== undefined) return tier;
    throw new UsageError(`run "${runId}" was judged by tier "${id}" (${model}), which the configuration no longer has`);
  };
  return { judge: judge === null ? null : seat(judge), panel: (panel?.tiers ?? []).map(seat) };
}

/** Everybody on it, whether or not the run asks them anyway. */
export function judgesOf({ judge, panel }: Bench): readonly Tier[] {
  return [...(judge === null ? [] : [judge]), ...panel];
}

/** Who judges as the record of a run keeps it, with the rubrics. */
export function benchRecord({ judge, panel }: Bench, evals: readonly EvalWithItems[]): Pick<Run, "judge" | "panel"> {
  const hashes = (isOf: (scorer: Scorer) => boolean) =>
    Object.fromEntries(
      evals.flatMap(({ evaluation: { taskType, scorers } }) =>
        scorers
          .filter((scorer) => scorer.kind === "judge" && isOf(scorer))
          .map(({ name, version }) => [`${taskType}/${name}`, version] as const),
      ),
    );
  const single = judge === null ? null : { tier: judge.id, model: judge.model };
  const seats = panel.map(({ id, model }) => ({ tier: id, model }));
  return {
    judge: single === null ? null : { ...single, rubricHashes: hashes((scorer) => needsJudge([scorer])) },
    ...(seats.length === 0
      ? {}
      : { panel: { tiers: seats, rubricHashes: hashes((scorer) => namedJudges([scorer]).length > 0) } }),
  };
}

function scorersOf(evals: readonly EvalWithItems[]): readonly Scorer[] {
  return evals.flatMap(({ evaluation }) => evaluation.scorers);
}
