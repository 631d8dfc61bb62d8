/**
 * The runner turns a plan into outcomes. It is handed evals, a client and a
 * store; it knows neither providers nor databases.
 * @module
 */
import { needsJudge, panelOf } from "../core/ballot.js";
import { type Cell, cellKey } from "../core/cell.js";
import type { Dataset } from "../core/dataset.js";
import { composePrompt, type EvalDefinition, requestTo } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { SpelledJson, sha256Hex } from "../core/json.js";
import type { ModelRequest } from "../core/model-request.js";
import type { Signal } from "../core/signal.js";
import { askedTier } from "../core/signal-request.js";
import type { Tier } from "../core/tier.js";

/** A cell with everything that is needed to carry it out. */
export interface PlannedCell {
  readonly cell: Cell;
  readonly evaluation: EvalDefinition;
  readonly item: Item;
  readonly tier: Tier;
  readonly request: ModelRequest;
  /** Tiers of the run: a signal may ask another one than the cell's. */
  readonly tiers: readonly Tier[];
  /** Tiers that its judges name; none where they may not be asked. */
  readonly panel: readonly Tier[];
  /** False on the dearest tier: nothing lies above it, so a signal that costs calls would decide nothing. */
  readonly paysForSignals: boolean;
}

export interface EvalWithItems {
  readonly evaluation: EvalDefinition;
  readonly dataset: Dataset;
}

export interface PlanOptions {
  readonly tiers: readonly Tier[];
  readonly trials: number;
  /** At most so many items of each eval; null: all. */
  readonly limit: number | null;
  /** Judges where a judge names nobody; null: nobody may be asked. */
  readonly judge: Tier | null;
  /** Tiers that judges may name; absent: they may not be asked. */
  readonly panel?: readonly Tier[];
}

/**
 * Items × tiers × trials, item by item, so that a run that is cut short still
 * has whole items to compare.
 */
export function planRun(
  evals: readonly EvalWithItems[],
  { tiers, trials, limit, judge, panel: nameable }: PlanOptions,
): readonly PlannedCell[] {
  const dearest = tiers.at(-1);
  const plan: PlannedCell[] = [];
  for (const { evaluation, dataset } of evals) {
    const asked = evaluation.signals.flatMap((signal) => (signal.tier === undefined ? [] : [askedTier(signal, tiers)]));
    const { scorers } = evaluation;
    const ownJudge = needsJudge(scorers) ? judge : null;
    const panel = nameable === undefined ? [] : panelOf(scorers, nameable);
    for (const item of chosenItems(dataset.items, limit)) {
      // One prompt for all tiers and trials: a long plan holds it once, and spells it once.
      const prompt = composePrompt(evaluation, item);
      const spelled = spelledParts(prompt);
      for (let trial = 0; trial < trials; trial++) {
        for (const tier of tiers) {
          const request = requestTo(prompt, tier);
          const paysForSignals = tier !== dearest;
          const { model, params } = tier;
          const key = cellKey(evaluation, item, { ...spelled, model, params }, tier.id, trial, ownJudge, {
            asked: paysForSignals ? asked : [],
            panel,
          });
          const cell = { key, itemId: item.id, taskType: evaluation.taskType, tier: tier.id, trial };
          plan.push({ cell, evaluation, item, tier, request, tiers, panel, paysForSignals });
        }
      }
    }
  }
  return plan;
}

type Spelled<T> = { readonly [Part in keyof T]: SpelledJson };

function spelledParts<T extends object>(prompt: T): Spelled<T> {
  const parts = Object.entries(prompt).flatMap(([name, part]) =>
    part === undefined ? [] : [[name, new SpelledJson(part)] as const],
  );
  return Object.fromEntries(parts) as Spelled<T>;
}

/** Calls that a cell takes: the answer, and what its signals need. */
export function callsOf({ evaluation, paysForSignals }: PlannedCell): number {
  const extra = evaluation.signals.reduce((calls, signal) => calls + signal.extraCalls, 0);
  return 1 + (paysForSignals ? extra : 0);
}

/** The signals that are read on a cell. */
export function signalsOf({ evaluation, paysForSignals }: PlannedCell): readonly Signal[] {
  return evaluation.signals.filter((signal) => paysForSignals || signal.extraCalls === 0);
}

/** A fixed pseudo-random choice, so that a limited run is not all easy items, and a larger limit only adds. */
export function chosenItems(items: readonly Item[], limit: number | null): readonly Item[] {
  if (limit === null || limit >= items.length) return items;
  const ranked = items.map((item) => ({ item, rank: sha256Hex(`limit:${item.id}`) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, limit).map(({ item }) => item);
}
