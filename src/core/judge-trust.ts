import type { Estimate } from "./estimate.js";

/** How a judge scores the answers of its own model. */
export interface OwnLeaning {
  readonly tier: string;
  /** Its score beyond that of people on the tier, minus the same on all others: above 0 it prefers its own. */
  readonly lean: Estimate;
}

/** How far the judge of a task type can be trusted: what may be certified depends on it. */
export interface JudgeTrust {
  readonly judge: string;
  /** Who judges; `simulated …` where a simulator plays the model. */
  readonly model: string;
  /** Version of the rubric that gave the scores. */
  readonly rubric: string;
  /** Answers that people have labelled by this rubric and this judge has scored. */
  readonly labels: number;
  /** Cohen's κ on "all criteria are met"; null without two kinds of answers. */
  readonly kappa: Estimate | null;
  /** Gwet's AC1 beside it, for readers: it does not decide. */
  readonly ac1: Estimate | null;
  /** What the lower end of κ's interval must reach. */
  readonly floor: number;
  /** Tiers that its own model answers for, where people have labelled them and others; absent: none. It does not decide. */
  readonly ownTiers?: readonly OwnLeaning[];
  /** Why it is not trusted, as one sentence with the remedy; null: it is. */
  readonly doubt: string | null;
}
