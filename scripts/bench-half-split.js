/**
 * Certificates learnt on one random half of real outcomes and held against the other.
 * @module
 */
import { built, dataFile, defaultOptions, realMatrices } from "./bench-build.js";
import { percent, shareText } from "./bench-markdown.js";
import { tallied } from "./bench-thread.js";

const SPLITS = 1000;
const FILE = "bfcl-claude3.csv.gz";
const REFERENCE = "opus";
/** One-sided 5 % of the normal distribution. */
const SIGNIFICANT = 1.6448536269514722;

/**
 * `tolerance`: quality that a table may lose against the cheapest certified single tier; with none, as by default,
 * one tier serves nearly every split, so bolder tables are held against their promise as well.
 *
 * @typedef {{ criterion: "net-loss" | "harm", epsilon: number, tolerance: number }} TestedPromise
 */
/** @type {readonly TestedPromise[]} */
const PROMISES = [
  { criterion: "net-loss", epsilon: 0.03, tolerance: 0 },
  { criterion: "net-loss", epsilon: 0.03, tolerance: 0.05 },
  { criterion: "harm", epsilon: 0.05, tolerance: 0.05 },
];

/** @param {{ firstDraw: number, lastDraw: number, dist: string }} part */
export async function tallySplits({ firstDraw, lastDraw, dist }) {
  /** @type {typeof import("../src/calibrate/tier-rows.js")} */
  const { markedUnits, selectRows, tierRows } = await built(dist, "calibrate/tier-rows.js");
  /** @type {typeof import("../src/calibrate/choose-table.js")} */
  const { chooseTableFrom } = await built(dist, "calibrate/choose-table.js");
  /** @type {typeof import("../src/calibrate/cross-fit.js")} */
  const { tableValues } = await built(dist, "calibrate/cross-fit.js");
  const options = await defaultOptions(dist, REFERENCE);
  const { matrices, order } = await realMatrices(dist, FILE, { reference: REFERENCE });
  const rows = tierRows(matrices, { tiers: order, traffic: null });
  /** @type {{ [key: string]: { [count: string]: number } }} */
  const tallies = {};
  for (const { criterion, epsilon, tolerance } of PROMISES) {
    const tally = { splits: 0, certified: 0, kept: 0, broken: 0, saving: 0, loss: 0 };
    for (let seed = firstDraw; seed <= lastDraw; seed += 1) {
      const half = markedUnits(rows, { share: 0.5, seed, stream: "halves" });
      const learnt = selectRows(rows, (unit) => half[unit] === 1);
      const other = selectRows(rows, (unit) => half[unit] !== 1);
      const chosen = chooseTableFrom(learnt, {
        ...options,
        seed,
        criterion,
        margin: epsilon,
        harm: epsilon,
        singleTolerance: tolerance,
      });
      tally.splits += 1;
      if (chosen.certificate === null) continue;
      const values = tableValues(other, chosen.table);
      const losses = (criterion === "harm" ? values.harm : values.netLoss) ?? new Float64Array(0);
      const n = losses.length;
      const mean = losses.reduce((sum, value) => sum + value, 0) / n;
      const spread = Math.sqrt(losses.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n);
      const cost = (/** @type {Float64Array | null | undefined} */ usd) =>
        [...(usd ?? [])].reduce((sum, value) => sum + value, 0);
      tally.certified += 1;
      tally.kept += Number(mean <= epsilon);
      tally.broken += Number(mean - epsilon > SIGNIFICANT * spread);
      tally.loss += mean;
      tally.saving += 1 - cost(values.costUsd) / cost(other.columns[other.reference]?.costUsd);
    }
    tallies[JSON.stringify({ criterion, epsilon, tolerance })] = tally;
  }
  return tallies;
}

/**
 * The promise is about all requests of the kind. The other half is a sample of
 * them, so its mean loss may lie above a promise that is kept: beside the plain
 * count stands that of the splits in which the other half says so significantly.
 *
 * @param {import("./bench-markdown.js").BenchOptions} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function halfSplitRow({ dist, draws }) {
  dataFile(FILE);
  const found = await tallied(import.meta.url, "tallySplits", { draws: draws ?? SPLITS, dist });
  const figures = [...found].flatMap(([key, tally]) => {
    /** @type {TestedPromise} */
    const { criterion, epsilon, tolerance } = JSON.parse(key);
    const of = (/** @type {string} */ name) => tally[name] ?? 0;
    const certified = of("certified");
    const promise = `${criterion === "harm" ? "harm" : "net loss"} ≤ ${percent(epsilon)}${tolerance === 0 ? " (the default choice)" : ", bolder tables"}`;
    return [
      {
        what: `bfcl, ${promise}: mean of the other half within the promise, ${of("splits")} splits, ${certified} with a certificate`,
        asked: "≥ 95 %",
        measured: `${of("kept")}/${certified} = ${shareText(of("kept"), certified)}; mean loss there ${percent(of("loss"), certified)}, mean saving ${percent(of("saving"), certified)}`,
        isMet: of("kept") / certified >= 0.95,
        data: /** @type {const} */ ("real outcomes"),
      },
      {
        what: `bfcl, ${promise}: not significantly broken (one-sided 5 %) on the other half`,
        asked: "≥ 95 %",
        measured: `${certified - of("broken")}/${certified} = ${shareText(certified - of("broken"), certified)}`,
        isMet: 1 - of("broken") / certified >= 0.95,
        data: /** @type {const} */ ("real outcomes"),
      },
    ];
  });
  return { figures };
}
