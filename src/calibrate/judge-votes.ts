import { isComparison } from "../core/ballot.js";
import type { Estimate } from "../core/estimate.js";
import { verdictSource } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import type { Score } from "../core/score.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { unitsOfVerdicts } from "./judge-verdict.js";
import { rateEstimate } from "./mean-estimate.js";

/** One verdict that rests on several votes. */
export interface VotedVerdict {
  readonly outcome: Outcome;
  /** What it came to, and what was said. */
  readonly criteria: NonNullable<Score["criteria"]>;
  readonly votes: NonNullable<Score["votes"]>;
}

/** How far the votes behind the verdicts of one judge agree: of a panel its judges, else its draws. */
export interface VoteSpread {
  readonly judge: string;
  readonly model: string;
  readonly rubric: string;
  readonly verdicts: number;
  /** Share of verdicts with a vote against them, on any criterion. */
  readonly split: Estimate;
  /** In the order of the ballots. */
  readonly voters: readonly Voter[];
}

/** One of those that vote. */
export interface Voter {
  readonly ballot: string;
  /** Share of verdicts that it voted against, on any criterion. */
  readonly against: Estimate;
}

/**
 * How votes split, by judge, version of its rubric and model, in name order; not of comparisons, whose
 * orders say something of their own. Answers on which
 * a judge abstained have no verdict and are not among them: the shares are lower bounds of disagreement.
 */
export function voteSpreads(
  outcomes: readonly Outcome[],
  { confidence }: { readonly confidence: number },
): readonly VoteSpread[] {
  const voted = votedVerdicts(outcomes).filter((one) => !one.isComparison);
  return voted.map(({ judge, model, rubric, verdicts }) => {
    const rate = (holds: (verdict: VotedVerdict) => boolean) => {
      const units = unitsOfVerdicts(verdicts.map(({ outcome }) => outcome));
      const values = Float64Array.from(verdicts, (verdict) => Number(holds(verdict)));
      return rateEstimate(values, { ...units, confidence });
    };
    const ballots = [...new Set(verdicts.flatMap(({ votes }) => votes.map(({ ballot }) => ballot)))];
    return {
      judge,
      model,
      rubric,
      verdicts: verdicts.length,
      split: rate(({ votes, criteria }) => votes.some(({ met }) => differs(met, criteria))),
      voters: ballots.map((ballot) => ({
        ballot,
        against: rate(({ votes, criteria }) =>
          votes.some((vote) => vote.ballot === ballot && differs(vote.met, criteria)),
        ),
      })),
    };
  });
}

/** The verdicts of one judge. */
export interface Voted {
  readonly judge: string;
  readonly model: string;
  readonly rubric: string;
  /** Whether its votes are the two orders of a comparison with a reference. */
  readonly isComparison: boolean;
  readonly verdicts: readonly VotedVerdict[];
}

/** Verdicts that rest on several votes, by judge, version of its rubric and model, in name order. */
export function votedVerdicts(outcomes: readonly Outcome[]): readonly Voted[] {
  const groups = new Map<string, Voted & { readonly verdicts: VotedVerdict[] }>();
  for (const outcome of outcomes) {
    for (const { kind, scorer: judge, version: rubric, judgeModel, votes = [], criteria } of outcome.scores) {
      if (kind !== "judge" || votes.length < 2 || criteria === undefined) continue;
      const model = verdictSource(judgeModel, outcome);
      const key = JSON.stringify([judge, rubric, model]);
      const group = groups.get(key) ?? { judge, model, rubric, isComparison: isComparison(votes), verdicts: [] };
      group.verdicts.push({ outcome, criteria, votes });
      groups.set(key, group);
    }
  }
  return [...groups].sort(([a], [b]) => inCodeUnitOrder(a, b)).map(([, group]) => group);
}

function differs(met: { readonly [criterion: string]: boolean }, verdict: { readonly [criterion: string]: boolean }) {
  return Object.keys(verdict).some((name) => met[name] !== verdict[name]);
}
