import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { StoreError } from "../core/errors.js";
import { startStoreWriter } from "../testing/store-child.js";
import { copyFiles, cutFile, flipBit, judgeStore, SUFFIXES, type Suffix } from "../testing/store-damage.js";
import { addLines, contradictions, type Evidence, noEvidence } from "../testing/store-evidence.js";
import { mountSmallDisk } from "../testing/store-full-disk.js";
import { liveCopy, randomOf } from "../testing/store-proof.js";
import { keyOf, sampleIntent, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { openStore } from "./duckdb-store.js";
import { CRASH_POINTS } from "./store-hooks.js";

const base = mkdtempSync(join(realpathSync(tmpdir()), "recovery-"));
const SEED = 20_261_127;
const AT_ONCE = 8;
let folder: string;
let path: string;

afterAll(() => rmSync(base, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(base, "case-"));
  path = join(folder, "results.duckdb");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a writer that is killed", () => {
  it("loses nothing that it acknowledged, wherever it dies", async () => {
    const evidence = noEvidence();
    const random = randomOf(SEED);
    for (let kill = 1; kill <= 3; kill += 1) {
      const child = startStoreWriter([path], { sizes: { rotateBytes: 200_000 } });
      await child.until(2 + Math.floor(random() * 200));
      await child.kill();
      expect(child.lines[0]).toBe("ready");
      addLines(evidence, child.lines);
      await using store = await openStore(path, { readOnly: kill % 2 === 0 });
      expect(await contradictions(store, evidence, AT_ONCE * kill), `seed ${SEED}, kill ${kill}`).toEqual([]);
    }
    expect(evidence.kept.size).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(["results.duckdb"]);
  });

  it.each(CRASH_POINTS)("loses nothing at %s", async (crashPoint) => {
    const evidence = noEvidence();
    const sizes = { rotateBytes: 20_000 };
    const child = startStoreWriter([path], { sizes, crash: { crashPoint, nth: 3 } });
    await child.until(Number.POSITIVE_INFINITY);
    expect(child.process.signalCode).toBe("SIGKILL");
    addLines(evidence, child.lines);
    await using store = await openStore(path);
    expect(await contradictions(store, evidence, AT_ONCE)).toEqual([]);
  });
});

describe("a writer of a new database that is killed before it has begun", () => {
  it.each(["before-commit", "after-commit", "before-checkpoint", "after-checkpoint"] as const)(
    "leaves one that opens without the log, at %s",
    async (crashPoint) => {
      const child = startStoreWriter([path], { crash: { crashPoint, nth: 1 } });
      await child.until(Number.POSITIVE_INFINITY);
      expect([child.process.signalCode, child.lines]).toEqual(["SIGKILL", []]);
      rmSync(`${path}.wal`, { force: true });
      await using store = await openStore(path);
      // Nobody was told that there is a run before it was in the file.
      expect((await store.runs()).length).toBeLessThanOrEqual(1);
    },
  );
});

