/**
 * The worlds that published figures are measured in: stated distributions, drawn
 * from a seed, straight into matrices.
 * @module
 */
import type { TaskTypeMatrix } from "../calibrate/outcome-matrix.js";
import type { TierColumn } from "../calibrate/tier-column.js";
import { normalCdf } from "../stats/normal.js";
import { type Random, seededRandom } from "../stats/random.js";

/** Three tiers of stated ability on items of stated difficulty. */
export interface CascadeWorld {
  readonly name: string;
  /** A tier is right with probability σ(ability − θ), independently given θ ~ N(0, 1.6²). */
  readonly abilities: readonly [number, number, number];
  /** s = Φ(strength · (y − ½) + N(0, 1) − 0.3 · θ). */
  readonly strength: number;
  /** Items in a row that share θ. */
  readonly clusterSize: number;
}

export const WORLD_TIERS = ["haiku", "sonnet", "opus"] as const;
/** Cost per call. */
export const WORLD_COSTS: readonly number[] = [1, 20, 40];
export const WORLD_SIGNAL = "confidence";
const DIFFICULTY_SPREAD = 1.6;
const THREE_TIERS: CascadeWorld = {
  name: "three tiers",
  abilities: [1.2, 2.4, 3.2],
  strength: 2.08,
  clusterSize: 1,
};

/** The ladder, its variants, and what they are called. */
export const CASCADE_WORLDS: readonly CascadeWorld[] = [
  THREE_TIERS,
  { ...THREE_TIERS, name: "informative signal", strength: 4 },
  { ...THREE_TIERS, name: "useless signal", strength: 0 },
  { ...THREE_TIERS, name: "non-monotone ladder", abilities: [2.8, 1.6, 2.7] },
  { ...THREE_TIERS, name: "clustered", clusterSize: 8 },
];

/** Draws `items` items of a world. */
export function drawCascadeWorld(world: CascadeWorld, items: number, seed: number): TaskTypeMatrix {
  const random = seededRandom(seed, `world ${world.name}`);
  const score = WORLD_TIERS.map(() => new Float64Array(items));
  const readings = WORLD_TIERS.map(() => new Float64Array(items));
  let difficulty = 0;
  for (let i = 0; i < items; i += 1) {
    if (i % world.clusterSize === 0) difficulty = DIFFICULTY_SPREAD * random.normal();
    for (let k = 0; k < WORLD_TIERS.length; k += 1) {
      const isRight = random.uniform() < 1 / (1 + Math.exp(difficulty - (world.abilities[k] ?? 0))) ? 1 : 0;
      (score[k] as Float64Array)[i] = isRight;
      if (k + 1 === WORLD_TIERS.length) continue;
      const latent = world.strength * (isRight - 0.5) + random.normal() - 0.3 * difficulty;
      (readings[k] as Float64Array)[i] = normalCdf(latent);
    }
  }
  const units = Int32Array.from({ length: items }, (_, i) => Math.floor(i / world.clusterSize));
  return matrixOf({ name: world.name, score, readings, units });
}

function matrixOf(drawn: {
  readonly name: string;
  readonly score: readonly Float64Array[];
  readonly readings: readonly Float64Array[];
  readonly units: Int32Array;
}): TaskTypeMatrix {
  const items = drawn.units.length;
  const starts = Uint32Array.from({ length: items + 1 }, (_, i) => i);
  const right = drawn.score.at(-1) as Float64Array;
  const columns = WORLD_TIERS.map((tier, k): TierColumn => {
    const score = drawn.score[k] as Float64Array;
    const isLast = k + 1 === WORLD_TIERS.length;
    const signal = { readings: drawn.readings[k] as Float64Array, isMissing: new Uint8Array(items) };
    return {
      tier,
      starts,
      score,
      meanScore: score,
      costUsd: new Float64Array(items).fill(WORLD_COSTS[k] ?? 0),
      signalCostUsd: new Float64Array(items),
      latencyMs: null,
      harm: score.map((value, i) => Math.max(0, (right[i] ?? 0) - value)),
      signals: isLast ? new Map() : new Map([[WORLD_SIGNAL, signal]]),
      mostTrials: 1,
      isBinary: true,
    };
  });
  return {
    taskType: drawn.name,
    itemIds: Array.from({ length: items }, (_, i) => `item-${String(i).padStart(7, "0")}`),
    units: drawn.units,
    unitCount: (drawn.units.at(-1) ?? -1) + 1,
    unitClusters: Array.from({ length: (drawn.units.at(-1) ?? -1) + 1 }, () => null),
    reference: "opus",
    columns,
    levels: new Map([[WORLD_SIGNAL, null]]),
    trials: 1,
  };
}

