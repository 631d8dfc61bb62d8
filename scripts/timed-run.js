/**
 * A process of its own, timed: what it used, from outside and from inside.
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const GAUGE = fileURLToPath(new URL("./process-gauge.js", import.meta.url));
const BARE_LOOP = fileURLToPath(new URL("./bare-loop.js", import.meta.url));

/**
 * `wallMs`: from its start to its end, as its starter sees it.
 *
 * @typedef {{ wallMs: number, cpuMs: number, peakBytes: number, rssBytes: readonly number[] }} Used
 */

/**
 * @param {readonly string[]} args - of `node`
 * @param {{ cwd: string, env?: { readonly [name: string]: string }, hasGauge?: boolean }} options
 *   hasGauge: measured from inside too, for the price of loading the gauge
 * @returns {Promise<Used>}
 * @throws Error where the process fails
 */
export async function timedNode(args, { cwd, env = {}, hasGauge = true }) {
  const folder = mkdtempSync(join(tmpdir(), "tierbench-gauge-"));
  const file = join(folder, "used.json");
  const gauge = hasGauge ? ["--import", GAUGE] : [];
  const started = performance.now();
  const child = spawn(process.execPath, [...gauge, ...args], {
    cwd,
    env: { ...process.env, ...env, GAUGE_FILE: file },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (/** @type {Buffer} */ chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, "exit");
  const wallMs = performance.now() - started;
  const inside = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { cpuMs: 0, peakBytes: 0, rssBytes: [] };
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code}: ${said.trim()}`);
  return { ...inside, wallMs };
}

/**
 * `tierbench …` on a simulator in another process, reached as the real interface is.
 *
 * @param {{ dist: string, folder: string, baseUrl: string }} place
 * @param {readonly string[]} words
 * @param {boolean} [hasGauge]
 */
export function timedTierbench({ dist, folder, baseUrl }, words, hasGauge = true) {
  const env = { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: "simulated" };
  return timedNode([join(dist, "cli/bin.js"), ...words], { cwd: folder, env, hasGauge });
}

/**
 * The calls of a project in a loop over the SDK, and nothing else.
 *
 * @param {{ folder: string, baseUrl: string, concurrency: number }} place
 * @param {boolean} [hasGauge]
 */
export function timedBareLoop({ folder, baseUrl, concurrency }, hasGauge = true) {
  return timedNode([BARE_LOOP, baseUrl, folder, String(concurrency)], { cwd: folder, hasGauge });
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return bytes / 1e6;
}
