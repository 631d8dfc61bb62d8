import type { Policy } from "../core/policy.js";
import { stepsOf } from "../core/policy.js";

/** A plan in words: `haiku if self-report ≥ high, else opus`. */
export function planText(policy: Extract<Policy, { kind: "single" | "cascade" }>): string {
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
