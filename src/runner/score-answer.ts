import { randomBytes } from "node:crypto";
import { messageOf } from "../core/errors.js";
import type { EvalDefinition } from "../core/eval.js";
import type { ModelResponse } from "../core/model-response.js";
import {
  isScore,
  type Judge,
  type Score,
  type ScoreFailure,
  type Scorer,
  ScoreSchema,
  type ScoringContext,
} from "../core/score.js";
import type { Tier } from "../core/tier.js";
import type { CellLedger } from "./cell-ledger.js";
import type { Cut } from "./cut.js";

/** Calls that a judge may make beyond those it wants, because a verdict could not be read. */
const SPARE_DRAWS = 2;

/** The scores of one answer; where not all could be given, those that were. */
export type ScoredAnswer = { readonly scores: readonly Score[] } & (
  | { readonly kind: "scored"; readonly score: number }
  | { readonly kind: "failed"; readonly failure: ScoreFailure }
  | Cut
);

/** Who judges, and the verdicts that are already paid for. */
export interface Judging {
  /** Null: nobody may be asked. */
  readonly tier: Tier | null;
  /** Verdicts of the same rubric on the same answer; used instead of asking. */
  readonly known: readonly Score[];
}

/** What the validators say of an answer, up to the first that could not. */
export interface Validated {
  readonly scores: readonly Score[];
  readonly failure: ScoreFailure | null;
}

/** Asks the validators, which cost nothing. */
export async function validate({ scorers }: EvalDefinition, context: ScoringContext): Promise<Validated> {
  const scores: Score[] = [];
  for (const scorer of scorers) {
    if (scorer.kind === "judge") continue;
    const result = await guarded(scorer, () => scorer.score(context));
    if (!isScore(result)) return { scores, failure: result };
    scores.push(result);
  }
  return { scores, failure: null };
}

/** All scores of one answer. The judge is asked only when the validators could all say. */
export async function scoreAnswer(
  evaluation: EvalDefinition,
  { validated, ...context }: ScoringContext & { readonly validated: Validated },
  ledger: CellLedger,
  judging: Judging,
): Promise<ScoredAnswer> {
  const scores = [...validated.scores];
  if (validated.failure !== null) return { kind: "failed", failure: validated.failure, scores };
  for (const scorer of evaluation.scorers) {
    if (scorer.kind === "validator") continue;
    const result = await verdictOf(scorer, context, ledger, judging);
    if ("by" in result) return { ...result, scores };
    if (!isScore(result)) return { kind: "failed", failure: result, scores };
    scores.push(result);
  }
  return { kind: "scored", score: reduceScores(evaluation, scores), scores };
}

/**
 * A scorer is code of the eval's author. One that throws, or says what no score
 * can be, could not say: the answer, which is paid, is kept.
 */
async function guarded(
  scorer: Scorer,
  score: () => Score | ScoreFailure | Promise<Score | ScoreFailure>,
): Promise<Score | ScoreFailure> {
  const failure = scorer.kind === "validator" ? "validator_error" : "judge_error";
  try {
    const said = await score();
    if (!isScore(said) || ScoreSchema.safeParse(said).success) return said;
    return { scorer: scorer.name, failure, reason: `returned ${said.value}, not a score in [0, 1]` };
  } catch (thrown) {
    return { scorer: scorer.name, failure, reason: `threw: ${messageOf(thrown)}` };
  }
}

/** The one score of an answer. */
export function reduceScores({ reduce }: Pick<EvalDefinition, "reduce">, scores: readonly Score[]): number {
  const values = scores.map((score) => score.value);
  return reduce === "min" ? Math.min(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function verdictOf(
  judge: Judge,
  context: ScoringContext,
  ledger: CellLedger,
  { tier, known }: Judging,
): Promise<Score | ScoreFailure | Cut> {
  const verdict = known.find(({ scorer, version }) => scorer === judge.name && version === judge.version);
  if (verdict !== undefined) return verdict;
  if (tier === null) return judgeError(judge, "no verdict yet, and no judge was asked");
  return askJudge(judge, context, ledger, tier);
}

async function askJudge(
  judge: Judge,
  context: ScoringContext,
  ledger: CellLedger,
  tier: Tier,
): Promise<Score | ScoreFailure | Cut> {
  const role = `judge:${judge.name}`;
  // A key that has had its verdict asks for the same one again.
  const firstDraw = ledger.answeredBefore(role);
  const { draws: wanted = 1 } = judge;
  const most = wanted + SPARE_DRAWS;
  const read: ModelResponse[] = [];
  let reason = "";
  for (let draw = firstDraw; draw < firstDraw + most; draw += 1) {
    const request = judgeRequest(judge, context, tier);
    if ("failure" in request) return request;
    const result = await ledger.call(role, request, draw);
    if (result.kind === "cut") return result;
    if (result.kind === "failed") return judgeError(judge, result.error.message);
    if (result.outcomeClass !== "ok") {
      // Cut off, refused or empty: what can still be read of it is no verdict.
      reason = `stopped with "${result.response.stopReason}"`;
      continue;
    }
    const verdict = await guarded(judge, () => judge.read(result.response));
    if (!isScore(verdict)) {
      reason = verdict.reason;
      continue;
    }
    read.push(result.response);
    if (read.length === wanted) return wanted === 1 ? verdict : await combined(judge, read);
  }
  return judgeError(judge, `${most - read.length} verdicts could not be read; the last: ${reason}`);
}

async function combined(judge: Judge, responses: readonly ModelResponse[]): Promise<Score | ScoreFailure> {
  const none = judgeError(judge, `wants ${responses.length} draws and does not say how to combine them`);
  return await guarded(judge, () => judge.combine?.(responses) ?? none);
}

function judgeRequest(judge: Judge, context: ScoringContext, { model, params }: Tier) {
  try {
    return { ...judge.request(context, randomBytes(16).toString("hex")), model, params };
  } catch (thrown) {
    return judgeError(judge, `threw: ${messageOf(thrown)}`);
  }
}

function judgeError({ name }: Judge, reason: string): ScoreFailure {
  return { scorer: name, failure: "judge_error", reason };
}
