/**
 * What stopping early saves: pairs of tiers of known difference, decided batch by
 * batch as an adaptive run does, beside a test of a fixed number of units.
 * @module
 */
import { closeDecided, openPair, type PairProgress, withUnit } from "../calibrate/sequential-pair.js";
import { seededRandom } from "../stats/random.js";
import { tangoPValue } from "../stats/tango.js";

/** Paired differences in {1, −1, 0}. */
export interface SequentialWorld {
  readonly name: string;
  /** P(the reference is right and the tier wrong). */
  readonly loss: number;
  /** P(the tier is right and the reference wrong). */
  readonly win: number;
  /** What a decision should be at a margin of 5 points; null: any certificate is false. */
  readonly truth: "non-inferior" | "inferior" | null;
}

export const SEQUENTIAL_WORLDS: readonly SequentialWorld[] = [
  { name: "equal, 4 % discordant", loss: 0.02, win: 0.02, truth: "non-inferior" },
  { name: "equal, 10 % discordant", loss: 0.05, win: 0.05, truth: "non-inferior" },
  { name: "at the margin", loss: 0.08, win: 0.03, truth: null },
  { name: "13 points worse", loss: 0.15, win: 0.02, truth: "inferior" },
  { name: "33 points worse", loss: 0.35, win: 0.02, truth: "inferior" },
];

export interface SequentialRules {
  readonly margin: number;
  /** One-sided, of each of the two errors. */
  readonly level: number;
  readonly batchUnits: number;
  readonly minUnits: number;
  /** Units there are. */
  readonly mostUnits: number;
}

/** As an adaptive run with one candidate tier. */
export const SEQUENTIAL_RULES: SequentialRules = {
  margin: 0.05,
  level: 0.05,
  batchUnits: 10,
  minUnits: 30,
  mostUnits: 600,
};

/** Shares of the draws. */
export interface DecisionShares {
  readonly nonInferior: number;
  readonly inferior: number;
  readonly undecided: number;
}

export interface SequentialSaving extends SequentialWorld {
  readonly draws: number;
  readonly mostUnits: number;
  readonly sequential: DecisionShares;
  /** The score test of all units, at the same level. */
  readonly fixed: DecisionShares;
  /** Units asked, over all draws. */
  readonly meanUnits: number;
  /** Over the draws that were decided; null where none was. */
  readonly meanUnitsDecided: number | null;
  /** 1 − units asked / all units, over all draws. */
  readonly saving: number;
  /** The same over the draws that were decided. */
  readonly savingDecided: number | null;
  /** Fewest units (a multiple of the batch) at which one score test decides as often rightly; null: no such number. */
  readonly equalPowerUnits: number | null;
}

/**
 * Decides draws of every world sequentially and with all units.
 *
 * @param draws - of each world
 * @returns one entry per world, in the order of {@link SEQUENTIAL_WORLDS}
 */
export function sequentialSavings(
  draws: number,
  seed: number,
  rules: SequentialRules = SEQUENTIAL_RULES,
): readonly SequentialSaving[] {
  return SEQUENTIAL_WORLDS.map((world) => savingOf(world, draws, seed, rules));
}

function savingOf(world: SequentialWorld, draws: number, seed: number, rules: SequentialRules): SequentialSaving {
  const random = seededRandom(seed, `sequential ${world.name}`);
  const drawn = Array.from({ length: draws }, () => drawLosses(world, rules.mostUnits, () => random.uniform()));
  const ended = drawn.map((losses) => decideInBatches(losses, rules));
  const decided = ended.filter(({ decision }) => decision !== null);
  const sequential = sharesOf(ended.map(({ decision }) => decision));
  const meanUnits = meanOf(ended.map(({ test }) => test.observed));
  const meanUnitsDecided = decided.length === 0 ? null : meanOf(decided.map(({ test }) => test.observed));
  const rightly = (shares: DecisionShares) =>
    world.truth === null ? 0 : world.truth === "inferior" ? shares.inferior : shares.nonInferior;
  const fixedAt = (units: number) => sharesOf(drawn.map((losses) => scoreTest(losses.subarray(0, units), rules)));
  const sizes = Array.from({ length: rules.mostUnits / rules.batchUnits }, (_, i) => (i + 1) * rules.batchUnits);
  const enough = world.truth === null ? undefined : sizes.find((n) => rightly(fixedAt(n)) >= rightly(sequential));
  return {
    ...world,
    draws,
    mostUnits: rules.mostUnits,
    sequential,
    fixed: fixedAt(rules.mostUnits),
    meanUnits,
    meanUnitsDecided,
    saving: 1 - meanUnits / rules.mostUnits,
    savingDecided: meanUnitsDecided === null ? null : 1 - meanUnitsDecided / rules.mostUnits,
    equalPowerUnits: enough ?? null,
  };
}

/** Reference minus tier, one per unit. */
export function drawLosses({ loss, win }: SequentialWorld, units: number, uniform: () => number): Float64Array {
  return Float64Array.from({ length: units }, () => {
    const draw = uniform();
    return draw < loss ? 1 : draw < loss + win ? -1 : 0;
  });
}

/** Looks at the end of every batch, as a run does. */
export function decideInBatches(losses: Float64Array, rules: SequentialRules): PairProgress {
  const { margin, level, batchUnits, minUnits } = rules;
  let pair = openPair("tier", { margin, confidence: 1 - level, candidates: 1 });
  for (let from = 0; from < losses.length && pair.decision === null; from += batchUnits) {
    pair = losses
      .subarray(from, from + batchUnits)
      .reduce<PairProgress>((now, loss) => withUnit(now, { difference: loss, weight: 1 }), pair);
    pair = closeDecided([pair], minUnits)[0] ?? pair;
  }
  return pair;
}

function scoreTest(losses: Float64Array, { margin, level }: SequentialRules): PairProgress["decision"] {
  const n = losses.length;
  const firstOnly = losses.filter((value) => value > 0).length;
  const secondOnly = losses.filter((value) => value < 0).length;
  if (tangoPValue({ firstOnly, secondOnly, n }, margin) <= level) return "non-inferior";
  return tangoPValue({ firstOnly: secondOnly, secondOnly: firstOnly, n }, -margin) <= level ? "inferior" : null;
}

function sharesOf(decisions: readonly PairProgress["decision"][]): DecisionShares {
  const share = (wanted: PairProgress["decision"]) =>
    decisions.filter((decision) => decision === wanted).length / decisions.length;
  return { nonInferior: share("non-inferior"), inferior: share("inferior"), undecided: share(null) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