describe("a damaged store", () => {
  const copy = join(base, "live.duckdb");
  let evidence: Evidence;
  beforeAll(async () => {
    evidence = await liveCopy(copy);
  });

  it("is whole where only its owner has died", async () => {
    copyFiles(copy, path);
    expect(SUFFIXES.filter((suffix) => existsSync(`${path}${suffix}`))).toEqual(SUFFIXES);
    expect(await judgeStore(path, evidence, 2)).toEqual({ kind: "whole" });
    expect(readdirSync(folder)).toEqual(["results.duckdb"]);
  });

  it("never loses results silently where its files are cut", async () => {
    const random = randomOf(SEED);
    const kinds = new Set<string>();
    for (let cut = 0; cut < 20; cut += 1) {
      copyFiles(copy, path);
      const files: Suffix[] = [[".journal"], [".wal"], [".journal", ".wal"]][cut % 3] as Suffix[];
      const where = files.map((suffix) => cutFile(`${path}${suffix}`, random())).join(", ");
      const verdict = await judgeStore(path, evidence, 2);
      expect(verdict, `seed ${SEED}: ${where}`).not.toHaveProperty("kind", "wrong");
      if (files.length === 1) expect(verdict.kind, where).toBe(files[0] === ".wal" ? "whole" : "refused");
      kinds.add(verdict.kind);
    }
    expect([...kinds].sort()).toEqual(["refused", "whole"]);
  });

  it("never gives wrong results where a bit has flipped", async () => {
    const random = randomOf(SEED + 1);
    for (let flip = 0; flip < 20; flip += 1) {
      copyFiles(copy, path);
      const suffix = SUFFIXES[flip % SUFFIXES.length] ?? "";
      const where = flipBit(`${path}${suffix}`, random(), Math.floor(random() * 8));
      expect(await judgeStore(path, evidence, 2), `seed ${SEED + 1}: ${where}`).not.toHaveProperty("kind", "wrong");
    }
  });

  it.each([
    [["", ".wal", ".head"], /\d+ of \d+ entries of results are missing \(\S+\.journal: cut or lost\); restore/],
    [[""], /copied while a run was writing, or \S+\.head was deleted; restore/],
    [["", ".journal", ".wal"], /copied while a run was writing/],
    [[".wal", ".journal", ".head"], /is gone but \S+\.wal is left/],
    [[".journal"], /is gone but \S+\.journal is left/],
  ] as const)("of which only %j is left is refused", async (suffixes, message) => {
    copyFiles(copy, path, suffixes);
    for (const readOnly of [false, true]) {
      if (readOnly && !suffixes.includes("" as never)) continue;
      await expect(openStore(path, { readOnly })).rejects.toThrow(message);
      await expect(openStore(path, { readOnly })).rejects.toThrow(StoreError);
    }
    expect(readdirSync(folder)).toHaveLength(suffixes.length);
  });

  it("puts a write-ahead log aside that does not replay, and has everything in the journal", async () => {
    copyFiles(copy, path);
    flipBit(`${path}.wal`, 0.5, 3);
    const broken = readFileSync(`${path}.wal`);
    expect(await judgeStore(path, evidence, 2)).toEqual({ kind: "whole" });
    const [aside, ...others] = readdirSync(folder).filter((name) => name !== "results.duckdb");
    expect([aside, others]).toEqual([expect.stringMatching(/^results\.duckdb\.wal\.corrupt-\d{8}T\d{6}Z$/), []]);
    expect(readFileSync(join(folder, aside ?? "")).equals(broken)).toBe(true);
  });

  it("leaves a broken write-ahead log where it is when the journal is not whole either", async () => {
    copyFiles(copy, path);
    flipBit(`${path}.wal`, 0.5, 3);
    cutFile(`${path}.journal`, 0.5);
    const before = readFileSync(`${path}.wal`);
    await expect(openStore(path)).rejects.toThrow(/entries of results are missing/);
    expect(readFileSync(`${path}.wal`).equals(before)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(SUFFIXES.length);
  });

  it("opens with what is left where its owner accepts the loss", async () => {
    copyFiles(copy, path, [""]);
    const told: string[] = [];
    const acceptLoss = (loss: string) => told.push(loss);
    await (await openStore(path, { acceptLoss }))[Symbol.asyncDispose]();
    expect(told).toEqual([expect.stringMatching(/^copied while a run was writing/)]);
    await using accepted = await openStore(path, { readOnly: true });
    expect(await accepted.outcomes()).toEqual([]);
  });

  it("keeps what its journal says up to the damage, and the journal, where its owner accepts the loss", async () => {
    copyFiles(copy, path);
    flipBit(`${path}.journal`, 0.7, 3);
    const damaged = readFileSync(`${path}.journal`);
    const refused = /(\d+) of (\d+) entries of results are missing \(\S+: line \d+ is damaged\)/;
    await expect(openStore(path, { readOnly: true })).rejects.toThrow(/ or keep what is left with list --accept-loss$/);
    const told: string[] = [];
    const acceptLoss = (loss: string) => told.push(loss);
    await (await openStore(path, { readOnly: true, acceptLoss }))[Symbol.asyncDispose]();
    const [, missing = 0, all = 0] = refused.exec(told[0] ?? "") ?? [];
    expect([Number(missing) > 0, Number(missing) < Number(all), told.length]).toEqual([true, true, 1]);
    const kept = readdirSync(folder).filter((name) => name !== "results.duckdb");
    expect(kept).toEqual([expect.stringMatching(/^results\.duckdb\.journal\.corrupt-\d{8}T\d{6}Z$/)]);
    expect(told[0]).toContain(join(folder, kept[0] ?? ""));
    expect(readFileSync(join(folder, kept[0] ?? "")).equals(damaged)).toBe(true);
    await using left = await openStore(path, { acceptLoss });
    expect(told).toHaveLength(1);
    const outcomes = await left.outcomes();
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ cellKey }) => !evidence.kept.has(cellKey))).toEqual([]);
    expect(outcomes.length).toBeLessThan(evidence.kept.size);
    // What was lost can be recorded again.
    const names = Array.from({ length: 60 }, (_, number) => [`a-${number}`, `b-${number}`]).flat();
    const lost = names.filter((name) => {
      const key = keyOf(name);
      return evidence.kept.has(key) && !outcomes.some(({ cellKey }) => cellKey === key);
    });
    for (const name of lost) await left.record(sampleOutcome(name), []);
    expect(await left.outcomes()).toHaveLength(evidence.kept.size);
  });

  it("whose journal does not even begin is kept as far as the database goes, without it", async () => {
    copyFiles(copy, path);
    flipBit(`${path}.journal`, 0, 3);
    const acceptLoss = () => undefined;
    await expect(openStore(path, { acceptLoss })).rejects.toThrow(/first line is damaged; .*move it away and keep/);
    rmSync(`${path}.journal`);
    await expect(openStore(path)).rejects.toThrow(/are missing .*cut or lost.*list --accept-loss/);
    await using left = await openStore(path, { acceptLoss });
    expect(await left.runs()).toHaveLength(1);
  });

  it("does not take the journal of another database", async () => {
    await (await openStore(path))[Symbol.asyncDispose]();
    const journal = `${copy}.journal`;
    copyFileSync(journal, `${path}.journal`);
    await expect(openStore(path)).rejects.toThrow(/\.journal: the journal of another database; restore/);
    expect(readFileSync(`${path}.journal`).equals(readFileSync(journal))).toBe(true);
  });
});

