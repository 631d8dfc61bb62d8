import { inSequentialOrder, unitName } from "../calibrate/sequential-order.js";
import type { PairProgress } from "../calibrate/sequential-pair.js";
import {
  advance,
  cellsAtMost,
  type SequentialType,
  sequentialTypes,
  startProgress,
  type TypeProgress,
  unitsOf,
  wantedCells,
} from "../calibrate/sequential-progress.js";
import { inOrderOfWorth, leadingTypes, typeShares } from "../calibrate/sequential-worth.js";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";
import type { Adaptive } from "../core/run.js";
import type { Tier } from "../core/tier.js";
import type { BatchStanding, Pacing } from "../runner/dispatch-in-batches.js";
import type { PlannedCell } from "../runner/plan-run.js";
import type { Project } from "./load-project.js";

const BATCH_UNITS = 10;
/** What `calibrate` asks at least before it decides anything. */
const MIN_UNITS = 30;

/** What the user may say about an adaptive run; the rest comes from the configuration. */
export interface AdaptiveWishes {
  readonly reference?: string | undefined;
  readonly margin?: number | undefined;
  readonly confidence?: number | undefined;
  readonly seed?: number | undefined;
}

/**
 * What an adaptive run will decide, and by which rule, fixed before its first call.
 *
 * @throws UsageError where the reference is not among the tiers, or there is nothing to compare with it
 */
export function adaptiveRules(
  { config }: Project,
  tiers: readonly Tier[],
  plan: readonly PlannedCell[],
  wishes: AdaptiveWishes,
): Adaptive {
  const known = tiers.map(({ id }) => id);
  const reference = wishes.reference ?? config.reference ?? known.at(-1) ?? "";
  if (!known.includes(reference)) {
    throw new UsageError(`the reference "${reference}" is not among the tiers of this run: ${known.join(", ")}`);
  }
  if (known.length < 2) throw new UsageError(`--adaptive compares tiers with a reference: name two tiers or more`);
  return {
    seed: wishes.seed ?? config.seed,
    batchUnits: BATCH_UNITS,
    minUnits: MIN_UNITS,
    margin: wishes.margin ?? config.margin,
    confidence: wishes.confidence ?? config.confidence,
    reference,
    mostCells: plan.length,
    largestUnits: largestUnits(plan),
  };
}

/** Task type → items of its largest unit. */
function largestUnits(plan: readonly PlannedCell[]): { readonly [taskType: string]: number } {
  const items = new Map<string, Map<string, Set<string>>>();
  for (const planned of plan) {
    const { taskType, itemId } = planned.cell;
    const ofType = items.get(taskType) ?? new Map<string, Set<string>>();
    const unit = unitOf(planned);
    items.set(taskType, ofType.set(unit, (ofType.get(unit) ?? new Set<string>()).add(itemId)));
  }
  return Object.fromEntries(
    [...items].map(([type, units]) => [type, Math.max(...[...units.values()].map((one) => one.size))]),
  );
}

/** A plan with the units of every task type in the order that a seed gives. */
export function inAdaptiveOrder(plan: readonly PlannedCell[], seed: number): readonly PlannedCell[] {
  return inSequentialOrder(plan, seed, (planned) => ({ taskType: planned.cell.taskType, unit: unitOf(planned) }));
}

function unitOf({ cell, item }: PlannedCell): string {
  return unitName(cell.itemId, item.cluster ?? null);
}

/** How one pair of an adaptive run stands. */
export interface AdaptivePair {
  readonly taskType: string;
  readonly tier: string;
  /** `open`: the run has ended before the pair. */
  readonly decision: NonNullable<PairProgress["decision"]> | "open";
  /** Independent units asked, of those there are. */
  readonly units: number;
  readonly of: number;
  /** Of the units asked, those without a score on one of the two tiers. */
  readonly skipped: number;
  /** Mean of reference minus tier over the units; null where there is none. */
  readonly loss: number | null;
}

export interface AdaptiveSession {
  readonly rules: Adaptive;
  readonly pacing: Pacing;
  pairs(): readonly AdaptivePair[];
  /** Told of every pair that is closed from now on. */
  onClosed(listener: (pair: AdaptivePair) => void): void;
}

