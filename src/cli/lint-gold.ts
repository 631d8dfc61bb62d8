import { messageOf } from "../core/errors.js";
import { type EvalDefinition, referenceAnswer } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { NO_USAGE } from "../core/model-response.js";
import { isScore, type ScoringContext, type Validator } from "../core/score.js";
import type { Finding } from "../datasets/lint-finding.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { playTrajectory } from "../scorers/play-trajectory.js";

interface Failure {
  readonly item: string;
  readonly scorer: string;
  readonly reason: string;
}

/**
 * Right answers that the eval's own validators do not take for right: no model could ever score on them. Judges are not
 * asked, programs are not run, and an item without any known answer is left out.
 */
export async function lintGold({ evaluation, dataset }: EvalWithItems): Promise<readonly Finding[]> {
  const validators = evaluation.scorers.filter(
    (scorer): scorer is Validator => scorer.kind === "validator" && scorer.programLanguage === undefined,
  );
  const failures: Failure[] = [];
  for (const item of dataset.items) failures.push(...(await failuresOf(evaluation, validators, item)));
  return validators.flatMap(({ name }) => {
    const own = failures.filter(({ scorer }) => scorer === name);
    const [first] = own;
    if (first === undefined) return [];
    const message = `the right answer fails "${name}" (${first.reason}); correct the item, the scorer or referenceAnswer`;
    return [{ rule: "gold-fails", severity: "error", items: own.map(({ item }) => item), message }];
  });
}

async function failuresOf(
  evaluation: EvalDefinition,
  validators: readonly Validator[],
  item: Item,
): Promise<readonly Failure[]> {
  if (!hasAnswer(evaluation, item)) return [];
  const failures: Failure[] = [];
  for (const validator of validators) {
    const reason = await failureOf(evaluation, validator, item);
    if (reason !== null) failures.push({ item: item.id, scorer: validator.name, reason });
  }
  return failures;
}

function hasAnswer({ referenceAnswer: own, referenceTrajectory, tools }: EvalDefinition, { expected }: Item): boolean {
  if (tools !== undefined) return referenceTrajectory !== undefined;
  return own !== undefined || expected !== undefined;
}

/** Null: it is right. */
async function failureOf(evaluation: EvalDefinition, validator: Validator, item: Item): Promise<string | null> {
  try {
    const result = await validator.score(await contextOf(evaluation, item));
    return isScore(result) && result.value === 1 ? null : result.reason;
  } catch (thrown) {
    return `threw: ${messageOf(thrown)}`;
  }
}

async function contextOf(evaluation: EvalDefinition, item: Item): Promise<ScoringContext> {
  const text = referenceAnswer(evaluation, item);
  if (evaluation.tools !== undefined) return playTrajectory(evaluation, item, text);
  const response = { text, stopReason: "end_turn", model: "", requestId: null, usage: NO_USAGE, latencyMs: 0 } as const;
  return { item, text, response: { ...response, simulated: true } };
}
