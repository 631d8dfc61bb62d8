import { randomBytes } from "node:crypto";
import { ballotRole, ballotsOf } from "../core/ballot.js";
import { messageOf } from "../core/errors.js";
import type { ModelRequest } from "../core/model-request.js";
import type { ModelResponse } from "../core/model-response.js";
import { type Ballot, isScore, type Judge, type Score, type ScoreFailure, type ScoringContext } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import type { CellLedger } from "./cell-ledger.js";
import type { Cut } from "./cut.js";
import { guarded } from "./guarded-score.js";

/** Calls that a ballot may take beyond those it wants, because a verdict could not be read. */
const SPARE_DRAWS = 2;

/** Who judges, and the verdicts that are already paid for. */
export interface Judging {
  /** Judges where a judge names nobody; null: nobody may be asked. */
  readonly tier: Tier | null;
  /** Tiers that judges name. */
  readonly panel: readonly Tier[];
  /** Verdicts of the same rubric on the same answer; used instead of asking. */
  readonly known: readonly Score[];
}

/** What the calls of one ballot came to. */
type Drawn = { readonly responses: readonly ModelResponse[]; readonly verdict: Score } | ScoreFailure | Cut;

/**
 * The verdict of a judge, every ballot asked in turn. One that gets no answer leaves the
 * answer without this score, however the others voted: an outage is no vote.
 */
export async function verdictOf(
  judge: Judge,
  context: ScoringContext,
  ledger: CellLedger,
  { tier, panel, known }: Judging,
): Promise<Score | ScoreFailure | Cut> {
  const verdict = known.find(({ scorer, version }) => scorer === judge.name && version === judge.version);
  if (verdict !== undefined) return verdict;
  const asked = ballotsOf(judge).map((ballot) => ({ ballot, by: seatOf(ballot, tier, panel) }));
  // Before anybody is paid.
  if (asked.some(({ by }) => by === null)) return judgeError(judge, "no verdict yet, and no judge was asked");
  const responses: ModelResponse[] = [];
  let last: Score | null = null;
  for (const { ballot, by } of asked) {
    if (by === null) continue;
    const drawn = await draw({ judge, ballot, by }, context, ledger);
    if (!("responses" in drawn)) return drawn;
    responses.push(...drawn.responses);
    last = drawn.verdict;
  }
  return responses.length === 1 && last !== null ? last : await combined(judge, responses);
}

function seatOf({ tier: name }: Ballot, tier: Tier | null, panel: readonly Tier[]): Tier | null {
  return name === undefined ? tier : (panel.find(({ id }) => id === name) ?? null);
}

interface Asking {
  readonly judge: Judge;
  readonly ballot: Ballot;
  readonly by: Tier;
}

async function draw({ judge, ballot, by }: Asking, context: ScoringContext, ledger: CellLedger): Promise<Drawn> {
  const role = ballotRole(judge, ballot);
  // A key that has had its verdict asks for the same one again.
  const firstDraw = ledger.answeredBefore(role);
  const { draws: wanted = 1 } = judge;
  const most = wanted + SPARE_DRAWS;
  const responses: ModelResponse[] = [];
  let reason = "";
  for (let turn = firstDraw; turn < firstDraw + most; turn += 1) {
    const request = requestOf({ judge, ballot, by }, context);
    if ("failure" in request) return request;
    const result = await ledger.call(role, request, turn);
    if (result.kind === "cut") return result;
    if (result.kind === "failed") return judgeError(judge, `${whose(judge, ballot)}${result.error.message}`);
    if (result.outcomeClass !== "ok") {
      // Cut off, refused or empty: what can still be read of it is no verdict.
      reason = `stopped with "${result.response.stopReason}"`;
      continue;
    }
    const verdict = await guarded(judge, () => ballot.read(result.response));
    if (!isScore(verdict)) {
      reason = verdict.reason;
      continue;
    }
    responses.push(result.response);
    if (responses.length === wanted) return { responses, verdict };
  }
  const unread = `${most - responses.length} verdicts could not be read; the last: ${reason}`;
  return judgeError(judge, `${whose(judge, ballot)}${unread}`);
}

async function combined(judge: Judge, responses: readonly ModelResponse[]): Promise<Score | ScoreFailure> {
  const none = judgeError(judge, `wants ${responses.length} verdicts and does not say how to combine them`);
  return await guarded(judge, () => judge.combine?.(responses) ?? none);
}

function requestOf({ judge, ballot, by }: Asking, context: ScoringContext): ModelRequest | ScoreFailure {
  try {
    const { model, params } = by;
    return { ...ballot.request(context, randomBytes(16).toString("hex")), model, params };
  } catch (thrown) {
    return judgeError(judge, `threw: ${messageOf(thrown)}`);
  }
}

/** Names the ballot, where there are several. */
function whose({ ballots }: Judge, { name }: Ballot): string {
  return ballots === undefined ? "" : `${name}: `;
}

function judgeError({ name }: Judge, reason: string): ScoreFailure {
  return { scorer: name, failure: "judge_error", reason };
}
