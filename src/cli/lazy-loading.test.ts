import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SRC = dirname(dirname(fileURLToPath(import.meta.url)));
/** Imports that load something at once: not types, not `import(…)`. */
const EAGER = /^(?:import|export)\s+(?!type\b)(?:([^'"();]*?)\s+from\s+)?["']([^"']+)["']/gm;

/** Everything that is loaded with a file: files below src, and packages. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(relative(SRC, file))) return seen;
  seen.add(relative(SRC, file));
  for (const [, names = "", target = ""] of readFileSync(file, "utf8").matchAll(EAGER)) {
    const named = /^\{([\s\S]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "");
    if (named?.every((name) => name.trim().startsWith("type "))) continue;
    if (!target.startsWith(".")) seen.add(target);
    else loadedWith(join(dirname(file), target).replace(/\.js$/, ".ts"), seen);
  }
  return seen;
}

function packagesOf(file: string): readonly string[] {
  return [...loadedWith(join(SRC, file))].filter((name) => !name.startsWith("node:") && !existsSync(join(SRC, name)));
}

it("help loads no package and no verb", () => {
  expect(packagesOf("cli/bin.ts")).toEqual([]);
  expect([...loadedWith(join(SRC, "cli/bin.ts"))].filter((name) => name.includes("verbs/"))).toEqual([]);
  expect(loadedWith(join(SRC, "cli/bin.ts")).size).toBeLessThan(20);
});

it("the built program needs few files for its help, and none of a package", () => {
  const dist = join(dirname(SRC), "dist");
  const chunks = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const [, , target = ""] of readFileSync(file, "utf8").matchAll(EAGER)) {
      if (target.startsWith(".")) chunks(join(dirname(file), target), seen);
      else seen.add(target);
    }
    return seen;
  };
  const loaded = [...chunks(join(dist, "cli/bin.js"))].filter((name) => !name.startsWith("node:"));
  expect(loaded.filter((name) => !name.startsWith(dist))).toEqual([]);
  expect(loaded.length).toBeLessThan(10);
  expect(loaded.reduce((bytes, file) => bytes + statSync(file).size, 0)).toBeLessThan(60_000);
});

it("the walk sees packages where there are some", () => {
  expect(packagesOf("store/duckdb-store.ts")).toContain("@duckdb/node-api");
  expect(packagesOf("cli/verbs/check.ts")).toContain("zod");
});

it.each(["check", "route", "prices", "init", "list", "query", "import", "calibrate", "datasets"])(
  "%s loads neither the interface to the models nor the charts",
  (verb) => {
    const heavy = ["@anthropic-ai/sdk", "@observablehq/plot", "linkedom", "@duckdb/node-api"];
    expect(packagesOf(`cli/verbs/${verb}.ts`).filter((name) => heavy.some((one) => name.startsWith(one)))).toEqual([]);
  },
);
