/** Answers remembered per client; older ones are forgotten, so that a long run stays small. */
const REMEMBERED_ANSWERS = 100_000;

/** Which call each message id answered. */
export interface AnswerLedger {
  /**
   * Notes that a message id answered a call.
   *
   * @returns true where it had already answered a call with another key; a
   *   retry of the same call may well be given the same answer again.
   */
  isReused(messageId: string, callKey: string): boolean;
}

/** An empty ledger. */
export function answerLedger(capacity: number = REMEMBERED_ANSWERS): AnswerLedger {
  const callKeys = new Map<string, string>();
  return {
    isReused(messageId, callKey) {
      const earlier = callKeys.get(messageId);
      if (earlier !== undefined) return earlier !== callKey;
      callKeys.set(messageId, callKey);
      if (callKeys.size > capacity) {
        const [oldest] = callKeys.keys();
        if (oldest !== undefined) callKeys.delete(oldest);
      }
      return false;
    },
  };
}
