import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Outcome } from "../core/outcome.js";
import { startRun } from "../runner/run-benchmark.js";
import type { SeededRandom } from "../simulator/seeded-random.js";
import type { Simulator } from "../simulator/start-simulator.js";
import { openStore } from "../store/duckdb-store.js";
import { memoryStore } from "../store/memory-store.js";
import { fixtureOptions, LADDER } from "./benchmark-fixture.js";
import { type CrashChild, type CrashTask, startCrashChild } from "./crash-child.js";
import {
  billNanoUsd,
  CRASH_JUDGE,
  CRASH_PRICING,
  crashPlan,
  crashRun,
  crashServer,
  type Holdings,
} from "./crash-world.js";
import { openLoopback } from "./loopback.js";

export interface CrashCampaign {
  readonly items: number;
  readonly concurrency: number;
  /** Kill so many times at random moments, then let it end. */
  readonly randomKills?: number;
  /** Kill at these points, one after the other, then let it end. */
  readonly points?: readonly NonNullable<CrashTask["crash"]>[];
  readonly random: SeededRandom;
}

/** What a campaign has found. */
export interface CrashFindings {
  readonly kills: number;
  /** Deaths after which the store held something, so that the ledger could be held against the bill. */
  readonly looks: number;
  readonly paidTwice: number;
  /** Answers the server had generated of which nothing was written down, summed over the deaths. */
  readonly lostInFlight: number;
  /** In words; empty where every promise held. */
  readonly broken: readonly string[];
}

/** Most milliseconds that a process lives before it is killed, after it has begun to ask. */
const LONGEST_LIFE_MS = 400;
/** The server may still be generating what the dead process has asked for. */
const SERVER_REST_MS = 60;

/** Kills a run again and again, resumes it each time, and holds it against its promises. */
export async function crashCampaign(campaign: CrashCampaign): Promise<CrashFindings> {
  const { items, concurrency, randomKills = 0, points = [], random } = campaign;
  const folder = mkdtempSync(join(tmpdir(), "tierbench-crash-"));
  const plan = crashPlan(items);
  await using server = await crashServer(plan, 0.02);
  const task = { database: join(folder, "results.duckdb"), baseUrl: server.baseUrl, items, concurrency };
  const watch = new CrashWatch(server, concurrency);
  try {
    for (const crash of points) await watch.follow(startCrashChild({ ...task, crash }), null);
    for (let kill = 0; kill < randomKills; kill += 1) {
      await watch.follow(startCrashChild(task), Math.floor(random.next() * LONGEST_LIFE_MS));
    }
    await watch.follow(startCrashChild(task), null, true);
    await using store = await openStore(task.database);
    return watch.conclude(await store.outcomes(), await straightOutcomes(items));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Follows one process after the other, and remembers what was promised. */
class CrashWatch {
  readonly #server: Simulator;
  /** Calls that may be under way at once: every model has its own. */
  readonly #inFlight: number;
  readonly #kept = new Set<string>();
  readonly #broken: string[] = [];
  readonly #lost = new Set<string>();
  #kills = 0;
  #looks = 0;

  constructor(server: Simulator, concurrency: number) {
    this.#server = server;
    this.#inFlight = concurrency * LADDER.length;
  }

  /** @param lifeMs - null: it ends by itself */
  async follow(child: CrashChild, lifeMs: number | null, isLast = false): Promise<void> {
    const stats = this.#server.stats();
    if (lifeMs !== null) {
      while (child.lines.length === 0 && child.process.exitCode === null) await delay(2);
      await delay(lifeMs);
      child.process.kill("SIGKILL");
    }
    await child.ended;
    await delay(SERVER_REST_MS);
    const holds = child.lines.find((line) => line.startsWith("holds "))?.slice(6);
    if (holds !== undefined && holds !== "null") this.#look(JSON.parse(holds) as Holdings, stats);
    for (const line of child.lines) if (line.startsWith("kept ")) this.#kept.add(line.slice(5));
    const isDone = child.lines.some((line) => line.startsWith("done "));
    if (!isDone) this.#kills += 1;
    if (isLast && !isDone) this.#broken.push(`the last part did not end: ${child.lines.at(-1) ?? "it said nothing"}`);
  }

  /** What a new process finds, held against what the server had done before it. */
  #look(holds: Holdings, { keys, ...stats }: ReturnType<Simulator["stats"]>): void {
    this.#looks += 1;
    const bill = billNanoUsd({ keys, ...stats });
    if (!(holds.leastNanoUsd <= bill && bill <= holds.mostNanoUsd)) {
      this.#broken.push(`bill ${bill} is not between ${holds.leastNanoUsd} and ${holds.mostNanoUsd}`);
    }
    const outcomes = new Set(holds.outcomes);
    for (const key of this.#kept) if (!outcomes.has(key)) this.#broken.push(`acknowledged outcome ${key} is gone`);
    if (outcomes.size !== holds.outcomes.length) this.#broken.push("a cell has two outcomes");
    const held = new Set(holds.answers);
    const lost = Object.entries(keys).filter(([key, { paid }]) => {
      const isUsed = outcomes.has(key.slice(0, 64));
      return paid > 0 && !isUsed && !held.has(key) && !this.#lost.has(key);
    });
    for (const [key] of lost) this.#lost.add(key);
    if (lost.length > this.#inFlight) {
      this.#broken.push(`${lost.length} paid answers are lost, at most ${this.#inFlight} were in flight`);
    }
  }

  conclude(outcomes: readonly Outcome[], straight: readonly Outcome[]): CrashFindings {
    const { keys } = this.#server.stats();
    const paidTwice = Object.values(keys).reduce((sum, { paid }) => sum + Math.max(0, paid - 1), 0);
    if (paidTwice > this.#inFlight * this.#kills) this.#broken.push(`${paidTwice} answers were paid twice`);
    const [got, want] = [outcomes, straight].map((rows) => JSON.stringify(rows.map(essence)));
    if (got !== want) this.#broken.push("the outcomes are not those of a run that nobody killed");
    const found = { kills: this.#kills, looks: this.#looks, paidTwice, lostInFlight: this.#lost.size };
    return { ...found, broken: this.#broken };
  }
}

/** What must not depend on how often a run was killed: all but the time it took, and what deaths cost. */
function essence({ latencyMs: _time, chargedNanoUsd: _charged, attempts: _attempts, ...rest }: Outcome) {
  return rest;
}

async function straightOutcomes(items: number): Promise<readonly Outcome[]> {
  const plan = crashPlan(items);
  await using calm = await openLoopback(plan);
  const store = memoryStore();
  const options = { pricing: CRASH_PRICING, judge: CRASH_JUDGE, nowMs: Date.now };
  await startRun(crashRun(plan), plan, fixtureOptions(store, calm.client, options));
  return await store.outcomes();
}
