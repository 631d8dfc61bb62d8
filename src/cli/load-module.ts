import { existsSync } from "node:fs";
import { createJiti } from "jiti";
import { isTierbenchError, messageOf, UsageError } from "../core/errors.js";

/** This package's own entries, so that an eval finds `tierbench` wherever it lies, and shares it with us. */
async function ownEntries(): Promise<{ readonly [name: string]: unknown }> {
  const [library, router] = await Promise.all([ownEntry("../index"), ownEntry("../router/create-router")]);
  return { tierbench: library, "tierbench/router": router };
}

function ownEntry(name: string): Promise<unknown> {
  const built = new URL(`${name}.js`, import.meta.url);
  return import((existsSync(built) ? built : new URL(`${name}.ts`, import.meta.url)).href);
}

/**
 * The default export of a TypeScript or JavaScript module of the user's.
 *
 * @throws UsageError naming the file, if it cannot be loaded or has no default export
 */
export async function loadDefault(file: string): Promise<unknown> {
  const jiti = createJiti(import.meta.url, {
    virtualModules: await ownEntries(),
    fsCache: false,
    interopDefault: false,
    moduleCache: false,
  });
  let loaded: { readonly default?: unknown };
  try {
    loaded = await jiti.import<{ readonly default?: unknown }>(file);
  } catch (cause) {
    if (isTierbenchError(cause)) throw new UsageError(`${file}: ${cause.message}`, { cause });
    throw new UsageError(`${file}: cannot be loaded: ${messageOf(cause).split("\n")[0]}`, { cause });
  }
  if (loaded.default === undefined) throw new UsageError(`${file}: no default export`);
  return loaded.default;
}
