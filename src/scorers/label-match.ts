/**
 * Scorers turn one answer into one score. Validators are code, the judge asks a
 * model; neither knows of stores, runs or tiers.
 * @module
 */
import type { Validator } from "../core/score.js";
import { equality } from "./_equality.js";
import { refuseStray } from "./_stray-options.js";

export interface LabelMatchOptions {
  /** Treat "Refund" and "refund" as the same label. @defaultValue true */
  readonly ignoreCase?: boolean;
}

/**
 * Validator: the answer, trimmed, is the expected label and nothing else. An
 * answer with words around the label scores 0, because the code that reads it
 * in production would reject it too.
 */
export function labelMatch({ ignoreCase = true, ...stray }: LabelMatchOptions = {}): Validator {
  refuseStray("labelMatch", stray);
  const identity = { name: "label-match", version: ignoreCase ? "1" : "1-case" };
  const fold = (label: string) => (ignoreCase ? label.trim().toLowerCase() : label.trim());
  return { kind: "validator", ...identity, needsLabel: true, score: (context) => equality(identity, fold, context) };
}
