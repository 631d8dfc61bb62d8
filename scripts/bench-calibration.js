/**
 * `npm run bench:calibration`: every figure that was asked of calibration beside
 * the one that is measured, as Markdown.
 *
 * `-- power determinism` runs some rows only; `--draws 100` fewer draws (splits,
 * repeats; of `scale` the largest number of outcomes); `--dist <folder>` another build.
 * @module
 */
import { parseArgs } from "node:util";
import { MODULES, NoData } from "./bench-build.js";
import { certifiedRow } from "./bench-certified.js";
import { clustersRow } from "./bench-clusters.js";
import { determinismRow } from "./bench-determinism.js";
import { halfSplitRow } from "./bench-half-split.js";
import { figuresTable } from "./bench-markdown.js";
import { agreementRow, motDateRow } from "./bench-policies.js";
import { powerRow } from "./bench-power.js";
import { scaleRow } from "./bench-scale.js";
import { sequentialRow } from "./bench-sequential.js";

/** @type {{ readonly [name: string]: (options: import("./bench-markdown.js").BenchOptions) => Promise<import("./bench-markdown.js").Findings> }} */
const ROWS = {
  certified: certifiedRow,
  power: powerRow,
  clusters: clustersRow,
  sequential: sequentialRow,
  "mot-date": motDateRow,
  agreement: agreementRow,
  "half-split": halfSplitRow,
  determinism: determinismRow,
  scale: scaleRow,
};

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { draws: { type: "string" }, dist: { type: "string", default: MODULES } },
});
const draws = flags.draws === undefined ? null : Number(flags.draws);
if (draws !== null && !(Number.isInteger(draws) && draws >= 1))
  throw new RangeError(`--draws not a whole number: ${flags.draws}`);
const unknown = positionals.find((name) => !Object.hasOwn(ROWS, name));
if (unknown !== undefined) throw new RangeError(`no row "${unknown}"; rows: ${Object.keys(ROWS).join(", ")}`);
const names = positionals.length === 0 ? Object.keys(ROWS) : positionals;

/** @type {{ row: string, figures: readonly import("./bench-markdown.js").Figure[] }[]} */
const found = [];
for (const name of names) {
  const started = performance.now();
  process.stdout.write(`## ${name}\n\n`);
  try {
    const { figures, details } = await /** @type {(typeof ROWS)[string]} */ (ROWS[name])({ dist: flags.dist, draws });
    found.push({ row: name, figures });
    if (details !== undefined) process.stdout.write(`${details}\n\n`);
  } catch (error) {
    if (!(error instanceof NoData)) throw error;
    process.stdout.write(`${error.message}\n\n`);
  }
  process.stderr.write(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
}
process.stdout.write(`${figuresTable(found)}\n`);
