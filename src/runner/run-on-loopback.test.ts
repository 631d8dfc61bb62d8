import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import { estimateTokens } from "../models/token-estimate.js";
import { agreement } from "../scorers/agreement.js";
import { judge } from "../scorers/judge.js";
import { labelMatch } from "../scorers/label-match.js";
import { selfReport } from "../scorers/self-report.js";
import { openStore } from "../store/duckdb-store.js";
import { memoryStore } from "../store/memory-store.js";
import { fixtureEval, fixtureOptions, fixturePlan, fixtureRun, MIDDLE, NOW_MS } from "../testing/benchmark-fixture.js";
import { BOOK_PRICING, type Loopback, openLoopback } from "../testing/loopback.js";
import { estimateRun } from "./estimate-run.js";
import { type BenchmarkOptions, resumeRun, startRun } from "./run-benchmark.js";

const RUBRIC = judge({ task: "Pick a queue.", criteria: [{ name: "right", question: "Is it the right queue?" }] });
const EVAL = fixtureEval({
  scorers: [labelMatch(), RUBRIC],
  reduce: "mean",
  signals: [selfReport({ levels: ["low", "medium", "high"] }), agreement()],
});
const PLAN = fixturePlan(8, EVAL, { trials: 2, judge: MIDDLE });
const RUN = fixtureRun(PLAN, { trials: 2 });
const CONCURRENCY = 4;

function optionsOf(store: Store, { client }: Loopback, change: Partial<BenchmarkOptions> = {}): BenchmarkOptions {
  const options = { pricing: BOOK_PRICING, judge: MIDDLE, concurrency: CONCURRENCY, ...change };
  return fixtureOptions(store, client, options);
}

/** What a run measures: all of an outcome but its latency. */
const measured = (outcomes: readonly Outcome[]) => outcomes.map(({ latencyMs: _latency, ...rest }) => rest);
const withoutSpending = (outcomes: readonly Outcome[]) =>
  measured(outcomes).map(({ chargedNanoUsd: _charged, attempts: _attempts, ...rest }) => rest);

let straight: readonly Outcome[] = [];
let straightRun: Awaited<ReturnType<typeof runStraight>>;
async function runStraight() {
  await using loopback = await openLoopback(PLAN);
  const store = memoryStore();
  const result = await startRun({ ...RUN, simulated: false }, PLAN, optionsOf(store, loopback));
  const [run, attempts, outcomes] = [
    await store.run(RUN.runId),
    await store.attempts(RUN.runId),
    await store.outcomes(),
  ];
  return { result, run, attempts, outcomes, stats: loopback.stats(), billNanoUsd: loopback.billNanoUsd() };
}
beforeAll(async () => {
  straightRun = await runStraight();
  straight = straightRun.outcomes;
});

/** Aborts after so many stored cells. */
function after(cells: number, act: () => void): Pick<BenchmarkOptions, "onOutcome"> {
  let stored = 0;
  return {
    onOutcome: () => {
      stored += 1;
      if (stored === cells) act();
    },
  };
}

describe("a run on loopback", () => {
  it("scores every cell, asks each call once, and its ledger is the bill", () => {
    const { result, attempts, stats, billNanoUsd } = straightRun;
    expect(result).toMatchObject({ planned: 48, scored: 48, errored: 0, missing: 0, stopped: null });
    expect(Object.values(stats.keys).every((key) => key.paid === 1 && key.attempts === 1)).toBe(true);
    expect(stats.peakConcurrency).toBeLessThanOrEqual(3 * CONCURRENCY);
    expect(attempts).toHaveLength(Object.keys(stats.keys).length);
    expect(attempts.reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0)).toBe(billNanoUsd);
    expect(new Set(straight.map(({ score }) => score)).size).toBeGreaterThan(1);
  });

  it("is marked as simulated, whatever its record said at the start", () => {
    expect(straightRun.result.run.simulated).toBe(true);
    expect(straightRun.run.simulated).toBe(true);
    expect(straight.every(({ simulated }) => simulated)).toBe(true);
  });

  it("costs what was estimated", () => {
    const estimate = estimateRun(PLAN, { estimateTokens, pricing: BOOK_PRICING, judge: MIDDLE, nowMs: NOW_MS });
    const total = estimate.get("total");
    const actualUsd = straightRun.billNanoUsd / 1e9;
    expect(actualUsd).toBeGreaterThanOrEqual(total?.costUsd?.low ?? Number.POSITIVE_INFINITY);
    expect(actualUsd).toBeLessThanOrEqual(total?.costUsd?.high ?? 0);
    // A cut-off or refused answer is not judged.
    const { paidCalls } = straightRun.stats;
    expect(paidCalls).toBeLessThanOrEqual(total?.calls ?? 0);
    expect(paidCalls).toBeGreaterThan(0.95 * (total?.calls ?? 0));
  });
});

