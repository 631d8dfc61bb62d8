import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../store/duckdb-store.js";
import { startStoreWriter } from "./store-child.js";
import { copyFiles, cutFile, flipBit, judgeStore, SUFFIXES, type Suffix } from "./store-damage.js";
import { addLines, carryOutCells, type Evidence, noEvidence } from "./store-evidence.js";
import { fillDisk, mountSmallDisk } from "./store-full-disk.js";
import { failNthOperation } from "./store-io-faults.js";
import { sampleRun } from "./store-rows.js";

/** One kind of damage, and what became of the stores that it was done to. */
export interface ProofRow {
  readonly damage: string;
  readonly cases: number;
  readonly whole: number;
  readonly refused: number;
  /** Results that are silently wrong, or anything else that must not be. */
  readonly violations: readonly string[];
}

class Tally {
  readonly damage: string;
  cases = 0;
  whole = 0;
  refused = 0;
  readonly violations: string[] = [];

  constructor(damage: string) {
    this.damage = damage;
  }

  count({ kind, message = "" }: { readonly kind: string; readonly message?: string }, where: string): void {
    this.cases += 1;
    if (kind === "whole") this.whole += 1;
    else if (kind === "refused") this.refused += 1;
    else this.violations.push(`${this.damage}: ${where}: ${message}`);
  }
}

/** Numbers in [0, 1) that depend on the seed alone. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A folder of its own, taken away afterwards. */
async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "store-proof-"));
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files of a store as they lie there while it is written: some in the database, some in its log, all in the journal. */
export async function liveCopy(to: string): Promise<Evidence> {
  const evidence = noEvidence();
  // Little space ahead: copies of it are made by the hundred.
  const store = await openStore(`${to}.live`, { hooks: { reserveBytes: 64 * 1024 } });
  await store.createRun(sampleRun(), [], []);
  await carryOutCells(store, "a", 60, evidence);
  await store.outcomes();
  await carryOutCells(store, "b", 60, evidence);
  copyFiles(`${to}.live`, to);
  await store[Symbol.asyncDispose]();
  return evidence;
}

/** Cuts journal, write-ahead log or both at random bytes. */
export function proveCuts(cases: number, seed: number): Promise<ProofRow> {
  const random = randomOf(seed);
  return inFolder(async (folder) => {
    const [copy, path] = [join(folder, "live.duckdb"), join(folder, "results.duckdb")];
    const evidence = await liveCopy(copy);
    const tally = new Tally("file cut at a random byte");
    for (let cut = 0; cut < cases; cut += 1) {
      copyFiles(copy, path);
      const files = [[".journal"], [".wal"], [".journal", ".wal"], [".head"]][cut % 4] as Suffix[];
      const where = files.map((suffix) => cutFile(`${path}${suffix}`, random())).join(", ");
      tally.count(await judgeStore(path, evidence, 2), where);
    }
    return tally;
  });
}

/** Flips one random bit of one of the files. */
export function proveFlips(cases: number, seed: number): Promise<ProofRow> {
  const random = randomOf(seed);
  return inFolder(async (folder) => {
    const [copy, path] = [join(folder, "live.duckdb"), join(folder, "results.duckdb")];
    const evidence = await liveCopy(copy);
    const tally = new Tally("random bit flipped");
    for (let flip = 0; flip < cases; flip += 1) {
      copyFiles(copy, path);
      const suffix = SUFFIXES[flip % SUFFIXES.length] ?? "";
      const where = flipBit(`${path}${suffix}`, random(), Math.floor(random() * 8));
      tally.count(await judgeStore(path, evidence, 2), where);
    }
    return tally;
  });
}

/** Copies the files one after the other, in random order, while another process writes them and rotates its journal. */
export function proveCopies(cases: number, seed: number): Promise<ProofRow> {
  const random = randomOf(seed);
  return inFolder(async (folder) => {
    const tally = new Tally("copied while it was written");
    for (let round = 0; tally.cases < cases; round += 1) {
      const live = join(folder, `live-${round}.duckdb`);
      const child = startStoreWriter([live], {
        sizes: { reserveBytes: 100_000, rotateBytes: 100_000 },
      });
      for (let copy = 0; copy < 20 && tally.cases < cases; copy += 1) {
        child.process.kill("SIGCONT");
        await child.until(child.lines.length + 1 + Math.floor(random() * 60));
        const evidence = noEvidence();
        addLines(evidence, child.lines);
        const path = join(folder, "copy.duckdb");
        const order = SUFFIXES.map((suffix) => ({ suffix, key: random() })).sort((a, b) => a.key - b.key);
        copyFiles(live, path, []);
        for (const { suffix } of order) copyFiles(live, path, [suffix], false);
        // It stands still only while its copy is looked at, so that the next one is not much larger.
        child.process.kill("SIGSTOP");
        tally.count(await judgeStore(path, evidence, 8), order.map(({ suffix }) => suffix || "database").join(" "));
      }
      await child.kill();
    }
    return tally;
  });
}

/** Fills a small disk up to points that lie evenly between nothing and enough; null where mounting one is not permitted. */
export async function proveFullDisk(cases: number): Promise<ProofRow | null> {
  const disk = mountSmallDisk(32);
  if (disk === null) return null;
  const tally = new Tally("disk full");
  try {
    for (let point = 0; point < cases; point += 1) {
      const freeBytes = Math.round((16 * 1024 * 1024 * point) / cases);
      const where = `${freeBytes} bytes free`;
      const end = await fillDisk(disk.folder, freeBytes);
      tally.count(end.verdict, where);
      if (end.lost > 0) tally.violations.push(`disk full: ${where}: ${end.lost} paid answers refused`);
      if (end.takenAfter > 0)
        tally.violations.push(`disk full: ${where}: ${end.takenAfter} calls permitted after the first refusal`);
      for (const message of end.unclear) tally.violations.push(`disk full: ${where}: ${message}`);
    }
  } finally {
    disk.unmount();
  }
  return tally;
}

/** Lets every file operation of a store's life fail, once or from then on. */
export function proveIoFaults(codes: readonly string[], step: number): Promise<ProofRow> {
  return inFolder(async (folder) => {
    const tally = new Tally("nth file operation fails");
    for (const [code, forever] of codes.flatMap((code) => [[code, false] as const, [code, true] as const])) {
      for (let nth = 1; ; nth += step) {
        const end = await failNthOperation(join(folder, "results.duckdb"), nth, code, forever);
        if (end.failed === null) break;
        const where = `${code}${forever ? " for ever" : ""} at operation ${nth} (${end.failed})`;
        tally.count(end.verdict, where);
        for (const message of end.unclear) tally.violations.push(`${tally.damage}: ${where}: ${message}`);
      }
    }
    return tally;
  });
}
