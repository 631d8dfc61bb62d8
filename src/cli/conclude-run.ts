import { BudgetExceededError, EXIT } from "../core/errors.js";
import { usdFromNano } from "../core/price.js";
import type { Store } from "../core/store.js";
import type { CacheRow } from "../report/cache-view.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { type AdaptiveSummary, adaptiveJson, adaptiveText } from "./adaptive-text.js";
import { underWayNanoUsd } from "./batch-run.js";
import type { SessionResult } from "./benchmark-session.js";
import { cacheText } from "./cache-rows.js";
import type { Effects } from "./effects.js";
import { exitCodeAfter } from "./interrupt.js";
import { percentText, usdText } from "./money-text.js";
import { chargedSoFar } from "./spent-so-far.js";

export interface ConclusionOptions {
  readonly store: Store;
  /** Largest share of errored cells that still counts as complete. */
  readonly failOnError: number;
  readonly asJson: boolean;
  /** What was asked, to name the files of its evals. */
  readonly plan?: readonly PlannedCell[];
  /** What the user types to go on, the verb first, without the place. */
  readonly goOn: string;
  /** What ends every command that is printed: see {@link printedPlace}. */
  readonly place: string;
  /** Of an adaptive run: what it has decided. */
  readonly adaptive?: AdaptiveSummary;
  /** What the prompt cache did. */
  readonly caching?: readonly CacheRow[];
  /** Cells that were taken from earlier runs. */
  readonly reused?: number;
  /** Only the line of the result. */
  readonly isShort?: boolean;
}

/**
 * Says how a run stands, and returns the exit code.
 *
 * @throws BudgetExceededError where the budget ended it
 */
export async function concludeRun(
  result: SessionResult,
  {
    store,
    failOnError,
    asJson,
    goOn,
    place,
    plan = [],
    adaptive,
    caching = [],
    reused = 0,
    isShort = false,
  }: ConclusionOptions,
  effects: Effects,
): Promise<number> {
  const { run, planned, scored, errored, missing, stopped, givenUp, interruptedBy } = result;
  const { causes, cut } = result.remarks;
  const { runId, status, simulated } = run;
  const charged = await chargedSoFar(store, runId);
  const spentUsd = charged === null ? null : usdFromNano(charged);
  // Of batches alone: what else was under way is charged already.
  const open = await underWayNanoUsd(store, runId);
  if (asJson) {
    const decided = adaptive === undefined ? {} : { adaptive: adaptiveJson(adaptive) };
    effects.printJson({
      runId,
      status,
      planned,
      scored,
      errored,
      missing,
      chargedUsd: spentUsd,
      simulated,
      ...(open === 0 ? {} : { underWayUsd: open === null ? null : usdFromNano(open) }),
      ...decided,
      ...(caching.length === 0 ? {} : { caching }),
      ...(reused === 0 ? {} : { reused }),
    });
  } else {
    const more =
      open === 0 ? "" : `, and up to ${usdText(open === null ? null : usdFromNano(open))} for batches under way`;
    const cost = `${usdText(spentUsd)}${simulated ? " (simulated)" : ""}${more}`;
    effects.print(
      `${runId}: ${scored} of ${planned} cells scored, ${errored} errored, ${missing} missing; charged ${cost}`,
    );
    if (adaptive !== undefined && !isShort) effects.print(adaptiveText(adaptive));
    if (!isShort) for (const row of caching) effects.print(cacheText(row));
  }
  for (const cause of causes.lines(evalFiles(plan))) effects.note(`no score: ${cause}`);
  for (const line of cut.lines) effects.note(line);
  for (const [tier, { reason, detail }] of givenUp) {
    effects.note(`tier ${tier} was given up${reason === "rejected" ? " after repeated rejections" : ""}: ${detail}`);
  }
  // A budget for scores may end where no cell is missing.
  const isOnlyScores = missing === 0 && stopped?.reason === "budget";
  const missingText = isOnlyScores
    ? "answers left to score"
    : `${adaptive === undefined ? "" : "at most "}${missing} cells missing`;
  const toGoOn = `go on with: npx tierbench ${goOn}${place}`;
  if (interruptedBy !== null) {
    const cause = interruptedBy === "bug" ? "stopped by a bug" : "interrupted";
    effects.note(
      `${cause} with ${missingText}; every answer that came is kept; ${missing > 0 ? toGoOn : "the run is complete"}`,
    );
    return exitCodeAfter(interruptedBy);
  }
  if (stopped?.reason === "budget") {
    throw new BudgetExceededError(`the budget ended with ${missingText}; ${toGoOn} --budget-usd <more>`);
  }
  if (status === "budget") {
    // Of shards that were joined nobody knows any longer which cap it was.
    const isOfTier = [...givenUp.values()].some(({ reason }) => reason === "tier-budget");
    const [whose, flag] = isOfTier ? ["a tier's budget", "tier-budget-usd"] : ["a budget", "budget-usd"];
    throw new BudgetExceededError(`${whose} ended with ${missingText}; ${toGoOn} --${flag} <more>`);
  }
  const retry = `${toGoOn}${goOn.startsWith("run ") ? " --retry-errors" : ""}`;
  if (stopped?.reason === "account") {
    effects.note(`stopped: ${stopped.detail}; when that is settled, ${retry}`);
    return EXIT.incomplete;
  }
  if (missing > 0 || errored > failOnError * planned) {
    const share = `incomplete: ${percentText((errored + missing) / planned)} of the cells have no score`;
    const isMended = causes.isOurs && missing === 0;
    effects.note(
      `${share}; ${isMended ? `the answers are kept: mend the scorer or signal in ${[...causes.brokenTypes].map(evalFiles(plan)).join(" and ")}, then: npx tierbench score ${runId}${place}` : retry}`,
    );
    return EXIT.incomplete;
  }
  return EXIT.ok;
}

/** Task type → the file of its eval, as far as a plan knows it. */
function evalFiles(plan: readonly PlannedCell[]): (taskType: string) => string {
  const files = new Map(plan.map(({ evaluation: { taskType, file } }) => [taskType, file]));
  return (taskType) => files.get(taskType) ?? `"${taskType}"`;
}
