import { z } from "zod";
import { EXIT, UsageError } from "../../core/errors.js";
import type { Store } from "../../core/store.js";
import type { Tier } from "../../core/tier.js";
import type { PlannedCell } from "../../runner/plan-run.js";
import type { Reusable } from "../../runner/reuse.js";
import { type BenchmarkResult, resumeRun } from "../../runner/run-benchmark.js";
import { ownCells } from "../../runner/shard.js";
import { openAdaptive, orderPlan, refuseAdaptiveFlags, tellClosed } from "../adaptive-flags.js";
import type { AdaptiveSession } from "../adaptive-run.js";
import { needBounds, openPrices, type Prices, runInterruptibly } from "../benchmark-session.js";
import { cachePlan } from "../cache-plan.js";
import { plannedCacheRows } from "../cache-rows.js";
import { campaignOf } from "../campaign.js";
import { spentBefore } from "../charged-so-far.js";
import { concludeRun } from "../conclude-run.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import type { Effects } from "../effects.js";
import {
  anyInteger,
  campaignName,
  commonInput,
  confidenceLevel,
  fraction,
  nameList,
  openFraction,
  portNumber,
  positiveInteger,
  positiveNumber,
  providerName,
  shardPart,
} from "../flag-values.js";
import { chooseTiers, judgeTier, loadEvals, loadProject, type Project } from "../load-project.js";
import { makePlan } from "../make-plan.js";
import { measure } from "../measure.js";
import { offlineProvider, openProvider } from "../open-provider.js";
import { startProgress } from "../progress.js";
import { openResumable, type ResumableRun } from "../resume.js";
import { CACHE_DAYS, findReusable, findReusableAt, refuseIdleCacheFlags, reusedText } from "../reuse-answers.js";
import { dbPath, openExistingStore } from "../stored-run.js";

const input = z.strictObject({
  ...commonInput,
  tiers: nameList.optional(),
  trials: positiveInteger.optional(),
  limit: positiveInteger.optional(),
  concurrency: positiveInteger.optional(),
  "budget-usd": positiveNumber.optional(),
  resume: z.string().optional(),
  "retry-errors": z.boolean().default(false),
  "dry-run": z.boolean().default(false),
  provider: providerName.optional(),
  "simulator-port": portNumber.optional(),
  "fail-on-error": fraction.optional(),
  shard: shardPart.optional(),
  "run-name": campaignName.optional(),
  "no-cache": z.boolean().default(false),
  "cache-days": positiveNumber.optional(),
  adaptive: z.boolean().default(false),
  reference: z.string().optional(),
  margin: openFraction.optional(),
  confidence: confidenceLevel.optional(),
  seed: anyInteger.optional(),
});
type Input = z.infer<typeof input>;

/** Errored cells beyond this share make a run incomplete; the same share calibration accepts. */
const FAIL_ON_ERROR = 0.005;

