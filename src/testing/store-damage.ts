import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { isTierbenchError, messageOf } from "../core/errors.js";
import { openStore } from "../store/duckdb-store.js";
import { contradictions, type Evidence } from "./store-evidence.js";

/** The files of a database that is being written. */
export const SUFFIXES = ["", ".wal", ".journal", ".head"] as const;
export type Suffix = (typeof SUFFIXES)[number];

/** Copies the files of a database as they lie there, while it may be written; first takes away what lies at the target. */
export function copyFiles(from: string, to: string, suffixes: readonly Suffix[] = SUFFIXES, isFirst = true): void {
  if (isFirst) for (const suffix of SUFFIXES) rmSync(`${to}${suffix}`, { force: true });
  for (const suffix of suffixes) {
    try {
      copyFileSync(`${from}${suffix}`, `${to}${suffix}`);
    } catch (error) {
      // A file may come and go while its owner writes.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}

/** Cuts a file at a share of its written length; says where. */
export function cutFile(file: string, share: number): string {
  const cut = Math.floor(writtenLength(file) * share);
  truncateSync(file, cut);
  return `${file} cut at ${cut}`;
}

/** Changes one bit of a file, at a share of its written length; says where. */
export function flipBit(file: string, share: number, bit: number): string {
  const bytes = readFileSync(file);
  const at = Math.floor(writtenLength(file) * share);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(file, bytes);
  return `${file} bit ${bit} of byte ${at} flipped`;
}

/** Without the empty space at the end, where nothing can be damaged. */
function writtenLength(file: string): number {
  if (!file.endsWith(".journal")) return statSync(file).size;
  const bytes = readFileSync(file);
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return length;
}

/** How a damaged store ended: refused in one clear line, whole, or with results that are silently wrong. */
export type Verdict =
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "whole" }
  | { readonly kind: "wrong"; readonly message: string };

/** Opens a store and compares it with what it has acknowledged. */
export async function judgeStore(path: string, evidence: Evidence, mostLost: number): Promise<Verdict> {
  try {
    await using store = await openStore(path);
    const [message] = await contradictions(store, evidence, mostLost);
    return message === undefined ? { kind: "whole" } : { kind: "wrong", message };
  } catch (error) {
    const message = messageOf(error);
    const isClear = isTierbenchError(error) && !message.includes("\n");
    return isClear ? { kind: "refused", message } : { kind: "wrong", message: `not one clear line: ${message}` };
  }
}
