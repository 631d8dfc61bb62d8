/**
 * Certified cascades in the benchmark worlds: how often a certificate is false,
 * and what the certified policy costs.
 * @module
 */
import { built, testing } from "./bench-build.js";
import { markdownTable, percent } from "./bench-markdown.js";
import { tallied } from "./bench-thread.js";

const DRAWS = 2000;
const SIZES = [200, 500, 1500];
const LEVEL = 0.05;
/** Published figures: the share of false certificates of the naive choice is far above the level. */
const TARGETS = { 500: 23.6, 1500: 20.6 };

/**
 * @typedef {{ world: string, n: number, epsilon: number, risk: "harm" | "net-loss", mode: "entry" | "prior" }} Cell
 * @typedef {{ broken: number, certified: number, cost: number, naiveBroken: number, naiveCost: number, draws: number }} Tally
 */

/** @returns {readonly Cell[]} */
function cells() {
  const ladder = "three tiers";
  return SIZES.flatMap((n) => [
    ...["three tiers", "informative signal", "useless signal", "non-monotone ladder", "clustered"].map((world) => ({
      world,
      n,
      epsilon: 0.02,
      risk: /** @type {const} */ ("harm"),
      mode: /** @type {const} */ ("entry"),
    })),
    { world: ladder, n, epsilon: 0.05, risk: "harm", mode: "entry" },
    { world: ladder, n, epsilon: 0.02, risk: "harm", mode: "prior" },
    { world: ladder, n, epsilon: 0.02, risk: "net-loss", mode: "entry" },
  ]);
}

/** @param {{ firstDraw: number, lastDraw: number, dist: string }} part */
export async function tallyCertificates({ firstDraw, lastDraw, dist }) {
  /** @type {typeof import("../src/testing/benchmark-worlds.js")} */
  const worlds = await testing("benchmark-worlds.ts");
  /** @type {typeof import("../src/testing/benchmark-worlds-truth.js")} */
  const truths = await testing("benchmark-worlds-truth.ts");
  /** @type {typeof import("../src/calibrate/certified-cascades.js")} */
  const cascades = await built(dist, "calibrate/certified-cascades.js");
  /** @type {typeof import("../src/calibrate/selective-risk.js")} */
  const selective = await built(dist, "calibrate/selective-risk.js");
  /** @type {{ [key: string]: Tally }} */
  const tallies = {};
  /** @type {Map<string, ReturnType<typeof truths.cascadeTruth>>} */
  const known = new Map();
  for (const cell of cells()) {
    const world = worlds.CASCADE_WORLDS.find(({ name }) => name === cell.world);
    if (world === undefined) throw new RangeError(`no world "${cell.world}"`);
    const truth = known.get(world.name) ?? truths.cascadeTruth(world);
    known.set(world.name, truth);
    const tally = { broken: 0, certified: 0, cost: 0, naiveBroken: 0, naiveCost: 0, draws: 0 };
    // Betting looks at every unit for every threshold, so it is drawn less often.
    const step = cell.risk === "net-loss" ? 4 : 1;
    for (let draw = firstDraw; draw <= lastDraw; draw += step) {
      const matrix = worlds.drawCascadeWorld(world, cell.n, draw);
      const options = { harm: cell.epsilon, confidence: 0.95, level: LEVEL, seed: draw, risk: cell.risk };
      const prior =
        cell.mode === "prior" ? { prior: worlds.drawCascadeWorld(world, 1000, 1_000_000 + draw) } : undefined;
      const results = cascades.certifiedCascades(matrix, { ...options, ...prior });
      const chosen = cascades.cheapestCascade(results, matrix);
      const holds = truth(chosen);
      const key = cell.risk === "harm" ? "harm" : "netLoss";
      tally.draws += 1;
      tally.broken += Number(holds[key] > cell.epsilon);
      tally.certified += Number(results.some(({ isCertified }) => isCertified));
      tally.cost += holds.cost;
      if (cell.risk === "net-loss") continue;
      const naive = truth(truths.naiveCascade(matrix, cell.epsilon));
      tally.naiveBroken += Number(naive.harm > cell.epsilon);
      tally.naiveCost += naive.cost;
    }
    tallies[JSON.stringify(cell)] = tally;
  }
  for (const world of worlds.SELECTIVE_WORLDS) {
    for (const n of SIZES) {
      const tally = { broken: 0, certified: 0, cost: 0, naiveBroken: 0, naiveCost: 0, draws: 0 };
      for (let draw = firstDraw; draw <= lastDraw; draw += 1) {
        const { readings, score } = worlds.drawSelectiveWorld(world, n, draw);
        const found = selective.selectiveRisk(readings, score, { target: world.target, level: LEVEL });
        const naive = naiveThreshold(readings, score, world.target);
        tally.draws += 1;
        tally.broken += Number(found !== null && world.risk(found.atLeast) > world.target);
        tally.certified += Number(found !== null);
        tally.cost += found === null ? 0 : world.accepted(found.atLeast);
        tally.naiveBroken += Number(naive !== null && world.risk(naive) > world.target);
        tally.naiveCost += naive === null ? 0 : world.accepted(naive);
      }
      tallies[JSON.stringify({ selective: world.name, n, target: world.target })] = tally;
    }
  }
  return tallies;
}