/** `run`: items × tiers × trials → outcomes in the results database. */
export const runVerb = defineVerb({
  name: "run",
  summary: "measure the tiers on your evals",
  positionals: { shown: "[eval…]", least: 0, most: 100 },
  flags: {
    tiers: { type: "string", value: "a,b", help: "only these tiers" },
    trials: { type: "string", value: "n", help: "independent repetitions of every item" },
    limit: { type: "string", short: "n", value: "n", help: "at most n items of each eval, a fixed choice" },
    concurrency: { type: "string", short: "j", value: "n", help: "calls under way at once, per tier" },
    "budget-usd": { type: "string", value: "usd", help: "never charge more than this; the run can be resumed" },
    resume: {
      type: "string",
      value: "run",
      bare: "latest",
      help: "do the missing cells of a run; without a name, or latest: of the newest",
    },
    "retry-errors": { type: "boolean", help: "with --resume: try errored cells again too" },
    "dry-run": { type: "boolean", help: "print calls, tokens and cost, and spend nothing" },
    provider: { type: "string", value: "name", help: "anthropic (needs ANTHROPIC_API_KEY) or simulator" },
    "simulator-port": { type: "string", value: "port", help: "where the simulator listens (default: a free port)" },
    "fail-on-error": {
      type: "string",
      value: "share",
      help: `exit 4 above this share of errored cells (default ${FAIL_ON_ERROR})`,
    },
    "no-cache": { type: "boolean", help: "ask every cell anew, although a run of this database has its answer" },
    "cache-days": {
      type: "string",
      value: "n",
      help: `take answers that are at most n days old (default ${CACHE_DAYS})`,
    },
    shard: { type: "string", value: "i/n", help: "only the i-th of n parts of the plan; merge joins their databases" },
    "run-name": { type: "string", value: "name", help: "names the campaign: same name and plan, same run id anywhere" },
    adaptive: { type: "boolean", help: "ask in batches, and stop each tier as soon as its comparison is decided" },
    reference: { type: "string", value: "tier", help: "with --adaptive: the tier we must not be worse than" },
    margin: { type: "string", value: "x", help: "with --adaptive: largest acceptable loss, a fraction (default 0.03)" },
    confidence: { type: "string", value: "x", help: "with --adaptive: level of the decisions (default 0.95)" },
    seed: { type: "string", value: "n", help: "with --adaptive: of the order of the items (default 1)" },
    ...sharedFlags("db", "config", "json", "quiet", "no-progress"),
  },
  input,
  async run(flags, names, effects) {
    const project = await loadProject(effects.cwd, flags.config);
    if (flags.resume !== undefined) return await resume(flags.resume, flags, names, project, effects);
    if (flags["retry-errors"]) throw new UsageError("--retry-errors goes with --resume");
    refuseAdaptiveFlags(flags, effects, false);
    refuseIdleCacheFlags(flags);
    const tiers = chooseTiers(project, flags.tiers);
    const evals = await loadEvals(project, names);
    const judge = judgeTier(project, evals);
    const trials = flags.trials ?? project.config.trials;
    const budgetUsd = flags["budget-usd"];
    const whole = makePlan(evals, { tiers, trials, limit: flags.limit ?? null, judge });
    const { plan: ordered, adaptive } = await orderPlan(whole, tiers, flags, project);
    const campaign = campaignOf(flags);
    const prices = openPrices(project.config.priceBook, judge === null ? tiers : [...tiers, judge], budgetUsd, effects);
    const plan = cachePlan(ordered, evals, prices, effects);
    const own = ownCells(plan, campaign?.shard);
    if (flags["dry-run"])
      return (await import("../dry-run.js")).dryRun(
        own,
        judge,
        prices,
        {
          asJson: flags.json,
          isAdaptive: flags.adaptive,
          reused: await wouldReuse(own, judge, flags, project, effects),
        },
        effects,
      );
    needBounds(own, prices, budgetUsd, effects.nowMs());

    await using provider = await providerOf(flags, project, plan, effects);
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd));
    const asked = { isSimulated: provider.name === "simulator", baseUrl: provider.baseUrl, judge };
    const reused = await findReusable(store, own, asked, flags, effects);
    if (reused.size > 0 && !flags.quiet && !flags.json) effects.note(reusedText(reused, own.length));
    using progress = startProgress(own.length - reused.size, effects, wantsProgress(flags));
    const concurrency = flags.concurrency ?? project.config.concurrency;
    const { traffic } = project.config;
    const session = await openAdaptive(adaptive, { plan, tiers, traffic, budgetUsd, concurrency });
    tellClosed(session, progress, wantsProgress(flags));
    const adaptively = session === null ? {} : { adaptive: session.rules, pacing: session.pacing };
    const how = { concurrency, budgetUsd, progress, campaign, reused, ...adaptively };
    const result = await measure({ evals, plan, tiers, trials, judge, prices, provider, store, ...how }, effects);
    progress[Symbol.dispose]();
    return await conclude(result, { session, plan, prices, store, reused: reused.size }, flags, effects);
  },
});

