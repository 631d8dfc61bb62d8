/**
 * Measures certified cascades in the benchmark worlds: how often a certificate is
 * false, and what the certified policy costs, as a Markdown table.
 * Needs a build. `--draws 2000` sets the draws per cell, `--dist` another build.
 * @module
 */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { createJiti } from "jiti";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: flags } = parseArgs({
  options: { draws: { type: "string", default: "2000" }, dist: { type: "string", default: join(root, "dist") } },
});
const DRAWS = Number(flags.draws);
if (!(Number.isInteger(DRAWS) && DRAWS >= 1)) throw new RangeError(`--draws not a whole number: ${flags.draws}`);

const SIZES = [200, 500, 1500];
const LEVEL = 0.05;
const THREADS = 2;
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
async function measure({ firstDraw, lastDraw, dist }) {
  const jiti = createJiti(import.meta.url);
  /** @type {typeof import("../src/testing/benchmark-worlds.js")} */
  const worlds = await jiti.import(join(root, "src/testing/benchmark-worlds.ts"));
  /** @type {typeof import("../src/testing/benchmark-worlds-truth.js")} */
  const truths = await jiti.import(join(root, "src/testing/benchmark-worlds-truth.ts"));
  const built = (/** @type {string} */ name) => pathToFileURL(resolve(dist, name)).href;
  /** @type {typeof import("../src/calibrate/certified-cascades.js")} */
  const cascades = await import(built("calibrate/certified-cascades.js"));
  /** @type {typeof import("../src/calibrate/selective-risk.js")} */
  const selective = await import(built("calibrate/selective-risk.js"));
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
    parentPort?.postMessage({ key: JSON.stringify(cell), tally });
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
      parentPort?.postMessage({ key: JSON.stringify({ selective: world.name, n, target: world.target }), tally });
    }
  }
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

/** @param {ReadonlyMap<string, Tally>} results */
function print(results) {
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${((100 * part) / whole).toFixed(1)} %`;
  const line = (/** @type {readonly (string | number)[]} */ values) =>
    process.stdout.write(`| ${values.join(" | ")} |\n`);
  line([
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
  ]);
  line(Array.from({ length: 11 }, () => "---"));
  for (const [key, t] of results) {
    const cell = JSON.parse(key);
    if (cell.selective !== undefined) continue;
    const isTarget = cell.world === "three tiers" && cell.epsilon === 0.02 && cell.risk === "harm";
    const wanted = isTarget ? (TARGETS[/** @type {500 | 1500} */ (cell.n)] ?? "") : "";
    const naive = cell.risk === "harm" ? [share(t.naiveBroken, t.draws), (t.naiveCost / t.draws).toFixed(1)] : ["", ""];
    const path = cell.mode === "prior" ? "fixed and learnt from 1,000 other rows" : "fixed";
    const bounded = `${cell.risk} ≤ ${100 * cell.epsilon} %`;
    line([
      cell.world,
      bounded,
      path,
      cell.n,
      t.draws,
      share(t.broken, t.draws),
      share(t.certified, t.draws),
      (t.cost / t.draws).toFixed(1),
      wanted,
      ...naive,
    ]);
  }
  process.stdout.write("\n");
  line([
    "signal",
    "P(wrong \\| accepted)",
    "n",
    "draws",
    "false certificates",
    "mean share accepted",
    "naive: broken",
    "naive: accepted",
  ]);
  line(Array.from({ length: 8 }, () => "---"));
  for (const [key, t] of results) {
    const cell = JSON.parse(key);
    if (cell.selective === undefined) continue;
    line([
      cell.selective,
      `≤ ${cell.target}`,
      cell.n,
      t.draws,
      share(t.broken, t.draws),
      (t.cost / t.draws).toFixed(3),
      share(t.naiveBroken, t.draws),
      (t.naiveCost / t.draws).toFixed(3),
    ]);
  }
}

if (isMainThread) {
  /** @type {Map<string, Tally>} */
  const results = new Map();
  const part = Math.ceil(DRAWS / THREADS);
  await Promise.all(
    Array.from({ length: THREADS }, (_, t) => {
      const data = { firstDraw: t * part + 1, lastDraw: Math.min(DRAWS, (t + 1) * part), dist: flags.dist };
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: data, argv: process.argv.slice(2) });
      worker.on("message", ({ key, tally }) => {
        const total = results.get(key);
        if (total === undefined) results.set(key, tally);
        else for (const name of /** @type {(keyof Tally)[]} */ (Object.keys(tally))) total[name] += tally[name];
      });
      return new Promise((resolved, failed) => {
        worker.once("error", failed);
        worker.once("exit", (code) => (code === 0 ? resolved(null) : failed(new Error(`a thread ended with ${code}`))));
      });
    }),
  );
  print(results);
} else {
  await measure(workerData);
}
