import type { Conversation } from "../core/conversation.js";

/** What a reason adds where a conversation is scored as it stood when it ran out of turns. */
export function endingNote({ ending, turns }: Conversation): string {
  return ending === "out_of_turns" ? `; out of turns after ${turns}` : "";
}
