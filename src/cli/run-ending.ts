import { EXIT } from "../core/errors.js";
import type { Store } from "../core/store.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { AdaptiveSession } from "./adaptive-run.js";
import type { Prices, SessionResult } from "./benchmark-session.js";
import { plannedCacheRows } from "./cache-rows.js";
import { concludeRun } from "./conclude-run.js";
import type { Effects } from "./effects.js";
import { printedPlace } from "./printed-place.js";
import { FAIL_ON_ERROR, type RunInput } from "./run-flags.js";

/** What a run was, beside its result. */
export interface EndedRun {
  readonly session: AdaptiveSession | null;
  readonly plan: readonly PlannedCell[];
  readonly prices: Prices;
  readonly store: Store;
  /** Cells whose outcome an earlier run has given. */
  readonly reused?: number;
}

/** Says how a run has ended, and what its user may do next. @returns the exit code */
export async function endRun(
  result: SessionResult,
  { session, plan, prices, store, reused = 0 }: EndedRun,
  flags: RunInput,
  effects: Effects,
): Promise<number> {
  const { runId } = result.run;
  const failOnError = flags["fail-on-error"] ?? FAIL_ON_ERROR;
  const asked = result.scored + result.errored;
  const decided = session === null ? {} : { adaptive: { pairs: session.pairs(), asked, of: session.rules.mostCells } };
  const goOn = `run --resume ${runId}${flags.batch ? " --batch" : ""}`;
  const caching = await plannedCacheRows(runId, plan, store, prices.pricing);
  const place = printedPlace(flags);
  const options = { store, plan, caching, reused, failOnError, asJson: flags.json, isShort: flags.quiet, goOn, place };
  const exitCode = await concludeRun(result, { ...options, ...decided }, effects);
  if (exitCode === EXIT.ok && !flags.quiet && !flags.json) effects.print(`next: ${nextStep(result.run, place)}`);
  return exitCode;
}

/** One shard decides nothing: all of them are joined first. */
function nextStep({ runId, shard }: SessionResult["run"], place: string): string {
  if (shard === undefined) return `npx tierbench calibrate ${runId}${place}`;
  return `npx tierbench merge <the databases of all ${shard.of} shards> --db <file for the whole run>`;
}
