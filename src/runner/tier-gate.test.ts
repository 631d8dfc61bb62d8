import { setMaxListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { RateLimits } from "../core/config.js";
import { seededRandom } from "../simulator/seeded-random.js";
import { memoryStore } from "../store/memory-store.js";
import { CHEAP, DEAR, fixtureEval, fixtureOptions, fixturePlan, fixtureRun } from "../testing/benchmark-fixture.js";
import { VirtualClock } from "../testing/virtual-clock.js";
import { type VirtualReply, virtualServer } from "../testing/virtual-server.js";
import { startRun } from "./run-benchmark.js";
import type { GateState } from "./tier-gate.js";
import { tierGates } from "./tier-gates.js";

const MINUTE_MS = 60_000;

interface Scene {
  readonly items: number;
  readonly concurrency?: number;
  readonly latencyMs?: number | ((model: string) => number);
  readonly rates?: RateLimits;
  readonly reply?: (nowMs: number, model: string, underWay: number) => VirtualReply;
  readonly tiers?: readonly (typeof CHEAP)[];
  readonly seed?: number;
  readonly drainAtMs?: number;
}

const OK: VirtualReply = { status: 200 };

/** A run in virtual time against a server that answers as it is told. */
async function play(scene: Scene) {
  const { items, concurrency = 4, latencyMs = 200, rates = {}, reply = () => OK, tiers = [CHEAP], seed = 1 } = scene;
  const clock = new VirtualClock(seed);
  const latency = typeof latencyMs === "number" ? () => latencyMs : latencyMs;
  const server = virtualServer(
    clock,
    ({ model }) => latency(model),
    (nowMs, { model }, count) => reply(nowMs, model, count),
  );
  const states: GateState[] = [];
  const drain = new AbortController();
  setMaxListeners(0, drain.signal);
  const gateOf = tierGates({
    clock,
    concurrencyOf: () => concurrency,
    ratesOf: () => rates,
    drain: drain.signal,
    onState: (_, state) => states.push(state),
  });
  const plan = fixturePlan(items, fixtureEval({ scorers: [{ ...fixtureEval().scorers[0], score }] as never }), {
    tiers,
  });
  const store = memoryStore();
  const options = { gateOf, concurrency, drain: drain.signal, nowMs: clock.nowMs };
  const started = startRun(fixtureRun(plan), plan, fixtureOptions(store, server, options));
  if (scene.drainAtMs !== undefined) void clock.sleep(scene.drainAtMs).then(() => drain.abort());
  const result = await clock.until(started);
  return { result, server, states, clock, store };
}

function score() {
  return { scorer: "label-match", kind: "validator" as const, version: "1", value: 1, reason: "" };
}

describe("a storm of 529", () => {
  const storm = (nowMs: number): VirtualReply => (nowMs < 10 * MINUTE_MS ? { status: 529 } : OK);

  it("of ten minutes costs at most 56 requests, no item, and full speed is back within a minute", async () => {
    const { result, server } = await play({ items: 400, concurrency: 16, reply: storm, latencyMs: 1000 });
    const failed = server.arrivals.filter(({ status }) => status === 529);
    expect(failed.length).toBeLessThanOrEqual(56);
    expect(result).toMatchObject({ scored: 400, errored: 0, missing: 0 });
    const back = server.arrivals.find(({ status }) => status === 200)?.atMs ?? Number.NaN;
    const full = server.arrivals.find(({ atMs, underWay }) => atMs >= back && underWay >= 15)?.atMs ?? Number.NaN;
    expect(back - 10 * MINUTE_MS).toBeLessThanOrEqual(30_000);
    expect(full - back).toBeLessThanOrEqual(60_000);
  });

  it.each([1, 2, 4, 64])("finalises at most one item with %i calls at once", async (concurrency) => {
    const { result } = await play({ items: 100, concurrency, reply: storm, latencyMs: 1000 });
    expect(result.errored).toBeLessThanOrEqual(concurrency === 1 ? 1 : 0);
    expect(result.missing).toBe(0);
  });

  it("without an end gives the tier up, and leaves its cells to be resumed", async () => {
    const { result, server } = await play({ items: 50, concurrency: 8, reply: () => ({ status: 529 }) });
    expect(result).toMatchObject({ errored: 0, missing: 50, run: { status: "incomplete" } });
    expect(result.givenUp.get("cheap")).toMatchObject({
      reason: "outage",
      detail: expect.stringMatching(/3\d minutes/),
    });
    expect(server.arrivals.length).toBeLessThan(100);
  });

  it("of one model does not hold up another", async () => {
    const reply = (_: number, model: string): VirtualReply => (model === DEAR.model ? { status: 529 } : OK);
    const { result, server } = await play({ items: 40, tiers: [CHEAP, DEAR], reply });
    expect(result).toMatchObject({ scored: 40, missing: 40 });
    const last = server.arrivals.filter(({ model }) => model === CHEAP.model).at(-1)?.atMs;
    expect(last).toBeLessThanOrEqual(40 * 200);
  });
});

describe("a failing share", () => {
  it.each([1, 2, 3, 4, 5])("of 20 % costs at most 1.35 requests for an item (seed %i)", async (seed) => {
    const random = seededRandom("steady failures", seed);
    const reply = (): VirtualReply => (random.chance(0.2) ? { status: 529 } : OK);
    const { result, server } = await play({ items: 400, concurrency: 8, reply, seed });
    expect(result.missing).toBe(0);
    expect(server.arrivals.length).toBeLessThanOrEqual(1.35 * 400);
  });
});

describe("retry-after", () => {
  it("holds back every call of its tier, and lets them set out one after the other", async () => {
    let isFirst = true;
    const reply = (nowMs: number): VirtualReply => {
      if (nowMs < 300 || !isFirst) return OK;
      isFirst = false;
      return { status: 429, retryAfterMs: 1000 };
    };
    const { server } = await play({ items: 100, concurrency: 8, reply });
    const refused = server.arrivals.find(({ status }) => status === 429)?.atMs ?? Number.NaN;
    const toldMs = refused + 200;
    const later = server.arrivals.filter(({ atMs }) => atMs > toldMs);
    expect(later[0]?.atMs).toBeGreaterThanOrEqual(toldMs + 1000);
    expect(later[0]?.atMs).toBeLessThanOrEqual(toldMs + 1500);
    const firstWave = later.filter(({ atMs }) => atMs <= toldMs + 1400).map(({ atMs }) => atMs);
    expect(new Set(firstWave).size).toBe(firstWave.length);
  });

  it("longer than the deadline of a call is waited for all the same", async () => {
    const reply = (nowMs: number): VirtualReply => (nowMs < 100 ? { status: 429, retryAfterMs: 200_000 } : OK);
    const { result, clock } = await play({ items: 20, reply });
    expect(result).toMatchObject({ scored: 20, errored: 0 });
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(200_000);
  });

  it("of a day ends the tier for this part of the run, and says until when", async () => {
    const reply = (): VirtualReply => ({ status: 429, retryAfterMs: 86_400_000 });
    const { result, clock } = await play({ items: 20, reply });
    expect(result.givenUp.get("cheap")?.detail).toMatch(/^rate limited until 2026-11-21T00:00:00/);
    expect(clock.monotonicMs()).toBeLessThan(10_000);
    expect(result).toMatchObject({ errored: 0, missing: 20, run: { status: "incomplete" } });
  });
});

describe("concurrency", () => {
  it("comes down to what the server takes, and climbs again when it takes more", async () => {
    const takes = (nowMs: number) => (nowMs < 30_000 ? 6 : 100);
    const reply = (nowMs: number, _: string, underWay: number) =>
      underWay > takes(nowMs) ? ({ status: 429 } as const) : OK;
    const { result, server, states } = await play({ items: 1500, concurrency: 32, reply });
    expect(result).toMatchObject({ scored: 1500, errored: 0 });
    const between = (fromMs: number, toMs: number) =>
      server.arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    const refused = between(5000, 30_000).filter(({ status }) => status === 429);
    expect(refused.length).toBeLessThanOrEqual(0.1 * between(5000, 30_000).length);
    expect(states[0]?.concurrency).toBe(16);
    expect(Math.max(...between(30_000, 45_000).map(({ underWay }) => underWay))).toBeGreaterThanOrEqual(28);
  });

  it("never exceeds what the user allows", async () => {
    const { server } = await play({ items: 100, concurrency: 5 });
    expect(Math.max(...server.arrivals.map(({ underWay }) => underWay))).toBe(5);
  });
});

describe("rates", () => {
  it("keeps to the requests of a minute", async () => {
    const { server } = await play({ items: 300, concurrency: 50, rates: { requestsPerMinute: 60 }, latencyMs: 10 });
    for (let fromMs = 0; fromMs < 5 * MINUTE_MS; fromMs += 7000) {
      const within = server.arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + MINUTE_MS);
      expect(within.length).toBeLessThanOrEqual(61);
    }
    expect(server.arrivals.at(-1)?.atMs).toBeLessThanOrEqual(5 * MINUTE_MS);
  });
});

describe("an interrupt", () => {
  it("ends the wait of those that are paused", async () => {
    const reply = (): VirtualReply => ({ status: 429, retryAfterMs: 200_000 });
    const { result, clock } = await play({ items: 20, reply, drainAtMs: 5000 });
    expect(result).toMatchObject({ stopped: { reason: "interrupted" }, errored: 0, missing: 20 });
    expect(clock.monotonicMs()).toBeLessThan(6000);
  });
});
