import type { Clock } from "../core/clock.js";
import type { Config } from "../core/config.js";
import type { Tier } from "../core/tier.js";
import type { TierGate } from "../runner/tier-gate.js";
import { tierGates } from "../runner/tier-gates.js";

export interface GatedModels {
  readonly tiers: readonly Tier[];
  readonly judge: Tier | null;
  /** Calls under way at once, per tier. */
  readonly concurrency: number;
  readonly rates: Config["rates"];
}

/** The gates of a run: every tier may have its calls under way, and the judge one for each of them. */
export function modelGates(
  { tiers, judge, concurrency, rates }: GatedModels,
  drain: AbortSignal,
  clock: Clock,
): (model: string) => TierGate {
  const users = (model: string) =>
    tiers.filter((tier) => tier.model === model).length + (judge?.model === model ? tiers.length : 0);
  const ratesOf = (model: string) => {
    const limited = [...tiers, ...(judge === null ? [] : [judge])].find(
      (tier) => tier.model === model && tier.id in rates,
    );
    return limited === undefined ? {} : (rates[limited.id] ?? {});
  };
  return tierGates({
    clock,
    concurrencyOf: (model) => concurrency * Math.max(1, users(model)),
    ratesOf,
    drain,
  });
}
