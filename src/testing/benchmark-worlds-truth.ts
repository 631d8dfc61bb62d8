/**
 * What holds in a world, as opposed to a sample of it: risk and cost of any
 * cascade from a table over a fine grid of thresholds.
 * @module
 */
import type { TaskTypeMatrix } from "../calibrate/outcome-matrix.js";
import type { Policy } from "../core/policy.js";
import { type CascadeWorld, drawCascadeWorld, WORLD_COSTS, WORLD_TIERS } from "./benchmark-worlds.js";

/** Per item. */
export interface CascadeTruth {
  readonly harm: number;
  readonly netLoss: number;
  readonly cost: number;
}

const TRUTH_SEED = 20_261_031;
const GRID = 512;

/** The thresholds that the oracle and the naive choice may use: twelve from 0.30 to 0.98 in equal steps, and never. */
export const GRID_THRESHOLDS: readonly number[] = [
  ...Array.from({ length: 12 }, (_, i) => 0.3 + (0.68 * i) / 11),
  1.01,
];

/**
 * Looks up policies of a world in a sample of 4·10⁵ items. Thresholds are
 * rounded down to a grid of 512, so harm is overstated, by less than 1/1000.
 */
export function cascadeTruth(
  world: CascadeWorld,
  items = 400_000,
): (policy: Extract<Policy, { kind: "single" | "cascade" }>) => CascadeTruth {
  const tables = cumulative(drawCascadeWorld(world, items, TRUTH_SEED));
  return (policy) => {
    const steps = policy.kind === "single" ? [{ tier: policy.tier, accept: "always" as const }] : policy.steps;
    const places = steps.map(({ tier }) => WORLD_TIERS.findIndex((name) => name === tier));
    const from = [GRID, GRID];
    steps.forEach(({ accept }, s) => {
      const threshold = accept === "always" ? 0 : Number(accept.all[0]?.atLeast);
      if ((places[s] ?? 0) < 2) from[places[s] ?? 0] = Math.floor(threshold * GRID);
    });
    const [first, second] = [limited(from[0]), limited(from[1])];
    // Share, loss and harm of what is accepted at each tier: rows reach the second by failing the first.
    const region = (table: Float64Array, low: number, high: number) => {
      const at = (i: number, j: number) => table[i * (GRID + 1) + j] ?? 0;
      if (low === 0) return at(GRID, GRID) - at(first, GRID);
      return high === 1 ? at(first, GRID) - at(first, second) : at(first, second);
    };
    const accepted = [region(tables.count, 0, 0), region(tables.count, 1, 1), region(tables.count, 1, 0)];
    const sum = (kind: readonly Float64Array[]) =>
      (region(kind[0] as Float64Array, 0, 0) + region(kind[1] as Float64Array, 1, 1)) / items;
    return { harm: sum(tables.harm), netLoss: sum(tables.netLoss), cost: costOf(places, accepted, items) };
  };
}

function limited(place: number | undefined): number {
  return Math.min(GRID, Math.max(0, place ?? GRID));
}

function costOf(places: readonly number[], accepted: readonly number[], items: number): number {
  let reaching = items;
  let cost = 0;
  for (const place of places) {
    cost += reaching * (WORLD_COSTS[place] ?? 0);
    reaching -= accepted[place] ?? 0;
  }
  return cost / items;
}

interface CumulativeTables {
  readonly count: Float64Array;
  /** Of answers of the first and the second tier. */
  readonly harm: readonly Float64Array[];
  readonly netLoss: readonly Float64Array[];
}

/** Sums over all items whose readings are below a corner of the grid. */
function cumulative({ columns, itemIds }: TaskTypeMatrix): CumulativeTables {
  const [first, second, reference] = columns;
  if (first === undefined || second === undefined || reference === undefined) throw new RangeError("not three tiers");
  const signal = (column: typeof first) => [...column.signals.values()][0]?.readings ?? new Float64Array(0);
  const [one, two] = [signal(first), signal(second)];
  const table = (value: (item: number) => number) => {
    const sums = new Float64Array((GRID + 1) ** 2);
    for (let item = 0; item < itemIds.length; item += 1) {
      const i = Math.min(GRID - 1, Math.floor((one[item] ?? 0) * GRID)) + 1;
      const j = Math.min(GRID - 1, Math.floor((two[item] ?? 0) * GRID)) + 1;
      sums[i * (GRID + 1) + j] = (sums[i * (GRID + 1) + j] ?? 0) + value(item);
    }
    for (let i = 1; i <= GRID; i += 1) {
      for (let j = 1; j <= GRID; j += 1) {
        const at = i * (GRID + 1) + j;
        sums[at] = (sums[at] ?? 0) + (sums[at - 1] ?? 0) + (sums[at - GRID - 1] ?? 0) - (sums[at - GRID - 2] ?? 0);
      }
    }
    return sums;
  };
  return {
    count: table(() => 1),
    harm: [first, second].map(({ harm }) => table((item) => harm[item] ?? 0)),
    netLoss: [first, second].map(({ score }) => table((item) => (reference.score[item] ?? 0) - (score[item] ?? 0))),
  };
}

/**
 * What somebody without statistics would do: of all pairs of grid thresholds the
 * cheapest whose share of harmed items in the sample is within the target.
 */
export function naiveCascade(
  { columns, itemIds }: TaskTypeMatrix,
  target: number,
): Extract<Policy, { kind: "single" | "cascade" }> {
  const size = GRID_THRESHOLDS.length + 1;
  const [first, second] = columns;
  const level = (column: typeof first, item: number) => {
    const reading = [...(column?.signals.values() ?? [])][0]?.readings[item] ?? 0;
    return GRID_THRESHOLDS.filter((threshold) => reading >= threshold).length;
  };
  const cells = new Float64Array(size * size * 3);
  for (let item = 0; item < itemIds.length; item += 1) {
    const at = 3 * (level(first, item) * size + level(second, item));
    cells[at] = (cells[at] ?? 0) + 1;
    cells[at + 1] = (cells[at + 1] ?? 0) + (first?.harm[item] ?? 0);
    cells[at + 2] = (cells[at + 2] ?? 0) + (second?.harm[item] ?? 0);
  }
  let best = { cost: Number.POSITIVE_INFINITY, pair: [size, size] };
  for (let i = 1; i < size; i += 1) {
    for (let j = 1; j < size; j += 1) {
      const { harm, cost } = pairOutcome(cells, size, i, j);
      if (harm <= target * itemIds.length && cost < best.cost) best = { cost, pair: [i, j] };
    }
  }
  const atLeast = best.pair.map((place) => GRID_THRESHOLDS[place - 1] ?? 1.01);
  return {
    kind: "cascade",
    steps: WORLD_TIERS.map((tier, t) => ({
      tier,
      accept: t === 2 ? "always" : { all: [{ signal: "confidence", atLeast: atLeast[t] ?? 1.01 }] },
    })),
  };
}

/** An item at level i of a tier reads at least the i lowest thresholds. */
function pairOutcome(cells: Float64Array, size: number, first: number, second: number) {
  let [harm, cost] = [0, 0];
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b < size; b += 1) {
      const at = 3 * (a * size + b);
      const count = cells[at] ?? 0;
      harm += a >= first ? (cells[at + 1] ?? 0) : b >= second ? (cells[at + 2] ?? 0) : 0;
      cost += count * ((WORLD_COSTS[0] ?? 0) + (a >= first ? 0 : (WORLD_COSTS[1] ?? 0)));
      if (a < first && b < second) cost += count * (WORLD_COSTS[2] ?? 0);
    }
  }
  return { harm, cost };
}
