import { messageOf, UsageError } from "../core/errors.js";
import type { Validator } from "../core/score.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { patternChecker } from "./pattern-checker.js";

const MAX_PATTERN_LENGTH = 4096;

/**
 * Validator without a label: the answer, trimmed, matches a regular expression.
 * The pattern runs in a worker with a time limit; one that runs over it makes
 * the cell a validator error. Usable as a runtime signal.
 *
 * @throws UsageError if the pattern is empty, does not compile or is longer than 4,096 characters
 */
export function pattern(expression: RegExp | string, name = "pattern"): Validator {
  const { source, flags } = compile(expression);
  const version = `1:/${source}/${flags}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    async score({ text }) {
      const result = await patternChecker.check({ kind: "pattern", source, flags, text: text.trim() });
      if (result.kind === "failed") return cannotSay(name, result.reason);
      const shown = `/${source}/${flags}`;
      return verdict(
        name,
        version,
        result.isMatch ? 1 : 0,
        `${quoted(text)} ${result.isMatch ? "matches" : "does not match"} ${shown}`,
      );
    },
  };
}

function compile(expression: RegExp | string): { readonly source: string; readonly flags: string } {
  try {
    const { source, flags } = typeof expression === "string" ? new RegExp(expression, "u") : expression;
    if (source === "(?:)") throw new RangeError("it is empty and matches whatever is answered");
    if (source.length > MAX_PATTERN_LENGTH) throw new RangeError(`longer than ${MAX_PATTERN_LENGTH} characters`);
    return { source, flags: flags.replace(/[gy]/g, "") };
  } catch (cause) {
    throw new UsageError(`pattern ${String(expression).slice(0, 80) || '""'}: ${messageOf(cause)}`, { cause });
  }
}
