import { type Accept, type PolicyStep, type SignalCondition, thresholdText } from "../core/policy.js";
import type { RoutingTable } from "../core/routing-table.js";

/** Where a request goes: the tier that is asked first, and what happens after. */
export interface PlanWords {
  readonly first: string;
  /** Empty for a single tier. */
  readonly after: string;
}

/** A plan as a person would say it: chains of any length. */
export function planWords(steps: readonly PolicyStep[], signals: RoutingTable["signals"]): PlanWords {
  const [first, ...rest] = steps;
  if (first === undefined) return { first: "nowhere", after: "" };
  const later = rest.map((step, index) => {
    const before = index === 0 ? first : rest[index - 1];
    const condition = conditionWords(before?.accept ?? "always", signals);
    return `${index === 0 ? "keep" : "then keep"} its answer ${condition}; otherwise ask ${step.tier}`;
  });
  return { first: first.tier, after: later.join("; ") };
}

function conditionWords(accept: Accept, signals: RoutingTable["signals"]): string {
  if (accept === "always") return "always";
  return `if ${accept.all.map((condition) => readingWords(condition, signals)).join(" and ")}`;
}

/** There is nothing above the highest level. */
function readingWords({ signal, atLeast }: SignalCondition, signals: RoutingTable["signals"]): string {
  if (typeof atLeast === "number") return `${signal} is at least ${thresholdText(atLeast)}`;
  const levels = Object.hasOwn(signals, signal) ? signals[signal]?.levels : undefined;
  return `${signal} is “${atLeast}”${levels?.at(-1) === atLeast ? "" : " or more"}`;
}