describe("an interrupted run", () => {
  it.each([1, 13, 30])("drained after %i cells and resumed is the straight run, each call paid once", async (cells) => {
    await using loopback = await openLoopback(PLAN);
    const store = memoryStore();
    const drain = new AbortController();
    const change = { drain: drain.signal, ...after(cells, () => drain.abort()) };
    const first = await startRun(RUN, PLAN, optionsOf(store, loopback, change));
    expect(first).toMatchObject({ stopped: { reason: "interrupted" }, errored: 0 });
    const answersOf = (stats: ReturnType<Loopback["stats"]>) =>
      Object.keys(stats.keys).filter((key) => key.includes(":answer:")).length;
    expect(answersOf(loopback.stats())).toBe(first.scored);
    const second = await resumeRun(RUN, PLAN, optionsOf(store, loopback));
    expect(second).toMatchObject({ scored: 48, errored: 0, missing: 0, run: { status: "finished" } });
    expect(Object.values(loopback.stats().keys).every(({ paid }) => paid === 1)).toBe(true);
    expect(measured(await store.outcomes())).toEqual(measured(straight));
  });

  it.each([1, 13, 30])("cut off after %i cells loses nothing that was answered", async (cells) => {
    await using loopback = await openLoopback(PLAN);
    const store = memoryStore();
    const drain = new AbortController();
    const abort = new AbortController();
    const cut = after(cells, () => {
      drain.abort();
      abort.abort();
    });
    const first = await startRun(
      RUN,
      PLAN,
      optionsOf(store, loopback, { ...cut, drain: drain.signal, abort: abort.signal }),
    );
    expect(first.stopped?.reason).toBe("interrupted");
    const billed = loopback.billNanoUsd();
    const ledger = await store.attempts(RUN.runId);
    expect(ledger.reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0)).toBeGreaterThanOrEqual(billed);
    const second = await resumeRun(RUN, PLAN, optionsOf(store, loopback));
    expect(second).toMatchObject({ scored: 48, errored: 0, missing: 0 });
    const twice = Object.values(loopback.stats().keys).filter(({ paid }) => paid > 1);
    // At most the one call of each cell under way that was cut.
    expect(twice.length).toBeLessThanOrEqual(3 * CONCURRENCY);
    expect(withoutSpending(await store.outcomes())).toEqual(withoutSpending(straight));
  });

  it("goes on from the database of another process", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tierbench-runner-"));
    try {
      const path = join(folder, "results.duckdb");
      await using loopback = await openLoopback(PLAN);
      const drain = new AbortController();
      {
        await using store = await openStore(path);
        const change = { drain: drain.signal, ...after(20, () => drain.abort()) };
        await startRun(RUN, PLAN, optionsOf(store, loopback, change));
      }
      await using store = await openStore(path);
      const { missing } = await resumeRun(RUN, PLAN, optionsOf(store, loopback));
      expect(missing).toBe(0);
      expect(Object.values(loopback.stats().keys).every(({ paid }) => paid === 1)).toBe(true);
      expect(measured(await store.outcomes())).toEqual(measured(straight));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
