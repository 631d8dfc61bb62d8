import { crc32 } from "node:zlib";
import { DigestMap } from "../core/digest-map.js";

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

/** An empty ledger. Of calls it keeps checksums, so that one reuse in four billion goes unnoticed. */
export function answerLedger(capacity: number = REMEMBERED_ANSWERS): AnswerLedger {
  const calls = new DigestMap();
  return {
    isReused(messageId, callKey) {
      const call = crc32(callKey);
      const earlier = calls.get(messageId);
      if (earlier !== undefined) return earlier !== call;
      calls.set(messageId, call);
      if (calls.size > capacity) calls.deleteOldest();
      return false;
    },
  };
}
