import type { Calibration } from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import { contentHash } from "../core/json.js";
import type { Price } from "../core/price.js";
import {
  KNOWN_FEATURES,
  type RoutingTable,
  SCHEMA_VERSION,
  TABLE_LIMITS,
  type TableTier,
} from "../core/routing-table.js";
import type { Run } from "../core/run.js";
import { sealTable, type UnsealedTable } from "../core/table-file.js";
import type { Tier } from "../core/tier.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { roundNumbers } from "./round-numbers.js";
import { routeFrom } from "./route-from.js";
import { tableSignals } from "./table-signals.js";

/** Everything a table is a function of. */
export interface RoutingTableInputs {
  readonly calibration: Calibration;
  /** The runs that were calibrated. */
  readonly runs: readonly Run[];
  /** Model and parameters of every tier of the calibration. */
  readonly tiers: readonly Tier[];
  /** Model id → its dated prices; models without an entry get none. */
  readonly prices: { readonly [model: string]: readonly Price[] };
  readonly toolVersion: string;
  /** ISO date-time from which the table counts. @defaultValue when the latest run finished */
  readonly asOf?: string;
}

/** Days after which a reader is warned: models and prices move about every quarter. */
export const STALE_AFTER_DAYS = 62;
/** Days after which a reader goes back to the reference. */
export const EXPIRES_AFTER_DAYS = 92;

/**
 * The calibration as a sealed routing table. No clock: equal inputs give equal bytes.
 *
 * @throws DataError if a tier has no model, a run has not finished, or the result breaks the schema
 */
export function routingTable(inputs: RoutingTableInputs): RoutingTable {
  const { calibration, runs } = inputs;
  const used = runs
    .filter(({ runId }) => calibration.runIds.includes(runId))
    .sort((a, b) => inCodeUnitOrder(a.createdAt, b.createdAt) || inCodeUnitOrder(a.runId, b.runId));
  const createdAt = inputs.asOf === undefined ? latestFinish(used) : isoOf(inputs.asOf);
  const draft = roundNumbers({ ...header(inputs, used, createdAt), tableId: "draft" });
  const tableId = `rt_${createdAt.slice(0, 10)}_${contentHash(draft).slice(0, 4)}`;
  return sealTable({ ...draft, tableId });
}

function header(
  { calibration, tiers, prices, toolVersion }: RoutingTableInputs,
  runs: readonly Run[],
  createdAt: string,
) {
  const { options, tierOrder, taskTypes } = calibration;
  const plans = taskTypes.flatMap(({ choice }) => (choice.kind === "cascade" ? [choice] : []));
  return {
    schemaVersion: SCHEMA_VERSION,
    requires: plans.length > 0 ? [...KNOWN_FEATURES] : [],
    supersedes: null,
    provenance: provenanceOf(calibration, runs, { toolVersion, createdAt }),
    validity: {
      notBefore: createdAt,
      staleAfter: daysAfter(createdAt, STALE_AFTER_DAYS),
      expiresAt: daysAfter(createdAt, EXPIRES_AFTER_DAYS),
      onStale: "warn" as const,
      onExpired: "reference" as const,
      modelPin: "strict" as const,
    },
    tiers: tierOrder.map((id, rank) => tableTier({ id, rank }, tiers, prices)),
    defaults: {
      unknownTaskType: "safe" as const,
      referenceTier: options.reference,
      maxHops: Math.min(TABLE_LIMITS.steps, Math.max(1, tierOrder.length - 1)),
      maxCostUsd: null,
    },
    signals: tableSignals(taskTypes, runs),
    routes: Object.fromEntries(taskTypes.map((decision) => [decision.taskType, routeFrom(decision, calibration)])),
    policy: {
      margin: options.margin,
      harm: options.harm,
      confidence: options.confidence,
      simultaneous: false,
      traffic: options.traffic === null ? null : { ...options.traffic },
      objective: options.objective,
    },
    totals: totalsOf(calibration),
  } satisfies Omit<UnsealedTable, "tableId">;
}

