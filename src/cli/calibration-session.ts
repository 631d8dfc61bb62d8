import { calibrate } from "../calibrate/calibrate.js";
import { routingTable } from "../calibrate/routing-table-from.js";
import type { Calibration, CalibrationOptions, Objective } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { RoutingTable } from "../core/routing-table.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import { openPriceBook } from "../models/price-book.js";
import { pricing } from "../models/pricing.js";
import { aloneCosts } from "./alone-costs.js";
import { judgingOf } from "./judging.js";
import type { Project } from "./load-project.js";
import { refuseUnfinished } from "./refuse-unfinished.js";
import { distinctAnswers } from "./shared-answers.js";
import { toolVersion } from "./tool-version.js";

/** What the user may say about a calibration; the rest comes from the configuration. */
export interface CalibrationWishes {
  readonly reference?: string | undefined;
  readonly margin?: number | undefined;
  readonly harm?: number | undefined;
  readonly confidence?: number | undefined;
  readonly seed?: number | undefined;
  readonly minItems?: number | undefined;
  readonly allowMissing?: boolean | undefined;
  readonly asOf?: string | undefined;
  /** Best quality at this mean cost per item. */
  readonly maxCostUsd?: number | undefined;
  /** Lowest cost with errors; `evals`: what the evals say that a wrong answer costs. */
  readonly failureCostUsd?: number | "evals" | undefined;
  readonly tasksPerDay?: number | undefined;
  /** What ends the commands that errors name: see `printedPlace`. @defaultValue nothing */
  readonly place?: string;
  /** In full, where it is known already. */
  readonly objective?: Objective | undefined;
}

/** A calibration with everything it was made from. */
export interface CalibratedRuns {
  readonly calibration: Calibration;
  readonly table: RoutingTable;
  readonly runs: readonly Run[];
  readonly outcomes: readonly Outcome[];
}

/** Task items below which nothing is decided. */
const MIN_ITEMS = 30;

/**
 * Calibrates stored runs. Free and offline: the same runs and wishes give the same bytes.
 *
 * @throws IncompleteRunError where planned cells have no outcome, unless missing cells are allowed
 */
export async function calibrateRuns(
  store: Store,
  runs: readonly Run[],
  project: Project,
  wishes: CalibrationWishes,
): Promise<CalibratedRuns> {
  const stored = await store.outcomes({ runIds: runs.map((run) => run.runId) });
  for (const run of wishes.allowMissing === true ? [] : runs) {
    const done = stored.filter(({ runId }) => runId === run.runId).length;
    refuseUnfinished(run, done, "calibrate", wishes.place ?? "");
  }
  const { config } = project;
  const book = openPriceBook(config.priceBook);
  const outcomes = await aloneCosts(distinctAnswers(stored), runs, store, pricing(book));
  const options: CalibrationOptions = {
    reference: referenceOf(runs, project, wishes.reference),
    margin: wishes.margin ?? config.margin,
    harm: wishes.harm ?? config.harm,
    confidence: wishes.confidence ?? config.confidence,
    seed: wishes.seed ?? config.seed,
    minItems: wishes.minItems ?? MIN_ITEMS,
    traffic: config.traffic ?? null,
    allowMissing: wishes.allowMissing ?? false,
    objective: wishes.objective ?? objectiveOf(runs, wishes),
    tasksPerDay: wishes.tasksPerDay ?? null,
  };
  const [items, judging] = [await store.items(runs.map((run) => run.runId)), await judgingOf(project, outcomes)];
  const calibration = calibrate(outcomes, runs, options, { items, judging });
  const table = routingTable({
    calibration,
    runs,
    tiers: tiersOf(runs),
    prices: Object.fromEntries(book.models),
    toolVersion: toolVersion(),
    ...(wishes.asOf === undefined ? {} : { asOf: wishes.asOf }),
  });
  return { calibration, table, runs, outcomes };
}

/** @throws UsageError where two objectives are asked for at once */
function objectiveOf(runs: readonly Run[], { maxCostUsd, failureCostUsd }: CalibrationWishes): Objective {
  if (maxCostUsd !== undefined && failureCostUsd !== undefined) {
    throw new UsageError("--max-cost-usd and --failure-cost-usd are two different objectives: give one of them");
  }
  if (maxCostUsd !== undefined) return { kind: "budget", costUsd: maxCostUsd };
  if (failureCostUsd === undefined) return { kind: "cost" };
  const failureCostsUsd =
    failureCostUsd === "evals"
      ? (Object.assign({}, ...runs.map((run) => run.failureCostsUsd)) as Record<string, number>)
      : Object.fromEntries(runs.flatMap(({ taskTypes }) => taskTypes.map((taskType) => [taskType, failureCostUsd])));
  return { kind: "stakes", failureCostsUsd };
}

/** The tier we must not be worse than: as said, as configured, or the dearest of a run of our own. */
function referenceOf(runs: readonly Run[], { config }: Project, wish: string | undefined): string {
  const known = [...new Set(runs.flatMap((run) => run.tiers.map((tier) => tier.id)))];
  const said = wish ?? config.reference;
  if (said !== undefined) {
    if (known.includes(said)) return said;
    throw new UsageError(`unknown tier "${said}" as reference; one of: ${known.join(", ")}`);
  }
  const isOwn = runs.every((run) => run.origin === "run");
  const last = runs.at(-1)?.tiers.at(-1);
  if (isOwn && last !== undefined) return last.id;
  throw new UsageError(
    `imported runs do not say which tier is the reference; name it with --reference, one of: ${known.join(", ")}`,
  );
}

/** Every tier once; a newer run's definition counts. */
function tiersOf(runs: readonly Run[]): readonly Tier[] {
  return [...new Map(runs.flatMap((run) => run.tiers.map((tier) => [tier.id, tier] as const))).values()];
}
