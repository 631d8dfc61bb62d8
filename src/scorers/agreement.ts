import { UsageError } from "../core/errors.js";
import { canonicalJson } from "../core/json.js";
import type { Signal } from "../core/signal.js";
import { refuseStray } from "./_stray-options.js";
import { jsonAnswer } from "./json-answer.js";

export interface AgreementOptions {
  /** Answers in all, the served one included. @defaultValue 2 */
  readonly answers?: number;
  /**
   * What two answers must have in common to agree. Where it finds no text in the served one, none agrees.
   * @defaultValue the JSON value where an answer is an object or array and nothing else, else the text, case and white space folded
   */
  readonly key?: (text: string) => string;
  /** Raise it whenever `key` changes. */
  readonly keyVersion?: string;
  readonly name?: string;
}

/**
 * Signal: the share of further answers of the same tier that agree with the
 * served one, in [0, 1]: support for what would be served, not for what most
 * answers say. Of four answers, a, a, b, b and a, a, b, c both read 1/3, and
 * a, b, b, b reads 0. Every further answer is a paid call and counts; where one is
 * missing, or the served one is empty or without a key, the lowest value stands in.
 *
 * @throws UsageError unless answers is an integer from 2 to 9
 */
export function agreement({
  answers = 2,
  key = fold,
  keyVersion = "json-or-fold",
  name = "agreement",
  ...stray
}: AgreementOptions = {}): Signal {
  refuseStray(`agreement "${name}"`, stray);
  if (!(Number.isInteger(answers) && answers >= 2 && answers <= 9)) {
    throw new UsageError(`agreement needs 2 to 9 answers, found ${answers}`);
  }
  return {
    name,
    kind: "agreement",
    levels: null,
    version: `2:${answers}:${keyVersion}`,
    extraCalls: answers - 1,
    read({ text, extraTexts }) {
      const served: unknown = key(text);
      const agreeing = extraTexts.filter((extra) => key(extra) === served).length;
      const isMissing = extraTexts.length < answers - 1 || text.trim() === "" || typeof served !== "string";
      return isMissing ? { name, value: 0, isMissing } : { name, value: agreeing / (answers - 1) };
    },
  };
}

function fold(text: string): string {
  const value = jsonAnswer(text);
  if (typeof value === "object" && value !== null) return canonicalJson(value);
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
