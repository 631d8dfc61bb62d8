import type { TableCertificate } from "../core/calibration.js";
import { bettingPValue } from "../stats/betting.js";
import { binomialCdf } from "../stats/binomial.js";
import { sumOf } from "../stats/cluster-mean.js";
import { fixedSequence } from "../stats/fixed-sequence.js";
import { seededRandom } from "../stats/random.js";
import type { PathTable, TierTable } from "./table-path.js";
import { shuffle, type TierRows } from "./tier-rows.js";

/**
 * What the whole table must keep against the reference: `net-loss` bounds the
 * mean loss of score, `harm` the share of requests that lose a right answer.
 */
export type TableCriterion = "net-loss" | "harm";

/** The promise and its level. */
export interface CertifyOptions {
  readonly criterion: TableCriterion;
  /** Largest acceptable value, in (0, 1). */
  readonly epsilon: number;
  /** Probability that the certificate is false, in (0, 1). */
  readonly delta: number;
  readonly seed: number;
}

/** The outcome of the sequence of tests. */
export interface TestedTables {
  /** One per candidate that was reached, in testing order; the last may have failed. */
  readonly tests: readonly TableCertificate[];
  /** The first so many candidates are certified, all of them together with probability 1 − δ. */
  readonly certified: number;
}

/**
 * Tests tables in a fixed order, stopping at the first that fails.
 *
 * The rows must have had no part in making or ordering the tables. Each item
 * counts with its task type's share of the traffic over the type's items here,
 * so that the statement is about a random request of that traffic; a cluster
 * counts once, with all its items of all task types. Right or wrong harm of
 * independent items under the items' own mix: exact binomial tail. Everything
 * else: betting, on the clusters or items in a seeded random order.
 *
 * @param rows - at least one unit
 * @param tables - from the safest to the boldest
 */
export function certifyTables(rows: TierRows, tables: readonly TierTable[], options: CertifyOptions): TestedTables {
  const scale = unitScale(rows);
  const order = shuffledGroups(scale, options.seed);
  const tests: TableCertificate[] = [];
  const pValues = (function* () {
    for (const table of tables) {
      const test = testTable(unitLosses(rows, table, options.criterion), {
        scale,
        order,
        options,
        step: tests.length + 1,
      });
      tests.push(test);
      yield test.pValue;
    }
  })();
  const certified = fixedSequence(pValues, options.delta);
  return { tests, certified };
}

/**
 * The order in which a path is tested: by the loss that the model expects, the
 * safest first; between equals the dearer. Tables that always use the reference
 * or cost no less are left out, and so are repetitions.
 */
