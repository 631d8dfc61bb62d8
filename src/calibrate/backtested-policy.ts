import { DataError } from "../core/errors.js";
import type { Policy } from "../core/policy.js";
import { percentileInterval } from "../stats/bootstrap.js";
import { performanceGapRecovered } from "../stats/gap-recovered.js";
import type { BacktestKind, FixedPolicy } from "./backtest-policies.js";
import { itemCostQuantiles } from "./cost-quantiles.js";
import { frontMembership } from "./front-membership.js";
import type { ItemValues } from "./item-values.js";
import type { TierRows } from "./tier-rows.js";
import type { EstimatedValues, MeasuredValue } from "./value-estimates.js";

/** One policy on stored outcomes, traffic-weighted. Shares and scores are fractions; costs are per item. */
export interface BacktestedPolicy {
  readonly name: string;
  readonly kind: BacktestKind;
  /** True where every item was answered by a policy that had not seen it. */
  readonly isCrossFitted: boolean;
  /** Independent units. */
  readonly n: number;
  readonly quality: MeasuredValue;
  readonly costUsd: MeasuredValue | null;
  /** Over items, of what an item costs on average over trials and repeats; null where costs are not known. */
  readonly costQuantilesUsd: { readonly p50: number; readonly p95: number } | null;
  readonly latencyMs: MeasuredValue | null;
  readonly harm: MeasuredValue;
  /** Mean score of the reference minus that of the policy: below 0 is better than the reference. */
  readonly netLoss: MeasuredValue;
  readonly escalation: MeasuredValue;
  readonly underRouting: MeasuredValue;
  readonly overRouting: MeasuredValue;
  readonly wastedEscalation: MeasuredValue;
  readonly silentFailure: MeasuredValue;
  /** 1 − cost over that of the reference, paired; null where costs are not known. */
  readonly saving: MeasuredValue | null;
  /** Quality minus that of the best single tier, paired. */
  readonly versusBestSingle: MeasuredValue;
  /** PGR: part of the quality gap between the cheapest tier and the reference that is recovered; null without a gap. */
  readonly pgr: number | null;
  /** Part of the oracle's quality that is not reached. */
  readonly oracleGap: number;
  /** No other policy here is both cheaper and better. Bounds do not compete. */
  readonly isOnFront: boolean;
  /** Share of the resamples in which it is on the front; null for bounds and unknown costs. */
  readonly frontShare: number | null;
  /** Of learnt cascades: the table that all rows together lead to. What was judged are its likes from the folds. */
  readonly table: Policy | null;
}

/**
 * Estimates as a reader wants them: against the reference, the best single tier, the oracle and each other.
 *
 * @param policies - with the reference alone and the oracle among them
 * @throws DataError if the reference is not measured on every task type
 */
export function backtestedPolicies(
  rows: TierRows,
  policies: readonly (FixedPolicy & { readonly table: Policy | null })[],
  { estimates, draws }: EstimatedValues,
  { reference, confidence }: { readonly reference: string; readonly confidence: number },
): readonly BacktestedPolicy[] {
  const indexOf = (name: string) => policies.findIndex((policy) => policy.name === name);
  const [refIndex, oracleIndex] = [indexOf(`always-${reference}`), indexOf("oracle")];
  if (refIndex < 0) throw new DataError(`the reference tier "${reference}" is not measured on every task type`);
  const of = (index: number, quantity: keyof ItemValues) => estimates[index]?.[quantity]?.value ?? 0;
  const singles = policies.flatMap(({ kind }, index) => (kind === "single" ? [index] : []));
  const best = singles.reduce((a, b) => (of(b, "score") > of(a, "score") ? b : a));
  const weakest = singles[0];
  const gap = weakest === undefined ? null : { weak: of(weakest, "score"), strong: of(refIndex, "score") };
  const shares = frontMembership(
    policies.map(({ kind }, index) => ({
      competes: kind !== "bound" && estimates[index]?.costUsd !== null,
      quality: of(index, "score"),
      cost: of(index, "costUsd"),
      qualityDraws: draws(index, "score"),
      costDraws: draws(index, "costUsd"),
    })),
  );
  const paired = (value: number, drawn: Float64Array): MeasuredValue => {
    const [lo, hi] = percentileInterval(drawn, confidence);
    return { value, ci: [Math.min(lo, value), Math.max(hi, value)] };
  };
  return policies.map(({ name, kind, table }, index) => {
    const known = (quantity: keyof ItemValues) => estimates[index]?.[quantity] ?? { value: 0, ci: [0, 0] as const };
    const refCost = draws(refIndex, "costUsd");
    const bestScore = draws(best, "score");
    // Where costs are not known, the values hold places in price order, which are good for the front only.
    const costUsd = rows.isPriced ? (estimates[index]?.costUsd ?? null) : null;
    const hasCost = costUsd !== null && of(refIndex, "costUsd") > 0;
    return {
      name,
      kind,
      isCrossFitted: kind === "per-type" || kind === "shrunken" || kind === "cascade" || kind === "chosen",
      n: rows.unitNames.length,
      quality: known("score"),
      costUsd,
      costQuantilesUsd: costUsd === null ? null : itemCostQuantiles(rows, policies[index]?.values.costUsd ?? null),
      latencyMs: estimates[index]?.latencyMs ?? null,
      harm: known("harm"),
      netLoss: known("netLoss"),
      escalation: known("escalated"),
      underRouting: known("underRouted"),
      overRouting: known("overRouted"),
      wastedEscalation: known("wastedEscalation"),
      silentFailure: known("silentFailure"),
      saving: hasCost
        ? paired(
            1 - of(index, "costUsd") / of(refIndex, "costUsd"),
            draws(index, "costUsd").map((draw, i) => 1 - draw / (refCost[i] ?? 1)),
          )
        : null,
      versusBestSingle: paired(
        of(index, "score") - of(best, "score"),
        draws(index, "score").map((draw, i) => draw - (bestScore[i] ?? 0)),
      ),
      pgr: gap !== null && gap.strong > gap.weak ? performanceGapRecovered(of(index, "score"), gap) : null,
      oracleGap:
        of(oracleIndex, "score") > 0 ? (of(oracleIndex, "score") - of(index, "score")) / of(oracleIndex, "score") : 0,
      ...(shares[index] ?? { isOnFront: false, frontShare: null }),
      table,
    };
  });
}
