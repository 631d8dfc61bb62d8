/**
 * One calibration again and again: repeats, row orders, locales and time zones
 * must all give the same bytes of routing-table.json.
 * @module
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { built, defaultOptions, testing } from "./bench-build.js";

const REPEATS = 100;
const ORDERS = 200;
/** Turkish has an i of its own, German a comma for the decimal point. */
const LOCALES = ["C", "de_DE.UTF-8", "tr_TR.UTF-8"];
const ZONES = ["UTC", "America/Los_Angeles", "Asia/Kathmandu"];
const REFERENCE = "opus";
const ITEMS = 240;

/**
 * Simulated task types that lead to a tier alone, a cascade and the reference.
 *
 * @param {string} dist
 */
async function calibration(dist) {
  /** @type {typeof import("../src/testing/planted-world.js")} */
  const { plantedOutcomes } = await testing("planted-world.ts");
  /** @type {typeof import("../src/testing/seeded-outcomes.js")} */
  const { seededRun } = await testing("seeded-outcomes.ts");
  /** @type {typeof import("../src/calibrate/calibrate.js")} */
  const { calibrate } = await built(dist, "calibrate/calibrate.js");
  /** @type {typeof import("../src/calibrate/routing-table-from.js")} */
  const { routingTable } = await built(dist, "calibrate/routing-table-from.js");
  /** @type {typeof import("../src/core/table-file.js")} */
  const { tableText } = await built(dist, "core/table-file.js");
  const difficulty = { mean: 0, sd: 1.6 };
  const types = [
    { taskType: "Iğdır", abilities: { haiku: 3, sonnet: 3.1, opus: 3.2 }, signalStrength: null, isPaired: true },
    { taskType: "triage", abilities: { haiku: 1.2, sonnet: 2.4, opus: 3.2 }, signalStrength: 4 },
    { taskType: "straße", abilities: { haiku: -1, sonnet: 0, opus: 3.2 }, signalStrength: 2.08 },
  ];
  const outcomes = types.flatMap((type, index) => plantedOutcomes({ ...type, difficulty }, ITEMS, index + 1));
  const taskTypes = types.map(({ taskType }) => taskType);
  const run = seededRun(["haiku", "sonnet", "opus"], { taskTypes, simulated: true });
  const options = await defaultOptions(dist, REFERENCE);
  const textOf = (/** @type {typeof outcomes} */ rows) => {
    const found = calibrate(rows, [run], options);
    return tableText(
      routingTable({ calibration: found, runs: [run], tiers: run.tiers, prices: {}, toolVersion: "bench" }),
    );
  };
  return { outcomes, textOf };
}

/**
 * Hash of the table → how often it came.
 *
 * @param {string} dist
 * @param {{ repeats: number, orders: number, seed: number }} plan
 * @returns {Promise<{ [hash: string]: number }>}
 */
async function hashes(dist, { repeats, orders, seed }) {
  const { outcomes, textOf } = await calibration(dist);
  /** @type {typeof import("../src/stats/random.js")} */
  const { seededRandom } = await built(dist, "stats/random.js");
  /** @type {typeof import("../src/calibrate/tier-rows.js")} */
  const { shuffle } = await built(dist, "calibrate/tier-rows.js");
  /** @type {{ [hash: string]: number }} */
  const found = {};
  const count = (/** @type {typeof outcomes} */ rows) => {
    const hash = createHash("sha256").update(textOf(rows)).digest("hex");
    found[hash] = (found[hash] ?? 0) + 1;
  };
  for (let repeat = 0; repeat < repeats; repeat += 1) count(outcomes);
  for (let order = 0; order < orders; order += 1) {
    const places = [...outcomes.keys()];
    shuffle(places, seededRandom(seed, `order ${order}`));
    count(places.flatMap((place) => outcomes[place] ?? []));
  }
  return found;
}

/**
 * @param {import("./bench-markdown.js").BenchOptions} options - draws: repeats, and half of the row orders
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function determinismRow({ dist, draws }) {
  const places = LOCALES.flatMap((locale) => ZONES.map((zone) => ({ locale, zone })));
  const repeats = Math.ceil((draws ?? REPEATS) / places.length);
  const orders = Math.ceil((draws === null ? ORDERS : 2 * draws) / places.length);
  /** @type {Map<string, number>} */
  const totals = new Map();
  // Two at a time.
  for (let next = 0; next < places.length; next += 2) {
    await Promise.all(
      places.slice(next, next + 2).map(async ({ locale, zone }, index) => {
        const plan = JSON.stringify({ repeats, orders, seed: next + index + 1 });
        const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), dist, plan], {
          env: { ...process.env, LANG: locale, LC_ALL: locale, TZ: zone },
        });
        for (const [hash, count] of Object.entries(JSON.parse(stdout)))
          totals.set(hash, (totals.get(hash) ?? 0) + count);
      }),
    );
  }
  const count = [...totals.values()].reduce((sum, value) => sum + value, 0);
  const runs = `${repeats * places.length} repeats, ${orders * places.length} row orders`;
  return {
    figures: [
      {
        what: `sha256 of routing-table.json over ${runs}, ${LOCALES.length} locales × ${ZONES.length} time zones`,
        asked: "1 distinct hash",
        measured: `${totals.size} distinct of ${count}`,
        isMet: totals.size === 1,
        data: "simulated",
      },
    ],
    details: [...totals].map(([hash, times]) => `${hash}: ${times} times`).join("\n"),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , dist = "", plan = ""] = process.argv;
  process.stdout.write(JSON.stringify(await hashes(dist, JSON.parse(plan))));
}
