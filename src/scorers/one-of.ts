import { UsageError } from "../core/errors.js";
import type { Validator } from "../core/score.js";
import { quoted, verdict } from "./_verdict.js";

/**
 * Validator without a label: the answer, trimmed, is one of the allowed labels. Usable as a runtime signal.
 *
 * @throws UsageError without labels, or on an empty one
 */
export function oneOf(labels: readonly string[]): Validator {
  const given: unknown = labels;
  if (!Array.isArray(given)) throw new UsageError(`oneOf needs a list of labels, found ${JSON.stringify(labels)}`);
  const name = "one-of";
  const version = `1:${JSON.stringify([...labels].sort())}`;
  const allowed = new Set(labels.map((label) => label.trim().toLowerCase()));
  if (allowed.size === 0 || allowed.has(""))
    throw new UsageError(`oneOf needs labels, none of them empty; found ${JSON.stringify(labels)}`);
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
