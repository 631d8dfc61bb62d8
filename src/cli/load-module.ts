import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isTierbenchError, messageOf, UsageError } from "../core/errors.js";
import { ownEntries } from "./own-entries.js";

/** Settles once the process has nothing left to do that a file could be waiting for. */
const nothingLeft = new Promise<null>((resolve) => void process.once("beforeExit", () => resolve(null)));

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
    loaded = await unlessStuck(loadAny(file));
  } catch (cause) {
    if (isTierbenchError(cause)) throw new UsageError(`${file}: ${cause.message}`, { cause });
    throw new UsageError(`${file}: cannot be loaded: ${reasonOf(cause, file)}`, { cause });
  }
  if (loaded.default === undefined) throw new UsageError(`${file}: no default export`);
  return loaded.default;
}

async function loadAny(file: string): Promise<Loaded> {
  return (await loadedByNode(file)) ?? (await translated(file));
}

/** Node would end without a word, with a code of its own. */
async function unlessStuck<T extends object>(loading: Promise<T>): Promise<T> {
  const loaded = await Promise.race([loading, nothingLeft]);
  if (loaded === null) throw new UsageError("its top-level await waits for what never comes; take it out");
  return loaded;
}

/** One line, with the place where the file, or another that it imports, is wrong. */
function reasonOf(cause: unknown, file: string): string {
  const [first = "", second = ""] = messageOf(cause).split("\n");
  const parse = /^ParseError: (.*)$/.exec(first.trim());
  const place = /^\s*(.+):(\d+):(\d+)$/.exec(second);
  if (parse !== null && place !== null) {
    const [, where = "", line, column] = place;
    const other = where === file ? "" : `${where}, `;
    // The parser counts columns from 0.
    return `${parse[1]} (${other}line ${line}, column ${Number(column) + 1})`;
  }
  const line = lineOf(cause, file);
  return line === null ? first : `${first} (line ${line})`;
}

/** Of the file, where what it does itself failed. */
function lineOf(cause: unknown, file: string): string | null {
  const stack = cause instanceof Error ? (cause.stack ?? "") : "";
  const at = stack.split("\n").find((frame) => frame.includes(`${file}:`));
  return at?.slice(at.indexOf(`${file}:`) + file.length).match(/^:(\d+):\d+/)?.[1] ?? null;
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
