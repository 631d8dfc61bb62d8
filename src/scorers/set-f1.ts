import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { areSameValue, checkComparison, type FieldComparison } from "./_field-comparison.js";
import { parseJsonPath, valueAt } from "./_json-path.js";
import { refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface SetF1Options {
  /** Where answer and label have their list (`findings`, `a.b`). @defaultValue each is a list itself */
  readonly path?: string;
  /** How two entries are compared. @defaultValue "text" */
  readonly comparison?: FieldComparison;
}

/**
 * Validator: F1 of a list against the label's, whatever the order: the harmonic mean of precision and recall.
 *
 * Every entry of the answer matches one entry of the label at most, so what is said twice counts as wrong once.
 * Two empty lists are 1; an answer without a list is 0.
 *
 * @throws UsageError on a path that cannot be read, or with `[*]`, and on a comparison that there is not
 */
export function setF1({ path, comparison = "text", ...stray }: SetF1Options = {}): Validator {
  refuseStray("setF1", stray);
  const name = "set-f1";
  const version = `2:${path ?? ""}:${comparison}`;
  checkComparison("setF1", comparison);
  const steps = path === undefined ? [] : parseJsonPath(path);
  if (steps.includes(null)) throw new UsageError(`setF1 path "${path}": name the list itself, without [*]`);
  const listIn = (value: JsonValue): readonly JsonValue[] | null => {
    const found = valueAt(value, steps);
    return Array.isArray(found) ? found : null;
  };
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const want = item.expected === undefined ? null : listIn(item.expected);
      if (want === null) return cannotSay(name, `item "${item.id}": expected has no list${path ? ` at ${path}` : ""}`);
      const got = jsonAnswer(text);
      const said = got === undefined ? null : listIn(got);
      if (said === null) return verdict(name, version, 0, `no list: ${quoted(text)}`);
      const { missing, extra } = difference(want, said, comparison);
      const right = want.length - missing.length;
      const value = want.length + said.length === 0 ? 1 : (2 * right) / (want.length + said.length);
      return verdict(name, version, value, reasonOf(missing, extra));
    },
  };
}

/** What the label has and the answer has not, and the reverse. */
function difference(
  want: readonly JsonValue[],
  said: readonly JsonValue[],
  comparison: FieldComparison,
): { readonly missing: readonly JsonValue[]; readonly extra: readonly JsonValue[] } {
  const missing = [...want];
  const extra = said.filter((entry) => {
    const at = missing.findIndex((label) => areSameValue(label, entry, comparison));
    if (at >= 0) missing.splice(at, 1);
    return at < 0;
  });
  return { missing, extra };
}

function reasonOf(missing: readonly JsonValue[], extra: readonly JsonValue[]): string {
  const parts = [
    ...(missing.length > 0 ? [`missing: ${quoted(missing.map((one) => JSON.stringify(one)).join(", "))}`] : []),
    ...(extra.length > 0 ? [`not asked for: ${quoted(extra.map((one) => JSON.stringify(one)).join(", "))}`] : []),
  ];
  return parts.length === 0 ? "the same entries" : parts.join("; ");
}
