import type { PolicyEvaluation } from "../core/calibration.js";

/**
 * What a reader must know where one tier for everything scored at least as well
 * as the table and cost no more: deciding type by type then only loses. Seen on
 * the same items, so it is a hint, not a certificate.
 *
 * @returns one sentence, or none
 */
export function beatenTableWarning(policies: readonly PolicyEvaluation[]): readonly string[] {
  const table = policies.find(({ name }) => name === "table");
  const tableCost = table?.costUsd?.v;
  if (table === undefined || tableCost === undefined) return [];
  const winners = policies.filter(({ policy, quality, costUsd }) => {
    if (policy.kind !== "single" || costUsd === null) return false;
    const isNoWorse = quality.v >= table.quality.v && costUsd.v <= tableCost;
    return isNoWorse && (quality.v > table.quality.v || costUsd.v < tableCost);
  });
  const best = winners.sort((a, b) => b.quality.v - a.quality.v)[0];
  if (best?.policy.kind !== "single" || best.costUsd === null) return [];
  const points = ((best.quality.v - table.quality.v) * 100).toFixed(1);
  const cheaper = tableCost === 0 ? "0.0" : ((1 - best.costUsd.v / tableCost) * 100).toFixed(1);
  return [
    `On these items ${best.policy.tier} for everything scores ${points} points above this table and costs ${cheaper} % less: type by type there was too little evidence. Look at it with: tierbench backtest.`,
  ];
}
