/**
 * `npm run build`: TypeScript to dist, the files that TypeScript does not carry,
 * the router as one file, and the schema of the routing table.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleRouter } from "./bundle-router.js";
import { writeRoutingTableSchema } from "./routing-table-schema.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
/** Built aside, so that a build that fails leaves the last one in place. */
const next = join(root, "dist.next");

rmSync(next, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(root, "node_modules/typescript/bin/tsc"), "-p", join(root, "tsconfig.build.json"), "--outDir", next],
  { stdio: "inherit" },
);
for (const name of ["store/schema.sql", "models/price-book.json", "cli/scaffold"]) {
  cpSync(join(root, "src", name), join(next, name), { recursive: true });
}
chmodSync(join(next, "cli/bin.js"), 0o755);
await bundleRouter(next);
await writeRoutingTableSchema(next);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);
