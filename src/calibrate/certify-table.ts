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
 * The rows must have had no part in making or ordering the tables. Each unit
 * counts with its task type's share of the traffic over the type's share of these
 * units, so that the statement is about a random request of that traffic. Right
 * or wrong harm of independent items under the items' own mix: exact binomial
 * tail. Everything else: betting, on the units in a seeded random order.
 *
 * @param rows - at least one unit
 * @param tables - from the safest to the boldest
 */
export function certifyTables(rows: TierRows, tables: readonly TierTable[], options: CertifyOptions): TestedTables {
  const scale = unitScale(rows);
  const order = shuffledUnits(scale.ratio, options.seed);
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
  /** Per unit: how much it stands for, mean 1; 0 where its type has no traffic. */
  readonly ratio: Float64Array;
  readonly largest: number;
  /** True where every unit is one item and stands for as much as any other. */
  readonly isPlain: boolean;
}

function unitScale({ unitOf, unitType, weights }: TierRows): UnitScale {
  const sizes = new Float64Array(unitType.length);
  for (const unit of unitOf) sizes[unit] = (sizes[unit] ?? 0) + 1;
  const counts = new Float64Array(weights.length);
  for (const type of unitType) if ((weights[type] ?? 0) > 0) counts[type] = (counts[type] ?? 0) + 1;
  const [units, share] = [sumOf(counts), sumOf(weights.filter((_, type) => (counts[type] ?? 0) > 0))];
  const ratios = weights.map((weight, type) =>
    (counts[type] ?? 0) > 0 ? (weight / share) * (units / (counts[type] ?? 1)) : 0,
  );
  const ratio = Float64Array.from(unitType, (type) => ratios[type] ?? 0);
  // Rounding of stratified splits moves shares by less than one unit; that is no reweighting.
  const isPlain =
    sizes.every((size) => size === 1) && ratios.every((value, type) => Math.abs(value - 1) * (counts[type] ?? 0) < 1);
  return {
    ratio: isPlain ? ratio.map((value) => (value > 0 ? 1 : 0)) : ratio,
    largest: isPlain ? 1 : Math.max(...ratios),
    isPlain,
  };
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

function shuffledUnits(ratio: Float64Array, seed: number): readonly number[] {
  const units = [...ratio.keys()].filter((unit) => (ratio[unit] ?? 0) > 0);
  shuffle(units, seededRandom(seed, "order of the certificate"));
  return units;
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
  const own = order.map((unit) => losses[unit] ?? 0);
  const isCount = criterion === "harm" && scale.isPlain && own.every((loss) => loss === 0 || loss === 1);
  const k = isCount ? sumOf(own) : null;
  const values = Float64Array.from(order, (unit) => ((scale.ratio[unit] ?? 0) * (losses[unit] ?? 0)) / scale.largest);
  const bound = epsilon / scale.largest;
  const bet = { level: delta };
  const pValue =
    k !== null
      ? binomialCdf(k, n, epsilon)
      : criterion === "harm"
        ? bettingPValue(values, bound, bet)
        : bettingPValue(
            values.map((value) => (value + 1) / 2),
            (bound + 1) / 2,
            bet,
          );
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
