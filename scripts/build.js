/**
 * `npm run build`: TypeScript to dist, bundled; declarations; the files that TypeScript does not carry;
 * the router as one file, and the schema of the routing table.
 *
 * `-- --tests`: to dist.test, as single modules, `src/testing` too, types not looked at: the parts that tests and
 * benchmarks take out.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, renameSync, rmSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleProgram } from "./bundle-program.js";
import { bundleRouter } from "./bundle-router.js";
import { writeRoutingTableSchema } from "./routing-table-schema.js";

const startedAt = new Date();
const isForTests = process.argv.includes("--tests");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, isForTests ? "dist.test" : "dist");
/** Built aside, so that a build that fails leaves the last one in place. */
const next = `${dist}.next`;
const modules = isForTests ? next : `${dist}.modules`;
const config = join(root, isForTests ? "tsconfig.tests.json" : "tsconfig.build.json");
/** Read by modules that look beside themselves. */
const ASSETS = [
  "store/schema.sql",
  "store/empty-database.gz",
  "models/price-book.json",
  "scorers/pattern-worker.js",
  "sandbox/enter.sh",
  "sandbox/call-python.py",
  "sandbox/call-javascript.cjs",
  "sandbox/strip-types-worker.js",
  "cli/scaffold",
];

for (const folder of [next, modules]) rmSync(folder, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", config, "--outDir", modules], {
  stdio: "inherit",
});
for (const name of ASSETS) cpSync(join(root, "src", name), join(next, name), { recursive: true });
if (!isForTests) {
  await bundleProgram(modules, next);
  await bundleRouter(modules, next);
  await writeRoutingTableSchema(modules, next);
  cpSync(modules, next, { recursive: true, filter: (path) => !path.endsWith(".js") });
  rmSync(modules, { recursive: true });
}
chmodSync(join(next, "cli/bin.js"), 0o755);
// As old as what it was made of: a source that has changed meanwhile is newer.
utimesSync(next, startedAt, startedAt);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
