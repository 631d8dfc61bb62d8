import { setImmediate as nextTurn } from "node:timers/promises";
import { messageOf } from "../core/errors.js";
import { type EvalDefinition, referenceAnswer } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { isScore, type Validator } from "../core/score.js";
import { unaskedContext } from "../scorers/unasked-answer.js";

/** An item on which no model could score. */
interface GoldFailure {
  readonly item: string;
  readonly scorer: string;
  readonly reason: string;
}

/** Right answers that one scorer does not take for right. */
export interface WrongGold {
  readonly scorer: string;
  /** Ids, in the order of the items. */
  readonly items: readonly string[];
  /** What the scorer said of the first. */
  readonly reason: string;
}

export const GOLD_REMEDY = "correct the item or the scorer, or give with referenceAnswer what would be right";

/** Scorers may wait for something; so many items wait side by side. */
const AT_ONCE = 16;

/**
 * Right answers that the eval's own validators do not take for right, scorer by scorer. Judges are not asked, programs
 * are not run, and an item without any known answer is left out.
 *
 * @param signal - ends it early; the rest of the items is then not tried
 */
export async function wrongGold(
  evaluation: EvalDefinition,
  items: readonly Item[],
  signal?: AbortSignal,
): Promise<readonly WrongGold[]> {
  const validators = evaluation.scorers.filter(
    (scorer): scorer is Validator => scorer.kind === "validator" && scorer.programLanguage === undefined,
  );
  const known = items.filter((item) => hasAnswer(evaluation, item));
  const failures: GoldFailure[] = [];
  for (let from = 0; from < known.length; from += AT_ONCE) {
    if (signal?.aborted === true) break;
    const some = known.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map((item) => failuresOf(evaluation, validators, item)));
    failures.push(...found.flat());
    // Most scorers wait for nothing: others, and who ends this early, must have their turn.
    await nextTurn();
  }
  return validators.flatMap(({ name }) => {
    const own = failures.filter(({ scorer }) => scorer === name);
    const [first] = own;
    return first === undefined ? [] : [{ scorer: name, items: own.map(({ item }) => item), reason: first.reason }];
  });
}

/** Whether it is known what would be right. */
export function hasAnswer(
  { referenceAnswer: own, referenceTrajectory, tools }: EvalDefinition,
  { expected }: Item,
): boolean {
  if (tools !== undefined) return referenceTrajectory !== undefined;
  return own !== undefined || expected !== undefined;
}

async function failuresOf(
  evaluation: EvalDefinition,
  validators: readonly Validator[],
  item: Item,
): Promise<readonly GoldFailure[]> {
  const failures: GoldFailure[] = [];
  for (const validator of validators) {
    const reason = await failureOf(evaluation, validator, item);
    if (reason !== null) failures.push({ item: item.id, scorer: validator.name, reason });
  }
  return failures;
}

/** Null: it is right. */
async function failureOf(evaluation: EvalDefinition, validator: Validator, item: Item): Promise<string | null> {
  try {
    const result = await validator.score(await unaskedContext(evaluation, item, referenceAnswer(evaluation, item)));
    return isScore(result) && result.value === 1 ? null : result.reason;
  } catch (thrown) {
    return `threw: ${messageOf(thrown)}`;
  }
}
