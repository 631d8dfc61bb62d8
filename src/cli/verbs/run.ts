import { EXIT, UsageError } from "../../core/errors.js";
import { ownCells } from "../../runner/shard.js";
import { openAdaptive, orderPlan, refuseAdaptiveFlags, tellClosed } from "../adaptive-flags.js";
import { refuseAdaptiveBatches } from "../batch-run.js";
import { benchOf, judgesOf } from "../bench.js";
import { needBounds, openPrices } from "../benchmark-session.js";
import { cachePlan } from "../cache-plan.js";
import { campaignOf } from "../campaign.js";
import { defineVerb } from "../define-verb.js";
import { chooseTiers, loadEvals, loadProject } from "../load-project.js";
import { makePlan } from "../make-plan.js";
import { measure } from "../measure.js";
import { progressForm, startProgress } from "../progress.js";
import { refuseConversationBatches } from "../refuse-conversations.js";
import { resume } from "../resumed-run.js";
import { findReusable, findReusableAt, refuseIdleCacheFlags, reusedText } from "../reuse-answers.js";
import { budgetWish, capsOf, isCapped, runBudget } from "../run-budget.js";
import { endRun } from "../run-ending.js";
import { RUN_FLAGS, type RunInput, runInput } from "../run-flags.js";
import { providerOf } from "../run-provider.js";
import { runnable } from "../runnable-evals.js";
import { NOTHING_SPENT } from "../spent-so-far.js";
import { dbPath } from "../stored-run.js";
import { tellWrongGold } from "../tell-wrong-gold.js";
import { oddOrder, refuseUnknownTiers } from "../tier-names.js";

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
    refuseIdleCacheFlags(flags);
    refuseUnknownTiers(project);
    const { priceBook, traffic, rates } = project.config;
    const tiers = chooseTiers(project, flags.tiers);
    const leftOut: string[] = [];
    const loaded = await loadEvals(project, names, (line) => leftOut.push(line));
    for (const line of leftOut) effects.note(line);
    refuseConversationBatches(flags.batch, loaded);
    const trials = flags.trials ?? project.config.trials;
    const programs = {
      allowCode: flags["allow-code"],
      named: names,
      cellsPerItem: tiers.length * trials,
      limit: flags.limit,
    };
    const { evals, runProgram } = await runnable(loaded, programs, effects);
    const bench = benchOf(project, evals);
    const wish = budgetWish(flags);
    const whole = makePlan(evals, { tiers, trials, limit: flags.limit ?? null, ...bench });
    const { plan: ordered, adaptive } = await orderPlan(whole, tiers, flags, project);
    const campaign = campaignOf(flags);
    const asked = [...tiers, ...judgesOf(bench)];
    const prices = openPrices(priceBook, asked, isCapped(wish), effects, flags.batch);
    const odd = oddOrder(tiers, prices.book, effects.nowMs());
    if (odd !== null) effects.note(odd);
    const plan = cachePlan(ordered, evals, prices, effects);
    const own = ownCells(plan, campaign?.shard);
    await tellWrongGold(own, effects);
    const path = dbPath(flags, project, effects.cwd);
    if (flags["dry-run"]) {
      const { dryRun } = await import("../dry-run.js");
      const baseUrl = effects.env["ANTHROPIC_BASE_URL"] ?? null;
      const source = { isSimulated: flags.provider === "simulator", baseUrl, judge: bench.judge };
      const reused = await findReusableAt(path, own, source, flags, effects);
      const form = { asJson: flags.json, isAdaptive: flags.adaptive, isBatch: flags.batch, reused };
      return dryRun(own, bench.judge, prices, form, effects);
    }
    needBounds(own, prices, isCapped(wish), effects.nowMs());
    const money = { budget: runBudget(wish, NOTHING_SPENT, tiers), caps: capsOf(wish), rates };

    // First: what asks the models then loads while the database is being opened.
    const { openStore } = await import("../../store/duckdb-store.js");
    await using provider = await providerOf(flags, project, plan, effects);
    await using store = await openStore(path);
    const source = { isSimulated: provider.name === "simulator", baseUrl: provider.baseUrl, judge: bench.judge };
    const reused = await findReusable(store, own, source, flags, effects);
    if (reused.size > 0 && !flags.quiet && !flags.json) effects.note(reusedText(reused, own.length));
    const work = { plan: own, reused: reused.values(), isAtMost: flags.adaptive };
    using progress = startProgress(work, effects, progressForm(flags));
    const isDetailed = progressForm(flags) === "view";
    const concurrency = flags.concurrency ?? project.config.concurrency;
    const session = await openAdaptive(adaptive, { plan, tiers, traffic, isCapped: isCapped(wish), concurrency });
    tellClosed(session, progress, isDetailed);
    const adaptively = session === null ? {} : { adaptive: session.rules, pacing: session.pacing };
    const batching = flags.batch ? { inBatches: { isDetailed } } : {};
    const what = { evals, runProgram, plan, tiers, trials, bench, prices, provider, store, campaign, reused };
    const how = { concurrency, progress, drainMs: flags["drain-ms"], ...money, ...adaptively, ...batching };
    const result = await measure({ ...what, ...how }, effects);
    progress[Symbol.dispose]();
    const exitCode = await endRun(result, { session, plan, prices, store, reused: reused.size }, flags, effects);
    return exitCode === EXIT.ok && leftOut.length > 0 ? EXIT.incomplete : exitCode;
  },
});

function refuseResumeFlags(flags: RunInput): void {
  for (const flag of ["retry-errors", "abandon-batch"] as const) {
    if (flags[flag] !== undefined && flags[flag] !== false) throw new UsageError(`--${flag} goes with --resume`);
  }
}
