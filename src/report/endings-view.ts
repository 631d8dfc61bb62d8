import type { Outcome } from "../core/outcome.js";

/** How many cells of each tier ended in one way. */
export interface EndingRow {
  readonly outcomeClass: string;
  readonly words: string;
  /** False: the cell is missing; it is never counted as a wrong answer. */
  readonly isAnswer: boolean;
  readonly counts: readonly number[];
  readonly total: number;
}

export interface EndingsView {
  readonly tiers: readonly string[];
  readonly rows: readonly EndingRow[];
  readonly cells: number;
  readonly missing: number;
}

const WORDS: { readonly [outcomeClass: string]: string } = {
  ok: "answered",
  imported: "measured elsewhere",
  model_truncated: "answer cut off at the token limit: scored 0",
  model_refusal: "the model declined: scored 0",
  model_empty: "empty answer: scored 0",
  model_unexpected_stop: "stopped for an unusual reason: not scored",
  infra_transient_exhausted: "service overloaded or unreachable, all attempts used",
  infra_malformed: "the reply was not a reply of the service",
  infra_timeout: "no answer in time",
  request_rejected: "the service refused the request",
  auth_billing_stop: "key or billing problem",
  unknown_outcome: "interrupted; not known what the service did",
  judge_error: "the judge gave no readable verdict",
  judge_abstained: "the judge's verdicts contradict each other: neither right nor wrong",
  validator_error: "a validator could not say",
  budget_denied: "the budget ended before it was finished",
  interrupted: "interrupted before it was finished",
};

/** Ways in which cells ended, answers first, most frequent first. */
export function endingsView(outcomes: readonly Outcome[], tierOrder: readonly string[]): EndingsView {
  const others = [...new Set(outcomes.map(({ tier }) => tier))].filter((tier) => !tierOrder.includes(tier)).sort();
  const tiers = [...tierOrder, ...others];
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = JSON.stringify([outcome.status === "scored", outcome.outcomeClass]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [outcome]);
    else group.push(outcome);
  }
  const rows = [...groups.values()].map((group) => endingRow(group, tiers));
  rows.sort(
    (a, b) =>
      Number(b.isAnswer) - Number(a.isAnswer) || b.total - a.total || (a.outcomeClass < b.outcomeClass ? -1 : 1),
  );
  const missing = outcomes.filter(({ status }) => status !== "scored").length;
  return { tiers, rows, cells: outcomes.length, missing };
}

function endingRow(group: readonly Outcome[], tiers: readonly string[]): EndingRow {
  const outcomeClass = group[0]?.outcomeClass ?? "";
  return {
    outcomeClass,
    words: Object.hasOwn(WORDS, outcomeClass) ? (WORDS[outcomeClass] ?? "") : "",
    isAnswer: group[0]?.status === "scored",
    counts: tiers.map((tier) => group.filter((outcome) => outcome.tier === tier).length),
    total: group.length,
  };
}
