import { UsageError } from "../core/errors.js";
import type { Validator } from "../core/score.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { quoted, verdict } from "./_verdict.js";

export interface ContainsOptions {
  /** Every one of these must occur. */
  readonly all: readonly string[];
  /** None of these may occur. */
  readonly none?: readonly string[];
}

/**
 * Validator without a label: the answer contains given texts and lacks others, whatever the case. Usable as a runtime signal.
 *
 * @throws UsageError where every answer would be right, or none could be: without texts, on an empty one, on one that
 *   must occur and holds one that may not
 */
export function contains(options: ContainsOptions): Validator {
  needOptions("contains", options, "all");
  const { all, none = [], ...stray } = options;
  const name = "contains";
  refuseStray(name, stray);
  checkTexts(all, none);
  const version = `1:${JSON.stringify([all, none])}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    score({ text }) {
      const said = text.toLowerCase();
      const missing = all.find((part) => !said.includes(part.toLowerCase()));
      const unwanted = none.find((part) => said.includes(part.toLowerCase()));
      if (missing !== undefined) return verdict(name, version, 0, `lacks ${quoted(missing)}`);
      if (unwanted !== undefined) return verdict(name, version, 0, `contains ${quoted(unwanted)}`);
      return verdict(name, version, 1, "contains what it must");
    },
  };
}

function checkTexts(all: readonly string[], none: readonly string[]): void {
  if (all.length + none.length === 0) throw new UsageError("contains needs a text in all or none");
  if ([...all, ...none].includes("")) throw new UsageError('contains: every answer contains ""; take it out');
  for (const unwanted of none) {
    const holder = all.find((part) => part.toLowerCase().includes(unwanted.toLowerCase()));
    if (holder !== undefined)
      throw new UsageError(
        `contains: whatever contains ${quoted(holder)} contains ${quoted(unwanted)}, which it must not`,
      );
  }
}
