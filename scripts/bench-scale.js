/**
 * Time and memory of `calibrate()` on ten thousand to a million outcomes, each
 * size in a process of its own.
 * @module
 */
import { execFile } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { built, dataFile, defaultOptions, textOf } from "./bench-build.js";
import { markdownTable } from "./bench-markdown.js";

const SIZES = [10_000, 100_000, 1_000_000];
const LIMIT = { seconds: 30, mebibytes: 1024 };
const FILE = "mmlu-pro-matrix.csv.gz";
/** Its answers cost the most below, so that every tier competes. */
const REFERENCE = "gemini-1.5-pro-002";

/**
 * Every item on every tier, again and again as further trials, up to a size. The
 * scores are real; the prices are made up: so much per token, more for each tier.
 *
 * @param {string} dist
 * @param {number} size
 */
async function outcomesOf(dist, size) {
  /** @type {typeof import("../src/datasets/read-rows.js")} */
  const { readRows } = await built(dist, "datasets/read-rows.js");
  const { shuffle } = /** @type {typeof import("../src/calibrate/tier-rows.js")} */ (
    await built(dist, "calibrate/tier-rows.js")
  );
  const { seededRandom } = /** @type {typeof import("../src/stats/random.js")} */ (
    await built(dist, "stats/random.js")
  );
  /** @type {Map<string, Map<string, { score: number, tokens: number, taskType: string }>>} */
  const byItem = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for await (const { fields } of readRows(dataFile(FILE))) {
    const [item, tier] = [textOf(fields["item_id"]), textOf(fields["tier"])];
    const cells = byItem.get(item) ?? new Map();
    byItem.set(item, cells);
    cells.set(tier, {
      score: Number(fields["score"]),
      tokens: Number(fields["output_tokens"]),
      taskType: textOf(fields["task_type"]),
    });
    counts.set(tier, (counts.get(tier) ?? 0) + 1);
  }
  // Tiers that miss items would leave task types incomplete, and then nothing is certified.
  const complete = [...counts]
    .filter(([tier, count]) => count === byItem.size || tier === REFERENCE)
    .map(([tier]) => tier);
  const tiers = [...complete.filter((tier) => tier !== REFERENCE).sort(), REFERENCE];
  const items = [...byItem].filter(([, cells]) => tiers.every((tier) => cells.has(tier)));
  // A small size is to have all task types too, and they stand one after the other.
  const order = [...items.keys()];
  shuffle(order, seededRandom(1, "items"));
  const wanted = Math.ceil(size / tiers.length);
  /** @type {import("../src/core/outcome.js").Outcome[]} */
  const outcomes = [];
  for (let place = 0; place < wanted; place += 1) {
    const [itemId, cells] = items[order[place % items.length] ?? 0] ?? ["", new Map()];
    const trial = Math.floor(place / items.length);
    tiers.forEach((tier, rank) => {
      const { score, tokens, taskType } = cells.get(tier) ?? { score: 0, tokens: 0, taskType: "" };
      const costNanoUsd = (tokens + 200) * 100 * (rank + 1);
      outcomes.push({
        runId: "run-1",
        cellKey: `${place}/${rank}`,
        itemId,
        taskType,
        tier,
        trial,
        model: tier,
        cluster: null,
        status: "scored",
        outcomeClass: "imported",
        score,
        scores: [],
        signals: [],
        responseText: null,
        usage: null,
        costNanoUsd,
        signalCostNanoUsd: 0,
        judgeCostNanoUsd: 0,
        chargedNanoUsd: 0,
        latencyMs: null,
        attempts: 0,
        error: null,
        simulated: false,
        extra: {},
      });
    });
  }
  return { outcomes, tiers, trials: Math.ceil(wanted / items.length) };
}

/**
 * @param {string} dist
 * @param {number} size
 */
async function measure(dist, size) {
  const started = performance.now();
  const { outcomes, tiers, trials } = await outcomesOf(dist, size);
  const drawn = performance.now();
  const mebibytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
  const before = mebibytes();
  /** @type {typeof import("../src/calibrate/calibrate.js")} */
  const { calibrate } = await built(dist, "calibrate/calibrate.js");
  const run = {
    runId: "run-1",
    createdAt: "2026-10-30T08:00:00.000Z",
    finishedAt: "2026-10-31T09:30:00.000Z",
    status: /** @type {const} */ ("finished"),
    origin: /** @type {const} */ ("import"),
    simulated: false,
    toolVersion: "bench",
    tiers: tiers.map((id) => ({ id, model: id, params: { maxTokens: 1024 } })),
    trials,
    taskTypes: [],
    datasets: [],
    signals: [],
    promptHashes: {},
    judge: null,
    priceBookDate: null,
    failureCostsUsd: {},
    baseUrl: null,
    plannedCells: outcomes.length,
  };
  const loaded = performance.now();
  const idle = process.cpuUsage();
  const { taskTypes, policies } = calibrate(outcomes, [run], await defaultOptions(dist, REFERENCE));
  const used = process.cpuUsage(idle);
  return {
    outcomes: outcomes.length,
    tiers: tiers.length,
    taskTypes: taskTypes.length,
    policies: policies.length,
    dataSeconds: (drawn - started) / 1000,
    dataMebibytes: before,
    seconds: (performance.now() - loaded) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    mebibytes: mebibytes(),
  };
}

/**
 * @param {import("./bench-markdown.js").BenchOptions} options - draws: the largest size
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function scaleRow({ dist, draws }) {
  dataFile(FILE);
  /** @type {Awaited<ReturnType<typeof measure>>[]} */
  const found = [];
  for (const size of SIZES.filter((one) => draws === null || one <= draws)) {
    const args = [fileURLToPath(import.meta.url), dist, String(size)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 20 });
    found.push(JSON.parse(stdout));
  }
  const perOutcome = (/** @type {{ seconds: number, outcomes: number }} */ { seconds, outcomes }) =>
    ((1e6 * seconds) / outcomes).toFixed(1);
  const largest = found.at(-1);
  const details = markdownTable([
    [
      "outcomes",
      "tiers × task types",
      "calibrate",
      "processor time",
      "µs per outcome",
      "peak memory",
      "of which before calibrate",
      "making the rows",
    ],
    ...found.map((one) => [
      one.outcomes.toLocaleString("en"),
      `${one.tiers} × ${one.taskTypes}`,
      `${one.seconds.toFixed(1)} s`,
      `${one.cpuSeconds.toFixed(1)} s`,
      perOutcome(one),
      `${one.mebibytes} MiB`,
      `${one.dataMebibytes} MiB`,
      `${one.dataSeconds.toFixed(1)} s`,
    ]),
  ]);
  if (largest === undefined) return { figures: [], details };
  const name = largest.outcomes.toLocaleString("en");
  return {
    figures: [
      {
        what: `calibrate() on ${name} outcomes: matrices, table, certificate, bootstrap`,
        asked: `≤ ${LIMIT.seconds} s`,
        measured: `${largest.seconds.toFixed(1)} s (processor: ${largest.cpuSeconds.toFixed(1)} s)`,
        isMet: largest.seconds <= LIMIT.seconds,
        data: "this machine",
      },
      {
        what: `the same, peak memory of the process (rows included)`,
        asked: `≤ ${LIMIT.mebibytes} MiB`,
        measured: `${largest.mebibytes} MiB`,
        isMet: largest.mebibytes <= LIMIT.mebibytes,
        data: "this machine",
      },
    ],
    details,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , dist = "", size = ""] = process.argv;
  process.stdout.write(JSON.stringify(await measure(dist, Number(size))));
}
