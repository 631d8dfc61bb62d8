import type { JsonObject } from "../core/json.js";
import { contentHash } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";
import { patternChecker } from "./pattern-checker.js";

/**
 * Validator without a label: the answer is JSON that fits a JSON Schema
 * (2020-12). Runs in a worker with a time limit, because a schema may carry
 * patterns. Usable as a runtime signal.
 *
 * A keyword that there is not is a validator failure: misspelt, it would let everything pass. Notes of your own begin with `x-`.
 */
export function jsonSchema(schema: JsonObject): Validator {
  const name = "json-schema";
  const version = `2:${contentHash(schema).slice(0, 16)}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    async score({ text }) {
      const value = jsonAnswer(text);
      if (value === undefined) return verdict(name, version, 0, `not JSON: ${quoted(text)}`);
      const result = await patternChecker.check({ kind: "schema", schema, isStrict: true, value });
      if (result.kind === "failed") return cannotSay(name, result.reason);
      return verdict(name, version, result.isMatch ? 1 : 0, result.isMatch ? "fits the schema" : result.detail);
    },
  };
}
