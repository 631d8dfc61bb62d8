/**
 * How long runs take, and what they need: ten thousand cells, a hundred thousand, and
 * two thousand whose answers take 200 ms. Each beside a bare loop over the SDK, in turns.
 * @module
 */
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "./bench-markdown.js";
import { runnerProject } from "./runner-project.js";
import { startRunnerSimulator } from "./runner-simulator.js";
import { median, megabytes, timedBareLoop, timedTierbench } from "./timed-run.js";

const TIERS = 4;
/** Per tier: 48 calls under way. */
const CONCURRENCY = 12;
/** Share of the run after which memory is to stay flat. */
const WARM_UP = 0.3;
/** At the end the outcomes are read back for the conclusion. */
const CONCLUSION = 0.95;

/** `spread`: standard deviation of the logarithm of the latencies. @typedef {{ dist: string, rounds: number, spread: number }} Options */

/** @param {Options} options */
export function cellsRow(options) {
  return row(options, { cells: 10_000, tiers: TIERS, seconds: 6, megabytes: 250 });
}

/** Once: it takes a minute. @param {Options} options */
export function manyCellsRow({ dist }) {
  const asked = { cells: 100_000, tiers: TIERS, seconds: 60, megabytes: 400, storeMegabytes: 150, slope: 1 };
  return row({ dist, rounds: 1, spread: 0 }, asked);
}

/** @param {Options} options */
export function latencyRow(options) {
  return row(options, { cells: 2000, tiers: 1, seconds: 9, latencyMs: 200, concurrency: 50 });
}

/**
 * `megabytes`: the most at the peak; `slope`: MiB per ten thousand cells after warm-up.
 *
 * @typedef {{ cells: number, tiers: number, seconds: number, megabytes?: number, storeMegabytes?: number, slope?: number, latencyMs?: number, concurrency?: number }} Asked
 */

/**
 * What was found. `wallMs` and `bareMs`: medians; `inside`: of one more run, with the gauge in it.
 *
 * @typedef {{ wallMs: number, bareMs: number, inside: import("./timed-run.js").Used, storeBytes: number }} Found
 */

/**
 * @param {Options} options
 * @param {Asked} asked
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
async function row({ dist, rounds, spread }, asked) {
  const { cells, tiers, latencyMs = 0, concurrency = CONCURRENCY } = asked;
  const project = runnerProject({ items: cells / tiers, tiers });
  const { folder } = project;
  const { baseUrl, stop } = await startRunnerSimulator({ folder, latencyMs, spread });
  const words = ["run", "--quiet", "--concurrency", String(concurrency)];
  const run = (/** @type {boolean} */ hasGauge) => timedTierbench({ dist, folder, baseUrl }, words, hasGauge);
  /** @type {{ run: number[], bare: number[] }} */
  const wallMs = { run: [], bare: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      wallMs.run.push((await run(false)).wallMs);
      rmSync(join(folder, ".tierbench"), { recursive: true });
      wallMs.bare.push((await timedBareLoop({ folder, baseUrl, concurrency }, false)).wallMs);
    }
    const inside = await run(true);
    const storeBytes = statSync(join(folder, ".tierbench/results.duckdb")).size;
    const found = { wallMs: median(wallMs.run), bareMs: median(wallMs.bare), inside, storeBytes };
    return { figures: figuresOf(asked, found, rounds), details: detailsOf(asked, found) };
  } finally {
    stop();
    project[Symbol.dispose]();
  }
}

/**
 * @param {Asked} asked
 * @param {Found} found
 * @param {number} rounds
 * @returns {import("./bench-markdown.js").Figure[]}
 */
function figuresOf(asked, { wallMs, bareMs, inside: used, storeBytes }, rounds) {
  const { cells, latencyMs = 0, concurrency = CONCURRENCY } = asked;
  const name = `${cells.toLocaleString("en")} cells${latencyMs === 0 ? ", zero latency" : ` × ${latencyMs} ms, ${concurrency} at a time`}`;
  const slope = slopeMebibytes(used.rssBytes, cells);
  const bare = `${(bareMs / 1000).toFixed(1)} s of a bare loop, ratio ${(wallMs / bareMs).toFixed(2)}`;
  const wall = figure(`${name} (medians of ${rounds})`, "s", asked.seconds, wallMs / 1000);
  return [
    { ...wall, measured: `${wall.measured} beside ${bare}` },
    ...(asked.megabytes === undefined
      ? []
      : [figure(`${name}: peak memory`, "MB", asked.megabytes, megabytes(used.peakBytes))]),
    ...(asked.slope === undefined
      ? []
      : [figure(`${name}: growth after warm-up, for every 10,000 cells`, "MiB", asked.slope, slope)]),
    ...(asked.storeMegabytes === undefined
      ? []
      : [figure(`${name}: store`, "MB", asked.storeMegabytes, megabytes(storeBytes))]),
  ];
}

/**
 * @param {string} what
 * @param {string} unit
 * @param {number} most
 * @param {number} measured
 * @returns {import("./bench-markdown.js").Figure}
 */
function figure(what, unit, most, measured) {
  const isMet = measured <= most;
  return { what, asked: `≤ ${most} ${unit}`, measured: `${measured.toFixed(1)} ${unit}`, isMet, data: "this machine" };
}

/**
 * @param {Asked} asked
 * @param {Found} found
 */
function detailsOf({ cells }, { wallMs, inside: { cpuMs, peakBytes, rssBytes }, storeBytes }) {
  const at = (/** @type {number} */ share) => rssBytes[Math.floor(share * (rssBytes.length - 1))] ?? 0;
  return markdownTable([
    ["cells", "wall", "cells / s", "processor", "µs per cell", "peak", "memory at 30, 60, 90 %", "store"],
    [
      cells.toLocaleString("en"),
      `${(wallMs / 1000).toFixed(2)} s`,
      Math.round((cells * 1000) / wallMs),
      `${(cpuMs / 1000).toFixed(1)} s`,
      Math.round((cpuMs * 1000) / cells),
      `${megabytes(peakBytes).toFixed(0)} MB`,
      `${[0.3, 0.6, 0.9].map((share) => megabytes(at(share)).toFixed(0)).join(", ")} MB`,
      `${megabytes(storeBytes).toFixed(1)} MB`,
    ],
  ]);
}

/**
 * Least squares over the samples between warm-up and conclusion, in MiB for every ten thousand cells.
 *
 * @param {readonly number[]} rssBytes
 * @param {number} cells
 */
function slopeMebibytes(rssBytes, cells) {
  const count = rssBytes.length;
  const points = rssBytes
    .map((bytes, index) => ({ done: (cells * index) / count / 10_000, mebibytes: bytes / 1024 ** 2 }))
    .slice(Math.floor(WARM_UP * count), Math.floor(CONCLUSION * count));
  const mean = (/** @type {"done" | "mebibytes"} */ field) =>
    points.reduce((sum, point) => sum + point[field], 0) / points.length;
  const [done, mebibytes] = [mean("done"), mean("mebibytes")];
  const covariance = points.reduce((sum, point) => sum + (point.done - done) * (point.mebibytes - mebibytes), 0);
  return covariance / points.reduce((sum, point) => sum + (point.done - done) ** 2, 0);
}
