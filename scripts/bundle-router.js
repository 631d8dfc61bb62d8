/**
 * Bundles the router into one ES module without imports: what `tierbench/router` resolves to.
 * @module
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * @param {string} fromDistDir - the folder that holds `router/create-router.js`; `router.js` is written into it
 * @returns {Promise<string>} the path of the bundle
 */
export async function bundleRouter(fromDistDir) {
  const file = join(fromDistDir, "router.js");
  await writeFile(file, await routerBundle(join(fromDistDir, "router", "create-router.js"), false));
  return file;
}

/**
 * The text of the bundle.
 *
 * @param {string} entry - create-router as JavaScript or TypeScript
 * @param {boolean} minify
 * @throws {Error} if anything is left that must be loaded from elsewhere
 */
export async function routerBundle(entry, minify) {
  const bundle = await rolldown({
    input: entry,
    platform: "browser",
    // Whatever is not in the room stays an import, and is refused below.
    external: (id) => !id.startsWith(".") && !id.startsWith("/"),
  });
  try {
    const { output } = await bundle.generate({ format: "esm", minify });
    const [chunk] = output;
    const loads = [...chunk.imports, ...chunk.dynamicImports];
    const foreign = chunk.moduleIds.filter((id) => !/[\\/]router[\\/][^\\/]+$/.test(id) && !id.includes("rolldown"));
    if (output.length !== 1 || loads.length > 0 || foreign.length > 0 || /\b(?:import|require)\s*\(/.test(chunk.code)) {
      throw new Error(`the router must stand alone, but loads ${[...loads, ...foreign].join(", ") || "something"}`);
    }
    return chunk.code;
  } finally {
    await bundle.close();
  }
}
