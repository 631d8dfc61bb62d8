/**
 * `npm run prove:store`: damages stores in every way that we know of and looks
 * whether results are ever silently lost. Exits 1 where they are.
 * @module
 */
import { testing } from "./bench-build.js";
import { markdownTable } from "./bench-markdown.js";

const SEED = Number(process.argv[2] ?? 20_261_127);
/** @type {typeof import("../src/testing/store-proof.js")} */
const { proveCopies, proveCuts, proveFlips, proveFullDisk, proveIoFaults } = await testing("store-proof.ts");

const tasks = [
  () => proveCuts(100, SEED),
  () => proveCopies(100, SEED),
  () => proveFlips(500, SEED),
  () => proveFullDisk(50),
  () => proveIoFaults(["EIO", "ENOSPC", "EACCES"], 1),
];
const rows = [];
for (const task of tasks) {
  const row = await task();
  if (row === null) process.stdout.write("disk full: skipped, mounting a small disk is not permitted here\n");
  else rows.push(row);
  if (row !== null) process.stderr.write(`${row.damage}: ${row.cases} cases, ${row.violations.length} violations\n`);
}
const figures = rows.map(({ damage, cases, whole, refused, violations }) => [
  damage,
  cases,
  whole,
  refused,
  violations.length,
]);
process.stdout.write(
  `${markdownTable([["damage", "cases", "whole", "refused in one line", "violations"], ...figures])}\n`,
);
const violations = rows.flatMap((row) => row.violations);
for (const violation of violations) process.stdout.write(`violation (seed ${SEED}): ${violation}\n`);
const cases = rows.reduce((sum, row) => sum + row.cases, 0);
process.stdout.write(
  `\nprove:store: ${cases} damaged stores, ${violations.length} silent losses or unclear ends (seed ${SEED})\n`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