function provenanceOf(
  calibration: Calibration,
  runs: readonly Run[],
  { toolVersion, createdAt }: { readonly toolVersion: string; readonly createdAt: string },
): RoutingTable["provenance"] {
  const datasets = new Map(runs.flatMap((run) => run.datasets.map((one) => [`${one.id} ${one.sha256}`, one] as const)));
  const panel = runs.findLast((run) => run.panel !== undefined)?.panel;
  const dates = runs.flatMap(({ priceBookDate }) => (priceBookDate === null ? [] : [priceBookDate]));
  return {
    tool: { name: "tierbench", version: toolVersion },
    simulated: calibration.simulated,
    runIds: [...calibration.runIds],
    createdAt,
    datasets: [...datasets].sort(([a], [b]) => inCodeUnitOrder(a, b)).map(([, one]) => one),
    promptHashes: Object.assign({}, ...runs.map(({ promptHashes }) => promptHashes)) as Record<string, string>,
    judge: runs.findLast(({ judge }) => judge !== null)?.judge ?? null,
    ...(panel === undefined ? {} : { panel }),
    priceBookDate: dates.sort(inCodeUnitOrder).at(-1) ?? null,
    trials: Math.max(1, ...runs.map(({ trials }) => trials)),
    seed: calibration.options.seed,
    splits: calibration.whole.split,
    missingCells: calibration.missing.reduce((sum, { cells }) => sum + cells, 0),
    ...(calibration.options.allowMissing ? { allowMissing: true } : {}),
    ...(calibration.warnings.length > 0 ? { warnings: [...calibration.warnings] } : {}),
  };
}

function tableTier(
  { id, rank }: { readonly id: string; readonly rank: number },
  tiers: readonly Tier[],
  prices: RoutingTableInputs["prices"],
): TableTier {
  const tier = tiers.find((candidate) => candidate.id === id);
  if (tier === undefined) throw new DataError(`tier "${id}" has outcomes, but no run names its model`);
  const { maxTokens, effort, thinking } = tier.params;
  return {
    id,
    rank,
    provider: tier.model.startsWith("claude") ? "anthropic" : "unknown",
    model: tier.model,
    params: { maxTokens, ...(effort === undefined ? {} : { effort }), ...(thinking === undefined ? {} : { thinking }) },
    prices: Object.hasOwn(prices, tier.model) ? [...(prices[tier.model] ?? [])] : [],
  };
}

function totalsOf({ policies, options, taskTypes, whole }: Calibration): RoutingTable["totals"] {
  const table = policies.find(({ policy }) => policy.kind === "table");
  if (table === undefined) throw new DataError(`no evaluation of the table over ${taskTypes.length} task types`);
  return {
    qualityVsReference: table.qualityVsReference,
    costVsReference: table.costRatio,
    // Chosen and measured on the same outcomes: a little flattering.
    estimates: "post-selection",
    // Nothing is learnt where one tier serves everything: its figures are those above.
    crossFitted: whole.everywhere === null ? whole.figures : null,
    basis: whole.basis,
    guarantee: whole.certificate === null ? null : { ...whole.certificate, assumes: [...whole.certificate.assumes] },
    reason: whole.reason,
    minItems: options.minItems,
  };
}

function latestFinish(runs: readonly Run[]): string {
  const times = runs.map(({ runId, finishedAt }) => {
    if (finishedAt === null)
      throw new DataError(`run "${runId}" has not finished: resume it, or give the date of the table`);
    return finishedAt;
  });
  const latest = times.map(isoOf).sort(inCodeUnitOrder).at(-1);
  if (latest === undefined) throw new DataError("the calibration rests on none of the given runs");
  return latest;
}

function isoOf(time: string): string {
  const milliseconds = Date.parse(time);
  if (!Number.isFinite(milliseconds)) throw new DataError(`"${time}" is not an ISO date-time`);
  return new Date(milliseconds).toISOString();
}

function daysAfter(time: string, days: number): string {
  return new Date(Date.parse(time) + days * 86_400_000).toISOString();
}
