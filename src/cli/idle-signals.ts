import { type EvalDefinition, referenceAnswer, stripSignals } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { Signal } from "../core/signal.js";
import { unaskedContext } from "../scorers/unasked-answer.js";
import { hasAnswer } from "./wrong-gold.js";

/**
 * Names of the signals that are checks of the eval and pass none of the right answers. Programs are not run. One that
 * passes some may be as it is meant to be: a check need not know every right answer.
 */
export async function idleSignals(evaluation: EvalDefinition, items: readonly Item[]): Promise<readonly string[]> {
  const checks = evaluation.signals.filter(
    ({ kind, extraCalls, programLanguage }) =>
      kind === "validator" && extraCalls === 0 && programLanguage === undefined,
  );
  const known = items.filter((item) => hasAnswer(evaluation, item));
  const idle: string[] = [];
  if (known.length === 0) return idle;
  for (const signal of checks) if (!(await passesAny(evaluation, signal, known))) idle.push(signal.name);
  return idle;
}

async function passesAny(evaluation: EvalDefinition, signal: Signal, items: readonly Item[]): Promise<boolean> {
  for (const item of items) if (await passes(evaluation, signal, item)) return true;
  return false;
}

async function passes(evaluation: EvalDefinition, signal: Signal, item: Item): Promise<boolean> {
  try {
    const seen = await unaskedContext(evaluation, item, referenceAnswer(evaluation, item));
    const { text: rawText, ...context } = seen;
    const text = stripSignals(evaluation, rawText);
    const reading = await signal.read({ ...context, input: item.input, rawText, text, extraTexts: [] });
    return reading.isMissing !== true && reading.value > 0;
  } catch {
    return false;
  }
}
