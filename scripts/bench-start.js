/**
 * How long it takes to start: `--help` and a run of one cell beside a Node process that
 * does nothing, and beside one that only loads the SDK and the database and makes one call; and what an installation holds.
 * @module
 */
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerProject } from "./runner-project.js";
import { startRunnerSimulator } from "./runner-simulator.js";
import { median, megabytes, timedNode } from "./timed-run.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BARE_START = fileURLToPath(new URL("./bare-start.js", import.meta.url));
const ASKED = { helpMs: 150, oneCellMs: 500, packages: 90, megabytes: 135 };

/**
 * @param {{ dist: string, rounds: number }} options
 * @returns {Promise<import("./bench-markdown.js").Findings>}
 */
export async function startRow({ dist, rounds }) {
  const project = runnerProject({ items: 1, tiers: 1 });
  const { folder } = project;
  const { baseUrl, stop } = await startRunnerSimulator({ folder, latencyMs: 0 });
  const env = { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: "simulated" };
  const bin = join(dist, "cli/bin.js");
  /** @type {{ [name: string]: number[] }} */
  const wallMs = { empty: [], help: [], oneCell: [], bare: [] };
  const time = async (/** @type {string} */ name, /** @type {string[]} */ args) => {
    wallMs[name]?.push((await timedNode(args, { cwd: folder, env, hasGauge: false })).wallMs);
  };
  try {
    for (let round = 0; round < rounds; round++) {
      await time("empty", ["-e", "0"]);
      await time("help", [bin, "--help"]);
      await time("oneCell", [bin, "run", "--quiet"]);
      rmSync(join(folder, ".tierbench"), { recursive: true });
      await time("bare", [BARE_START, baseUrl, folder, "1"]);
      rmSync(join(folder, "bare.duckdb"));
    }
  } finally {
    stop();
    project[Symbol.dispose]();
  }
  const empty = median(wallMs["empty"] ?? []);
  const beside = (/** @type {string} */ what, /** @type {number} */ ms, /** @type {number} */ most) => ({
    what: `${what}, beside an empty Node process (medians of ${rounds})`,
    asked: `≤ ${most} ms`,
    measured: `${ms.toFixed(0)} ms beside ${empty.toFixed(0)} ms, ratio ${(ms / empty).toFixed(1)}`,
    isMet: ms <= most,
    data: /** @type {const} */ ("this machine"),
  });
  const oneCell = beside("a run of one cell", median(wallMs["oneCell"] ?? []), ASKED.oneCellMs);
  const bare = median(wallMs["bare"] ?? []);
  return {
    figures: [
      beside("`--help`", median(wallMs["help"] ?? []), ASKED.helpMs),
      { ...oneCell, measured: `${oneCell.measured}; the bare libraries ${bare.toFixed(0)} ms` },
      installation(),
    ],
  };
}

/** @typedef {{ readonly dev?: boolean, readonly devOptional?: boolean, readonly hasInstallScript?: boolean }} Locked */

/** The runtime packages of the lock file, as they lie here. @returns {import("./bench-markdown.js").Figure} */
function installation() {
  /** @type {{ packages: { [path: string]: Locked } }} */
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const runtime = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional,
  );
  const installed = runtime.map(([path]) => join(ROOT, path)).filter(isFolder);
  const bytes = installed.reduce((sum, folder) => sum + sizeOf(folder), 0);
  const scripts = runtime.filter(([, { hasInstallScript }]) => hasInstallScript).length;
  const { packages } = ASKED;
  return {
    what: "runtime installation: packages here, their size, install scripts",
    asked: `≤ ${packages}, ≤ ${ASKED.megabytes} MB, 0`,
    measured: `${installed.length}, ${megabytes(bytes).toFixed(1)} MB, ${scripts}`,
    isMet: installed.length <= packages && megabytes(bytes) <= ASKED.megabytes && scripts === 0,
    data: "this machine",
  };
}

/** @param {string} path */
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * What the files of a package take on disk, without packages that lie within it.
 *
 * @param {string} folder
 * @returns {number}
 */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).blocks * 512);
    }, 0);
}
