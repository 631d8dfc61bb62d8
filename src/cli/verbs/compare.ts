import { z } from "zod";
import type { RunSide } from "../../calibrate/compare-pairs.js";
import type { RunComparison, RunComparisonOptions } from "../../calibrate/compare-runs.js";
import type { Config } from "../../core/config.js";
import { EXIT, UsageError } from "../../core/errors.js";
import type { Pricing } from "../../core/model-client.js";
import type { Run } from "../../core/run.js";
import type { Store } from "../../core/store.js";
import { openPriceBook } from "../../models/price-book.js";
import { pricing } from "../../models/pricing.js";
import { aloneCosts } from "../alone-costs.js";
import { comparisonMarkdown } from "../compare-markdown.js";
import { comparisonText } from "../compare-text.js";
import { defineVerb, sharedFlags } from "../define-verb.js";
import { anyInteger, commonInput, confidenceLevel, openFraction, positiveInteger, withFound } from "../flag-values.js";
import { judgingOf } from "../judging.js";
import { loadProject } from "../load-project.js";
import { countText } from "../money-text.js";
import { printedPlace } from "../printed-place.js";
import { refuseAdaptive } from "../refuse-adaptive.js";
import { refuseUnfinished } from "../refuse-unfinished.js";
import { refuseSharedAnchor, withoutSharedAnswers } from "../shared-answers.js";
import { dbPath, findRun } from "../stored-run.js";

const FLIPS_SHOWN = 20;
const MIN_ITEMS = 30;

const input = z.strictObject({
  db: commonInput.db,
  config: commonInput.config,
  json: commonInput.json,
  quiet: commonInput.quiet,
  format: z.enum(["text", "md", "json"], withFound("give text, md or json")).optional(),
  anchor: z.string().optional(),
  gate: z.boolean().default(false),
  strict: z.boolean().default(false),
  "max-cost-increase": numberOf("give a fraction of 0 or more, such as 0.1", (value) => value >= 0).optional(),
  reference: z.string().optional(),
  margin: numberOf("give a fraction from 0 to below 1, such as 0.03", (value) => value >= 0 && value < 1).optional(),
  harm: openFraction.optional(),
  confidence: confidenceLevel.optional(),
  seed: anyInteger.optional(),
  "min-items": positiveInteger.optional(),
  "allow-missing": z.boolean().default(false),
  limit: positiveInteger.default(FLIPS_SHOWN),
});
type CompareFlags = z.infer<typeof input>;

/** `compare`: two runs, item by item. Makes no model calls. */
export const compareVerb = defineVerb({
  name: "compare",
  summary: "test whether a run is worse, cheaper or good enough against an earlier one",
  positionals: { shown: "<base> <head>", least: 2, most: 2 },
  flags: {
    anchor: { type: "string", value: "run", help: "a re-run of the base's unchanged models: the run-to-run noise" },
    gate: { type: "boolean", help: "exit 1 on a certified regression beyond --margin" },
    strict: { type: "boolean", help: "with --gate: exit 3 where a loss beyond --margin cannot be ruled out" },
    "max-cost-increase": {
      type: "string",
      value: "x",
      help: "with --gate: largest increase of a tier's cost, a fraction",
    },
    reference: { type: "string", value: "tier", help: "the tier that routing is measured against" },
    margin: { type: "string", value: "x", help: "largest acceptable loss of quality, a fraction (default 0.03)" },
    harm: { type: "string", value: "x", help: "for routing: largest share of lost right answers (default 0.02)" },
    confidence: { type: "string", value: "x", help: "confidence level of gate and intervals (default 0.95)" },
    seed: { type: "string", value: "n", help: "of the resampling (default 1)" },
    "min-items": { type: "string", value: "n", help: "for routing: fewer items decide nothing (default 30)" },
    "allow-missing": { type: "boolean", help: "compare although planned cells were not run" },
    limit: { type: "string", short: "n", value: "n", help: `flipped items that are listed (default ${FLIPS_SHOWN})` },
    format: { type: "string", value: "name", help: "text, md (for a pull request) or json (default text)" },
    ...sharedFlags("db", "config", "json", "quiet"),
  },
  input,
  async run(flags, [baseName = "", headName = ""], effects) {
    const format = formatOf(flags);
    if (!flags.gate) {
      if (flags.strict) throw new UsageError("--strict goes with --gate");
      if (flags["max-cost-increase"] !== undefined) throw new UsageError("--max-cost-increase goes with --gate");
    }
    const project = await loadProject(effects.cwd, flags.config);
    const { openStore } = await import("../../store/duckdb-store.js");
    const { compareRuns } = await import("../../calibrate/compare-runs.js");
    await using store = await openStore(dbPath(flags, project, effects.cwd), { readOnly: true });
    const prices = pricing(openPriceBook(project.config.priceBook));
    const side = async (name: string) => {
      const read = await readSide(store, name, flags, prices);
      return { ...read, judging: await judgingOf(project, read.outcomes) };
    };
    const [baseSide, headSide] = [await side(baseName), await side(headName)];
    if (flags.gate && baseSide.run.runId === headSide.run.runId) {
      throw new UsageError(`run "${headSide.run.runId}" is held against itself, which says nothing; name two runs`);
    }
    const { base, head, shared } = withoutSharedAnswers(baseSide, headSide);
    if (shared > 0 && !flags.quiet)
      effects.note(`${countText(shared, "cell")} left out: both runs stand on the same answer there`);
    const anchor = flags.anchor === undefined ? null : await side(flags.anchor);
    if (anchor !== null) refuseSharedAnchor(base, anchor);
    const comparison = compareRuns(base, head, optionsOf(flags, project.config, base.run, head.run), anchor);
    if (flags["max-cost-increase"] !== undefined) refuseUnknownCosts(comparison);
    if (format === "json") effects.printJson(comparison);
    else if (format === "md") effects.print(comparisonMarkdown(comparison));
    else
      effects.print(flags.quiet ? `${baseName} → ${headName}: ${comparison.gate.verdict}` : comparisonText(comparison));
    return flags.gate ? exitCode(comparison, flags.strict) : EXIT.ok;
  },
});

