/**
 * How long runs take, and what they need: ten thousand cells, a hundred thousand, and
 * two thousand whose answers take 200 ms.
 * @module
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "./bench-markdown.js";
import { runnerProject } from "./runner-project.js";
import { startRunnerSimulator } from "./runner-simulator.js";
import { megabytes, timedTierbench } from "./timed-run.js";

const TIERS = 4;
/** Per tier: 48 calls under way. */
const CONCURRENCY = 12;
/** Share of the run after which memory is to stay flat. */
const WARM_UP = 0.3;
/** At the end the outcomes are read back for the conclusion. */
const CONCLUSION = 0.95;

/** @param {{ dist: string }} options */
export function cellsRow({ dist }) {
  return row(dist, { cells: 10_000, tiers: TIERS, seconds: 6, megabytes: 250 });
}

/** @param {{ dist: string }} options */
export function manyCellsRow({ dist }) {
  return row(dist, { cells: 100_000, tiers: TIERS, seconds: 60, megabytes: 400, storeMegabytes: 150, slope: 1 });
}

/** @param {{ dist: string }} options */
export function latencyRow({ dist }) {
  return row(dist, { cells: 2000, tiers: 1, seconds: 9, latencyMs: 200, concurrency: 50 });
}

/**
 * `megabytes`: the most at the peak; `slope`: MiB per ten thousand cells after warm-up.
 *
 * @typedef {{ cells: number, tiers: number, seconds: number, megabytes?: number, storeMegabytes?: number, slope?: number, latencyMs?: number, concurrency?: number }} Asked
 */

/**
 * @param {string} dist
 * @param {Asked} asked
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
async function row(dist, asked) {
  const { cells, tiers, latencyMs = 0, concurrency = CONCURRENCY } = asked;
  const project = runnerProject({ items: cells / tiers, tiers });
  const { folder } = project;
  const { baseUrl, stop } = await startRunnerSimulator({ folder, latencyMs });
  try {
    const words = ["run", "--quiet", "--concurrency", String(concurrency)];
    const used = await timedTierbench({ dist, folder, baseUrl }, words);
    const storeBytes = statSync(join(folder, ".tierbench/results.duckdb")).size;
    return { figures: figuresOf(asked, used, storeBytes), details: detailsOf(asked, used, storeBytes) };
  } finally {
    stop();
    project[Symbol.dispose]();
  }
}

/**
 * @param {Asked} asked
 * @param {import("./timed-run.js").Used} used
 * @param {number} storeBytes
 * @returns {import("./bench-markdown.js").Figure[]}
 */
function figuresOf(asked, used, storeBytes) {
  const { cells, latencyMs = 0, concurrency = CONCURRENCY } = asked;
  const name = `${cells.toLocaleString("en")} cells${latencyMs === 0 ? ", zero latency" : ` × ${latencyMs} ms, ${concurrency} at a time`}`;
  const slope = slopeMebibytes(used.rssBytes, cells);
  return [
    figure(name, "s", asked.seconds, used.wallMs / 1000),
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
 * @param {import("./timed-run.js").Used} used
 * @param {number} storeBytes
 */
function detailsOf({ cells }, { wallMs, cpuMs, peakBytes, rssBytes }, storeBytes) {
  const at = (/** @type {number} */ share) => rssBytes[Math.floor(share * (rssBytes.length - 1))] ?? 0;
  return markdownTable([
    ["cells", "wall", "cells / s", "processor", "µs per cell", "peak", "memory at 30, 60, 90 %", "store"],
    [
      cells.toLocaleString("en"),
      `${(wallMs / 1000).toFixed(1)} s`,
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
