import { plainText } from "../core/plain-text.js";
import { untrustedBlock } from "../core/untrusted-block.js";

/** Of an answer that a hardened judge is shown; what is longer is cut, and said to be. */
const LONGEST_SHOWN = 60_000;

const NOTES = {
  hidden: "characters that cannot be seen were taken out of this answer.",
  cut: "characters of this answer are shown; the rest was cut off.",
};

/** What a judge is shown depends on it: part of the version of its rubric. */
export const HARDENING = { LONGEST_SHOWN, NOTES };

/** The answer made plain, with a note of what was done to it. */
export function hardenedBlock(answer: string, nonce: string): readonly string[] {
  const { text, hidden, cutFrom } = plainText(answer, LONGEST_SHOWN);
  return [
    untrustedBlock(text, nonce),
    ...(hidden > 0 ? [`Note: ${hidden} ${NOTES.hidden}`] : []),
    ...(cutFrom === null ? [] : [`Note: ${text.length} of ${cutFrom} ${NOTES.cut}`]),
  ];
}
