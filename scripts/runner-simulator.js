/**
 * The simulator in a process of its own, for the runs that are timed: prints its
 * address, and ends when its input does.
 *
 * `node runner-simulator.js <project> <median of the milliseconds per answer> <standard deviation of their logarithm>`
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built, MODULES } from "./bench-build.js";

/**
 * Starts it for the items of a project.
 *
 * @param {{ folder: string, latencyMs: number, spread?: number }} wishes
 * @returns {Promise<{ baseUrl: string, stop: () => void }>}
 */
export async function startRunnerSimulator({ folder, latencyMs, spread = 0 }) {
  const args = [fileURLToPath(import.meta.url), folder, String(latencyMs), String(spread)];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const [address] = await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => Promise.reject(new Error("the simulator has ended"))),
  ]);
  return { baseUrl: String(address).trim(), stop: () => child.stdin.end() };
}

/**
 * @param {string} folder
 * @param {number} latencyMs
 * @param {number} spread
 */
async function serve(folder, latencyMs, spread) {
  /** @type {typeof import("../src/cli/load-project.js")} */
  const { loadEvals, loadProject } = await built(MODULES, "cli/load-project.js");
  /** @type {typeof import("../src/cli/make-plan.js")} */
  const { makePlan } = await built(MODULES, "cli/make-plan.js");
  /** @type {typeof import("../src/cli/open-provider.js")} */
  const { distinctPrompts } = await built(MODULES, "cli/open-provider.js");
  /** @type {typeof import("../src/simulator/answer-key.js")} */
  const { answerKey } = await built(MODULES, "simulator/answer-key.js");
  /** @type {typeof import("../src/simulator/demo-world.js")} */
  const { ladderWorld } = await built(MODULES, "simulator/demo-world.js");
  /** @type {typeof import("../src/simulator/start-simulator.js")} */
  const { startSimulator } = await built(MODULES, "simulator/start-simulator.js");
  const project = await loadProject(folder);
  const evals = await loadEvals(project, []);
  const plan = makePlan(evals, { tiers: project.tiers.slice(0, 1), trials: 1, limit: null, judge: null });
  const { tiers, ...rest } = ladderWorld(
    project.tiers.map(({ model }) => model),
    ["tickets"],
  );
  const latency = { baseLatencyMs: latencyMs, msPerOutputToken: 0, latencySpread: spread };
  const world = {
    ...rest,
    tiers: Object.fromEntries(Object.entries(tiers).map(([name, tier]) => [name, { ...tier, ...latency }])),
  };
  const simulator = await startSimulator({
    seed: 1,
    world,
    answerKey: answerKey(distinctPrompts(plan)),
    latencyScale: latencyMs === 0 ? 0 : 1,
  });
  process.stdout.write(`${simulator.baseUrl}\n`);
  process.stdin.resume();
  await once(process.stdin, "end");
  await simulator.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , folder = "", latencyMs = "", spread = ""] = process.argv;
  await serve(folder, Number(latencyMs), Number(spread));
}
