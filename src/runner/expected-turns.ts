import { conversationRules } from "../core/conversation-rules.js";
import { trajectoryOf } from "../core/eval.js";
import type { TokenEstimate } from "../core/model-client.js";
import type { PlannedCell } from "./plan-run.js";

type Bound = "low" | "expected" | "high";

/** How many turns something takes. */
export type Turns = { readonly [bound in Bound]: number };

/** Tokens of what a tool says, with the block around it: known only once it has said it. */
const RESULT_TOKENS: Turns = { low: 20, expected: 150, high: 1500 };

/** How many turns a cell will probably take; null: it asks once. */
export function expectedTurns({ evaluation, item }: PlannedCell): Turns | null {
  const rules = conversationRules(evaluation);
  if (rules === null) return null;
  const { maxTurns } = rules;
  const calls = trajectoryOf(evaluation, item)?.calls.length ?? Math.floor(maxTurns / 2);
  return { low: 1, expected: Math.min(maxTurns, calls + 1), high: maxTurns };
}

/**
 * The tokens of each turn of a conversation, which sends again what was said before it: a turn is priced by itself. A turn
 * beyond the expected number adds to the upper end alone.
 *
 * @param first - of the first turn
 */
export function turnTokens(first: TokenEstimate, turns: Turns): readonly TokenEstimate[] {
  return Array.from({ length: turns.high }, (_, turn) => {
    const at = (bound: Bound, tokens: number) => (turn < turns[bound] ? tokens : 0);
    const input = (bound: Bound) =>
      at(bound, first.inputTokens[bound] + turn * (first.outputTokens[bound] + RESULT_TOKENS[bound]));
    const output = (bound: Bound) => at(bound, first.outputTokens[bound]);
    return {
      inputTokens: { low: input("low"), expected: input("expected"), high: input("high") },
      outputTokens: { low: output("low"), expected: output("expected"), high: output("high") },
    };
  });
}