export function testingOrder(tables: readonly PathTable[], reference: PathTable): readonly PathTable[] {
  const seen = new Set<string>([reference.tierOf.join()]);
  return tables
    .filter(({ tierOf, cost }) => {
      const key = tierOf.join();
      if (seen.has(key) || !(cost < reference.cost)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => b.quality - a.quality || b.cost - a.cost);
}

interface UnitScale {
  /** Independent group of every unit: its cluster, which may stand in several task types. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** Per unit: share of the traffic that it stands for; 0 where its type has no traffic. */
  readonly mass: Float64Array;
  /** Of the group that stands for most. */
  readonly largest: number;
  /** True where every group is one item and stands for as much as any other. */
  readonly isPlain: boolean;
}

/** An item stands for its task type's share of the traffic over the items of the type, a unit for its items. */
function unitScale({ typeOf, unitOf, unitType, weights, groupOf }: TierRows): UnitScale {
  const [sizes, items] = [new Float64Array(unitType.length), new Float64Array(weights.length)];
  unitOf.forEach((unit, item) => {
    const type = typeOf[item] ?? 0;
    sizes[unit] = (sizes[unit] ?? 0) + 1;
    items[type] = (items[type] ?? 0) + 1;
  });
  const present = sumOf(weights.filter((_, type) => (items[type] ?? 0) > 0));
  const mass = Float64Array.from(unitType, (type, unit) => {
    const weight = weights[type] ?? 0;
    return weight > 0 ? ((weight / present) * (sizes[unit] ?? 0)) / (items[type] ?? 1) : 0;
  });
  const groups = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
  const byGroup = new Float64Array(groups);
  mass.forEach((own, unit) => {
    const group = groupOf[unit] ?? 0;
    byGroup[group] = (byGroup[group] ?? 0) + own;
  });
  const counted = byGroup.filter((own) => own > 0);
  const even = 1 / Math.max(1, counted.length);
  // Rounding of stratified splits moves mass; less than one item's in all is no reweighting.
  const moved = counted.reduce((sum, own) => sum + Math.abs(own - even), 0);
  const isSingle = mass.filter((own) => own > 0).length === counted.length && sizes.every((size) => size === 1);
  const isPlain = isSingle && moved < even;
  return { groupOf, groups, mass, largest: Math.max(...byGroup, Number.MIN_VALUE), isPlain };
}

function unitLosses({ columns, typeOf, unitOf, unitType }: TierRows, { tierOf }: TierTable, criterion: TableCriterion) {
  const losses = new Float64Array(unitType.length);
  const sizes = new Float64Array(unitType.length);
  for (const unit of unitOf) sizes[unit] = (sizes[unit] ?? 0) + 1;
  const quantity = criterion === "harm" ? "harm" : "netLoss";
  unitOf.forEach((unit, item) => {
    const value = columns[tierOf[typeOf[item] ?? 0] ?? 0]?.[quantity]?.[item] ?? 0;
    losses[unit] = (losses[unit] ?? 0) + value / (sizes[unit] ?? 1);
  });
  // Thirds of a cluster may add up to a little more than a whole.
  return losses.map((loss) => Math.min(1, Math.max(-1, loss)));
}

function shuffledGroups({ groupOf, groups, mass }: UnitScale, seed: number): readonly number[] {
  const counts = new Uint8Array(groups);
  groupOf.forEach((group, unit) => {
    if ((mass[unit] ?? 0) > 0) counts[group] = 1;
  });
  const order = [...counts.keys()].filter((group) => counts[group] === 1);
  shuffle(order, seededRandom(seed, "order of the certificate"));
  return order;
}

interface TestSetting {
  readonly scale: UnitScale;
  readonly order: readonly number[];
  readonly options: CertifyOptions;
  readonly step: number;
}

function testTable(losses: Float64Array, { scale, order, options, step }: TestSetting): TableCertificate {
  const { criterion, epsilon, delta } = options;
  const n = order.length;
  const isCount = criterion === "harm" && scale.isPlain && losses.every((loss) => loss === 0 || loss === 1);
  const k = isCount ? sumOf(losses.filter((_, unit) => (scale.mass[unit] ?? 0) > 0)) : null;
  const pValue = k !== null ? binomialCdf(k, n, epsilon) : betOn(groupLosses(losses, scale, epsilon), order, options);
  return {
    type: criterion === "harm" ? "harm-rate" : "non-inferiority",
    scope: "whole-table",
    method: isCount ? "fixed-sequence-binomial" : "fixed-sequence-betting",
    epsilon,
    delta,
    pValue,
    k,
    n,
    step,
    assumes: ["exchangeable-items", "same-models-and-prompts", "same-traffic-mix"],
  };
}

/**
 * Per group a value whose mean is above ε exactly where the loss of a random
 * request is: ε + (mass-weighted loss less ε) over the largest mass.
 */
function groupLosses(
  losses: Float64Array,
  { groupOf, groups, mass, largest }: UnitScale,
  epsilon: number,
): Float64Array {
  const values = new Float64Array(groups).fill(epsilon);
  losses.forEach((loss, unit) => {
    const group = groupOf[unit] ?? 0;
    values[group] = (values[group] ?? 0) + ((mass[unit] ?? 0) / largest) * (loss - epsilon);
  });
  return values;
}

function betOn(values: Float64Array, order: readonly number[], { criterion, epsilon, delta }: CertifyOptions): number {
  const inOrder = Float64Array.from(order, (group) => values[group] ?? 0);
  const within = (value: number, least: number) => Math.min(1, Math.max(least, value));
  return criterion === "harm"
    ? bettingPValue(
        inOrder.map((value) => within(value, 0)),
        epsilon,
        { level: delta },
      )
    : bettingPValue(
        inOrder.map((value) => (within(value, -1) + 1) / 2),
        (epsilon + 1) / 2,
        { level: delta },
      );
}
