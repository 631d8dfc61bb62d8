/**
 * Calls solutions of ours, which need no isolation, with the same programs that call answers inside the sandbox: so
 * expected values and results are written the same way. All solutions in a language run in one process.
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createJiti } from "jiti";

const CALL_MS = 10_000;
const MOST_BYTES = 64 * 2 ** 20;
const compiler = createJiti(import.meta.url, { fsCache: false });

/** @typedef {{ name: string, language: "typescript" | "python", solution: string, entry: string, calls: unknown[][] }} Job */
/** @typedef {{ returns?: unknown, throws?: string }} Result */

/** @param {string} name */
const textOf = (name) => readFileSync(new URL(`../../src/sandbox/${name}`, import.meta.url), "utf8");

/** How a program in each language is called, and one that holds many and calls them by name. */
const LANGUAGES = {
  typescript: {
    command: [process.execPath, "-e", textOf("call-javascript.cjs")],
    /** @param {string} solution */
    compiled: (solution) => compiler.transform({ source: solution, ts: true, filename: "answer.ts" }),
    /** @param {string} solutions */
    program: (solutions) => `
      const solutions = JSON.parse(${solutions});
      const loaded = {};
      function load({ source, entry }) {
        const exports = {};
        new Function("exports", "require", "module", source)(exports, require, { exports });
        return exports[entry];
      }
      exports.call = (name, args) => (loaded[name] ??= load(solutions[name]))(...args);`,
  },
  python: {
    command: ["python3", "-I", "-S", "-X", "utf8", "-c", textOf("call-python.py")],
    /** @param {string} solution */
    compiled: (solution) => solution,
    /** @param {string} solutions */
    program: (solutions) => `
import json
solutions = json.loads(${solutions})
loaded = {}

def load(name):
    names = {"__name__": name}
    exec(compile(solutions[name]["source"], name, "exec"), names)
    return names[solutions[name]["entry"]]

def call(name, args):
    if name not in loaded:
        loaded[name] = load(name)
    return loaded[name](*args)
`,
  },
};

/**
 * @param {readonly Job[]} jobs
 * @returns {ReadonlyMap<string, Result[]>} of each by its name, what its calls come to
 */
export function resultsOf(jobs) {
  return new Map(["python", "typescript"].flatMap((language) => run(jobs.filter((job) => job.language === language))));
}

/**
 * @param {readonly Job[]} jobs - in one language
 * @returns {[string, Result[]][]}
 */
function run(jobs) {
  const [first] = jobs;
  if (first === undefined) return [];
  const { command, compiled, program } = LANGUAGES[first.language];
  const solutions = jobs.map(({ name, solution, entry }) => [name, { source: compiled(solution), entry }]);
  const source = program(JSON.stringify(JSON.stringify(Object.fromEntries(solutions))));
  const calls = jobs.flatMap((job) => job.calls.map((args) => [job.name, args]));
  const input = JSON.stringify({ source, entry: "call", calls, callMs: CALL_MS });
  const [file = "", ...args] = command;
  const pipes = { input, encoding: "utf8", maxBuffer: MOST_BYTES, stdio: ["pipe", "ignore", "inherit", "pipe"] };
  const { output } = spawnSync(file, args, /** @type {import("node:child_process").SpawnSyncOptions} */ (pipes));
  const lines = String(output?.[3] ?? "")
    .trim()
    .split("\n")
    .slice(1);
  const results = calls.map((call, index) => resultOf(call, lines[index] ?? "null"));
  return jobs.map(({ name, calls: own }) => [name, results.splice(0, own.length)]);
}

/**
 * @param {unknown[]} call
 * @param {string} line
 * @returns {Result}
 */
function resultOf([name, args], line) {
  const { threw, value } = JSON.parse(line) ?? {};
  if (threw !== undefined) return { throws: threw[0] };
  if (value !== undefined) return { returns: value };
  throw new RangeError(`${String(name)}${JSON.stringify(args)}: ${line}; python3 and Node must be installed`);
}
