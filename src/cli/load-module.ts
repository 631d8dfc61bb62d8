import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isTierbenchError, messageOf, UsageError } from "../core/errors.js";

interface Loaded {
  readonly default?: unknown;
}

/**
 * The default export of a TypeScript or JavaScript module of the user's.
 *
 * @throws UsageError naming the file, if it cannot be loaded or has no default export
 */
export async function loadDefault(file: string): Promise<unknown> {
  let loaded: Loaded;
  try {
    loaded = (await loadedByNode(file)) ?? (await translated(file));
  } catch (cause) {
    if (isTierbenchError(cause)) throw new UsageError(`${file}: ${cause.message}`, { cause });
    throw new UsageError(`${file}: cannot be loaded: ${messageOf(cause).split("\n")[0]}`, { cause });
  }
  if (loaded.default === undefined) throw new UsageError(`${file}: no default export`);
  return loaded.default;
}

/**
 * JavaScript beside an installation of this package needs no translation, which takes longer than a small run.
 * Null where Node cannot load it: what is wrong then, the translator says.
 */
async function loadedByNode(file: string): Promise<Loaded | null> {
  if (!/\.m?js$/.test(file) || !findsThisPackage(file)) return null;
  try {
    return (await import(pathToFileURL(file).href)) as Loaded;
  } catch {
    return null;
  }
}

/** Whether `tierbench` is for a file the very library that would run it. */
function findsThisPackage(file: string): boolean {
  try {
    return (
      realpathSync(createRequire(file).resolve("tierbench")) === fileURLToPath(new URL("../index.js", import.meta.url))
    );
  } catch {
    return false;
  }
}

async function translated(file: string): Promise<Loaded> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.url, {
    virtualModules: await ownEntries(),
    fsCache: false,
    interopDefault: false,
    moduleCache: false,
  });
  return await jiti.import<Loaded>(file);
}

/** This package's own entries, so that an eval finds `tierbench` wherever it lies, and shares it with us. */
async function ownEntries(): Promise<{ readonly [name: string]: unknown }> {
  const [library, router] = await Promise.all([import("../index.js"), import("../router/create-router.js")]);
  return { tierbench: library, "tierbench/router": router };
}
