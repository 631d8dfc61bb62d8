/**
 * Runs inside the sandbox, handed to Node as text: loads a program, calls its function, reports each result as a line
 * on descriptor 3. It shares its process with the program, so nothing that it says is trusted.
 * @module
 */
const { readFileSync, writeSync } = require("node:fs");
const { Script } = require("node:vm");

const REPORTS = 3;
const MAX_DEPTH = 200;
/** Thrown where a promise is not kept in time. */
const LATE = Symbol("late");

/** @typedef {{ source: string, entry: string, calls: unknown[][], callMs: number }} Job */

/** @type {Job} */
const { source, entry, calls, callMs } = JSON.parse(readFileSync(0, "utf8"));
const { stringify } = JSON;

/** @param {object} line */
function report(line) {
  writeSync(REPORTS, `${stringify(line)}\n`);
}

/**
 * @param {unknown} value
 * @param {number} depth
 * @returns {unknown} the value as JSON can say it
 */
function plain(value, depth = 0) {
  if (depth > MAX_DEPTH) throw new RangeError("returned a value that is nested too deeply");
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return { $integer: String(value) };
  if (typeof value === "number") return Number.isFinite(value) ? value : { $number: String(value) };
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return Array.from(value, (entry) => plain(entry, depth + 1));
  const kind = Object.prototype.toString.call(value);
  if (kind !== "[object Object]") throw new TypeError(`returned ${kind.slice(8, -1)}, which is no JSON value`);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, plain(entry, depth + 1)]));
}

/**
 * @param {unknown} thrown
 * @returns {string[]} the names of its class and of those above
 */
function classesOf(thrown) {
  /** @type {string[]} */
  const names = [];
  for (let of = thrown; typeof of === "object" && of !== null && names.length < 16; of = Object.getPrototypeOf(of)) {
    const { name } = /** @type {{ constructor?: { name?: unknown } }} */ (of).constructor ?? {};
    if (typeof name === "string" && !names.includes(name)) names.push(name);
  }
  return names;
}

/** @returns {(...args: unknown[]) => unknown} */
function load() {
  const found = `typeof ${entry} === "function" ? ${entry} : exports.${entry} ?? exports.default`;
  const script = new Script(`(function (exports, require, module) {${source}\n;return ${found};})`);
  const exports = {};
  const loaded = script.runInThisContext()(exports, require, { exports });
  if (typeof loaded !== "function") throw new TypeError(`no function ${entry}`);
  return loaded;
}

/**
 * What a call promises is waited for; one that does not end is ended from outside.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function settled(value) {
  if (!(value instanceof Promise)) return value;
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => setTimeout(() => reject(LATE), callMs));
  return Promise.race([value, late]);
}

/**
 * @param {(...args: unknown[]) => unknown} call
 * @param {number} index
 * @returns {Promise<boolean>} whether it ended in time
 */
async function callOnce(call, index) {
  let value;
  try {
    value = await settled(call(.../** @type {unknown[]} */ (calls[index])));
  } catch (thrown) {
    const isLate = thrown === LATE;
    report(isLate ? { index, failure: `took longer than ${callMs} ms` } : { index, threw: classesOf(thrown) });
    return !isLate;
  }
  try {
    report({ index, value: plain(value) });
  } catch (thrown) {
    report({ index, failure: thrown instanceof Error ? thrown.message : "returned what cannot be read" });
  }
  return true;
}

async function main() {
  report({ ready: true });
  try {
    const call = load();
    for (let index = 0; index < calls.length && (await callOnce(call, index)); index += 1);
  } catch (thrown) {
    report({ broken: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : "throws when it is loaded" });
  }
  // Timers and streams of the program would keep the process.
  process.kill(process.pid, "SIGKILL");
}

void main();
