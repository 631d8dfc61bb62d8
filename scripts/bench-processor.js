/**
 * Processor time per call of a whole run beside that of a bare loop over the SDK, which
 * makes the same calls and keeps nothing. They take turns.
 * @module
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "./bench-markdown.js";
import { runnerProject } from "./runner-project.js";
import { startRunnerSimulator } from "./runner-simulator.js";
import { median, timedBareLoop, timedTierbench } from "./timed-run.js";

const ITEMS = 2500;
const CALLS = 4 * ITEMS;
const CONCURRENCY = 12;

/**
 * @param {{ dist: string, rounds: number }} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function processorRow({ dist, rounds }) {
  const project = runnerProject({ items: ITEMS });
  const { folder } = project;
  const { baseUrl, stop } = await startRunnerSimulator({ folder, latencyMs: 0 });
  const words = ["run", "--quiet", "--concurrency", String(CONCURRENCY)];
  /** @type {{ run: import("./timed-run.js").Used[], bare: import("./timed-run.js").Used[] }} */
  const used = { run: [], bare: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      used.run.push(await timedTierbench({ dist, folder, baseUrl }, words));
      rmSync(join(folder, ".tierbench"), { recursive: true });
      used.bare.push(await timedBareLoop({ folder, baseUrl, concurrency: CONCURRENCY }));
    }
  } finally {
    stop();
    project[Symbol.dispose]();
  }
  const perCall = (/** @type {readonly import("./timed-run.js").Used[]} */ runs) =>
    (1000 * median(runs.map(({ cpuMs }) => cpuMs))) / CALLS;
  const wall = (/** @type {readonly import("./timed-run.js").Used[]} */ runs) =>
    median(runs.map(({ wallMs }) => wallMs)) / 1000;
  const [run, bare] = [perCall(used.run), perCall(used.bare)];
  const ratio = run / bare;
  const details = markdownTable([
    [`${CALLS.toLocaleString("en")} calls, medians of ${rounds}`, "processor, µs per call", "wall, s"],
    ["tierbench run: plan, journal, calls, scores, store", run.toFixed(0), wall(used.run).toFixed(1)],
    ["a bare loop over the SDK with its default fetch", bare.toFixed(0), wall(used.bare).toFixed(1)],
  ]);
  const what = "processor time per call beside a bare loop over the SDK";
  const measured = `${ratio.toFixed(2)} × (${run.toFixed(0)} µs beside ${bare.toFixed(0)} µs)`;
  return { figures: [{ what, asked: "≤ 1.00 ×", measured, isMet: ratio <= 1, data: "this machine" }], details };
}
