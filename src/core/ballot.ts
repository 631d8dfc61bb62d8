/**
 * What a judge asks, and whom.
 * @module
 */
import { UsageError } from "./errors.js";
import type { Ballot, Judge, Scorer, Vote } from "./score.js";
import type { Tier } from "./tier.js";

/** The ballots of a comparison with a reference, by which of the two stands first. No tier has such a name. */
export const ORDER_BALLOTS = ["answer:first", "reference:first"] as const;

/** Whether votes are the two orders of a comparison. */
export function isComparison(votes: readonly Pick<Vote, "ballot">[]): boolean {
  return votes.length === ORDER_BALLOTS.length && ORDER_BALLOTS.every((name, at) => votes[at]?.ballot === name);
}

/** Everything that a judge asks about one answer; most ask one thing. */
export function ballotsOf(judge: Judge): readonly Ballot[] {
  if (judge.ballots !== undefined) return judge.ballots;
  const { name } = judge;
  return [{ name, request: (...asked) => judge.request(...asked), read: (response) => judge.read(response) }];
}

/** The role that the calls of a ballot have in the ledger. */
export function ballotRole({ name, ballots }: Judge, ballot: Ballot): string {
  return ballots === undefined ? `judge:${name}` : `judge:${name}@${ballot.name}`;
}

/** The tiers that judges name themselves, each once. */
export function namedJudges(scorers: readonly Scorer[]): readonly string[] {
  const named = judgeBallots(scorers).flatMap(({ tier }) => (tier === undefined ? [] : [tier]));
  return [...new Set(named)];
}

/** Whether any judge leaves it to the run who judges. */
export function needsJudge(scorers: readonly Scorer[]): boolean {
  return judgeBallots(scorers).some(({ tier }) => tier === undefined);
}

/**
 * The tiers that the judges of one eval name, in the order in which they do.
 *
 * @param tiers - those that may be named
 * @throws UsageError if one of them is not there: a model never judges by accident
 */
export function panelOf(scorers: readonly Scorer[], tiers: readonly Tier[]): readonly Tier[] {
  return namedJudges(scorers).map((name) => {
    const found = tiers.find(({ id }) => id === name);
    if (found !== undefined) return found;
    const known = tiers.map(({ id }) => id).join(", ");
    throw new UsageError(`a panel of judges names tier "${name}", which is not configured; tiers: ${known}`);
  });
}

function judgeBallots(scorers: readonly Scorer[]): readonly Ballot[] {
  return scorers.flatMap((scorer) => (scorer.kind === "judge" ? ballotsOf(scorer) : []));
}
