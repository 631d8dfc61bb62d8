import type { Outcome } from "../core/outcome.js";
import type { Adaptive } from "../core/run.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { closeDecided, openPair, type PairProgress, withUnit } from "./sequential-pair.js";

/** A cell of the plan with what says which unit it belongs to. */
export interface SequentialCell {
  readonly key: string;
  readonly itemId: string;
  readonly taskType: string;
  readonly tier: string;
  /** Name of the independent unit. */
  readonly unit: string;
}

/** Everything that a run may ask about one task type. */
export interface SequentialType {
  readonly taskType: string;
  readonly rules: Adaptive;
  /** Tiers without the reference, cheapest first. */
  readonly candidates: readonly string[];
  /** In the recorded order: the cells of a unit by item. */
  readonly units: readonly (readonly (readonly SequentialCell[])[])[];
}

/** How far a task type has come: plain data, a function of the outcomes alone. */
export interface TypeProgress {
  /** Units of the batches that are complete. */
  readonly unitsDone: number;
  /** Cheapest first. */
  readonly pairs: readonly PairProgress[];
}

/** What is known of the cells: those that are settled, and tiers that cannot be asked any more. */
export interface Standing {
  /** Cell key → outcome. Cells that are still to be asked, or asked again, are not among them. */
  readonly settled: ReadonlyMap<string, Outcome>;
  /** Tiers that were given up in this part of the run. */
  readonly givenUp: ReadonlySet<string>;
}

/**
 * Sorts the plan of an adaptive run by task type, unit and item.
 *
 * @param plan - in the recorded order
 * @param tiers - of the run, cheapest first
 */
export function sequentialTypes(
  plan: readonly SequentialCell[],
  tiers: readonly string[],
  rules: Adaptive,
): readonly SequentialType[] {
  const candidates = tiers.filter((tier) => tier !== rules.reference);
  return [...grouped(plan, ({ taskType }) => taskType)].map(([taskType, cells]) => ({
    taskType,
    rules,
    candidates,
    units: [...grouped(cells, ({ unit }) => unit).values()].map((ofUnit) =>
      [...grouped(ofUnit, ({ itemId }) => itemId)]
        .sort(([a], [b]) => inCodeUnitOrder(a, b))
        .map(([, ofItem]) => ofItem),
    ),
  }));
}

/** A task type of which nothing has been asked. */
export function startProgress({ candidates, rules }: SequentialType): TypeProgress {
  const options = { ...rules, candidates: candidates.length };
  return { unitsDone: 0, pairs: candidates.map((tier) => openPair(tier, options)) };
}

/**
 * Takes in every batch that is complete, in order; looks, and closes pairs, only
 * at the end of a batch, so that the order in which its cells came back has no
 * part in it. Going on from an earlier state and starting over from all outcomes
 * give the same.
 */
export function advance(progress: TypeProgress, type: SequentialType, standing: Standing): TypeProgress {
  let now = progress;
  for (;;) {
    if (askedTiers(now, type, standing.givenUp).length === 0) return now;
    if (wantedCells(now, type, standing).length > 0) return now;
    now = afterBatch(now, type, standing);
  }
}

/**
 * The cells of the next batch that are not settled; none where the task type is
 * closed. Open tiers and the reference get the same units.
 */
export function wantedCells(progress: TypeProgress, type: SequentialType, standing: Standing): readonly string[] {
  const tiers = askedTiers(progress, type, standing.givenUp);
  if (tiers.length === 0) return [];
  return nextUnits(progress, type)
    .flat(2)
    .filter(({ tier, key }) => tiers.includes(tier) && !standing.settled.has(key))
    .map(({ key }) => key);
}

/**
 * Cells without any outcome that are still asked if nothing more is closed before
 * the last unit. Tiers that were given up count: a later part of the run may ask them.
 */
export function cellsAtMost(
  { pairs }: TypeProgress,
  type: SequentialType,
  outcomes: ReadonlyMap<string, Outcome>,
): number {
  const { units, rules } = type;
  const from = new Map(pairs.flatMap((pair) => (pair.decision === null ? [[pair.tier, unitsOf(pair)] as const] : [])));
  if (from.size === 0) return 0;
  from.set(rules.reference, Math.min(...from.values()));
  const isOpen = ({ tier, key }: SequentialCell, index: number) =>
    index >= (from.get(tier) ?? units.length) && !outcomes.has(key);
  return units.reduce((sum, unit, index) => sum + unit.flat().filter((cell) => isOpen(cell, index)).length, 0);
}

/** Units that have been asked for a pair and looked at. */
export function unitsOf({ test, skipped }: PairProgress): number {
  return test.observed + skipped;
}

/** The reference and the tiers of the open pairs; none where there is nothing to compare. */
function askedTiers({ pairs }: TypeProgress, { rules }: SequentialType, givenUp: ReadonlySet<string>): string[] {
  const open = pairs.filter((pair) => pair.decision === null && !givenUp.has(pair.tier)).map(({ tier }) => tier);
  return open.length === 0 || givenUp.has(rules.reference) ? [] : [rules.reference, ...open];
}

function nextUnits({ unitsDone }: TypeProgress, { units, rules }: SequentialType): SequentialType["units"] {
  return units.slice(unitsDone, unitsDone + rules.batchUnits);
}

function afterBatch(progress: TypeProgress, type: SequentialType, standing: Standing): TypeProgress {
  const batch = nextUnits(progress, type);
  const unitsDone = progress.unitsDone + batch.length;
  const { reference, minUnits } = type.rules;
  const largest = largestUnit(type);
  const observed = progress.pairs.map((pair) => {
    if (pair.decision !== null || standing.givenUp.has(pair.tier)) return pair;
    return batch
      .map((unit) => unitDifference(unit, { reference, tier: pair.tier }, standing.settled))
      .map((found) => (found === null ? null : { ...found, weight: found.items / largest }))
      .reduce(withUnit, pair);
  });
  const pairs = closeDecided(observed, minUnits);
  return { unitsDone, pairs: pairs.map((pair) => closeExhausted(pair, type.units.length)) };
}

function closeExhausted(pair: PairProgress, units: number): PairProgress {
  return pair.decision === null && unitsOf(pair) >= units ? { ...pair, decision: "undecided" } : pair;
}

/** Items of the largest unit of a task type: what the others are weighed against, known before anything is asked. */
export function largestUnit({ units }: Pick<SequentialType, "units">): number {
  return units.reduce((most, unit) => Math.max(most, unit.length), 1);
}

/** Reference minus tier, the mean over the items of a unit that have a score on both; null where there is none. */
function unitDifference(
  unit: SequentialType["units"][number],
  { reference, tier }: { readonly reference: string; readonly tier: string },
  settled: Standing["settled"],
): { readonly difference: number; readonly items: number } | null {
  const differences = unit.flatMap((cells) => {
    const [ofReference, ofTier] = [reference, tier].map((name) => meanScore(cells, name, settled));
    return typeof ofReference === "number" && typeof ofTier === "number" ? [ofReference - ofTier] : [];
  });
  return differences.length === 0 ? null : { difference: mean(differences), items: differences.length };
}

/** Mean over the trials of an item that have a score. */
function meanScore(cells: readonly SequentialCell[], tier: string, settled: Standing["settled"]): number | null {
  const scores = cells.flatMap((cell) => (cell.tier === tier ? (settled.get(cell.key)?.score ?? []) : []));
  return scores.length === 0 ? null : mean(scores);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function grouped<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): ReadonlyMap<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
