import type { Validator } from "../core/score.js";
import { quoted, verdict } from "./_verdict.js";

/** Validator without a label: the answer, trimmed, is one of the allowed labels. Usable as a runtime signal. */
export function oneOf(labels: readonly string[]): Validator {
  const name = "one-of";
  const version = `1:${JSON.stringify([...labels].sort())}`;
  const allowed = new Set(labels.map((label) => label.trim().toLowerCase()));
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    labels,
    score({ text }) {
      const isAllowed = allowed.has(text.trim().toLowerCase());
      return verdict(name, version, isAllowed ? 1 : 0, isAllowed ? "an allowed label" : `not a label: ${quoted(text)}`);
    },
  };
}