/** Text of a flag that must be a number. */
function numberOf(rule: string, isValid: (value: number) => boolean) {
  return z.string().transform((text, context) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isFinite(value) && isValid(value)) return value;
    context.addIssue({ code: "custom", message: `${rule}, found "${text}"` });
    return z.NEVER;
  });
}

function formatOf({ format, json }: CompareFlags): "text" | "md" | "json" {
  if (json && format !== undefined && format !== "json")
    throw new UsageError(`--json and --format ${format}: give one`);
  return json ? "json" : (format ?? "text");
}

/** @throws IncompleteRunError where planned cells have no outcome, unless missing cells are allowed */
async function readSide(store: Store, name: string, flags: CompareFlags, prices: Pricing): Promise<RunSide> {
  const run = await findRun(store, name);
  refuseAdaptive([run], "compare");
  const stored = await store.outcomes({ runIds: [run.runId] });
  const outcomes = await aloneCosts(stored, [run], store, prices);
  if (!flags["allow-missing"]) refuseUnfinished(run, outcomes.length, "compare", printedPlace(flags));
  return { run, outcomes, items: await store.items([run.runId]) };
}

function optionsOf(flags: CompareFlags, config: Config, base: Run, head: Run): RunComparisonOptions {
  return {
    reference: referenceOf(flags.reference, config, base, head),
    margin: flags.margin ?? config.margin,
    harm: flags.harm ?? config.harm,
    confidence: flags.confidence ?? config.confidence,
    seed: flags.seed ?? config.seed,
    minItems: flags["min-items"] ?? MIN_ITEMS,
    traffic: config.traffic ?? null,
    maxCostIncrease: flags["max-cost-increase"] ?? null,
    flipLimit: flags.limit,
  };
}

/** As said, as configured, or the dearest of runs of our own; imported runs do not say, and routing is left out. */
function referenceOf(wish: string | undefined, config: Config, base: Run, head: Run): string | null {
  const [before, after] = [base, head].map((run) => run.tiers.map((tier) => tier.id));
  const known = (before ?? []).filter((tier) => after?.includes(tier));
  const said = wish ?? config.reference;
  if (said !== undefined && known.includes(said)) return said;
  if (wish !== undefined)
    throw new UsageError(`unknown tier "${wish}" as reference; both runs have: ${known.join(", ")}`);
  const isOwn = base.origin === "run" && head.origin === "run";
  return said === undefined && isOwn ? (known.at(-1) ?? null) : null;
}

/** A limit on something unknown would be no limit. */
function refuseUnknownCosts({ tiers }: RunComparison): void {
  const unknown = tiers.filter(({ costUsd }) => costUsd === null).map(({ tier }) => tier);
  if (unknown.length === 0) return;
  throw new UsageError(
    `--max-cost-increase: the cost of ${unknown.join(", ")} is not known in both runs; leave it out`,
  );
}

function exitCode({ gate }: RunComparison, isStrict: boolean): number {
  if (gate.verdict === "failed") return EXIT.gateFailed;
  return gate.verdict === "inconclusive" && isStrict ? EXIT.inconclusive : EXIT.ok;
}
