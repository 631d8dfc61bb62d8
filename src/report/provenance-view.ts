import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { count, counted, percent, points, UNKNOWN } from "./format-number.js";
import { objectiveWords } from "./promise-view.js";
import type { ReportInput } from "./report-input.js";

/** A name and what it has. */
export type Fact = readonly [name: string, value: string];

/** Where every number comes from. */
export interface ProvenanceView {
  readonly facts: readonly Fact[];
  readonly options: readonly Fact[];
  readonly runs: readonly { readonly runId: string; readonly facts: readonly string[] }[];
  readonly datasets: readonly {
    readonly id: string;
    readonly version: string;
    readonly items: string;
    readonly clusters: string;
    readonly license: string;
    readonly sha256: string;
  }[];
  readonly prompts: readonly Fact[];
  readonly models: readonly {
    readonly tier: string;
    readonly asked: string;
    readonly served: string;
    readonly params: string;
  }[];
}

export function provenanceView({ calibration, table, runs, outcomes, toolVersion }: ReportInput): ProvenanceView {
  const { provenance, validity } = table;
  const { options } = calibration;
  return {
    facts: [
      ["Table", table.tableId],
      ["Replaces", table.supersedes ?? "nothing"],
      ["Checksum (SHA-256)", table.checksum.value],
      ["Made", provenance.createdAt],
      ["Stale after", validity.staleAfter],
      ["Expires", `${validity.expiresAt}; from then on everything goes to ${table.defaults.referenceTier}`],
      ["Made by", `${provenance.tool.name} ${provenance.tool.version}`],
      ["Report by", `tierbench ${toolVersion}`],
      ["Price book of", provenance.priceBookDate ?? UNKNOWN],
      ["Judge", provenance.judge === null ? "none" : `${provenance.judge.tier} (${provenance.judge.model})`],
      ...panelFacts(runs),
      ["Answers", provenance.simulated || calibration.simulated ? "simulated" : "from real models"],
      ["Missing cells", count(provenance.missingCells)],
      ...splitFacts(calibration.whole),
    ],
    options: [
      ["Reference tier", options.reference],
      ["Objective", objectiveFact(options.objective)],
      ["Margin", `${points(options.margin)} of quality`],
      ["Harm", `${percent(options.harm)} of items`],
      ["Confidence", percent(options.confidence, 0)],
      ["Least items", count(options.minItems)],
      ["Seed", String(options.seed)],
      ["Trials", String(provenance.trials)],
      ["Traffic", trafficWords(options.traffic)],
      ["Tasks per day", options.tasksPerDay === null ? "not said" : count(options.tasksPerDay)],
      ["Missing cells", options.allowMissing ? "allowed" : "not allowed"],
    ],
    runs: runs.map(runFacts),
    datasets: provenance.datasets.map(({ id, version, items, clusters, license, sha256 }) => ({
      id,
      version,
      items: count(items),
      clusters: count(clusters),
      license: license ?? "not stated",
      sha256,
    })),
    prompts: Object.entries(provenance.promptHashes).sort(([a], [b]) => (a < b ? -1 : 1)),
    models: modelsOf(table.tiers, outcomes),
  };
}

/** Which items made the tables and which tested them: nothing where no such split was made. */
function splitFacts({ split, certificate }: ReportInput["calibration"]["whole"]): readonly Fact[] {
  if (split === null) return [];
  const { choosing, testing, testUnitsSha256 } = split;
  return [
    ["Independent items that made tables", count(choosing)],
    ["Independent items that tested them", count(testing)],
    ...(certificate === null || certificate.n === testing
      ? []
      : [["… those in several task types counted once", count(certificate.n)] as const]),
    ["Names of those that tested (SHA-256)", testUnitsSha256],
  ];
}

function objectiveFact(objective: ReportInput["calibration"]["options"]["objective"]): string {
  if (objective.kind === "cost") return "lowest cost that keeps the promises";
  const name = objective.kind === "budget" ? "best quality for a budget" : "lowest cost with errors";
  return `${name}${objectiveWords(objective)}`;
}

function panelFacts(runs: readonly Run[]): readonly Fact[] {
  const panel = runs.findLast((run) => run.panel !== undefined)?.panel;
  if (panel === undefined) return [];
  return [["Panels of judges", panel.tiers.map(({ tier, model }) => `${tier} (${model})`).join(", ")]];
}

function runFacts(run: Run): ProvenanceView["runs"][number] {
  const { runId, origin, status, createdAt, toolVersion, plannedCells, trials, priceBookDate, judge, panel, baseUrl } =
    run;
  return {
    runId,
    facts: [
      `${origin === "run" ? "measured" : "imported"} ${createdAt}`,
      status,
      `${counted(plannedCells, "cell")} planned`,
      counted(trials, "trial"),
      `tierbench ${toolVersion}`,
      `prices of ${priceBookDate ?? UNKNOWN}`,
      ...(judge === null ? [] : [`judge ${judge.model}`]),
      ...(panel === undefined ? [] : [`judges ${panel.tiers.map(({ model }) => model).join(", ")}`]),
      ...(judge === null && panel === undefined ? ["no judge"] : []),
      ...(baseUrl === null ? [] : [`host ${hostOf(baseUrl)}`]),
    ],
  };
}

/** The host only: a base URL may carry a name and a password. */
function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : UNKNOWN;
}

function trafficWords(traffic: ReportInput["calibration"]["options"]["traffic"]): string {
  if (traffic === null) return "every item weighs the same";
  const total = Object.values(traffic).reduce((sum, weight) => sum + weight, 0);
  return Object.entries(traffic)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([taskType, weight]) => `${taskType} ${percent(weight / total, 0)}`)
    .join(", ");
}

function modelsOf(tiers: ReportInput["table"]["tiers"], outcomes: readonly Outcome[]): ProvenanceView["models"] {
  return [...tiers]
    .sort((a, b) => a.rank - b.rank)
    .map(({ id, model, params }) => {
      const served = new Set(outcomes.filter(({ tier }) => tier === id).map((outcome) => outcome.model));
      return { tier: id, asked: model, served: [...served].sort().join(", ") || "none", params: paramWords(params) };
    });
}

function paramWords(params: ReportInput["table"]["tiers"][number]["params"]): string {
  const words = [
    params.maxTokens === undefined ? "" : `at most ${count(params.maxTokens)} tokens`,
    params.effort === undefined ? "" : `effort ${params.effort}`,
    params.thinking === undefined ? "" : `thinking ${params.thinking.type}`,
  ];
  return words.filter((word) => word !== "").join(", ") || "default";
}