/** One tier's readings in [0, 1], with whether each answer is right. */
export interface SelectiveWorld {
  readonly name: string;
  /** Largest acceptable share of wrong answers among the accepted. */
  readonly target: number;
  /** A reading from a uniform draw. */
  readonly reading: (uniform: number) => number;
  /** Probability of a right answer at a reading. */
  readonly right: (reading: number) => number;
  /** P(wrong | reading ≥ threshold), exactly. */
  readonly risk: (threshold: number) => number;
  /** P(reading ≥ threshold). */
  readonly accepted: (threshold: number) => number;
}

const uniformReading = {
  reading: (uniform: number) => uniform,
  accepted: (threshold: number) => 1 - Math.min(1, Math.max(0, threshold)),
};

/** Error rates of the three tied levels, lowest level first, and their shares. */
const TIES: { readonly shares: readonly [number, number, number]; readonly wrong: readonly number[] } = {
  shares: [0.2, 0.4, 0.4],
  wrong: [0.5, 0.2, 0.03],
};

/** Signals of known shape, with the risk target that each is measured at. */
export const SELECTIVE_WORLDS: readonly SelectiveWorld[] = [
  {
    ...uniformReading,
    name: "linear",
    target: 0.1,
    right: (s) => 0.6 + 0.4 * s,
    risk: (t) => 0.4 * (1 - (1 + t) / 2),
  },
  {
    ...uniformReading,
    name: "convex",
    target: 0.05,
    right: (s) => 1 - 0.5 * (1 - s) ** 2,
    risk: (t) => (1 - t) ** 2 / 6,
  },
  {
    ...uniformReading,
    name: "plateau",
    target: 0.05,
    right: (s) => (s > 0.4 ? 0.98 : 0.7),
    risk: (t) => (t >= 0.4 ? 0.02 : ((0.4 - t) * 0.3 + 0.6 * 0.02) / (1 - t)),
  },
  { ...uniformReading, name: "flat null", target: 0.05, right: () => 0.949, risk: () => 0.051 },
  {
    name: "ties",
    target: 0.1,
    reading: (uniform) => (uniform < TIES.shares[0] ? 0 : uniform < TIES.shares[0] + TIES.shares[1] ? 1 : 2),
    right: (level) => 1 - (TIES.wrong[level] ?? 0),
    accepted: (threshold) =>
      TIES.shares.reduce<number>((sum, share, level) => (level >= threshold ? sum + share : sum), 0),
    risk: (threshold) => {
      const from = TIES.shares.map((share, level) => (level >= threshold ? share : 0));
      const total = from.reduce((sum, share) => sum + share, 0);
      return from.reduce((sum, share, level) => sum + share * (TIES.wrong[level] ?? 0), 0) / total;
    },
  },
];

/** Draws readings and right (1) or wrong (0) answers. */
export function drawSelectiveWorld(world: SelectiveWorld, items: number, seed: number) {
  const random = seededRandom(seed, `world ${world.name}`);
  const readings = new Float64Array(items);
  const score = new Float64Array(items);
  for (let i = 0; i < items; i += 1) {
    const reading = world.reading(random.uniform());
    readings[i] = reading;
    score[i] = random.uniform() < world.right(reading) ? 1 : 0;
  }
  return { readings, score };
}

/**
 * Paired differences in {1, −1, 0}: P(1) = (discordance + mean) / 2, P(−1) = (discordance − mean) / 2.
 *
 * @param mean - 0 for power, the margin for size; at most the discordance
 */
export function drawPairedDifferences(
  { discordance, mean }: { readonly discordance: number; readonly mean: number },
  items: number,
  seed: number,
): Float64Array {
  const random: Random = seededRandom(seed, "paired differences");
  const up = (discordance + mean) / 2;
  return Float64Array.from({ length: items }, () => {
    const draw = random.uniform();
    return draw < up ? 1 : draw < discordance ? -1 : 0;
  });
}
