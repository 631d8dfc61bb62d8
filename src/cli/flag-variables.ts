import { UsageError } from "../core/errors.js";
import type { Effects } from "./effects.js";
import { suggestion } from "./nearest-name.js";

const PREFIX = "TIERBENCH_";

/** Every flag of every verb; stands here so that looking at the environment loads no verb. */
export const FLAG_NAMES: readonly string[] = [
  "abandon-batch",
  "accept-loss",
  "adaptive",
  "against",
  "agreement",
  "allow-base-url",
  "allow-code",
  "allow-missing",
  "alternative",
  "anchor",
  "annotator",
  "as-of",
  "batch",
  "budget-usd",
  "cache-days",
  "concurrency",
  "confidence",
  "config",
  "costs",
  "db",
  "drain-ms",
  "dry-run",
  "export",
  "fail-on-error",
  "failure-cost-usd",
  "folds",
  "format",
  "gate",
  "harm",
  "import",
  "input-tokens",
  "json",
  "judge",
  "limit",
  "margin",
  "max-cost-increase",
  "max-cost-usd",
  "min-items",
  "name",
  "no-cache",
  "no-progress",
  "out",
  "parquet",
  "pass-at",
  "power",
  "prompting",
  "provider",
  "quiet",
  "reference",
  "repeats",
  "resamples",
  "resume",
  "retry-errors",
  "run",
  "run-name",
  "seed",
  "shard",
  "simulator-port",
  "strict",
  "subset",
  "table",
  "task-type",
  "tasks-per-day",
  "tier-budget-usd",
  "tiers",
  "tools",
  "trials",
  "vision",
];

/** The environment variable that stands for a flag: `--budget-usd` is `TIERBENCH_BUDGET_USD`. */
export function flagVariable(flag: string): string {
  return PREFIX + flag.toUpperCase().replaceAll("-", "_");
}

/**
 * A variable with our prefix that stands for no flag is a slip; a budget that is
 * not read is no budget.
 *
 * @throws UsageError naming the variable
 */
export function refuseUnknownVariables(env: Effects["env"]): void {
  const known = FLAG_NAMES.map(flagVariable);
  for (const variable of Object.keys(env).sort()) {
    if (!variable.startsWith(PREFIX) || known.includes(variable)) continue;
    throw new UsageError(`${variable} is set, but no flag is called so${suggestion(variable, known)}`);
  }
}
