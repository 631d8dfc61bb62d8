import { EXIT } from "../core/errors.js";
import type { Tier } from "../core/tier.js";
import { estimateTokens } from "../models/token-estimate.js";
import { estimateRun } from "../runner/estimate-run.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Reusable } from "../runner/reuse.js";
import type { Prices } from "./benchmark-session.js";
import type { Effects } from "./effects.js";
import { usdText } from "./money-text.js";
import { reusedText } from "./reuse-answers.js";
import { textTable } from "./text-table.js";

export interface DryRunOptions {
  readonly asJson: boolean;
  readonly isAdaptive: boolean;
  readonly isBatch: boolean;
  readonly reused: Reusable;
}

/** Says what a plan would take beyond what it need not ask, an adaptive one at most. Sends nothing. */
export function dryRun(
  plan: readonly PlannedCell[],
  judge: Tier | null,
  prices: Prices,
  { asJson, isAdaptive, isBatch, reused }: DryRunOptions,
  effects: Effects,
): number {
  const toAsk = plan.filter(({ cell }) => !reused.has(cell.key));
  const estimate = estimateRun(toAsk, { estimateTokens, pricing: prices.pricing, judge, nowMs: effects.nowMs() });
  const planned = plannedEvals(plan);
  if (asJson) {
    effects.printJson({ evals: planned, calls: Object.fromEntries(estimate) }, 2);
    return EXIT.ok;
  }
  const rows = [...estimate].map(([name, { calls, inputTokens, outputTokens, costUsd }]) => [
    name,
    String(calls),
    Math.round(inputTokens.expected).toString(),
    Math.round(outputTokens.expected).toString(),
    usdText(costUsd?.low ?? null),
    usdText(costUsd?.expected ?? null),
    usdText(costUsd?.high ?? null),
  ]);
  const evalRows = planned.map(({ taskType, items, cells }) => [taskType, String(items), String(cells)]);
  const evals = textTable(["eval", "items", "cells"], evalRows);
  const costs = textTable(["", "calls", "input tokens", "output tokens", "$ low", "$ expected", "$ high"], rows);
  effects.print(`${evals}\n\n${costs}`);
  effects.print(
    `${isAdaptive ? `At most ${plan.length} cells, if no pair is decided early.` : `${plan.length} cells.`} Tokens are estimated from the text, not counted; nothing was sent. ${isBatch ? "Batch prices" : "Prices"} of ${prices.book.date}.`,
  );
  if (reused.size > 0) effects.print(`The costs count the rest: ${reusedText(reused, plan.length)}.`);
  return EXIT.ok;
}

interface PlannedEval {
  readonly taskType: string;
  readonly items: number;
  /** Items × tiers × trials. */
  readonly cells: number;
}

/** What is planned of every eval, in the order of the plan. */
function plannedEvals(plan: readonly PlannedCell[]): readonly PlannedEval[] {
  const byType = new Map<string, { readonly items: Set<string>; cells: number }>();
  for (const { cell } of plan) {
    const seen = byType.get(cell.taskType) ?? { items: new Set<string>(), cells: 0 };
    seen.items.add(cell.itemId);
    seen.cells += 1;
    byType.set(cell.taskType, seen);
  }
  return [...byType].map(([taskType, { items, cells }]) => ({ taskType, items: items.size, cells }));
}
