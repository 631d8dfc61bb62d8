/**
 * Which test of the mean of few clusters keeps its size: a paired loss inside 8,
 * 15, 30 and 100 clusters of equal and of very unequal sizes.
 * @module
 */
import { built } from "./bench-build.js";
import { markdownTable, percent } from "./bench-markdown.js";
import { tallied } from "./bench-thread.js";
import { clusterMethods, IN_USE } from "./cluster-methods.js";

const DRAWS = 600;
const LEVEL = 0.05;
/** How alike two items of one cluster are. */
const CORRELATION = 0.3;
/** The true mean loss that the tests are asked about; of few clusters no smaller one could be certified. */
const FEW = { loss: 0.1, counts: [8, 15, 30] };
const MANY = { loss: 0.03, counts: [100] };

/** @typedef {import("../src/stats/random.js").Random} Random */

/** One item's loss at a true mean. @type {{ readonly [world: string]: (random: Random, mean: number) => number }} */
const LOSSES = {
  "gains and losses": (random, mean) => {
    const draw = random.uniform();
    return draw < 0.05 + mean ? 1 : draw < 0.1 + mean ? -1 : 0;
  },
  "losses only": (random, mean) => Number(random.uniform() < mean),
  "half losses only": (random, mean) => 0.5 * Number(random.uniform() < 2 * mean),
  graded: (random, mean) => Math.max(-1, Math.min(1, mean + 0.3 * random.normal())),
};

/** @type {{ readonly [shape: string]: (random: Random, groups: number) => readonly number[] }} */
const SIZES = {
  equal: (_random, groups) => Array.from({ length: groups }, () => 8),
  skewed: (random, groups) =>
    Array.from({ length: groups }, () => Math.min(60, Math.max(1, Math.round(5 * Math.exp(random.normal()))))),
  "one with half of all": (_random, groups) =>
    Array.from({ length: groups }, (_, g) => (g === 0 ? 8 * (groups - 1) : 8)),
};

/**
 * @param {Random} random
 * @param {readonly number[]} sizes
 * @param {(random: Random, mean: number) => number} loss
 * @param {number} mean
 * @returns {import("./cluster-methods.js").Sample}
 */
function drawSample(random, sizes, loss, mean) {
  const items = sizes.reduce((sum, size) => sum + size, 0);
  const sample = {
    values: new Float64Array(items),
    units: new Int32Array(items),
    sums: new Float64Array(sizes.length),
  };
  let next = 0;
  sizes.forEach((size, unit) => {
    const common = loss(random, mean);
    for (let i = 0; i < size; i += 1) {
      // Two items both take the common loss with the probability of their correlation.
      const value = random.uniform() < Math.sqrt(CORRELATION) ? common : loss(random, mean);
      sample.values[next] = value;
      sample.units[next] = unit;
      sample.sums[unit] = (sample.sums[unit] ?? 0) + value;
      next += 1;
    }
  });
  return { ...sample, sizes: Float64Array.from(sizes) };
}

/** @typedef {{ draws: number, less: number, more: number, covered: number, power: number }} Tally */

/** @param {{ firstDraw: number, lastDraw: number, dist: string }} part */
export async function tallyClusters({ firstDraw, lastDraw, dist }) {
  /** @type {typeof import("../src/stats/random.js")} */
  const { seededRandom } = await built(dist, "stats/random.js");
  const methods = await clusterMethods(dist);
  /** @type {{ [key: string]: Tally }} */
  const tallies = {};
  for (const { groups, shape, world, value } of cells()) {
    for (let draw = firstDraw; draw <= lastDraw; draw += 1) {
      const random = seededRandom(draw, `${groups} ${shape} ${world}`);
      const sizes = SIZES[shape]?.(random, groups) ?? [];
      const loss = LOSSES[world] ?? (() => 0);
      const atValue = drawSample(random, sizes, loss, value);
      const equal = drawSample(random, sizes, loss, 0);
      for (const [method, test] of Object.entries(methods)) {
        const { below, above } = test(atValue, value, random);
        const tally = (tallies[[method, groups, shape, world].join("|")] ??= noTally());
        tally.draws += 1;
        tally.less += Number(below <= LEVEL);
        tally.more += Number(above <= LEVEL);
        tally.covered += Number(Math.min(below, above) > LEVEL / 2);
        tally.power += Number(test(equal, value, random).below <= LEVEL);
      }
    }
  }
  return tallies;
}