/**
 * The lowest reading above which the sample's own error rate is within the target.
 *
 * @param {Float64Array} readings
 * @param {Float64Array} score
 * @param {number} target
 */
function naiveThreshold(readings, score, target) {
  const order = [...readings.keys()].sort((a, b) => (readings[b] ?? 0) - (readings[a] ?? 0));
  let wrong = 0;
  let found = null;
  for (const [place, item] of order.entries()) {
    wrong += 1 - (score[item] ?? 0);
    const isWhole = readings[order[place + 1] ?? -1] !== readings[item];
    if (isWhole && wrong <= target * (place + 1)) found = readings[item] ?? null;
  }
  return found;
}

const isTarget = (/** @type {Cell} */ { world, epsilon, risk, mode }) =>
  world === "three tiers" && epsilon === 0.02 && risk === "harm" && mode === "entry";

/** @param {readonly { cell: Cell, tally: Tally }[]} found */
function cascadeTable(found) {
  return markdownTable([
    [
      "world",
      "bounded",
      "path",
      "n",
      "draws",
      "false certificates",
      "any certificate",
      "mean cost",
      "wanted",
      "naive: broken",
      "naive: cost",
    ],
    ...found.map(({ cell, tally: t }) => [
      cell.world,
      `${cell.risk} ≤ ${100 * cell.epsilon} %`,
      cell.mode === "prior" ? "fixed and learnt from 1,000 other rows" : "fixed",
      cell.n,
      t.draws,
      percent(t.broken, t.draws),
      percent(t.certified, t.draws),
      (t.cost / t.draws).toFixed(1),
      isTarget(cell) ? (TARGETS[/** @type {500 | 1500} */ (cell.n)] ?? "") : "",
      ...(cell.risk === "harm" ? [percent(t.naiveBroken, t.draws), (t.naiveCost / t.draws).toFixed(1)] : ["", ""]),
    ]),
  ]);
}

/** @param {readonly { cell: { selective: string, n: number, target: number }, tally: Tally }[]} found */
function selectiveTable(found) {
  return markdownTable([
    [
      "signal",
      "P(wrong \\| accepted)",
      "n",
      "draws",
      "false certificates",
      "mean share accepted",
      "naive: broken",
      "naive: accepted",
    ],
    ...found.map(({ cell, tally: t }) => [
      cell.selective,
      `≤ ${cell.target}`,
      cell.n,
      t.draws,
      percent(t.broken, t.draws),
      (t.cost / t.draws).toFixed(3),
      percent(t.naiveBroken, t.draws),
      (t.naiveCost / t.draws).toFixed(3),
    ]),
  ]);
}

/**
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function certifiedRow({ dist, draws }) {
  const totals = await tallied(import.meta.url, "tallyCertificates", { draws: draws ?? DRAWS, dist });
  const found = [...totals].map(([key, tally]) => ({ cell: JSON.parse(key), tally: /** @type {Tally} */ (tally) }));
  const cascades = found.filter(({ cell }) => cell.selective === undefined);
  const selective = found.filter(({ cell }) => cell.selective !== undefined);
  const worst = found.reduce((most, { tally: t }) => Math.max(most, t.broken / t.draws), 0);
  const least = Math.min(...found.map(({ tally: t }) => t.draws));
  return {
    figures: [
      {
        what: `false certificates at 95 % confidence, the worst of ${found.length} cells`,
        asked: `≤ ${percent(LEVEL)}`,
        measured: percent(worst),
        // Fewer draws leave the worst of so many cells to chance.
        isMet: least < 500 ? null : worst <= LEVEL + 2 * Math.sqrt((LEVEL * (1 - LEVEL)) / least),
        data: "simulated",
      },
      ...cascades
        .filter(({ cell }) => isTarget(cell) && cell.n in TARGETS)
        .map(({ cell, tally: t }) => ({
          what: `three tiers, harm ≤ 2 %, n = ${cell.n}: mean cost (the reference alone: 40)`,
          asked: `≤ ${TARGETS[/** @type {500 | 1500} */ (cell.n)]}`,
          measured: (t.cost / t.draws).toFixed(1),
          isMet: t.cost / t.draws <= TARGETS[/** @type {500 | 1500} */ (cell.n)],
          data: /** @type {const} */ ("simulated"),
        })),
    ],
    details: `${cascadeTable(cascades)}\n\n${selectiveTable(selective)}`,
  };
}
