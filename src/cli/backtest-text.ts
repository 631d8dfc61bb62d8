import type { Backtest } from "../calibrate/backtest.js";
import type { BacktestedPolicy } from "../calibrate/backtested-policy.js";
import type { MeasuredValue } from "../calibrate/value-estimates.js";
import type { Advice } from "../core/calibration.js";
import { planText } from "../core/policy.js";
import { countText, percentText, pointsText, usdText } from "./money-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** What stands around the figures. */
export interface BacktestNotes {
  readonly simulated: boolean;
  /** What the default choice is, and why. */
  readonly reason: string;
  readonly advice: readonly Advice[];
  /** Only the choice. */
  readonly isShort: boolean;
}

/** What a backtest found, for a terminal. */
export function backtestText(result: Backtest, { simulated, reason, advice, isShort }: BacktestNotes): string {
  if (isShort) return reason;
  return [
    ...(simulated ? ["SIMULATED responses: this says nothing about real models.", ""] : []),
    textTable(
      ["policy", "front", "quality", "interval", "cost / item", "saving", "harm", "net loss", "escalated"],
      result.policies.map((policy) => policyRow(policy)),
    ),
    "",
    wrapText(
      `${countText(result.items, "item")} of ${countText(result.taskTypes, "task type")}, ${result.folds} folds, ${countText(result.repeats, "repeat")}, seed ${result.seed}. Learnt policies are judged on items that they had not seen; a given table and the bounds (oracle, perfect verifier) as they are. Front: no other policy is both cheaper and better (share of the resamples in which that holds). ${result.isPriced ? "" : "Costs are not known: for the front a call costs its tier's place in price order. "}Net loss in points against ${result.reference}.`,
      "",
    ),
    "",
    ...measures(result),
    ...learntTables(result),
    "",
    wrapText(reason, ""),
    ...advice.map(({ text }) => wrapText(`advice: ${text}`, "")),
  ].join("\n");
}

function policyRow(policy: BacktestedPolicy): readonly string[] {
  const { name, quality, costUsd, saving, harm, netLoss, escalation, isOnFront, frontShare } = policy;
  const share = frontShare === null ? "" : ` ${Math.round(100 * frontShare)} %`;
  return [
    name,
    policy.kind === "bound" ? "bound" : `${isOnFront ? "*" : "-"}${share}`,
    quality.value.toFixed(4),
    intervalText(quality, (value) => value.toFixed(4)),
    usdText(costUsd?.value ?? null),
    saving === null ? "unknown" : percentText(saving.value),
    percentText(harm.value),
    pointsText(netLoss.value),
    percentText(escalation.value),
  ];
}

function intervalText({ ci: [lo, hi] }: MeasuredValue, text: (value: number) => string): string {
  return `${text(lo)} to ${text(hi)}`;
}

/** What the cascades on the front would be today: in the folds their likes were judged. */
function learntTables({ policies }: Backtest): readonly string[] {
  return policies.flatMap(({ name, table, isOnFront }) => {
    if (!isOnFront || table?.kind !== "table") return [];
    const routes = Object.entries(table.routes).flatMap(([taskType, route]) =>
      route.kind === "cascade" ? [`${taskType}: ${planText(route)}`] : [],
    );
    return routes.length === 0 ? [] : [wrapText(`${name}, learnt from all items: ${routes.join("; ")}.`, "")];
  });
}

function measures({ aiq, pair, signals, policies }: Backtest): readonly string[] {
  const lines: string[] = [];
  if (aiq !== null) {
    const both = ({ byRange, byMaximum }: { readonly byRange: number; readonly byMaximum: number }) =>
      `${byRange.toFixed(4)} (divided by the largest cost: ${byMaximum.toFixed(4)})`;
    lines.push(`AIQ of all policies ${both(aiq.policies)}; of mixing single tiers ${both(aiq.zeroRouter)}.`);
  }
  if (pair !== null) {
    const share = (value: MeasuredValue | null) =>
      value === null ? "not reached" : `${percentText(value.value)} (${intervalText(value, percentText)})`;
    lines.push(
      `Between ${pair.weak} and ${pair.strong}: APGR ${pair.apgr.value.toFixed(3)} (${intervalText(pair.apgr, (value) => value.toFixed(3))}), CPT50 ${share(pair.cpt50)}, CPT80 ${share(pair.cpt80)}.`,
    );
  }
  const oracle = policies.find(({ name }) => name === "oracle");
  const real = policies.filter(({ kind }) => kind !== "bound");
  const least = real.reduce((best, one) => (one.oracleGap < best.oracleGap ? one : best), real[0] as BacktestedPolicy);
  if (oracle !== undefined) {
    lines.push(
      `Oracle ${oracle.quality.value.toFixed(4)} at ${usdText(oracle.costUsd?.value ?? null)}; the smallest gap to it is ${percentText(least.oracleGap)} (${least.name}). Lucky guesses raise the oracle where answers are chosen from a few.`,
    );
  }
  for (const { taskType, tier, signal, area, normalised } of signals) {
    lines.push(
      `AURC of ${signal} of ${tier} on ${taskType}: ${area.toFixed(4)}${normalised === null ? "" : `, ${normalised.toFixed(2)} of a random order's`}.`,
    );
  }
  return lines.map((line) => wrapText(line, ""));
}
