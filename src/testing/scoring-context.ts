import type { JsonValue } from "../core/json.js";
import { NO_USAGE } from "../core/model-response.js";
import type { ScoringContext } from "../core/score.js";
import { itemFrom } from "../datasets/item-from-row.js";

/** What a scorer sees of one answer to an item without input. */
export function answer(text: string, expected?: JsonValue): ScoringContext {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  return {
    item: itemFrom({ id: "i1", input: {}, ...(expected === undefined ? {} : { expected }) }, "t"),
    text,
    response: { text, stopReason: "end_turn", model: "m", requestId: null, ...usage },
  };
}
