import { z } from "zod";

/** What must hold of one signal: at least this level, or at least this number. */
export const SignalConditionSchema = z.object({
  signal: z.string(),
  atLeast: z.union([z.string(), z.number()]),
});
export type SignalCondition = z.infer<typeof SignalConditionSchema>;

/** When the answer of a step is taken: always, or when all conditions hold. */
export const AcceptSchema = z.union([z.literal("always"), z.object({ all: z.array(SignalConditionSchema).min(1) })]);
export type Accept = z.infer<typeof AcceptSchema>;

/** Ask this tier; take its answer if accepted, else go on to the next step. */
export interface PolicyStep {
  readonly tier: string;
  readonly accept: Accept;
}

/**
 * A rule items → tiers, as data. `oracle` knows the scores: the cheapest tier
 * whose answer is the best; a bound, not a choice.
 */
export type Policy =
  | { readonly kind: "single"; readonly tier: string }
  | { readonly kind: "cascade"; readonly steps: readonly PolicyStep[] }
  | { readonly kind: "table"; readonly routes: { readonly [taskType: string]: Policy }; readonly otherwise: string }
  | { readonly kind: "oracle" };

/** The policy of one route: a single tier or a cascade. */
export type RoutePolicy = Extract<Policy, { kind: "single" | "cascade" }>;

/** A route in words: `haiku if self-report ≥ high, else opus`. */
export function planText(policy: RoutePolicy): string {
  return stepsOf(policy)
    .map(({ tier, accept }) => {
      if (accept === "always") return tier;
      return `${tier} if ${accept.all.map(({ signal, atLeast }) => `${signal} ≥ ${thresholdText(atLeast)}`).join(" and ")}`;
    })
    .join(", else ");
}

/** A level by its name, a number with four significant digits. */
export function thresholdText(atLeast: string | number): string {
  return typeof atLeast === "string" ? atLeast : String(Number(atLeast.toPrecision(4)));
}

/** The steps of a policy that is not a table: a single tier is one step. */
export function stepsOf(policy: RoutePolicy): readonly PolicyStep[] {
  return policy.kind === "single" ? [{ tier: policy.tier, accept: "always" }] : policy.steps;
}
