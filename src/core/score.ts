import { z } from "zod";
import type { Conversation } from "./conversation.js";
import type { Item } from "./item.js";
import type { JsonObject } from "./json.js";
import type { Prompt } from "./model-request.js";
import type { ModelResponse } from "./model-response.js";
import type { Language, RunProgram } from "./program.js";

/** What one call of a judge said, where several stand behind its verdict. */
export const VoteSchema = z.strictObject({
  /** Of a panel the tier, of a comparison the order, of a judge that is drawn several times the draw. */
  ballot: z.string(),
  /** The model id that served it. */
  model: z.string(),
  /** Criterion → met. */
  met: z.record(z.string(), z.boolean()),
});
export type Vote = z.infer<typeof VoteSchema>;

/** The verdict of one scorer on one response. */
export const ScoreSchema = z.strictObject({
  scorer: z.string(),
  kind: z.enum(["validator", "judge"]),
  /** In [0, 1]; 1 is right. */
  value: z.number().min(0).max(1),
  reason: z.string(),
  /** What the verdict depends on besides the response: code version, or the judge's rubric hash. */
  version: z.string(),
  /** Judges only: the model id that served the verdict; of a panel all of them. */
  judgeModel: z.string().optional(),
  /** Judges only: criterion → met; absent: it gives one verdict on the whole answer. */
  criteria: z.record(z.string(), z.boolean()).optional(),
  /** Judges only: the calls behind the verdict, in the order of its ballots; absent: one. */
  votes: z.array(VoteSchema).optional(),
});
export type Score = z.infer<typeof ScoreSchema>;

/** A scorer could not say: the cell is missing, never wrong. */
export interface ScoreFailure {
  readonly scorer: string;
  /** `judge_abstained`: it gave verdicts, and they contradict each other. */
  readonly failure: "judge_error" | "judge_abstained" | "validator_error";
  readonly reason: string;
}

/** What a scorer sees. */
export interface ScoringContext {
  readonly item: Item;
  /** The answer with self-reports already taken off. */
  readonly text: string;
  readonly response: ModelResponse;
  /** Of an eval with tools: what was called, and what that left behind. */
  readonly conversation?: Conversation;
  /** Absent: answers are not run as programs. */
  readonly runProgram?: RunProgram;
}

/**
 * A deterministic scorer: no model call, no clock, no randomness.
 * One that does not need the label can be used as a runtime signal.
 */
export interface Validator {
  readonly kind: "validator";
  readonly name: string;
  readonly version: string;
  readonly needsLabel: boolean;
  /** Of a validator that runs answers as programs: the language of the answer to this input. */
  readonly programLanguage?: (input: JsonObject) => Language;
  /** Of a validator that lets no other answers pass: these, whatever their case. */
  readonly labels?: readonly string[];
  score(context: ScoringContext): Score | ScoreFailure | Promise<Score | ScoreFailure>;
}

/** One question of a judge that puts several answers together. */
export interface Ballot {
  /** Tells its calls from those of the judge's other ballots. */
  readonly name: string;
  /** The tier that is asked; absent: the one that judges in this run. */
  readonly tier?: string;
  /** @param nonce - 128 random bits as hex, new for every call; delimits the untrusted text */
  request(context: ScoringContext, nonce: string): Prompt;
  read(response: ModelResponse): Score | ScoreFailure;
}

/** A scorer that asks a model. It writes the request and reads the verdict; the runner makes the call. */
export interface Judge {
  readonly kind: "judge";
  readonly name: string;
  /** Hash of the rubric: another rubric is another judge. */
  readonly version: string;
  /** What the lower end of its agreement with people (Cohen's κ) must reach before anything is certified. @defaultValue 0.6 */
  readonly agreementFloor?: number;
  /** Its scores are a pass from here on, in (0, 1]. @defaultValue 1 */
  readonly passAt?: number;
  /** What a person must see beside the answer to say whether it is right; absent: the input is enough. */
  readonly beside?: (item: Item) => string;
  /** The questions of its rubric, by name and in order; absent: it gives one verdict on the whole answer. */
  readonly questions?: readonly { readonly name: string; readonly question: string }[];
  /** @param nonce - 128 random bits as hex, new for every call; delimits the untrusted text */
  request(context: ScoringContext, nonce: string): Prompt;
  read(response: ModelResponse): Score | ScoreFailure;
  /** Readable verdicts that it wants on every ballot, an integer ≥ 2 together with {@link Judge.combine}. @defaultValue 1 */
  readonly draws?: number;
  /** What it asks instead of the one question, together with {@link Judge.combine}: each is a call of its own. */
  readonly ballots?: readonly Ballot[];
  /** What the verdicts, each of which could be read, come to together: ballot by ballot, and draw by draw. */
  readonly combine?: (responses: readonly ModelResponse[]) => Score | ScoreFailure;
}

/** Whatever turns an answer into a score. */
export type Scorer = Validator | Judge;

/** The score of a label-free check, as a signal reads it. */
export function isScore(result: Score | ScoreFailure): result is Score {
  return "value" in result;
}
