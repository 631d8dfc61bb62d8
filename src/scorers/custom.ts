import { messageOf, UsageError } from "../core/errors.js";
import type { ScoringContext, Validator } from "../core/score.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, verdict } from "./_verdict.js";

export interface CustomSpec {
  readonly name: string;
  /** Raise it whenever the function changes: stored scores of the old version are then not reused. */
  readonly version: string;
  /** False promises that the function reads neither `item.expected` nor anything production lacks. */
  readonly needsLabel: boolean;
  /** @returns a value in [0, 1], or one with a reason */
  readonly score: (context: ScoringContext) => number | { readonly value: number; readonly reason: string };
}

/**
 * Validator of your own. It must be a pure function of its argument. One that
 * throws, or returns no number in [0, 1], makes the cell a validator error, never a wrong answer.
 *
 * @throws UsageError on a field that there is not, or without needsLabel
 */
export function custom(options: CustomSpec): Validator {
  needOptions("custom", options, "name", "version", "score");
  const { name, version, needsLabel, score, ...stray } = options;
  refuseStray(`custom "${name}"`, stray);
  if (typeof needsLabel !== "boolean") throw new UsageError(`custom "${name}" needs needsLabel: true or false`);
  return {
    kind: "validator",
    name,
    version,
    needsLabel,
    score(context) {
      try {
        const said = score(context);
        const { value, reason } = typeof said === "number" ? { value: said, reason: `returned ${said}` } : said;
        if (!(typeof value === "number" && value >= 0 && value <= 1))
          return cannotSay(name, `returned ${value}, not a number in [0, 1]`);
        return verdict(name, version, value, reason);
      } catch (thrown) {
        return cannotSay(name, `threw: ${messageOf(thrown)}`);
      }
    },
  };
}
