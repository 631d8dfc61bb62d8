import type { Estimate } from "./estimate.js";
import type { Difficulty } from "./item.js";

/** Some of the items of a task type, told apart by something that is known before any answer. */
export type SliceKey =
  /** A quarter by the length of the prompt, both ends included. */
  | { readonly by: "length"; readonly fromTokens: number; readonly toTokens: number }
  | { readonly by: "difficulty"; readonly band: Difficulty };

/** The chosen policy against the reference on one slice. */
export interface Slice {
  readonly key: SliceKey;
  readonly items: number;
  /** Policy minus reference: negative is worse. The intervals of all slices of a task type hold together. */
  readonly difference: Estimate;
  /** One-sided, of "the loss here is the margin or less"; Holm over the slices of the task type. */
  readonly adjustedPValue: number;
  /** True where the loss here is significantly more than the margin. A warning: it decides nothing. */
  readonly isWorse: boolean;
}

/** Whether a mean hides a part of the items on which the chosen policy does badly. */
export interface SliceCheck {
  /** By length, shortest first, then by difficulty, easiest first. */
  readonly slices: readonly Slice[];
  /** The one that loses most; null where there is no slice. */
  readonly worst: Slice | null;
  /** What could not be sliced and why, one sentence each. */
  readonly notes: readonly string[];
}

/** `hard`, or `812 to 2040 tokens`: what the items of a slice have in common. */
export function sliceName(key: SliceKey): string {
  if (key.by === "difficulty") return key.band;
  const { fromTokens, toTokens } = key;
  return fromTokens === toTokens ? `${fromTokens} tokens` : `${fromTokens} to ${toTokens} tokens`;
}
