import { ORDER_BALLOTS } from "../core/ballot.js";
import { sha256Hex } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import type { PairVerdict, PairwiseVerdict, Preference } from "./judge-pairwise.js";
import { type VotedVerdict, votedVerdicts } from "./judge-votes.js";
import type { LabelledAnswer } from "./labelled-answers.js";

/**
 * What comparing judges said of stored answers in both orders, tier by tier: answer 1 is the tier's, answer 2 the
 * reference. An item is there once for each trial.
 *
 * @param answers - what people say of some of them, by the same rubric; a tie in their eyes is no preference
 */
export function orderedVerdicts(
  outcomes: readonly Outcome[],
  answers: readonly LabelledAnswer[],
): readonly PairwiseVerdict[] {
  const labels = new Map(answers.map((answer) => [keyOf(answer), preferenceOf(answer.humanScore)]));
  return votedVerdicts(outcomes)
    .filter((one) => one.isComparison)
    .flatMap(({ judge, model, rubric, verdicts }) =>
      verdicts.map(({ outcome, votes }) => {
        const { itemId, cluster, tier, responseText } = outcome;
        const answerSha256 = responseText === null ? "" : sha256Hex(responseText);
        const [original, swapped] = ORDER_BALLOTS.map((order) => verdictIn(votes, order));
        return {
          itemId,
          cluster,
          judge: `${judge} (${model})`,
          prompting: `rubric ${rubric.slice(0, 8)} on ${tier}`,
          label: labels.get(keyOf({ itemId, tier, answerSha256, judge, rubric })) ?? null,
          original: original ?? null,
          swapped: swapped ?? null,
        };
      }),
    );
}

function verdictIn(votes: VotedVerdict["votes"], order: string): PairVerdict | null {
  const met = votes.find(({ ballot }) => ballot === order)?.met;
  if (met === undefined) return null;
  if (met["better"] === true) return "1";
  return met["as_good"] === true ? "tie" : "2";
}

/** People who meet neither criterion prefer the reference, both the answer. */
function preferenceOf(humanScore: number | null): Preference | null {
  return humanScore === 1 ? "1" : humanScore === 0 ? "2" : null;
}

function keyOf({
  itemId,
  tier,
  answerSha256,
  judge,
  rubric,
}: Pick<LabelledAnswer, "itemId" | "tier" | "answerSha256" | "judge" | "rubric">): string {
  return JSON.stringify([itemId, tier, answerSha256, judge, rubric]);
}
