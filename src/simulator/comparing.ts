import { canonicalJson, type JsonObject } from "../core/json.js";
import { type AnswerKey, foldAnswer } from "./answer-key.js";
import { inputHashOf, objectAt, promptIdentity, shownBlocks, type VerdictOptions } from "./judging.js";
import { seededRandom } from "./seeded-random.js";
import { RequestRejected } from "./wire-error.js";
import type { WireRequest } from "./wire-request.js";
import type { SimulatedModel } from "./world.js";

/** A request to say which of two texts is better. */
export interface ComparingTask {
  readonly first: string;
  readonly second: string;
  /** Hash of the input that is shown before them; null where none is. */
  readonly inputHash: string | null;
  readonly identity: string;
}

/** What may be said, in the order of the schema. */
const VERDICTS = ["first", "second", "equal"] as const;
type Verdict = (typeof VERDICTS)[number];

/**
 * Recognises a comparison by its schema: an object with a property `better` that is one of first, second and
 * equal. Null for any other request.
 *
 * @throws RequestRejected 400 if it has not two untrusted blocks to compare
 */
export function comparingTask(request: WireRequest): ComparingTask | null {
  const better = objectAt(objectAt(request.schema, "properties"), "better");
  if (better === null || canonicalJson(better["enum"] ?? null) !== canonicalJson([...VERDICTS])) return null;
  const blocks = shownBlocks(request);
  const [first, second] = ["first answer", "second answer"].map(
    (label) => blocks.find((block) => block.label.includes(label))?.text,
  );
  if (first === undefined || second === undefined)
    throw new RequestRejected(400, "this request to compare has not two answers in untrusted blocks");
  const inputHash = blocks.length < 3 ? null : inputHashOf(blocks[0]?.text ?? "");
  return { first, second, inputHash, identity: promptIdentity(request) };
}

/**
 * The text of a simulated comparison. A right answer is better than a wrong one; two right ones, two wrong
 * ones and two that say the same are equal. The judge sees so at its planted rates (its sensitivity where both
 * are right, else its specificity) and errs to either side; at its planted lean it names the first, whatever it sees.
 */
export function comparisonOf(
  task: ComparingTask,
  judge: SimulatedModel["judge"],
  key: AnswerKey,
  { identity, callKey, malformedRate }: VerdictOptions,
): string {
  const random = seededRandom("comparison", ...identity, task.identity);
  const isRight = (text: string) =>
    (task.inputHash === null ? null : key.isReferenceTo(task.inputHash, text)) ?? key.isReference(text);
  const [first, second] = [isRight(task.first), isRight(task.second)];
  const isSame = foldAnswer(task.first) === foldAnswer(task.second);
  const truth: Verdict = isSame || first === second ? "equal" : first ? "first" : "second";
  const sees = random.chance(first && second ? judge.sensitivity : judge.specificity);
  const errors = VERDICTS.filter((verdict) => verdict !== truth);
  const erring = errors[random.integer(errors.length)] ?? truth;
  const better = random.chance(judge.firstLean ?? 0) ? "first" : sees ? truth : erring;
  const isMalformed = seededRandom("comparison-form", ...identity, task.identity, callKey).chance(malformedRate);
  if (isMalformed) return `I lean towards the ${better} one.`;
  return JSON.stringify({ better, reason: "As far as can be seen." } satisfies JsonObject);
}
