/**
 * `npm run prove:faults`: the whole fault matrix. 46 cases on four tiers, as model and
 * as judge, at the first and at the last attempt of a call: 736 runs through runner,
 * store and simulator, and as many resumed. Ends with 1 where one of them is not as it
 * must be.
 *
 * `-- F19 F41` plays some cases only.
 * @module
 */
import { built, MODULES } from "./bench-build.js";

/** @type {typeof import("../src/testing/fault-cases.js")} */
const { FAULT_CASES } = await built(MODULES, "testing/fault-cases.js");
/** @type {typeof import("../src/testing/fault-run.js")} */
const { faultRun, STRIKES } = await built(MODULES, "testing/fault-run.js");

const names = process.argv.slice(2);
const unknown = names.find((name) => !FAULT_CASES.some(({ id }) => id === name));
if (unknown !== undefined) throw new RangeError(`no case "${unknown}"; cases: F01 to F46`);
const cases = FAULT_CASES.filter(({ id }) => names.length === 0 || names.includes(id));

let runs = 0;
let scored = 0;
/** @type {string[]} */
const failures = [];
process.stdout.write("| case | class | runs | as they must be |\n| --- | --- | --- | --- |\n");
for (const given of cases) {
  let good = 0;
  for (const strike of STRIKES) {
    const wrong = await faultRun(given, strike);
    const where = `${given.id}, tier ${strike.tier}, ${strike.role}, ${strike.attempt} attempt`;
    failures.push(...wrong.map((line) => `${where}: ${line}`));
    scored += wrong.filter((line) => line.startsWith("an outage was scored")).length;
    if (wrong.length === 0) good += 1;
  }
  runs += STRIKES.length;
  process.stdout.write(`| ${given.id} | ${given.outcomeClass} | ${STRIKES.length} | ${good} |\n`);
}
for (const line of failures) process.stdout.write(`\n- ${line}`);
process.stdout.write(`\n${runs} fault runs, ${scored} outages scored, ${failures.length} violations\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