async function resume(
  name: string,
  flags: Input,
  names: readonly string[],
  project: Project,
  effects: Effects,
): Promise<number> {
  refuseAdaptiveFlags(flags, effects, true);
  for (const flag of ["tiers", "trials", "limit", "dry-run", "shard", "run-name", "cache-days"] as const) {
    if (flags[flag] !== undefined && flags[flag] !== false) {
      throw new UsageError(`--${flag} does not go with --resume: a resumed run keeps its plan`);
    }
  }
  if (names.length > 0) throw new UsageError("a resumed run keeps its evals; name none");
  await using store = await openExistingStore(dbPath(flags, project, effects.cwd));
  const resumable = await openResumable(store, name, project, flags["retry-errors"]);
  const { run, judge, chargedNanoUsd } = resumable;
  const budgetUsd = flags["budget-usd"];
  const spentNanoUsd = spentBefore(chargedNanoUsd, budgetUsd, run.runId);
  const prices = openPrices(project.config.priceBook, [...run.tiers, ...(judge ? [judge] : [])], budgetUsd, effects);
  const plan = cachePlan(resumable.plan, resumable.evals, prices, effects);
  needBounds(plan, prices, budgetUsd, effects.nowMs());
  // A simulator behind a base URL is asked as the real interface is.
  const origin = run.simulated && run.baseUrl === null ? "simulator" : "anthropic";
  if (flags.provider !== undefined && flags.provider !== origin)
    throw new UsageError(`run "${run.runId}" was begun with --provider ${origin}; it goes on with the same`);
  const { traffic, concurrency: usual } = project.config;
  const concurrency = flags.concurrency ?? usual;
  const session = await openAdaptive(run.adaptive, { plan, tiers: run.tiers, traffic, budgetUsd, concurrency });
  const open = session === null ? resumable.open : openIn(session, resumable);
  // A run that died after its last answer has only its record to finish.
  if (open === 0 && (session === null || run.status === "finished")) {
    effects.note(`nothing to do: ${session === null ? "every cell" : "every pair"} of ${run.runId} has been tried`);
    return await conclude(resumable.standing, { session, plan, prices, store }, flags, effects);
  }
  await using provider =
    open === 0 ? offlineProvider() : await providerOf({ ...flags, provider: origin }, project, plan, effects);
  using progress = startProgress(open, effects, wantsProgress(flags));
  tellClosed(session, progress, wantsProgress(flags));
  const parts = { store, provider, prices, judge, concurrency, budgetUsd, spentNanoUsd, progress };
  const pacing = session === null ? {} : { pacing: session.pacing };
  const result = await runInterruptibly(
    { ...parts, ...pacing, retryErrors: flags["retry-errors"] },
    (options) => resumeRun(run, plan, options),
    effects,
  );
  progress[Symbol.dispose]();
  return await conclude(result, { session, plan, prices, store }, flags, effects);
}

/** Cells that an adaptive run may still ask; 0 where it is done. */
function openIn({ pacing }: AdaptiveSession, { settled }: Pick<ResumableRun, "settled">): number {
  return pacing.next({ settled, givenUp: new Set() }).length === 0 ? 0 : pacing.atMost(settled);
}

/** What a run with these flags would take from earlier ones. */
function wouldReuse(
  plan: readonly PlannedCell[],
  judge: Tier | null,
  flags: Input,
  project: Project,
  effects: Effects,
): Promise<Reusable> {
  const isSimulated = flags.provider === "simulator";
  const baseUrl = effects.env["ANTHROPIC_BASE_URL"] ?? null;
  return findReusableAt(dbPath(flags, project, effects.cwd), plan, { isSimulated, baseUrl, judge }, flags, effects);
}

function wantsProgress(flags: Pick<Input, "quiet" | "no-progress" | "json">): boolean {
  return !(flags.quiet || flags["no-progress"] || flags.json);
}

function providerOf(
  flags: Pick<Input, "provider" | "simulator-port">,
  { config, tiers }: Project,
  plan: readonly PlannedCell[],
  effects: Effects,
) {
  const used = new Map([...tiers, ...plan.map((planned) => planned.tier)].map((tier) => [tier.id, tier]));
  const port = flags["simulator-port"] ?? 0;
  if (flags["simulator-port"] !== undefined && flags.provider !== "simulator") {
    throw new UsageError("--simulator-port goes with --provider simulator");
  }
  const options = { plan, tiers: [...used.values()], seed: config.seed, port, latencyScale: 0 };
  return openProvider({ provider: flags.provider, deadlineMs: config.deadlineMs, ...options }, effects);
}

interface Conclusion {
  readonly session: AdaptiveSession | null;
  readonly plan: readonly PlannedCell[];
  readonly prices: Prices;
  readonly store: Store;
  readonly reused?: number;
}

async function conclude(
  result: BenchmarkResult,
  { session, plan, prices, store, reused = 0 }: Conclusion,
  flags: Input,
  effects: Effects,
): Promise<number> {
  const { runId } = result.run;
  const failOnError = flags["fail-on-error"] ?? FAIL_ON_ERROR;
  const asked = result.scored + result.errored;
  const decided = session === null ? {} : { adaptive: { pairs: session.pairs(), asked, of: session.rules.mostCells } };
  const caching = await plannedCacheRows(runId, plan, store, prices.pricing);
  const options = {
    store,
    caching,
    reused,
    failOnError,
    asJson: flags.json,
    isShort: flags.quiet,
    goOn: `run --resume ${runId}`,
  };
  const exitCode = await concludeRun(result, { ...options, ...decided }, effects);
  if (exitCode === EXIT.ok && !flags.quiet && !flags.json) effects.print(`next: tierbench calibrate ${runId}`);
  return exitCode;
}