export interface AdaptiveOptions {
  readonly rules: Adaptive;
  /** In the recorded order. */
  readonly plan: readonly PlannedCell[];
  /** Cheapest first. */
  readonly tiers: readonly Tier[];
  readonly traffic: { readonly [taskType: string]: number } | null;
  /** Cells of the reference that are asked at once; Infinity: the next batch of every task type. */
  readonly leastCells: number;
}

/** The decisions of an adaptive run on their way: a function of the outcomes, carried along from batch to batch. */
export function adaptiveSession(options: AdaptiveOptions): AdaptiveSession {
  const { rules, plan, tiers, traffic, leastCells } = options;
  const listeners: ((pair: AdaptivePair) => void)[] = [];
  const cells = plan.map((planned) => ({ ...planned.cell, unit: unitOf(planned) }));
  const ids = tiers.map(({ id }) => id);
  const types = sequentialTypes(cells, ids, rules);
  const shares = typeShares(types, traffic);
  const standing = types.map((type, index) => ({
    type,
    share: shares[index] ?? 0,
    progress: startProgress(type),
  }));
  const next = (known: BatchStanding): readonly string[] => {
    for (const entry of standing) {
      const before = entry.progress;
      entry.progress = advance(before, entry.type, known);
      for (const pair of newlyClosed(before, entry.progress, entry.type)) for (const tell of listeners) tell(pair);
    }
    const wanted = new Map(standing.map(({ type, progress }) => [type, wantedCells(progress, type, known)]));
    const open = standing.filter(({ type }) => (wanted.get(type) ?? []).length > 0);
    if (open.length === 0) return [];
    const costs = meanCosts(known.settled.values());
    const ranked = inOrderOfWorth(
      open.map((entry) => ({ ...entry, costsUsd: costs.get(entry.type.taskType) ?? new Map<string, number>() })),
    );
    return leadingTypes(ranked, leastCells).flatMap(({ type }) => wanted.get(type) ?? []);
  };
  return {
    rules,
    pacing: {
      next,
      atMost: (outcomes) => standing.reduce((sum, one) => sum + cellsAtMost(one.progress, one.type, outcomes), 0),
    },
    pairs: () => standing.flatMap(({ type, progress }) => progress.pairs.map((pair) => pairOf(pair, type))),
    onClosed: (listener) => void listeners.push(listener),
  };
}

function newlyClosed(before: TypeProgress, after: TypeProgress, type: SequentialType): readonly AdaptivePair[] {
  return after.pairs
    .filter((pair, index) => pair.decision !== null && before.pairs[index]?.decision === null)
    .map((pair) => pairOf(pair, type));
}

function pairOf(pair: PairProgress, { taskType, units }: SequentialType): AdaptivePair {
  const { tier, decision, test, skipped, sum } = pair;
  const loss = test.observed === 0 ? null : sum / test.observed;
  return { taskType, tier, decision: decision ?? "open", units: unitsOf(pair), of: units.length, skipped, loss };
}

/** Task type → tier → mean cost of an answer, without tiers of which any cost is unknown. */
function meanCosts(outcomes: Iterable<Outcome>): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const sums = new Map<string, Map<string, { nanoUsd: number; cells: number }>>();
  for (const { taskType, tier, status, costNanoUsd } of outcomes) {
    if (status !== "scored") continue;
    const ofType = sums.get(taskType) ?? new Map<string, { nanoUsd: number; cells: number }>();
    sums.set(taskType, ofType);
    const { nanoUsd, cells } = ofType.get(tier) ?? { nanoUsd: 0, cells: 0 };
    ofType.set(tier, { nanoUsd: nanoUsd + (costNanoUsd ?? Number.NaN), cells: cells + 1 });
  }
  return new Map(
    [...sums].map(([taskType, ofType]) => [
      taskType,
      new Map(
        [...ofType]
          .filter(([, { nanoUsd }]) => !Number.isNaN(nanoUsd))
          .map(([tier, { nanoUsd, cells }]) => [tier, usdFromNano(nanoUsd / cells)]),
      ),
    ]),
  );
}
