import { randomBytes } from "node:crypto";
import { ballotRole, ballotsOf } from "../core/ballot.js";
import { messageOf } from "../core/errors.js";
import type { ModelRequest } from "../core/model-request.js";
import { type Ballot, isScore, type Judge, type Score, type ScoreFailure, type ScoringContext } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import type { BallotBox, Seat } from "./ballot-box.js";
import type { CellLedger } from "./cell-ledger.js";
import type { Cut } from "./cut.js";
import { guarded } from "./guarded-score.js";

/** Calls that a ballot may take beyond those it wants, because a verdict could not be read. */
const SPARE_DRAWS = 2;

/** Who judges, and the verdicts that are already paid for. */
export interface Seats {
  /** Judges where a judge names nobody; null: nobody may be asked. */
  readonly tier: Tier | null;
  /** Tiers that judges name. */
  readonly panel: readonly Tier[];
  /** Verdicts of the same rubric on the same answer; used instead of asking. */
  readonly known: readonly Score[];
  /** Has the verdicts of scores that could not be given yet, and gets the new ones. */
  readonly box: BallotBox;
}

type Asking = Seat & { readonly by: Tier };

/**
 * The verdict of a judge, every ballot asked in turn. One that gets no answer leaves the
 * answer without this score, however the others voted: an outage is no vote.
 */
export async function verdictOf(
  judge: Judge,
  context: ScoringContext,
  ledger: CellLedger,
  { tier, panel, known, box }: Seats,
): Promise<Score | ScoreFailure | Cut> {
  const verdict = known.find(({ scorer, version }) => scorer === judge.name && version === judge.version);
  if (verdict !== undefined) return verdict;
  const seats = ballotsOf(judge).map((ballot) => ({ judge, ballot, by: seatOf(ballot, tier, panel) }));
  const open = seats.filter((seat) => box.missing(seat) > 0);
  // Before anybody is paid.
  if (!open.every(isTaken)) return judgeError(judge, "no verdict yet, and no judge was asked");
  for (const asking of open) {
    const stopped = await draw(asking, context, ledger, box);
    if (stopped !== null) return stopped;
  }
  const result = await combined(judge, seats, box);
  if (isScore(result) || result.failure === "judge_abstained") box.spend(judge);
  return result;
}

function seatOf({ tier: name }: Ballot, tier: Tier | null, panel: readonly Tier[]): Tier | null {
  return name === undefined ? tier : (panel.find(({ id }) => id === name) ?? null);
}

function isTaken(seat: Seat): seat is Asking {
  return seat.by !== null;
}

/** Asks for the verdicts that are missing on a ballot; null: the box now has them all. */
async function draw(
  asking: Asking,
  context: ScoringContext,
  ledger: CellLedger,
  box: BallotBox,
): Promise<ScoreFailure | Cut | null> {
  const { judge, ballot } = asking;
  const role = ballotRole(judge, ballot);
  // A key that has had its verdict asks for the same one again.
  const firstDraw = ledger.answeredBefore(role);
  const most = box.missing(asking) + SPARE_DRAWS;
  let reason = "";
  for (let turn = firstDraw; turn < firstDraw + most; turn += 1) {
    const request = requestOf(asking, context);
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
    box.put(asking, result.response);
    if (box.missing(asking) === 0) return null;
  }
  const unread = `${box.missing(asking) + SPARE_DRAWS} verdicts could not be read; the last: ${reason}`;
  return judgeError(judge, `${whose(judge, ballot)}${unread}`);
}

async function combined(judge: Judge, seats: readonly Seat[], box: BallotBox): Promise<Score | ScoreFailure> {
  const responses = seats.flatMap((seat) => box.of(seat));
  const [seat] = seats;
  const [only] = responses;
  if (responses.length === 1 && seat !== undefined && only !== undefined) {
    return await guarded(judge, () => seat.ballot.read(only));
  }
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
