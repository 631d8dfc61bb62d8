/**
 * Measures the minified router and refuses one that has grown too large.
 * @module
 */
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { routerBundle } from "./bundle-router.js";

/** 20 kB. */
export const MOST_BYTES = 20_000;

/**
 * @param {string} entry - create-router as JavaScript or TypeScript
 * @returns {Promise<number>} bytes of the minified bundle
 */
export async function routerSize(entry) {
  const bytes = Buffer.byteLength(await routerBundle(entry, true));
  if (bytes > MOST_BYTES) throw new Error(`the router has ${bytes} bytes minified, at most ${MOST_BYTES}`);
  return bytes;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await routerSize(fileURLToPath(new URL("../src/router/create-router.ts", import.meta.url)));
  process.stdout.write(`router: ${bytes} bytes minified, at most ${MOST_BYTES}\n`);
}
