import { conversationRules } from "../core/conversation-rules.js";
import type { TokenEstimate } from "../core/model-client.js";
import type { PlannedCell } from "./plan-run.js";

type Bound = "low" | "expected" | "high";

/** Tokens of what a tool says, with the block around it: known only once it has said it. */
const RESULT_TOKENS: { readonly [bound in Bound]: number } = { low: 20, expected: 150, high: 1500 };

/** How many turns a cell will probably take; null: it asks once. */
export function expectedTurns({ evaluation, item }: PlannedCell): { readonly [bound in Bound]: number } | null {
  const rules = conversationRules(evaluation);
  if (rules === null) return null;
  const { maxTurns } = rules;
  const calls = evaluation.referenceTrajectory?.(item).calls.length ?? Math.floor(maxTurns / 2);
  return { low: 1, expected: Math.min(maxTurns, calls + 1), high: maxTurns };
}

/** The tokens of a whole conversation: every turn sends again what was said before it. */
export function conversationTokens(first: TokenEstimate, turns: { readonly [bound in Bound]: number }): TokenEstimate {
  const input = (bound: Bound) => {
    const grown = first.outputTokens[bound] + RESULT_TOKENS[bound];
    return turns[bound] * first.inputTokens[bound] + (grown * turns[bound] * (turns[bound] - 1)) / 2;
  };
  const output = (bound: Bound) => turns[bound] * first.outputTokens[bound];
  return {
    inputTokens: { low: input("low"), expected: input("expected"), high: input("high") },
    outputTokens: { low: output("low"), expected: output("expected"), high: output("high") },
  };
}
