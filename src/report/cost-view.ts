import type { Outcome } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";
import type { Run } from "../core/run.js";
import { counted, UNKNOWN, usd } from "./format-number.js";

/** What measuring one tier cost, in parts. */
export interface CostRow {
  readonly tier: string;
  readonly cells: number;
  readonly answers: Money;
  readonly signals: Money;
  readonly judge: Money;
  /** Answers, signals and judge at list price. */
  readonly list: Money;
  /** What the ledger charges: failed and repeated attempts included, batch discounts taken. */
  readonly charged: Money;
}

/** A sum of which parts may be unknown; an unknown part is never zero. */
export interface Money {
  readonly usd: number;
  readonly unknownCells: number;
  /** Cells that had such a cost at all. */
  readonly cells: number;
}

export interface CostView {
  readonly rows: readonly CostRow[];
  readonly total: CostRow;
  /** Whether there is anything of it to draw. */
  readonly hasJudge: boolean;
  readonly hasSignals: boolean;
}

/** The bill by tier, in the order given; tiers of the outcomes that are not named there come last. */
export function costView(outcomes: readonly Outcome[], runs: readonly Run[], tierOrder: readonly string[]): CostView {
  const judged = new Set(
    runs.filter(({ judge, panel }) => judge !== null || panel !== undefined).map(({ runId }) => runId),
  );
  const named = new Set(tierOrder);
  const others = [...new Set(outcomes.map(({ tier }) => tier))].filter((tier) => !named.has(tier)).sort();
  const rows = [...tierOrder, ...others]
    .map((tier) =>
      costRow(
        tier,
        outcomes.filter((outcome) => outcome.tier === tier),
        judged,
      ),
    )
    .filter(({ cells }) => cells > 0);
  const total = costRow("All tiers", outcomes, judged);
  return { rows, total, hasJudge: total.judge.usd > 0, hasSignals: total.signals.usd > 0 };
}

function costRow(tier: string, outcomes: readonly Outcome[], judged: ReadonlySet<string>): CostRow {
  const priced = outcomes.filter(({ status, costNanoUsd }) => status === "scored" || costNanoUsd !== null);
  const signalled = priced.filter(
    ({ signals, signalCostNanoUsd }) => signals.length > 0 || (signalCostNanoUsd ?? 0) > 0,
  );
  const withJudge = priced.filter(({ judgeCostNanoUsd, runId, scores }) => {
    return judgeCostNanoUsd !== null || (judged.has(runId) && scores.some(({ kind }) => kind === "judge"));
  });
  const answers = sum(priced, ({ costNanoUsd, signalCostNanoUsd }) =>
    costNanoUsd === null ? null : costNanoUsd - (signalCostNanoUsd ?? 0),
  );
  const signals = sum(signalled, ({ signalCostNanoUsd }) => signalCostNanoUsd);
  const judge = sum(withJudge, ({ judgeCostNanoUsd }) => judgeCostNanoUsd);
  return {
    tier,
    cells: outcomes.length,
    answers,
    signals,
    judge,
    list: {
      usd: answers.usd + signals.usd + judge.usd,
      unknownCells: Math.max(answers.unknownCells, signals.unknownCells, judge.unknownCells),
      cells: answers.cells,
    },
    charged: sum(
      outcomes.filter(({ attempts, chargedNanoUsd }) => attempts > 0 || chargedNanoUsd !== null),
      ({ chargedNanoUsd }) => chargedNanoUsd,
    ),
  };
}

function sum(outcomes: readonly Outcome[], nanoUsd: (outcome: Outcome) => number | null): Money {
  const values = outcomes.map(nanoUsd);
  const known = values.filter((value) => value !== null);
  return {
    usd: usdFromNano(known.reduce((total, value) => total + value, 0)),
    unknownCells: values.length - known.length,
    cells: values.length,
  };
}

/** `$12.40`, `none`, `unknown`, or `at least $3.10 (12 cells unknown)`. */
export function moneyTotal(money: Money): string {
  if (money.cells === 0) return "none";
  if (money.unknownCells === money.cells) return UNKNOWN;
  if (money.unknownCells > 0) return `at least ${usd(money.usd)} (${counted(money.unknownCells, "cell")} unknown)`;
  return usd(money.usd);
}
