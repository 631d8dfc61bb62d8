import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { RoutingTable } from "../core/routing-table.js";
import { type Fate, tableFate } from "./table-fate.js";
import { clipText } from "./visible-text.js";

/** Long text, cut, with the number of characters left off. */
export interface Excerpt {
  readonly text: string;
  readonly more: number;
}

/** An item that a tier got wrong and the reference got right. */
export interface FailureRow {
  readonly itemId: string;
  readonly taskType: string;
  readonly tier: string;
  /** What the table would do with this answer. */
  readonly fate: Fate;
  readonly scores: string;
  /** Null where the item is not at hand. */
  readonly prompt: Excerpt | null;
  readonly expected: Excerpt | null;
  readonly answer: Excerpt | null;
  readonly referenceAnswer: Excerpt | null;
  readonly reasons: readonly Excerpt[];
}

export interface FailuresView {
  readonly total: number;
  /** Of them, answers that the table would keep: the loss that production will see. */
  readonly kept: number;
  /** Of them, answers that the table would ask, doubt and replace. */
  readonly escalated: number;
  readonly rows: readonly FailureRow[];
}

const MOST_ROWS = 100;
const FATES: readonly Fate[] = ["kept", "escalated", "not asked"];
const MOST_LINES = 8;
const RIGHT = 0.5;
const LIMITS = { prompt: 1200, answer: 600, expected: 400, reason: 600, reasons: 4 } as const;

interface Pair {
  readonly tier: Outcome;
  readonly reference: Outcome;
  readonly gap: number;
  readonly meanScore: number;
  readonly meanReference: number;
  readonly fate: Fate;
}

/**
 * Items on which a tier's mean score over trials is under one half and the
 * reference's is not; answers that the table would keep come first, task types in turn.
 */
export function failuresView(outcomes: readonly Outcome[], items: readonly Item[], table: RoutingTable): FailuresView {
  const pairs = failingPairs(outcomes, table);
  const byKey = new Map(items.map((item) => [itemKey(item.taskType, item.id), item]));
  return {
    total: pairs.length,
    kept: pairs.filter(({ fate }) => fate === "kept").length,
    escalated: pairs.filter(({ fate }) => fate === "escalated").length,
    rows: pairs
      .slice(0, MOST_ROWS)
      .map((pair) => failureRow(pair, byKey.get(itemKey(pair.tier.taskType, pair.tier.itemId)))),
  };
}

function failingPairs(outcomes: readonly Outcome[], table: RoutingTable): readonly Pair[] {
  const referenceTier = table.defaults.referenceTier;
  const cells = new Map<string, Map<string, Outcome[]>>();
  for (const outcome of outcomes) {
    if (outcome.score === null) continue;
    const key = itemKey(outcome.taskType, outcome.itemId);
    const byTier = cells.get(key) ?? new Map<string, Outcome[]>();
    byTier.set(outcome.tier, [...(byTier.get(outcome.tier) ?? []), outcome]);
    cells.set(key, byTier);
  }
  const pairs = [...cells.values()].flatMap((byTier) => {
    const reference = byTier.get(referenceTier);
    if (reference === undefined || mean(reference) < RIGHT) return [];
    return [...byTier].flatMap(([tier, trials]) =>
      tier === referenceTier || mean(trials) >= RIGHT
        ? []
        : [pairOf(trials, reference, tableFate(tier, worstByTier(byTier), table))],
    );
  });
  return inTurn(pairs.sort(comparePairs));
}

/** Of each fate the first of every task type, then the second of every task type, and so on. */
function inTurn(sorted: readonly Pair[]): readonly Pair[] {
  const seen = new Map<string, number>();
  const turns = sorted.map((pair) => {
    const turn = seen.get(`${pair.fate} ${pair.tier.taskType}`) ?? 0;
    seen.set(`${pair.fate} ${pair.tier.taskType}`, turn + 1);
    return { pair, turn };
  });
  return turns
    .sort((a, b) => FATES.indexOf(a.pair.fate) - FATES.indexOf(b.pair.fate) || a.turn - b.turn)
    .map(({ pair }) => pair);
}

function pairOf(trials: readonly Outcome[], reference: readonly Outcome[], fate: Fate): Pair {
  return {
    tier: extreme(trials, (a, b) => a < b),
    reference: extreme(reference, (a, b) => a > b),
    gap: mean(reference) - mean(trials),
    meanScore: mean(trials),
    meanReference: mean(reference),
    fate,
  };
}

function worstByTier(byTier: ReadonlyMap<string, readonly Outcome[]>): ReadonlyMap<string, Outcome> {
  return new Map([...byTier].map(([tier, trials]) => [tier, extreme(trials, (a, b) => a < b)]));
}

function comparePairs(a: Pair, b: Pair): number {
  return (
    FATES.indexOf(a.fate) - FATES.indexOf(b.fate) ||
    b.gap - a.gap ||
    compareText(a.tier.taskType, b.tier.taskType) ||
    compareText(a.tier.itemId, b.tier.itemId) ||
    compareText(a.tier.tier, b.tier.tier)
  );
}

function failureRow({ tier, reference, fate, meanScore, meanReference }: Pair, item: Item | undefined): FailureRow {
  return {
    itemId: tier.itemId,
    taskType: tier.taskType,
    tier: tier.tier,
    fate,
    scores: `${meanScore.toFixed(2)} against ${meanReference.toFixed(2)}`,
    prompt: item === undefined ? null : excerpt(JSON.stringify(item.input, null, 2), LIMITS.prompt),
    expected: item?.expected === undefined ? null : excerpt(plain(item.expected), LIMITS.expected),
    answer: tier.responseText === null ? null : excerpt(tier.responseText, LIMITS.answer),
    referenceAnswer: reference.responseText === null ? null : excerpt(reference.responseText, LIMITS.answer),
    reasons: reasonsOf(tier).map(({ scorer, reason }) => excerpt(`${scorer}: ${reason}`, LIMITS.reason)),
  };
}

/** Of scorers that found fault, the worst first: what passes is no reason for a failure. */
function reasonsOf({ scores }: Outcome): Outcome["scores"] {
  const faults = scores.filter(({ value }) => value < 1);
  return (faults.length === 0 ? scores : faults.toSorted((a, b) => a.value - b.value)).slice(0, LIMITS.reasons);
}

function excerpt(text: string, limit: number): Excerpt {
  const { shown, more } = clipText(text, limit);
  return { text: shown, more };
}

/** An expectation of many lines flows: a narrow column would make it a tower. */
function plain(value: Item["expected"]): string {
  if (typeof value === "string") return value;
  const text = JSON.stringify(value, null, 2);
  // Line ends inside of strings are escaped.
  return text.split("\n").length <= MOST_LINES ? text : text.replaceAll(/\n */gu, " ");
}

function extreme(trials: readonly Outcome[], isMore: (a: number, b: number) => boolean): Outcome {
  return trials.reduce((best, trial) => (isMore(trial.score ?? 0, best.score ?? 0) ? trial : best));
}

function mean(trials: readonly Outcome[]): number {
  return trials.reduce((sum, { score }) => sum + (score ?? 0), 0) / trials.length;
}

function itemKey(taskType: string, id: string): string {
  return JSON.stringify([taskType, id]);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
