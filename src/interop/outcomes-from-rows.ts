/**
 * Outcomes measured elsewhere, in the columns of docs/outcome-tables.md, become
 * runs like any other. Reads rows, not files.
 * @module
 */
import { DataError } from "../core/errors.js";
import { contentHash, type JsonValue } from "../core/json.js";
import { NO_USAGE, type Usage } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import { nanoFromUsd } from "../core/price.js";
import type { Run, SignalDefinition } from "../core/run.js";
import { type ImportedSignals, importedSignals } from "./imported-signals.js";
import { type OutcomeRow, outcomeRow, type SourceRow } from "./outcome-row.js";

export interface ImportOptions {
  /** Name of the run; rows with a `run` column make `<name>-<run>`. */
  readonly runName: string;
  readonly importedAt: string;
  readonly toolVersion: string;
  /** Prices a row that has tokens and no cost, in nano-dollars; null: not known. */
  readonly priceNanoUsd: (model: string, usage: Usage) => number | null;
}

export interface ImportedRun {
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
}

/**
 * Turns rows into runs, one per value of the `run` column.
 *
 * @throws DataError naming `file:line` and the column at the first row that is wrong
 */
export async function outcomesFromRows(
  rows: AsyncIterable<SourceRow>,
  options: ImportOptions,
): Promise<readonly ImportedRun[]> {
  const parsed: OutcomeRow[] = [];
  const seen = new Map<string, string>();
  for await (const source of rows) {
    const row = outcomeRow(source);
    const key = JSON.stringify([row.run, row.taskType, row.itemId, row.tier, row.trial]);
    const place = `${source.file}:${source.line}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      throw new DataError(
        `item "${row.itemId}" on tier "${row.tier}" was already at ${earlier}; number repetitions in a "trial" column`,
        source,
      );
    }
    seen.set(key, place);
    parsed.push(row);
  }
  if (parsed.length === 0) throw new DataError("no rows to import");
  const signals = importedSignals(parsed);
  const runNames = [...new Set(parsed.map((row) => row.run))].sort((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
  return runNames.map((name) =>
    importedRun(
      name,
      parsed.filter((row) => row.run === name),
      signals,
      options,
    ),
  );
}

function importedRun(
  name: string | null,
  rows: readonly OutcomeRow[],
  signals: ImportedSignals,
  { runName, importedAt, toolVersion, priceNanoUsd }: ImportOptions,
): ImportedRun {
  const runId = name === null ? runName : `${runName}-${name}`;
  const tiers = modelsOfTiers(rows);
  const taskTypes = [...new Set(rows.map((row) => row.taskType))].sort();
  const run: Run = {
    runId,
    createdAt: importedAt,
    finishedAt: importedAt,
    status: "finished",
    origin: "import",
    simulated: false,
    toolVersion,
    tiers: [...tiers].map(([id, model]) => ({ id, model, params: { maxTokens: 1024 } })),
    trials: rows.reduce((most, { trial }) => Math.max(most, trial + 1), 1),
    taskTypes,
    datasets: taskTypes.map((taskType) => datasetOf(taskType, rows)),
    signals: taskTypes.flatMap((taskType) => definitionsOf(taskType, rows, signals)),
    promptHashes: {},
    judge: null,
    priceBookDate: null,
    failureCostsUsd: {},
    baseUrl: null,
    plannedCells: rows.length,
  };
  return { run, outcomes: rows.map((row) => outcomeOf(row, runId, signals, priceNanoUsd)) };
}

/** Tier → model. @throws DataError where one tier was measured on two models: its outcomes do not belong together */
function modelsOfTiers(rows: readonly OutcomeRow[]): ReadonlyMap<string, string> {
  const models = new Map<string, string>();
  for (const { tier, model, place } of rows) {
    const known = models.get(tier);
    if (known !== undefined && model !== null && known !== model) {
      throw new DataError(
        `tier "${tier}" is model "${model}" here and "${known}" before; give each model a tier or a run of its own`,
        { ...place, field: "model" },
      );
    }
    if (known === undefined || model !== null) models.set(tier, model ?? tier);
  }
  return models;
}

/** Imported rows have no items; the ids are what identifies the data. */
function datasetOf(taskType: string, rows: readonly OutcomeRow[]): Run["datasets"][number] {
  const ofType = rows.filter((row) => row.taskType === taskType);
  const ids = [...new Set(ofType.map((row) => row.itemId))].sort();
  const clusters = new Set(ofType.map((row) => row.cluster ?? `item:${row.itemId}`)).size;
  return { id: taskType, version: "imported", sha256: contentHash(ids), items: ids.length, clusters };
}

function definitionsOf(
  taskType: string,
  rows: readonly OutcomeRow[],
  signals: ImportedSignals,
): readonly SignalDefinition[] {
  const names = new Set(rows.filter((row) => row.taskType === taskType).flatMap((row) => [...row.signals.keys()]));
  return [...names].sort().map((name) => ({
    name,
    taskType,
    kind: "imported",
    levels: signals.levels(name),
    version: "imported",
    extraCalls: 0,
  }));
}

function outcomeOf(
  row: OutcomeRow,
  runId: string,
  signals: ImportedSignals,
  priceNanoUsd: ImportOptions["priceNanoUsd"],
): Outcome {
  const model = row.model ?? row.tier;
  const usage = usageOf(row);
  const cost = row.costUsd === null ? (usage === null ? null : priceNanoUsd(model, usage)) : nanoFromUsd(row.costUsd);
  return {
    runId,
    cellKey: contentHash({ imported: [row.taskType, row.itemId, row.tier, row.trial] }),
    itemId: row.itemId,
    taskType: row.taskType,
    tier: row.tier,
    trial: row.trial,
    model,
    cluster: row.cluster,
    status: row.score !== null ? "scored" : row.status === "skipped" ? "skipped" : "errored",
    outcomeClass: row.score === null ? (row.status ?? "errored") : "imported",
    score: row.score,
    scores: [],
    signals: [...row.signals].map(([name, value]) => signals.reading(name, value)),
    responseText: null,
    usage,
    costNanoUsd: cost,
    signalCostNanoUsd: cost === null ? null : 0,
    judgeCostNanoUsd: 0,
    chargedNanoUsd: 0,
    latencyMs: row.latencyMs,
    attempts: 0,
    error: row.score === null ? "no score in the imported row" : null,
    simulated: false,
    extra: row.extra satisfies { readonly [column: string]: JsonValue },
  };
}

function usageOf({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: OutcomeRow): Usage | null {
  if (inputTokens === null || outputTokens === null) return null;
  return {
    ...NO_USAGE,
    inputTokens,
    outputTokens,
    cacheReadTokens: cacheReadTokens ?? 0,
    cacheWriteTokens: cacheWriteTokens ?? 0,
  };
}
