import type { Validator } from "../core/score.js";
import { quoted, verdict } from "./_verdict.js";

export interface ContainsOptions {
  /** Every one of these must occur. */
  readonly all: readonly string[];
  /** None of these may occur. */
  readonly none?: readonly string[];
}

/** Validator without a label: the answer contains given texts and lacks others, whatever the case. Usable as a runtime signal. */
export function contains({ all, none = [] }: ContainsOptions): Validator {
  const name = "contains";
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
