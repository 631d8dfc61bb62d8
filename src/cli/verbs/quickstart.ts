import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Calibration } from "../../core/calibration.js";
import { ConfigSchema } from "../../core/config.js";
import { EXIT, IncompleteRunError } from "../../core/errors.js";
import { planText } from "../../core/policy.js";
import { tableText } from "../../core/table-file.js";
import { DEFAULT_TIERS } from "../../models/default-ladder.js";
import type { EvalWithItems, PlannedCell } from "../../runner/plan-run.js";
import type { BenchmarkResult } from "../../runner/run-benchmark.js";
import { benchOf } from "../bench.js";
import { openPrices } from "../benchmark-session.js";
import { type CalibratedRuns, calibrateRuns } from "../calibration-session.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { anyInteger, commonInput, portNumber, positiveInteger, providerInput } from "../flag-values.js";
import { exitCodeAfter } from "../interrupt.js";
import { loadEvals, type Project } from "../load-project.js";
import { makePlan } from "../make-plan.js";
import { measure } from "../measure.js";
import { percentText, pointsText } from "../money-text.js";
import { openProvider } from "../open-provider.js";
import { progressForm, startProgress } from "../progress.js";
import { NO_CAP, runBudget } from "../run-budget.js";
import { runnable } from "../runnable-evals.js";
import { NOTHING_SPENT } from "../spent-so-far.js";
import { toolVersion } from "../tool-version.js";
import { type Caller, type RoutedRequest, routeItem } from "../try-route.js";
import { makeFolder, writeFileWhole } from "../write-file.js";

const CONCURRENCY = 16;
/** A fraction of real latencies: enough to see tiers differ, and done within a minute. */
const LATENCY_SCALE = 0.02;
/** The shipped datasets are small; they can settle differences of five points, not of three. */
const MARGIN = 0.05;
const HARM = 0.05;

/** `quickstart`: everything that tierbench does, once, offline, on simulated models. */
export const quickstartVerb = defineVerb({
  name: "quickstart",
  summary: "the whole loop offline, on simulated models",
  flags: {
    out: { type: "string", value: "folder", help: "where the files go (default reports/quickstart)" },
    limit: { type: "string", short: "n", value: "n", help: "at most n items of each eval" },
    seed: { type: "string", value: "n", help: "of the simulated models (default 1)" },
    "simulator-port": { type: "string", value: "port", help: "where the simulator listens (default: a free port)" },
    ...sharedFlags("quiet", "no-progress", "allow-code"),
  },
  input: z.strictObject({
    out: z.string().default("reports/quickstart"),
    limit: positiveInteger.optional(),
    seed: anyInteger.default(1),
    "simulator-port": portNumber.default(0),
    quiet: commonInput.quiet,
    "no-progress": commonInput["no-progress"],
    "allow-code": providerInput["allow-code"],
  }),
  async run(flags, _names, effects) {
    const started = performance.now();
    const folder = resolve(effects.cwd, flags.out);
    makeFolder(folder);
    const project = shippedProject(flags.seed);
    const { tiers, config } = project;
    const what = { allowCode: flags["allow-code"], cellsPerItem: tiers.length, limit: flags.limit };
    const { evals, runProgram } = await runnable(await loadEvals(project, []), what, effects);
    const bench = benchOf(project, evals);
    const plan = makePlan(evals, { tiers, trials: 1, limit: flags.limit ?? null, ...bench });
    const prices = openPrices(undefined, tiers, false, effects);
    const options = { plan, tiers, seed: flags.seed, port: flags["simulator-port"], latencyScale: LATENCY_SCALE };
    await using provider = await openProvider(
      { provider: "simulator", deadlineMs: config.deadlineMs, ...options },
      effects,
    );
    const { openStore } = await import("../../store/duckdb-store.js");
    await using store = await openStore(join(folder, "results.duckdb"));
    using progress = startProgress({ plan }, effects, progressForm(flags));
    const session = { concurrency: CONCURRENCY, budget: runBudget(NO_CAP, NOTHING_SPENT, []), rates: {}, progress };
    const result = await measure(
      { evals, runProgram, plan, tiers, trials: 1, bench, prices, provider, store, ...session },
      effects,
    );
    progress[Symbol.dispose]();
    if (result.interruptedBy !== null) {
      effects.note("interrupted; start it again, or go on with your own: npx tierbench init");
      return exitCodeAfter(result.interruptedBy);
    }
    if (result.stopped !== null)
      throw new IncompleteRunError(`quickstart was cut short: ${result.stopped.detail}; start it again`);

    const calibrated = await calibrateRuns(store, [result.run], project, {});
    const { renderReport } = await import("../../report/render-report.js");
    const files = { table: join(folder, "routing-table.json"), report: join(folder, "report.html") };
    writeFileWhole(files.table, tableText(calibrated.table));
    const items = await store.items([result.run.runId]);
    writeFileWhole(files.report, renderReport({ ...calibrated, items, toolVersion: toolVersion() }));
    const caller = { tiers, client: provider.client, nowMs: () => effects.nowMs(), runProgram };
    const routed = await routeOneOfEach(calibrated, evals, plan, caller);
    const seconds = (performance.now() - started) / 1000;
    const places = filesLine(files, effects.cwd);
    effects.print(flags.quiet ? places : `${summary(result, calibrated, routed, seconds)}\n${places}\n${NEXT}`);
    return EXIT.ok;
  },
});

