import type { Validator } from "../core/score.js";
import { equality } from "./_equality.js";

/** Validator: the answer equals the expected text after trimming and folding runs of white space. */
export function exact(): Validator {
  const identity = { name: "exact", version: "1" };
  const fold = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
  return { kind: "validator", ...identity, needsLabel: true, score: (context) => equality(identity, fold, context) };
}
