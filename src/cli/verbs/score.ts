import { z } from "zod";
import { UsageError } from "../../core/errors.js";
import type { Outcome } from "../../core/outcome.js";
import { rescoreRun } from "../../runner/run-benchmark.js";
import { benchOf, judgesOf, NO_BENCH } from "../bench.js";
import { openPrices, runInterruptibly } from "../benchmark-session.js";
import { concludeRun } from "../conclude-run.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { commonInput, positiveNumber, providerInput, providerName } from "../flag-values.js";
import { loadEvals, loadProject } from "../load-project.js";
import { makePlan } from "../make-plan.js";
import { offlineProvider, openProvider } from "../open-provider.js";
import { printedPlace } from "../printed-place.js";
import { progressForm, startProgress } from "../progress.js";
import { isCapped, NO_CAP, runBudget } from "../run-budget.js";
import { FAIL_ON_ERROR } from "../run-flags.js";
import { runnable } from "../runnable-evals.js";
import { NOTHING_SPENT } from "../spent-so-far.js";
import { dbPath, findRun, openExistingStore } from "../stored-run.js";

/** What answers are that a scorer could not score. */
const UNREAD: ReadonlySet<string> = new Set(["judge_error", "validator_error"]);

/** `score`: today's scorers on yesterday's answers. Only `--judge` spends money. */
export const scoreVerb = defineVerb({
  name: "score",
  summary: "score stored responses again without asking for new ones",
  positionals: { shown: "<run>", least: 1, most: 1 },
  flags: {
    judge: { type: "boolean", help: "ask the judge again (spends money); without it known verdicts are kept" },
    "budget-usd": { type: "string", value: "usd", help: "never charge more than this" },
    provider: { type: "string", value: "name", help: "who judges: anthropic or simulator" },
    ...sharedFlags("db", "config", "json", "quiet", "no-progress", "drain-ms", "allow-base-url", "allow-code"),
  },
  input: z.strictObject({
    ...commonInput,
    judge: z.boolean().default(false),
    "budget-usd": positiveNumber.optional(),
    provider: providerName.optional(),
    ...providerInput,
  }),
  async run(flags, [name = ""], effects) {
    const project = await loadProject(effects.cwd, flags.config);
    await using store = await openExistingStore(dbPath(flags, project, effects.cwd));
    const run = await findRun(store, name);
    if (run.origin === "import") throw new UsageError(`run "${run.runId}" was imported; it has no responses to score`);
    const loaded = await loadEvals(project, run.taskTypes);
    const cells = await store.plan(run.runId);
    const programs = { allowCode: flags["allow-code"], cellsPerItem: run.tiers.length * run.trials, cells };
    const { evals, runProgram } = await runnable(loaded, programs, effects);
    const bench = flags.judge ? benchOf(project, evals) : null;
    const judges = bench === null ? [] : judgesOf(bench);
    if (flags.judge && judges.length === 0)
      throw new UsageError(`no eval of run "${run.runId}" has a judge; leave out --judge`);
    for (const flag of ["provider", "budget-usd"] as const) {
      if (bench === null && flags[flag] !== undefined) throw new UsageError(`--${flag} goes with --judge`);
    }
    const { config, tiers } = project;
    const { concurrency, deadlineMs, seed } = config;
    const wish = { ...NO_CAP, totalUsd: flags["budget-usd"] };
    const allowedHost = flags["allow-base-url"];
    const plan = makePlan(evals, { tiers: run.tiers, trials: run.trials, limit: null, ...(bench ?? { judge: null }) });
    const prices = openPrices(config.priceBook, judges, isCapped(wish), effects);
    const asked = flags.provider ?? (run.simulated ? "simulator" : undefined);
    const simulation = { plan, tiers, seed, port: 0, latencyScale: 0 };
    await using provider =
      bench === null
        ? offlineProvider()
        : await openProvider({ provider: asked, deadlineMs, allowedHost, ...simulation }, effects);
    const work = {
      plan: cells.map((cell) => ({ cell })),
      isAtMost: run.adaptive !== undefined,
      isFree: bench === null,
    };
    using progress = startProgress(work, effects, progressForm(flags));
    const money = { prices, budget: runBudget(wish, NOTHING_SPENT, []), rates: config.rates };
    const parts = {
      store,
      provider,
      runProgram,
      tiers: run.tiers,
      bench: bench ?? NO_BENCH,
      concurrency,
      progress,
      drainMs: flags["drain-ms"],
    };
    const before = await store.outcomes({ runIds: [run.runId] });
    const result = await runInterruptibly(
      run.runId,
      { ...parts, ...money, retryErrors: false },
      (options) => rescoreRun(run, plan, { ...options, judgesAnew: flags.judge }),
      effects,
    );
    progress[Symbol.dispose]();
    if (bench === null && !flags.quiet && !flags.json)
      effects.note("nobody was asked, so that scoring is free: what was charged is the run's total");
    const after = await store.outcomes({ runIds: [run.runId] });
    const asksJudge = flags.judge || after.some(({ outcomeClass }) => outcomeClass === "judge_error");
    const texts = { goOn: `score ${run.runId}${asksJudge ? " --judge" : ""}`, place: printedPlace(flags) };
    // Cells that an outage has left without an answer cannot be mended here: they are no reason to fail.
    const failOnError = hasUnscored(before, after, result.planned) ? 0 : 1;
    return await concludeRun(result, { store, plan, failOnError, asJson: flags.json, ...texts }, effects);
  },
});

/** Whether a cell has lost its score, or more answers have none than a run may have. */
function hasUnscored(before: readonly Outcome[], after: readonly Outcome[], planned: number): boolean {
  const scored = new Set(before.flatMap(({ status, cellKey }) => (status === "scored" ? [cellKey] : [])));
  const errored = after.filter(({ status }) => status === "errored");
  const unread = errored.filter(({ outcomeClass }) => UNREAD.has(outcomeClass));
  return errored.some(({ cellKey }) => scored.has(cellKey)) || unread.length > FAIL_ON_ERROR * planned;
}
