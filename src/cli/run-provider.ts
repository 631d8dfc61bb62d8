import { UsageError } from "../core/errors.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Effects } from "./effects.js";
import type { Project } from "./load-project.js";
import { openProvider, type Provider } from "./open-provider.js";
import type { RunInput } from "./run-flags.js";

/** Who answers the cells of a plan, as the flags of a run say. */
export function providerOf(
  flags: Pick<RunInput, "provider" | "simulator-port" | "allow-base-url">,
  { config, tiers }: Project,
  plan: readonly PlannedCell[],
  effects: Effects,
): Promise<Provider> {
  const used = new Map([...tiers, ...plan.map((planned) => planned.tier)].map((tier) => [tier.id, tier]));
  const port = flags["simulator-port"] ?? 0;
  if (flags["simulator-port"] !== undefined && flags.provider !== "simulator") {
    throw new UsageError("--simulator-port goes with --provider simulator");
  }
  const simulation = { plan, tiers: [...used.values()], seed: config.seed, port, latencyScale: 0 };
  const { provider, "allow-base-url": allowedHost } = flags;
  return openProvider({ provider, deadlineMs: config.deadlineMs, allowedHost, ...simulation }, effects);
}