/** @returns {Tally} */
function noTally() {
  return { draws: 0, less: 0, more: 0, covered: 0, power: 0 };
}

function cells() {
  return [FEW, MANY].flatMap(({ loss: value, counts }) =>
    counts.flatMap((groups) =>
      Object.keys(SIZES).flatMap((shape) => Object.keys(LOSSES).map((world) => ({ groups, shape, world, value }))),
    ),
  );
}

/**
 * The worst cells of a method among some.
 *
 * @param {ReadonlyMap<string, { [count: string]: number }>} found
 * @param {string} method
 * @param {(cell: ReturnType<typeof cells>[number]) => boolean} isMeant
 */
function worst(found, method, isMeant) {
  /** @type {readonly { [count: string]: number }[]} */
  const tallies = cells()
    .filter(isMeant)
    .map(({ groups, shape, world }) => found.get([method, groups, shape, world].join("|")) ?? {});
  const shares = (/** @type {string} */ name) => tallies.map((tally) => (tally[name] ?? 0) / (tally["draws"] ?? 1));
  const power = shares("power");
  return {
    cells: tallies.length,
    draws: tallies[0]?.["draws"] ?? 0,
    less: Math.max(...shares("less")),
    more: Math.max(...shares("more")),
    covered: Math.min(...shares("covered")),
    power: power.reduce((sum, share) => sum + share, 0) / power.length,
  };
}

/**
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function clustersRow({ dist, draws }) {
  const found = await tallied(import.meta.url, "tallyClusters", { draws: draws ?? DRAWS, dist });
  const methods = [...new Set([...found.keys()].map((key) => key.split("|")[0] ?? ""))];
  const groupsOf = [
    { words: `8, 15, 30 clusters, ${FEW.loss}`, counts: FEW.counts },
    { words: `100 clusters, ${MANY.loss}`, counts: MANY.counts },
  ];
  const rows = groupsOf.flatMap(({ words, counts }) =>
    Object.keys(LOSSES).flatMap((world) =>
      methods.map((method) => {
        const { less, more, covered, power } = worst(
          found,
          method,
          (cell) => cell.world === world && counts.includes(cell.groups),
        );
        return [words, world, method, percent(less), percent(more), percent(covered), percent(power)];
      }),
    ),
  );
  const isFew = (/** @type {{ groups: number }} */ { groups }) => FEW.counts.includes(groups);
  const certificates = [
    { words: "fewer than 40 clusters", certificate: worst(found, IN_USE.certificate, isFew) },
    { words: "100 clusters", certificate: worst(found, IN_USE.certificate, (cell) => !isFew(cell)) },
  ];
  const limit = LEVEL + 3 * Math.sqrt((LEVEL * (1 - LEVEL)) / (draws ?? DRAWS));
  const { more, cells: count } = worst(found, IN_USE.test, isFew);
  return {
    details: markdownTable([
      ["clusters, loss", "world", "method", "size, less?", "size, more?", "interval covers", "power, less?"],
      ...rows,
    ]),
    figures: [
      ...certificates.map(({ words, certificate: { less, cells: tried, draws: drawn } }) => ({
        what: `${words}: false certificates, the worst of ${tried} cells, ${drawn} draws`,
        asked: "≤ 5.0 %",
        measured: percent(less),
        isMet: less <= limit,
        data: /** @type {const} */ ("simulated"),
      })),
      {
        what: `fewer than 40 clusters: losses falsely called worse than the margin, the worst of ${count} cells`,
        asked: "≤ 5.0 %",
        measured: percent(more),
        isMet: more <= limit,
        data: "simulated",
      },
    ],
  };
}
