import { UsageError } from "../core/errors.js";
import { resumeRun } from "../runner/run-benchmark.js";
import { openAdaptive, refuseAdaptiveFlags, tellClosed } from "./adaptive-flags.js";
import type { AdaptiveSession } from "./adaptive-run.js";
import { abandonText } from "./batch-lines.js";
import { abandon, batchesUnderWay, openBatches } from "./batch-run.js";
import { judgesOf } from "./bench.js";
import { needBounds, openPrices, runInterruptibly } from "./benchmark-session.js";
import { cachePlan } from "./cache-plan.js";
import type { Effects } from "./effects.js";
import type { Project } from "./load-project.js";
import { offlineProvider } from "./open-provider.js";
import { progressForm, startProgress } from "./progress.js";
import { refuseConversationBatches } from "./refuse-conversations.js";
import { remarksOn } from "./remarks.js";
import { openResumable, type ResumableRun } from "./resume.js";
import { budgetWish, isCapped, keptText, keptWish, runBudget } from "./run-budget.js";
import { endRun } from "./run-ending.js";
import type { RunInput } from "./run-flags.js";
import { providerOf } from "./run-provider.js";
import { programsOf } from "./runnable-evals.js";
import { refuseOtherHost } from "./same-host.js";
import { dbPath, openExistingStore } from "./stored-run.js";
import { refuseUnknownTiers } from "./tier-names.js";

const KEPT_WITH_THE_PLAN = ["tiers", "trials", "limit", "dry-run", "shard", "run-name", "cache-days"] as const;

/** `run --resume`: carries out what a stored run still lacks. @returns the exit code */
export async function resume(
  name: string,
  flags: RunInput,
  names: readonly string[],
  project: Project,
  effects: Effects,
): Promise<number> {
  refuseOtherPlans(flags, names, effects);
  refuseUnknownTiers(project);
  await using store = await openExistingStore(dbPath(flags, project, effects.cwd));
  if (flags["abandon-batch"] !== undefined) await abandon(store, name, flags["abandon-batch"], effects);
  const resumable = await openResumable(store, name, project, flags["retry-errors"]);
  const { run, bench, spent } = resumable;
  refuseConversationBatches(flags.batch, resumable.evals);
  const runProgram = await programsOf(resumable.plan, flags["allow-code"]);
  const { priceBook, traffic, rates } = project.config;
  const said = budgetWish(flags);
  const wish = keptWish(said, run.budget);
  if (isCapped(wish) && !isCapped(said)) effects.note(keptText(wish));
  const money = { budget: runBudget(wish, spent, run.tiers, run.runId), rates };
  const { earlier, isBatch } = await batchesUnderWay(store, run, flags.batch);
  const asked = [...run.tiers, ...judgesOf(bench)];
  const prices = openPrices(priceBook, asked, isCapped(wish), effects, isBatch);
  const plan = cachePlan(resumable.plan, resumable.evals, prices, effects);
  needBounds(plan, prices, isCapped(wish), effects.nowMs());
  // A simulator behind a base URL is asked as the real interface is.
  const origin = run.simulated && run.baseUrl === null ? "simulator" : "anthropic";
  if (origin === "simulator" && earlier.some(({ openCalls }) => openCalls > 0)) {
    const left = earlier.filter(({ openCalls }) => openCalls > 0).map(({ batch }) => batch);
    throw new UsageError(
      `run "${run.runId}" has batches under way at a simulator that ended with its process; ${abandonText(left)}`,
    );
  }
  if (flags.provider !== undefined && flags.provider !== origin)
    throw new UsageError(`run "${run.runId}" was begun with --provider ${origin}; it goes on with the same`);
  const concurrency = flags.concurrency ?? project.config.concurrency;
  const how = { plan, tiers: run.tiers, traffic, isCapped: isCapped(wish), concurrency };
  const session = await openAdaptive(run.adaptive, how);
  const open = session === null ? resumable.open : openIn(session, resumable);
  // A run that died after its last answer has only its record to finish.
  if (open === 0 && (session === null || run.status === "finished")) {
    effects.note(`nothing to do: ${session === null ? "every cell" : "every pair"} of ${run.runId} has been tried`);
    return await endRun(
      { ...resumable.standing, remarks: remarksOn(resumable.settled.values()), interruptedBy: null },
      { session, plan, prices, store },
      flags,
      effects,
    );
  }
  await using provider =
    open === 0 ? offlineProvider() : await providerOf({ ...flags, provider: origin }, project, plan, effects);
  if (open > 0 && origin === "anthropic") refuseOtherHost(run, provider, flags["allow-base-url"]);
  const work = { plan, settled: resumable.settled.values(), isAtMost: session !== null };
  using progress = startProgress(work, effects, progressForm(flags));
  const isDetailed = progressForm(flags) === "view";
  tellClosed(session, progress, isDetailed);
  const opened = { provider, store, runId: run.runId, earlier, progress, isDetailed };
  const batching = isBatch && open > 0 ? { batches: await openBatches(opened, effects) } : {};
  const pacing = session === null ? {} : { pacing: session.pacing };
  const parts = { store, provider, runProgram, prices, tiers: run.tiers, bench, concurrency, progress, ...money };
  const result = await runInterruptibly(
    run.runId,
    { ...parts, ...pacing, ...batching, retryErrors: flags["retry-errors"], drainMs: flags["drain-ms"] },
    (options) => resumeRun(run, plan, options),
    effects,
  );
  progress[Symbol.dispose]();
  return await endRun(result, { session, plan, prices, store }, flags, effects);
}

/** @throws UsageError where a flag would change what the run is about */
function refuseOtherPlans(flags: RunInput, names: readonly string[], effects: Effects): void {
  refuseAdaptiveFlags(flags, effects, true);
  const changing = KEPT_WITH_THE_PLAN.find((flag) => flags[flag] !== undefined && flags[flag] !== false);
  if (changing !== undefined) {
    throw new UsageError(`--${changing} does not go with --resume: a resumed run keeps its plan`);
  }
  if (names.length > 0) throw new UsageError("a resumed run keeps its evals; name none");
}

/** Cells that an adaptive run may still ask; 0 where it is done. */
function openIn({ pacing }: AdaptiveSession, { settled }: Pick<ResumableRun, "settled">): number {
  return pacing.next({ settled, givenUp: new Set() }).length === 0 ? 0 : pacing.atMost(settled);
}
