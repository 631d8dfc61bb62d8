import type { Accept, PolicyStep } from "../core/policy.js";

/** Where a request goes: the tier that is asked first, and what happens after. */
export interface PlanWords {
  readonly first: string;
  /** Empty for a single tier. */
  readonly after: string;
}

/** A plan as a person would say it. */
export function planWords(steps: readonly PolicyStep[]): PlanWords {
  const [first, ...rest] = steps;
  if (first === undefined) return { first: "nowhere", after: "" };
  const later = rest.map((step, index) => {
    const before = index === 0 ? first : rest[index - 1];
    return `${index === 0 ? "keep" : "then keep"} its answer ${conditionWords(before?.accept ?? "always")}; otherwise ask ${step.tier}`;
  });
  return { first: first.tier, after: later.join("; ") };
}

function conditionWords(accept: Accept): string {
  if (accept === "always") return "always";
  return `if ${accept.all.map(({ signal, atLeast }) => `${signal} is ${typeof atLeast === "string" ? `“${atLeast}” or more` : `at least ${atLeast}`}`).join(" and ")}`;
}

/** The plan in one line. */
export function planLine(steps: readonly PolicyStep[]): string {
  const { first, after } = planWords(steps);
  return after === "" ? first : `${first} first; ${after}`;
}
