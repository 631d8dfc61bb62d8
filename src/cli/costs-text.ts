import { usdFromNano } from "../core/price.js";
import type { Run } from "../core/run.js";
import type { CostLine, RunCosts } from "../runner/run-costs.js";
import { countText, usdText } from "./money-text.js";
import { textTable } from "./text-table.js";

const HEADER = ["", "answers", "list price", "batch", "cache", "cost", "no answer", "charged for those", "in all"];

/** The bill of a run for a terminal. */
export function costsText({ runId, simulated }: Run, costs: RunCosts): string {
  const rows = [
    ...[...costs.tiers].map(([tier, line]) => costsRow(tier, line)),
    costsRow("judge", costs.judge),
    costsRow("total", costs.total),
  ];
  const { failures, leastNanoUsd, mostNanoUsd } = costs.total;
  const unsure = failures === 0 ? "" : `; ${countText(failures, "call")} without an answer`;
  return [
    `${runId}${simulated ? " (simulated)" : ""}: ${betweenText(leastNanoUsd, mostNanoUsd)}${unsure}`,
    textTable(HEADER, rows),
    "Recomputed from every call. Of a call whose answer was lost nobody knows the price: at least 0, at most its worst case, which is what budgets count.",
  ].join("\n");
}

/** The same in whole nano-dollars. */
export function costsJson({ runId, simulated }: Run, { tiers, judge, total }: RunCosts) {
  return { runId, simulated, tiers: Object.fromEntries(tiers), judge, total };
}

function costsRow(name: string, line: CostLine): readonly string[] {
  return [
    name,
    String(line.answers),
    nanoText(line.listNanoUsd),
    nanoText(line.batchNanoUsd),
    nanoText(line.cacheNanoUsd),
    nanoText(line.answersNanoUsd),
    String(line.failures),
    rangeText(line.failuresLeastNanoUsd, line.failuresMostNanoUsd),
    rangeText(line.leastNanoUsd, line.mostNanoUsd),
  ];
}

/** `$0.12`, `between $0.12 and $0.15`, `$0.12 or more`. */
function betweenText(least: number, most: number | null): string {
  if (most === null) return `${nanoText(least)} or more`;
  return least === most ? nanoText(most) : `between ${nanoText(least)} and ${nanoText(most)}`;
}

function rangeText(least: number, most: number | null): string {
  return least === most ? nanoText(most) : `${nanoText(least)} to ${most === null ? "unknown" : nanoText(most)}`;
}

function nanoText(nanoUsd: number | null): string {
  return usdText(nanoUsd === null ? null : usdFromNano(nanoUsd));
}
