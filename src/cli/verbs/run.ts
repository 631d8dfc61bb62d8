import { UsageError } from "../../core/errors.js";
import { ownCells } from "../../runner/shard.js";
import { openAdaptive, orderPlan, refuseAdaptiveFlags, tellClosed } from "../adaptive-flags.js";
import { refuseAdaptiveBatches } from "../batch-run.js";
import { needBounds, openPrices } from "../benchmark-session.js";
import { campaignOf } from "../campaign.js";
import { defineVerb } from "../define-verb.js";
import { chooseTiers, judgeTier, loadEvals, loadProject } from "../load-project.js";
import { makePlan } from "../make-plan.js";
import { measure } from "../measure.js";
import { progressForm, startProgress } from "../progress.js";
import { resume } from "../resumed-run.js";
import { budgetWish, isCapped, runBudget } from "../run-budget.js";
import { endRun } from "../run-ending.js";
import { RUN_FLAGS, type RunInput, runInput } from "../run-flags.js";
import { providerOf } from "../run-provider.js";
import { NOTHING_SPENT } from "../spent-so-far.js";
import { dbPath } from "../stored-run.js";

/** `run`: items × tiers × trials → outcomes in the results database. */
export const runVerb = defineVerb({
  name: "run",
  summary: "measure the tiers on your evals",
  positionals: { shown: "[eval…]", least: 0, most: 100 },
  flags: RUN_FLAGS,
  input: runInput,
  async run(flags, names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    if (flags.resume !== undefined) return await resume(flags.resume, flags, names, project, effects);
    refuseResumeFlags(flags);
    refuseAdaptiveBatches(flags.batch, flags.adaptive);
    refuseAdaptiveFlags(flags, effects, false);
    const { priceBook, traffic, rates } = project.config;
    const tiers = chooseTiers(project, flags.tiers);
    const evals = await loadEvals(project, names);
    const judge = judgeTier(project, evals);
    const trials = flags.trials ?? project.config.trials;
    const wish = budgetWish(flags);
    const whole = makePlan(evals, { tiers, trials, limit: flags.limit ?? null, judge });
    const { plan, adaptive } = await orderPlan(whole, tiers, flags, project);
    const campaign = campaignOf(flags);
    const own = ownCells(plan, campaign?.shard);
    const asked = judge === null ? tiers : [...tiers, judge];
    const prices = openPrices(priceBook, asked, isCapped(wish), effects, flags.batch);
    if (flags["dry-run"]) {
      const { dryRun } = await import("../dry-run.js");
      const form = { asJson: flags.json, isAdaptive: flags.adaptive, isBatch: flags.batch };
      return await dryRun(own, judge, prices, form, effects);
    }
    needBounds(own, prices, isCapped(wish), effects.nowMs());
    const money = { budget: runBudget(wish, NOTHING_SPENT, tiers), rates };

    await using provider = await providerOf(flags, project, plan, effects);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd));
    using progress = startProgress({ plan: own, isAtMost: flags.adaptive }, effects, progressForm(flags));
    const isDetailed = progressForm(flags) === "view";
    const concurrency = flags.concurrency ?? project.config.concurrency;
    const session = await openAdaptive(adaptive, { plan, tiers, traffic, isCapped: isCapped(wish), concurrency });
    tellClosed(session, progress, isDetailed);
    const adaptively = session === null ? {} : { adaptive: session.rules, pacing: session.pacing };
    const batching = flags.batch ? { inBatches: { isDetailed } } : {};
    const what = { evals, plan, tiers, trials, judge, prices, provider, store, campaign };
    const how = { concurrency, progress, drainMs: flags["drain-ms"], ...money, ...adaptively, ...batching };
    const result = await measure({ ...what, ...how }, effects);
    progress[Symbol.dispose]();
    return await endRun(result, session, store, flags, effects);
  },
});

function refuseResumeFlags(flags: RunInput): void {
  for (const flag of ["retry-errors", "abandon-batch"] as const) {
    if (flags[flag] !== undefined && flags[flag] !== false) throw new UsageError(`--${flag} goes with --resume`);
  }
}
