/**
 * `npm run build`: TypeScript to dist, the files that TypeScript does not carry,
 * the router as one file, and the schema of the routing table.
 *
 * `-- --tests`: to dist.test, `src/testing` too, types not looked at: what tests start their processes from.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, renameSync, rmSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleRouter } from "./bundle-router.js";
import { writeRoutingTableSchema } from "./routing-table-schema.js";

const startedAt = new Date();
const isForTests = process.argv.includes("--tests");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, isForTests ? "dist.test" : "dist");
/** Built aside, so that a build that fails leaves the last one in place. */
const next = `${dist}.next`;
const config = join(root, isForTests ? "tsconfig.tests.json" : "tsconfig.build.json");

rmSync(next, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", config, "--outDir", next], {
  stdio: "inherit",
});
const carried = ["store/schema.sql", "models/price-book.json", "cli/scaffold"];
for (const name of [...carried, "sandbox/enter.sh", "sandbox/call-python.py"]) {
  cpSync(join(root, "src", name), join(next, name), { recursive: true });
}
chmodSync(join(next, "cli/bin.js"), 0o755);
await bundleRouter(next);
await writeRoutingTableSchema(next);
// As old as what it was made of: a source that has changed meanwhile is newer.
utimesSync(next, startedAt, startedAt);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
