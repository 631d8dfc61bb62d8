/**
 * Bundles the command line and the library into few files: loading some hundred modules one by one
 * takes longer than a small run.
 * @module
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { rolldown } from "rolldown";

/** Loaded from where they are installed: native code, and what most verbs never need. */
const LEFT_OUT = [/^@duckdb\/node-bindings/, "jiti", "linkedom", "@observablehq/plot"];
const OWN_URL = "__urlOfModule__";
const LICENCES = "third-party-licences.txt";

/**
 * Both entries share what they load, so that an eval gets the library that runs it.
 *
 * @param {string} modules - folder of the compiled modules
 * @param {string} into - folder of the bundle; may be the same
 * @throws {Error} if a package that goes into the bundle has no licence to go with it
 */
export async function bundleProgram(modules, into) {
  const bundle = await rolldown({
    input: { "cli/bin": join(modules, "cli/bin.js"), index: join(modules, "index.js") },
    platform: "node",
    external: LEFT_OUT,
    plugins: [ownUrls(modules)],
  });
  try {
    const { output } = await bundle.write({
      dir: into,
      format: "esm",
      chunkFileNames: "chunks/[name]-[hash].js",
      // They are in the sources and, for users, in the declarations: here they only take time to read.
      comments: false,
    });
    const packages = new Set(
      output.flatMap((chunk) => ("moduleIds" in chunk ? chunk.moduleIds : [])).flatMap(packageOf),
    );
    writeFileSync(join(into, LICENCES), [...packages].sort().map(licenceText).join("\n\n"));
  } finally {
    await bundle.close();
  }
}

/**
 * A module that looks for a file beside itself finds it where the module would be, not beside its chunk.
 *
 * @param {string} modules
 * @returns {import("rolldown").Plugin}
 */
function ownUrls(modules) {
  return {
    name: "own-urls",
    transform(code, id) {
      if (!id.startsWith(modules) || !code.includes("import.meta.url")) return null;
      const name = relative(modules, id).replaceAll(sep, "/");
      return code.replaceAll("import.meta.url", `${OWN_URL}("${name}")`);
    },
    renderChunk(code, { fileName }) {
      if (!code.includes(OWN_URL)) return null;
      return code.replaceAll(new RegExp(`${OWN_URL}\\("([^"]+)"\\)`, "g"), (_, name) => {
        const path = posix.relative(posix.dirname(fileName), name);
        return `new URL("${path.startsWith(".") ? path : `./${path}`}", import.meta.url).href`;
      });
    },
  };
}

/**
 * @param {string} id - of a module
 * @returns {readonly string[]} the folder of its package, if it is not ours
 */
function packageOf(id) {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
  return folder === undefined ? [] : [folder];
}

/** @param {string} folder */
function licenceText(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license = "" } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  // Packages of one repository may have theirs in one of them only.
  if (file === undefined && license === "") throw new Error(`${folder}: no licence`);
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}`.trim();
}