/** The evals and datasets that come with the package, wherever it is started. */
function shippedProject(seed: number): Project {
  const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
  return { root, config: ConfigSchema.parse({ seed, margin: MARGIN, harm: HARM }), tiers: DEFAULT_TIERS };
}

async function routeOneOfEach(
  { table }: CalibratedRuns,
  evals: readonly EvalWithItems[],
  plan: readonly PlannedCell[],
  caller: Caller,
): Promise<readonly RoutedRequest[]> {
  const requests = evals.flatMap((one) => {
    // Of the items that were measured: the simulated models know no others.
    const planned = plan.find(({ cell }) => cell.taskType === one.evaluation.taskType);
    return planned === undefined ? [] : [{ one, item: planned.item }];
  });
  return Promise.all(requests.map(({ one, item }) => routeItem(table, one, item, caller)));
}

/** The way of one request; signals that could not be read are no silent doubt. */
function routedLine({ itemId, taskType, record }: RoutedRequest): string {
  const missing = record.hops.flatMap(({ signals }) => signals.flatMap((one) => (one.isMissing ? [one.signal] : [])));
  const unread = missing.length === 0 ? "" : ` (not read: ${[...new Set(missing)].join(", ")})`;
  return `routed    ${itemId} (${taskType}) → ${record.hops.map((hop) => hop.tier).join(" → ")}${unread}`;
}

interface Files {
  readonly table: string;
  readonly report: string;
}

const NEXT =
  "next      your own data: docs/writing-an-eval.md, or npx tierbench init in a folder that has it installed";

function filesLine({ table, report }: Files, cwd: string): string {
  return `files     ${relative(cwd, table)}, ${relative(cwd, report)}: open the report in a browser`;
}

/** What the whole is sure to keep. */
function promiseLine({ whole, options }: Calibration): string {
  const kept = `at most ${Number((100 * options.margin).toFixed(1))} points below always ${options.reference}`;
  const words =
    whole.certificate === null
      ? "nothing of the table as a whole"
      : `${Number((100 * options.confidence).toFixed(1))} % sure: in the mean ${kept}`;
  return `promised  ${words}; a route that is certified keeps it alone`;
}

/** What was measured, found, promised and routed. */
function summary(
  { planned, errored, run }: BenchmarkResult,
  { calibration }: CalibratedRuns,
  routed: readonly RoutedRequest[],
  seconds: number,
): string {
  const { options, policies, taskTypes } = calibration;
  const chosen = policies.find((policy) => policy.name === "table");
  const [lo = 0, hi = 0] = chosen?.qualityVsReference.ci ?? [];
  const saving = chosen?.costRatio ? percentText(1 - chosen.costRatio.v) : "an unknown amount";
  const quality = `${pointsText(chosen?.qualityVsReference.v ?? 0)} points (${pointsText(lo)} to ${pointsText(hi)})`;
  return [
    "SIMULATED models, planted abilities: this shows the loop, and nothing about real models.",
    `measured  ${planned} cells: ${run.taskTypes.length} evals × ${run.tiers.map((tier) => tier.id).join(", ")}; ${errored} errored; ${seconds.toFixed(0)} s in all`,
    ...taskTypes.map(({ taskType, choice, status }) => `found     ${taskType} → ${planText(choice)} (${status})`),
    promiseLine(calibration),
    `saving    ${saving} of the cost of always ${options.reference}, quality ${quality}, on the items that it was chosen on`,
    ...routed.map(routedLine),
  ].join("\n");
}
