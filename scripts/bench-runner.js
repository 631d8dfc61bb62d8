/**
 * `npm run bench:runner`: every figure that was asked of runs beside the one that is
 * measured, as Markdown. The simulator has a process of its own, and so has every
 * run; what is compared takes turns.
 *
 * `-- cells start` runs some rows only; `--rounds 3` repeats what is compared that
 * often; `--spread 0.15` lets the latencies vary, as real ones do; `--dist <folder>` measures another build.
 * @module
 */
import { parseArgs } from "node:util";
import { PROGRAM } from "./bench-build.js";
import { cellsRow, latencyRow, manyCellsRow } from "./bench-cells.js";
import { figuresTable } from "./bench-markdown.js";
import { processorRow } from "./bench-processor.js";
import { startRow } from "./bench-start.js";

/** @type {{ readonly [name: string]: (options: { dist: string, rounds: number, spread: number }) => Promise<import("./bench-markdown.js").Findings> }} */
const ROWS = {
  cells: cellsRow,
  "many-cells": manyCellsRow,
  latency: latencyRow,
  processor: processorRow,
  start: startRow,
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    spread: { type: "string", default: "0" },
    dist: { type: "string", default: PROGRAM },
  },
});
const rounds = Number(flags.rounds);
if (!(Number.isInteger(rounds) && rounds >= 1)) throw new RangeError(`--rounds not a whole number: ${flags.rounds}`);
const spread = Number(flags.spread);
if (!(spread >= 0)) throw new RangeError(`--spread not a number of 0 or more: ${flags.spread}`);
const unknown = positionals.find((name) => !Object.hasOwn(ROWS, name));
if (unknown !== undefined) throw new RangeError(`no row "${unknown}"; rows: ${Object.keys(ROWS).join(", ")}`);
const names = positionals.length === 0 ? Object.keys(ROWS) : positionals;

/** @type {{ row: string, figures: readonly import("./bench-markdown.js").Figure[] }[]} */
const found = [];
for (const name of names) {
  const { figures, details } = await /** @type {(typeof ROWS)[string]} */ (ROWS[name])({
    dist: flags.dist,
    rounds,
    spread,
  });
  found.push({ row: name, figures });
  if (details !== undefined) process.stdout.write(`## ${name}\n\n${details}\n\n`);
}
process.stdout.write(`${figuresTable(found)}\n`);
