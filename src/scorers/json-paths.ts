import { UsageError } from "../core/errors.js";
import { canonicalJson, type JsonValue } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { areSameValue, type FieldComparison } from "./_field-comparison.js";
import { type JsonPath, parseJsonPath, valuesAt } from "./_json-path.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface JsonPathsOptions {
  /** Path (`customer.name`, `lines[*].price`) → how the values there are compared. */
  readonly paths: { readonly [path: string]: FieldComparison };
}

interface Compared {
  readonly path: string;
  readonly steps: JsonPath;
  readonly comparison: FieldComparison;
}

/**
 * Validator: how much of a JSON answer is right, path by path, each path with the same weight.
 *
 * At a path with `[*]` entries are compared in order, and count in parts: entries too many or too few are wrong ones.
 *
 * @throws UsageError without paths, or on one that cannot be read
 */
export function jsonPaths({ paths }: JsonPathsOptions): Validator {
  const name = "json-paths";
  const compared = Object.entries(paths).map(([path, comparison]) => ({
    path,
    comparison,
    steps: parseJsonPath(path),
  }));
  if (compared.length === 0) throw new UsageError("jsonPaths needs at least one path");
  const version = `1:${canonicalJson({ paths })}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      if (item.expected === undefined) return cannotSay(name, `item "${item.id}": nothing is expected`);
      const got = jsonAnswer(text);
      if (got === undefined) return verdict(name, version, 0, `not JSON: ${quoted(text)}`);
      const want = item.expected;
      const shares = compared.map((one) => ({ path: one.path, share: shareRight(want, got, one) }));
      const wrong = shares.filter(({ share }) => share < 1);
      const value = wrong.length === 0 ? 1 : shares.reduce((sum, { share }) => sum + share, 0) / shares.length;
      const reason = wrong.map(({ path, share }) => `${path}: ${Math.round(100 * share)} % right`).join("; ");
      return verdict(name, version, value, wrong.length === 0 ? "all paths equal" : reason);
    },
  };
}

function shareRight(want: JsonValue, got: JsonValue, { steps, comparison }: Compared): number {
  const [label, said] = [valuesAt(want, steps), valuesAt(got, steps)];
  const longest = Math.max(label.length, said.length);
  if (longest === 0) return 1;
  const right = label.filter((value, index) => {
    const other = said[index];
    return other !== undefined && areSameValue(value, other, comparison);
  });
  return right.length / longest;
}
