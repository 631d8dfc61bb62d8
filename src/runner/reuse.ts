import { ballotsOf } from "../core/ballot.js";
import type { Outcome } from "../core/outcome.js";
import type { Judge, Score } from "../core/score.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import type { PlannedCell } from "./plan-run.js";
import { reduceScores } from "./score-answer.js";

/** Outcomes of earlier runs that stand for cells of a plan, by cell key. */
export type Reusable = ReadonlyMap<string, Outcome>;

/** What an outcome must be to stand for a cell besides having its key. */
export interface ReuseRules {
  /** Simulated answers stand for simulated ones only, and real ones for real ones. */
  readonly isSimulated: boolean;
  readonly judge: Tier | null;
}

/** Outcomes that are written between two looks at the rest of the world. */
const BATCH = 2000;

/**
 * Which cells need not be asked, because the same question has been answered and scored the same way. The key of a
 * cell has the trial in it: a trial never repeats another one.
 *
 * @param earlier - of several outcomes of a cell the first counts
 */
export function reusableOutcomes(
  plan: readonly PlannedCell[],
  earlier: Iterable<Outcome>,
  rules: ReuseRules,
): Reusable {
  const planned = new Map(plan.map((one) => [one.cell.key, one]));
  const found = new Map<string, Outcome>();
  for (const outcome of earlier) {
    const cell = planned.get(outcome.cellKey);
    if (cell === undefined || found.has(outcome.cellKey) || !standsFor(outcome, cell, rules)) continue;
    // Its cluster is no part of a question, and may have been corrected since.
    found.set(outcome.cellKey, { ...outcome, cluster: cell.item.cluster ?? null });
  }
  return found;
}

/** Writes them down as outcomes of a run, which was charged nothing for them. */
export async function recordReused(runId: string, reused: Reusable, store: Store): Promise<void> {
  const copies = [...reused.values()].map((outcome) => ({
    ...outcome,
    runId,
    reusedFrom: outcome.runId,
    chargedNanoUsd: 0,
    attempts: 0,
  }));
  for (let from = 0; from < copies.length; from += BATCH) {
    await Promise.all(copies.slice(from, from + BATCH).map((copy) => store.record(copy, [])));
  }
}

function standsFor(outcome: Outcome, planned: PlannedCell, { isSimulated, judge }: ReuseRules): boolean {
  const { status, simulated, reusedFrom } = outcome;
  // What is a copy itself has its original in the database, with its age.
  if (status !== "scored" || simulated !== isSimulated || reusedFrom !== undefined) return false;
  return outcome.outcomeClass !== "ok" || isScoredAlike(outcome, planned, judge);
}

/** Scoring again keeps the key of a cell, and may have used other scorers, or another judge, than the key says. */
function isScoredAlike({ score, scores }: Outcome, planned: PlannedCell, judge: Tier | null): boolean {
  const { evaluation } = planned;
  const isAlike = evaluation.scorers.every((scorer) => {
    const given = scores.find((one) => one.scorer === scorer.name && one.version === scorer.version);
    if (given === undefined) return false;
    return scorer.kind === "validator" || isJudgedAlike(given, scorer, planned, judge);
  });
  return isAlike && scores.length === evaluation.scorers.length && score === reduceScores(evaluation, scores);
}

/** Whether the models that would be asked today are those that voted; a date may follow the name of one that served. */
function isJudgedAlike(
  { votes, judgeModel }: Score,
  scorer: Judge,
  { panel }: PlannedCell,
  judge: Tier | null,
): boolean {
  const asked = ballotsOf(scorer).map(({ tier }) =>
    tier === undefined ? judge : (panel.find(({ id }) => id === tier) ?? null),
  );
  const served = votes?.map(({ model }) => model) ?? [judgeModel ?? ""];
  const isBy = (model: string, tier: Tier | null) => tier !== null && model.startsWith(tier.model);
  return (
    served.every((model) => asked.some((tier) => isBy(model, tier))) &&
    asked.every((tier) => served.some((model) => isBy(model, tier)))
  );
}
