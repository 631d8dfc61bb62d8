import { type EvalDefinition, referenceAnswer } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { Signal } from "../core/signal.js";
import { unaskedResponse } from "../scorers/unasked-answer.js";
import { hasAnswer } from "./wrong-gold.js";

/** Names of the signals for which all right answers agree, however different: what they compare is in none of them. */
export async function blindSignals(evaluation: EvalDefinition, items: readonly Item[]): Promise<readonly string[]> {
  const asked = evaluation.signals.filter((signal) => signal.kind === "agreement" && signal.ask === undefined);
  if (asked.length === 0) return [];
  const known = items.filter((item) => hasAnswer(evaluation, item));
  const blind: string[] = [];
  for (const signal of asked) if (await isBlind(evaluation, signal, known)) blind.push(signal.name);
  return blind;
}

/** What fails on a right answer is told by itself. */
async function isBlind(evaluation: EvalDefinition, signal: Signal, items: readonly Item[]): Promise<boolean> {
  try {
    const [text = "", ...others] = new Set(items.map((item) => referenceAnswer(evaluation, item)));
    const response = unaskedResponse(text);
    for (const other of others) {
      const extraTexts = Array.from({ length: signal.extraCalls }, () => other);
      const { value } = await signal.read({ input: {}, rawText: text, text, response, extraTexts });
      if (value < 1) return false;
    }
    return others.length > 0;
  } catch {
    return false;
  }
}