const disk = mountSmallDisk(24);
afterAll(() => disk?.unmount());

it.skipIf(disk === null)("on a read-only disk is read where it is whole, and else says what it needs", async () => {
  const [left, whole] = ["left", "whole"].map((name) => join(disk?.folder ?? "", name));
  await liveCopy(path);
  copyFiles(path, left ?? "");
  copyFiles(`${path}.live`, whole ?? "");
  disk?.makeReadOnly();
  await using store = await openStore(whole ?? "", { readOnly: true });
  expect(await store.runs()).toHaveLength(1);
  await expect(openStore(left ?? "", { readOnly: true })).rejects.toThrow(
    /its writer has died, and completing it takes write permission; make it writable, or copy it/,
  );
  await expect(openStore(left ?? "")).rejects.toThrow(/permission denied; make it accessible/);
});

describe("intents", () => {
  it("that were never settled are charged their worst case when the store is closed", async () => {
    {
      await using store = await openStore(path);
      await store.createRun(sampleRun(), [], []);
      await store.intend("run-1", sampleIntent("a"));
    }
    await using store = await openStore(path, { readOnly: true });
    expect(await store.intents("run-1")).toEqual([]);
    const [lost] = await store.attempts("run-1");
    expect([lost?.outcomeClass, lost?.chargedNanoUsd]).toEqual(["unknown_outcome", 90_000]);
  });

  it("of a batch stay open", async () => {
    {
      await using store = await openStore(path);
      await store.createRun(sampleRun(), [], []);
      await store.intend("run-1", sampleIntent("a", { batch: "b-1" }));
    }
    await using store = await openStore(path);
    expect(await store.intents("run-1")).toEqual([sampleIntent("a", { batch: "b-1" })]);
    expect(await store.attempts("run-1")).toEqual([]);
  });
});
