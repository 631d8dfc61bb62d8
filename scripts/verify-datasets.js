/**
 * `npm run verify:datasets [-- <task type>…]`: finds every eval, scores the reference answer of each item and wrong
 * answers made from it, and looks at everything else that must hold of a shipped dataset. Exits 1 with one line per
 * failure.
 * @module
 */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./bench-build.js";
import { markdownTable, percent } from "./bench-markdown.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist.test");
/** @type {typeof import("../src/cli/load-project.js")} */
const { loadEvals, loadProject } = await built(dist, "cli/load-project.js");
/** @type {typeof import("../src/core/errors.js")} */
const { isTierbenchError } = await built(dist, "core/errors.js");
/** @type {typeof import("../src/testing/verify-dataset.js")} */
const { sharedNames, verifyDataset } = await built(dist, "testing/verify-dataset.js");

/** @param {string} text */
const say = (text) => void process.stdout.write(`${text}\n`);

const project = await loadProject(root);
const wished = process.argv.slice(2);
const names = readdirSync(join(root, "evals")).flatMap((file) => /^(.+)\.eval\.ts$/.exec(file)?.[1] ?? []);
/** @type {import("../src/runner/plan-run.js").EvalWithItems[]} */
const evals = [];
const reports = [];
/** What could not even be loaded; the rest is looked at all the same. */
const unread = new Set();
for (const name of wished.length === 0 ? names : wished) {
  try {
    for (const one of await loadEvals(project, [name])) {
      reports.push(await verifyDataset(root, one));
      evals.push(one);
    }
  } catch (thrown) {
    if (!isTierbenchError(thrown)) throw thrown;
    unread.add(thrown.message);
  }
}

/** @param {import("../src/testing/verify-dataset.js").Tried} tried */
const ofTried = ({ tried, asExpected, skipped }) =>
  `${asExpected} of ${tried - skipped}${skipped === 0 ? "" : ` (${skipped} skipped)`}`;
const head = ["task type", "items", "easy / medium / hard", "clusters", "tags", "adversarial", "references pass"];
say(
  markdownTable([
    [...head, "mutations killed", "killed", "regenerated equal", "lint findings"],
    ...reports.map((one) => [
      one.taskType,
      one.items,
      one.bands.join(" / "),
      one.clusters,
      one.tags,
      one.adversarial,
      ofTried(one.references),
      ofTried(one.mutations),
      percent(one.mutations.asExpected, one.mutations.tried - one.mutations.skipped),
      one.regenerated,
      one.findings,
    ]),
  ]),
);
const failures = [...unread, ...reports.flatMap((one) => one.failures), ...sharedNames(evals)];
for (const line of reports.flatMap((one) => one.skips)) say(line);
for (const line of failures) say(line);
say(failures.length === 0 ? `${reports.length} datasets verified` : `failures: ${failures.length}`);
process.exitCode = failures.length === 0 ? 0 : 1;
