/**
 * Before any test: a build of the sources under `dist.test`, for the processes that tests start. It is made once for
 * all of them, and not again where it is newer than every source, so that a single test file is quick.
 * @module
 */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = join(root, "scripts/build.js");

/** Called by vitest. */
export function setup() {
  const builtMs = statSync(join(root, "dist.test"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const files = ["scripts/build.js", "tsconfig.tests.json", "tsconfig.build.json", "tsconfig.json"];
  // Folders are among them: they change when something is taken away.
  for (const name of sources) if (!name.endsWith(".test.ts")) files.push(join("src", name));
  if (files.every((name) => statSync(join(root, name)).mtimeMs < builtMs)) return;
  execFileSync(process.execPath, [script, "--tests"], { stdio: "inherit" });
}
