import type { Conversation } from "../core/conversation.js";
import type { Validator } from "../core/score.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";

/**
 * Validator without a label: the conversation ended, and not on a call that had failed. 0 where the model ran out of
 * turns, or said its last word although the calls it made last came back as errors. Usable as a runtime signal.
 */
export function resolvedCalls(): Validator {
  const name = "resolved-calls";
  const version = "1";
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    score({ conversation }) {
      if (conversation === undefined) return cannotSay(name, "no conversation: the eval has no tools");
      const open = unresolved(conversation);
      return verdict(name, version, open === null ? 1 : 0, open ?? "every call is resolved");
    },
  };
}

/** Of calls that were made together one that failed is enough. */
function unresolved({ steps, turns, ending }: Conversation): string | null {
  if (ending === "out_of_turns") return `out of turns after ${turns}`;
  const last = steps.at(-1)?.turn;
  const failed = steps.find(({ turn, result }) => turn === last && result?.isError === true);
  return failed === undefined ? null : `ended after ${failed.name} failed: ${quoted(failed.result?.text ?? "")}`;
}
