import { UsageError } from "../core/errors.js";
import type { Run } from "../core/run.js";

/**
 * For verbs that need every tier on every item, and whose tests hold for a fixed number of them.
 * @throws UsageError naming the first adaptive run
 */
export function refuseAdaptive(runs: readonly Run[], verb: string): void {
  const adaptive = runs.find((run) => run.adaptive !== undefined);
  if (adaptive === undefined) return;
  throw new UsageError(
    `run "${adaptive.runId}" is adaptive: it asked each tier only as long as its answers said; ${verb} needs a run that asked every tier everything (calibrate takes both)`,
  );
}
