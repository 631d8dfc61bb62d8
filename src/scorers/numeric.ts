import { UsageError } from "../core/errors.js";
import type { Validator } from "../core/score.js";
import { lastNumber, parseNumber } from "./_number-in-text.js";
import { refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface NumericOptions {
  /** Largest absolute difference that still counts as equal. @defaultValue 1e-6 */
  readonly tolerance?: number;
  /** The answer is the value of this JSON field. @defaultValue the whole answer is read */
  readonly field?: string;
}

/**
 * Validator: the answer's number is the expected one within a tolerance.
 *
 * The number is the whole answer, or its named JSON field (also where the JSON
 * around it is damaged or wrapped in prose); failing both, the last number of the text.
 *
 * @throws UsageError if the tolerance is negative, infinite or NaN
 */
export function numeric({ tolerance = 1e-6, field, ...stray }: NumericOptions = {}): Validator {
  refuseStray("numeric", stray);
  if (!(tolerance >= 0 && Number.isFinite(tolerance)))
    throw new UsageError(`numeric: tolerance must be a finite number of 0 or more, found ${tolerance}`);
  const name = "numeric";
  const version = `1:${tolerance}:${field ?? ""}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const want = typeof item.expected === "string" ? parseNumber(item.expected) : item.expected;
      if (typeof want !== "number") return cannotSay(name, `item "${item.id}": expected is not a number`);
      const said = field === undefined ? text : fieldText(text, field);
      if (said === null) return verdict(name, version, 0, `no field "${field}" in ${quoted(text)}`);
      const got = parseNumber(said) ?? lastNumber(said);
      if (got === null) return verdict(name, version, 0, `no number in ${quoted(said)}`);
      const isRight = Math.abs(got - want) <= tolerance;
      return verdict(name, version, isRight ? 1 : 0, isRight ? `${got} is right` : `expected ${want}, got ${got}`);
    },
  };
}

/** The text of a field: from clean JSON, or from its last mention in anything else. */
function fieldText(text: string, field: string): string | null {
  const value = jsonAnswer(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const found = (value as { readonly [key: string]: unknown })[field];
    return typeof found === "string" || typeof found === "number" ? String(found) : null;
  }
  const mention = [...text.matchAll(/"([^"\n]{1,64})"\s*:\s*/g)].findLast((match) => match[1] === field);
  if (mention === undefined) return null;
  const rest = text.slice(mention.index + mention[0].length);
  return /^"([^"\n]*)/.exec(rest)?.[1] ?? /^[^,}\n]*/.exec(rest)?.[0] ?? null;
}
