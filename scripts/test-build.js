/**
 * Before any test: a build of the sources, for the processes that tests start: the program under `dist`, its parts
 * under `dist.test`. Each is made once for all of them, and not again where it is newer than every source, so that a
 * single test file is quick.
 * @module
 */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = join(root, "scripts/build.js");
const BUILD_FILES = [
  "scripts/build.js",
  "scripts/bundle-program.js",
  "scripts/bundle-router.js",
  "scripts/routing-table-schema.js",
  "tsconfig.tests.json",
  "tsconfig.build.json",
  "tsconfig.json",
];

/** Called by vitest. */
export function setup() {
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  // Folders are among them: they change when something is taken away.
  const files = sources.filter((name) => !name.endsWith(".test.ts")).map((name) => join("src", name));
  const newestMs = Math.max(...[...BUILD_FILES, ...files].map((name) => statSync(join(root, name)).mtimeMs));
  build("dist", [], newestMs);
  build("dist.test", ["--tests"], newestMs);
}

/**
 * @param {string} folder
 * @param {readonly string[]} words
 * @param {number} newestMs - when its sources have changed last
 */
function build(folder, words, newestMs) {
  const builtMs = statSync(join(root, folder), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newestMs >= builtMs) execFileSync(process.execPath, [script, ...words], { stdio: "inherit" });
}
