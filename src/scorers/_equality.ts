import type { Score, ScoreFailure, ScoringContext } from "../core/score.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";

/** 1 where answer and label are the same text once both are folded, else 0. */
export function equality(
  scorer: { readonly name: string; readonly version: string },
  fold: (text: string) => string,
  { item, text }: ScoringContext,
): Score | ScoreFailure {
  const { name, version } = scorer;
  if (typeof item.expected !== "string") return cannotSay(name, `item "${item.id}": expected is not a text`);
  if (fold(text) === fold(item.expected)) return verdict(name, version, 1, "equal");
  return verdict(name, version, 0, `expected ${quoted(item.expected)}, got ${quoted(text)}`);
}
