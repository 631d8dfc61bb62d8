import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isTierbenchError, messageOf, StoreFullError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import { openStore } from "../store/duckdb-store.js";
import { judgeStore, type Verdict } from "./store-damage.js";
import { type Evidence, noEvidence } from "./store-evidence.js";
import { keyOf, sampleAttempt, sampleIntent, sampleOutcome, sampleResponse, sampleRun } from "./store-rows.js";

const MEBIBYTE = 1024 * 1024;
/** Small, so that a small disk meets everything that a large one does. */
const SIZES = { reserveBytes: MEBIBYTE, rotateBytes: MEBIBYTE };
const AT_ONCE = 8;

export interface SmallDisk {
  readonly folder: string;
  makeReadOnly(): void;
  unmount(): void;
}

/** A file system of its own; null where mounting one is not permitted. */
export function mountSmallDisk(sizeMebibytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMebibytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const unmount = (): void => {
    execFileSync("umount", [folder]);
    rmSync(folder, { recursive: true });
  };
  const makeReadOnly = (): void => {
    execFileSync("mount", ["-o", "remount,ro", folder]);
  };
  return { folder, makeReadOnly, unmount };
}

export interface FullDiskEnd {
  /** Intents that were taken after the first that was refused. */
  readonly takenAfter: number;
  /** Outcomes or answers that were refused although their call had been permitted. */
  readonly lost: number;
  /** Failures that are not one clear line. */
  readonly unclear: readonly string[];
  /** After space was freed. */
  readonly verdict: Verdict;
  readonly kept: number;
}

/** Fills a disk up to some bytes, carries out cells until it is full, frees it, and looks what is there. */
export async function fillDisk(folder: string, freeBytes: number): Promise<FullDiskEnd> {
  const path = join(folder, "results.duckdb");
  const ballast = join(folder, "ballast");
  for (const suffix of ["", ".wal", ".journal", ".head"]) rmSync(`${path}${suffix}`, { force: true });
  const store = await openStore(path, { hooks: SIZES });
  await store.createRun(sampleRun(), [], []);
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
  const tally: Tally = { evidence: noEvidence(), isFull: false, takenAfter: 0, lost: 0, unclear: [] };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => workUntilFull(store, worker, tally)));
  await store[Symbol.asyncDispose]().catch((error: unknown) => tally.unclear.push(...unclear(error)));
  // Opened while it is still full, as a user may try: refused or not, nothing is lost by it.
  await openStore(path)
    .then((early) => early[Symbol.asyncDispose]())
    .catch((error: unknown) => tally.unclear.push(...unclear(error)));
  rmSync(ballast);
  const verdict = await judgeStore(path, tally.evidence, 0);
  return { ...tally, verdict, kept: tally.evidence.kept.size };
}

interface Tally {
  readonly evidence: Evidence;
  isFull: boolean;
  takenAfter: number;
  lost: number;
  readonly unclear: string[];
}

async function workUntilFull(store: Store, worker: number, tally: Tally): Promise<void> {
  const text = "shipping ".repeat(2000);
  for (let number = 0; !tally.isFull; number += 1) {
    const name = `${worker}-${number}`;
    try {
      await store.intend("run-1", sampleIntent(name));
    } catch (error) {
      tally.isFull = true;
      if (!(error instanceof StoreFullError)) tally.unclear.push(messageOf(error));
      return;
    }
    if (tally.isFull) tally.takenAfter += 1;
    tally.evidence.sent.add(keyOf(name));
    const answer = { response: sampleResponse(), bulk: sampleResponse({ text }) };
    try {
      const settled = store.settle("run-1", sampleAttempt(name), number % 2 === 0 ? answer.response : answer.bulk);
      await Promise.all([settled, store.record(sampleOutcome(name), [])]);
      tally.evidence.kept.add(keyOf(name));
    } catch (error) {
      tally.lost += 1;
      tally.unclear.push(...unclear(error));
    }
  }
}

function unclear(error: unknown): string[] {
  return isTierbenchError(error) && !error.message.includes("\n") ? [] : [messageOf(error)];
}
