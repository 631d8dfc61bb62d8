import type { Clock } from "../core/clock.js";
import type { Config } from "../core/config.js";
import type { Tier } from "../core/tier.js";
import type { TierGate } from "../runner/tier-gate.js";
import { tierGates } from "../runner/tier-gates.js";
import type { Progress } from "./progress.js";

export interface GatedModels {
  readonly tiers: readonly Tier[];
  readonly judges: readonly Tier[];
  /** Calls under way at once, per tier. */
  readonly concurrency: number;
  readonly rates: Config["rates"];
}

export interface GateSurroundings {
  readonly clock: Clock;
  readonly drain: AbortSignal;
  readonly progress: Pick<Progress, "tierState">;
}

/** The gates of a run: every tier may have its calls under way, and every judge one for each of them. */
export function modelGates(
  { tiers, judges, concurrency, rates }: GatedModels,
  { clock, drain, progress }: GateSurroundings,
): (model: string) => TierGate {
  const users = (model: string) =>
    tiers.filter((tier) => tier.model === model).length +
    tiers.length * judges.filter((judge) => judge.model === model).length;
  const ratesOf = (model: string) => {
    const asked = [...tiers, ...judges].filter((tier) => tier.model === model);
    return rates[asked.find(({ id }) => id in rates)?.id ?? ""] ?? {};
  };
  return tierGates({
    clock,
    drain,
    concurrencyOf: (model) => concurrency * Math.max(1, users(model)),
    ratesOf,
    onState(model, state) {
      for (const tier of tiers) if (tier.model === model) progress.tierState(tier.id, state);
    },
  });
}
