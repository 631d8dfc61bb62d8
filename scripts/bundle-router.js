/**
 * Bundles the router into one ES module without imports: what `tierbench/router` resolves to.
 * @module
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * @param {string} modules - the folder that holds `router/create-router.js`
 * @param {string} into - the folder in which `router.js` is written
 */
export async function bundleRouter(modules, into) {
  await writeFile(join(into, "router.js"), await routerBundle(join(modules, "router", "create-router.js"), false));
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
