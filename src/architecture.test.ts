import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = dirname(fileURLToPath(import.meta.url));

/** Room → rooms whose files it may import. Type imports marked `type:` may carry no code. */
const MAP: { readonly [room: string]: readonly string[] } = {
  core: [],
  stats: [],
  datasets: ["core"],
  models: ["core"],
  simulator: ["core"],
  scorers: ["core"],
  sandbox: ["core"],
  runner: ["core"],
  store: ["core"],
  calibrate: ["core", "stats"],
  report: ["core", "stats", "type:calibrate"],
  interop: ["core"],
  router: ["type:core"],
  cli: [
    "core",
    "datasets",
    "models",
    "simulator",
    "scorers",
    "sandbox",
    "runner",
    "store",
    "calibrate",
    "report",
    "interop",
    "router",
    // The library itself, for the evals.
    "",
  ],
  testing: [
    "core",
    "stats",
    "datasets",
    "models",
    "simulator",
    "scorers",
    "sandbox",
    "runner",
    "store",
    "calibrate",
    "report",
    "interop",
    "router",
    "cli",
  ],
};

/** Heavy packages and the one room that may load each. Node's own modules are listed where they are refused. */
const OWNERS: { readonly [packageName: string]: readonly string[] } = {
  "@anthropic-ai/sdk": ["models"],
  "@duckdb/node-api": ["store"],
  "@observablehq/plot": ["report"],
  linkedom: ["report"],
  "p-limit": ["runner", "sandbox"],
  "csv-parse": ["datasets"],
  ajv: ["scorers"],
  jiti: ["cli", "sandbox"],
  zod: ["core", "cli", "datasets", "models", "simulator", "scorers", "store", "interop"],
};

/** Rooms without input or output: no Node modules but those listed. */
const PURE: { readonly [room: string]: readonly string[] } = {
  core: ["node:crypto"],
  stats: [],
  calibrate: [],
  router: [],
  interop: [],
  runner: ["node:crypto"],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly isType: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'"`;]*?\s+from\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

function sourceFiles(): readonly string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[tj]s$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .sort();
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(IMPORT)].map(([, type, names = "", from, dynamic]) => {
    const specifier = from ?? dynamic ?? "";
    const target = specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : specifier;
    const named = /^\{([^}]*)\}/
      .exec(names.trim())?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "");
    const isType =
      type !== undefined || (named !== undefined && named.every((name) => name.trim().startsWith("type ")));
    return { file, room: roomOf(file), target, isType };
  });
}

function roomOf(file: string): string {
  const [first = "", ...rest] = file.split(/[\\/]/);
  return rest.length === 0 ? "" : first;
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const inside = imports.filter(
  ({ target }) => !target.startsWith("node:") && files.some((file) => file.replace(/\.ts$/, ".js") === target),
);

function mayImport(from: string, to: string, isType: boolean): boolean {
  if (from === to) return true;
  const allowed = MAP[from] ?? [];
  return allowed.includes(to) || (isType && allowed.includes(`type:${to}`));
}

describe("the import map", () => {
  it("sees the code", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(inside.length).toBeGreaterThan(200);
    expect(imports.some(({ target }) => target === "@duckdb/node-api")).toBe(true);
  });

  it("knows every room", () => {
    const rooms = [...new Set(files.map(roomOf))].filter((room) => room !== "");
    expect(rooms.filter((room) => !(room in MAP))).toEqual([]);
  });

  it("lets imports point down only", () => {
    const wrong = inside
      .filter(({ room }) => room !== "")
      .filter(({ room, target, isType }) => !mayImport(room, roomOf(target), isType))
      .map(({ file, target }) => `${file} → ${target}`);
    expect(wrong).toEqual([]);
  });

  it("finds every relative import", () => {
    const known = new Set(files.map((file) => file.replace(/\.ts$/, ".js")));
    const lost = imports.filter(
      ({ file, target }) =>
        /^[a-z]/.test(target) &&
        target.endsWith(".js") &&
        // Programs of other processes, which find the build from the root.
        !target.startsWith("testing/dist.test/") &&
        roomOf(target) in MAP &&
        !known.has(target) &&
        roomOf(file) !== "",
    );
    expect(lost.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  it("gives each heavy package one owning room", () => {
    const wrong = imports.flatMap(({ file, room, target, isType }) => {
      const owner = Object.keys(OWNERS).find((name) => target === name || target.startsWith(`${name}/`));
      if (owner === undefined || room === "testing") return [];
      return OWNERS[owner]?.includes(room) || (isType && owner === "zod") ? [] : [`${file} → ${target}`];
    });
    expect(wrong).toEqual([]);
  });

  it("knows every package", () => {
    const packages = imports
      .filter(({ target, room }) => !target.startsWith("node:") && !target.endsWith(".js") && room !== "testing")
      .map(({ target }) => target);
    const unknown = packages.filter(
      (target) => !Object.keys(OWNERS).some((name) => target === name || target.startsWith(`${name}/`)),
    );
    expect(unknown).toEqual([]);
  });

  it("keeps pure rooms pure", () => {
    const wrong = imports
      .filter(({ room, target }) => room in PURE && target.startsWith("node:") && !PURE[room]?.includes(target))
      .map(({ file, target }) => `${file} → ${target}`);
    expect(wrong).toEqual([]);
  });

  it("has no cycles", () => {
    const edges = new Map<string, string[]>();
    for (const { file, target, isType } of inside) {
      if (isType) continue;
      const from = file.replace(/\.ts$/, ".js");
      edges.set(from, [...(edges.get(from) ?? []), target]);
    }
    expect(firstCycle(edges)).toBeNull();
  });
});

function firstCycle(edges: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(" → ");
    if (done.has(file)) return null;
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe("the house", () => {
  const withoutTables = files.filter((file) => roomOf(file) !== "testing");

  it("has no room for leftovers", () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|shared)\.[jt]s$/.test(file))).toEqual([]);
  });

  it("has small files", () => {
    const long = withoutTables.filter((file) => readFileSync(join(SRC, file), "utf8").split("\n").length > 300);
    expect(long).toEqual([]);
  });

  it("exits and speaks in one place", () => {
    const speaking = /process\.(exit\b|stdout|stderr)|console\./;
    const wrong = withoutTables.filter(
      (file) =>
        !["cli/bin.ts", "cli/effects.ts"].includes(file) && speaking.test(readFileSync(join(SRC, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("decides without clock or chance", () => {
    const clocks = /Date\.now|new Date\(\)|Math\.random|performance\.now/;
    const wrong = files.filter(
      (file) =>
        ["stats", "calibrate", "report", "core"].includes(roomOf(file)) &&
        clocks.test(readFileSync(join(SRC, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("has no default exports", () => {
    expect(files.filter((file) => /^export default/m.test(readFileSync(join(SRC, file), "utf8")))).toEqual([]);
  });
});
