import { UsageError } from "../core/errors.js";
import type { Signal } from "../core/signal.js";

export interface AgreementOptions {
  /** Answers in all, the served one included. @defaultValue 2 */
  readonly answers?: number;
  /** What two answers must have in common to agree. @defaultValue the text, case and white space folded */
  readonly key?: (text: string) => string;
  /** Raise it whenever `key` changes. */
  readonly keyVersion?: string;
  readonly name?: string;
}

/**
 * Signal: the share of further answers of the same tier that agree with the
 * served one, in [0, 1]. Every further answer is a paid call and counts; where one
 * is missing, the lowest value stands in.
 *
 * @throws UsageError unless answers is an integer from 2 to 9
 */
export function agreement({
  answers = 2,
  key = fold,
  keyVersion = "fold",
  name = "agreement",
}: AgreementOptions = {}): Signal {
  if (!(Number.isInteger(answers) && answers >= 2 && answers <= 9)) {
    throw new UsageError(`agreement needs 2 to 9 answers, found ${answers}`);
  }
  return {
    name,
    kind: "agreement",
    levels: null,
    version: `1:${answers}:${keyVersion}`,
    extraCalls: answers - 1,
    read({ text, extraTexts }) {
      const served = key(text);
      const agreeing = extraTexts.filter((extra) => key(extra) === served).length;
      const isMissing = extraTexts.length < answers - 1;
      return isMissing ? { name, value: 0, isMissing } : { name, value: agreeing / (answers - 1) };
    },
  };
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
