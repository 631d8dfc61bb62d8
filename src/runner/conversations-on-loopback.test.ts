import { beforeAll, describe, expect, it } from "vitest";
import { callsIn, TranscriptSchema } from "../core/conversation.js";
import { trajectoryOf } from "../core/eval.js";
import { canonicalJson } from "../core/json.js";
import type { ModelClient } from "../core/model-client.js";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import { estimateTokens } from "../models/token-estimate.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { memoryStore } from "../store/memory-store.js";
import { fixtureOptions, fixtureRun, LADDER, NOW_MS } from "../testing/benchmark-fixture.js";
import { shelfEval, shelfPlan, shelves } from "../testing/conversation-fixture.js";
import { BOOK_PRICING, type Loopback, openLoopback } from "../testing/loopback.js";
import { Budget } from "./budget.js";
import { estimateRun } from "./estimate-run.js";
import { type BenchmarkOptions, rescoreRun, resumeRun, startRun } from "./run-benchmark.js";

const ITEMS = 21;
const CELLS = ITEMS * LADDER.length;
const PLAN = shelfPlan(ITEMS);
const RUN = fixtureRun(PLAN, { taskTypes: ["shelves"] });

function optionsOf(store: Store, { client }: { readonly client: ModelClient }, change: Partial<BenchmarkOptions> = {}) {
  return fixtureOptions(store, client, { pricing: BOOK_PRICING, ...change });
}

/** No task type is easy here: many conversations go astray, whatever the draw. */
const open = (faults: FaultPlan = []) => openLoopback(PLAN, faults, { easyTypes: [] });

/** All of an outcome but the time it took, and what deaths cost. */
const measured = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ latencyMs: _latency, chargedNanoUsd: _charged, attempts: _attempts, ...rest }) => rest);

async function runOnce(faults: FaultPlan = []) {
  await using loopback = await open(faults);
  const store = memoryStore();
  const result = await startRun(RUN, PLAN, optionsOf(store, loopback));
  const [attempts, outcomes] = [await store.attempts(RUN.runId), await store.outcomes()];
  return { result, attempts, outcomes, store, stats: loopback.stats(), billNanoUsd: loopback.billNanoUsd() };
}

let straight: Awaited<ReturnType<typeof runOnce>>;
beforeAll(async () => {
  straight = await runOnce();
});

const turnsOf = ({ extra }: Outcome) => TranscriptSchema.parse(extra["conversation"]).turns.length;
const paidOf = ({ stats }: Pick<Loopback, "stats">) => Object.values(stats().keys).map(({ paid }) => paid);

describe("conversations on loopback", () => {
  it("score every cell, pay each turn once, and their ledger is the bill", () => {
    const { result, attempts, outcomes, stats, billNanoUsd } = straight;
    expect(result).toMatchObject({ planned: CELLS, scored: CELLS, errored: 0, missing: 0 });
    expect(Object.values(stats.keys).every(({ paid, attempts: sent }) => paid === 1 && sent === 1)).toBe(true);
    expect(attempts.reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? 0), 0)).toBe(billNanoUsd);
    expect(outcomes.reduce((sum, outcome) => sum + turnsOf(outcome), 0)).toBe(attempts.length);
    expect(new Set(outcomes.map(({ score }) => score === 1))).toEqual(new Set([true, false]));
  });

  it("sum the cost, the tokens and the time of their turns", () => {
    for (const outcome of straight.outcomes) {
      const own = straight.attempts.filter(({ cellKey }) => cellKey === outcome.cellKey);
      expect(own.map(({ role }) => role)).toEqual(own.map((_, turn) => (turn === 0 ? "answer" : `answer:${turn + 1}`)));
      const sum = (pick: (attempt: (typeof own)[number]) => number) => own.reduce((all, one) => all + pick(one), 0);
      expect(outcome.costNanoUsd).toBe(sum(({ costNanoUsd }) => costNanoUsd ?? Number.NaN));
      expect(outcome.usage?.inputTokens).toBe(sum(({ usage }) => usage?.inputTokens ?? Number.NaN));
      expect(outcome.latencyMs).toBeCloseTo(sum(({ latencyMs }) => latencyMs));
      expect(outcome.signalCostNanoUsd).toBe(0);
    }
  });

  it("send more with every turn, and reserve for each before it is sent", () => {
    const longest = straight.outcomes.find((outcome) => turnsOf(outcome) >= 4);
    const prompts = straight.attempts.flatMap(({ cellKey, usage }) =>
      cellKey === longest?.cellKey ? [usage?.inputTokens ?? 0] : [],
    );
    expect(prompts.length).toBeGreaterThanOrEqual(4);
    expect(prompts).toEqual(prompts.toSorted((a, b) => a - b));
  });

  it("are right exactly where the simulated model played the reference: every deviation is noticed", () => {
    const counts = { right: 0, wrong: 0 };
    for (const { cellKey, score, outcomeClass, extra } of straight.outcomes) {
      if (outcomeClass !== "ok") continue;
      const planned = PLAN.find(({ cell }) => cell.key === cellKey);
      const reference = planned === undefined ? null : trajectoryOf(planned.evaluation, planned.item);
      const made = TranscriptSchema.parse(extra["conversation"]).turns.flatMap(({ content }) => callsIn(content));
      const isReference = canonicalJson(made.map(({ id: _id, ...call }) => call)) === canonicalJson(reference?.calls);
      expect([cellKey, score === 1]).toEqual([cellKey, isReference]);
      counts[isReference ? "right" : "wrong"] += 1;
    }
    expect(counts.right).toBeGreaterThan(30);
    expect(counts.wrong).toBeGreaterThan(3);
  });

  it("are the same bytes again with the same seed", async () => {
    const again = await runOnce();
    expect(JSON.stringify(measured(again.outcomes))).toBe(JSON.stringify(measured(straight.outcomes)));
  });

  it("cost what was estimated", () => {
    const estimate = estimateRun(PLAN, { estimateTokens, pricing: BOOK_PRICING, judge: null, nowMs: NOW_MS });
    const total = estimate.get("total");
    const actualUsd = straight.billNanoUsd / 1e9;
    expect(actualUsd).toBeGreaterThanOrEqual(total?.costUsd?.low ?? Number.POSITIVE_INFINITY);
    expect(actualUsd).toBeLessThanOrEqual(total?.costUsd?.high ?? 0);
    expect(straight.stats.paidCalls / (total?.calls ?? 0)).toBeGreaterThan(0.7);
    expect(straight.stats.paidCalls / (total?.calls ?? 0)).toBeLessThan(1.4);
  });
});

/** Aborts when so many turns have been answered. */
function cutAfter(turns: number, { client }: Loopback, abort: AbortController, drain: AbortController): ModelClient {
  let answered = 0;
  return {
    async send(request, options) {
      const result = await client.send(request, options);
      answered += 1;
      if (answered === turns) {
        drain.abort();
        abort.abort();
      }
      return result;
    },
  };
}

describe("a run cut in the middle of conversations", () => {
  it.each([1, 2, 3, 7, 40])(
    "after %i turns goes on from the turns it has, and pays none of them twice",
    async (turns) => {
      await using loopback = await open();
      const store = memoryStore();
      const [abort, drain] = [new AbortController(), new AbortController()];
      const client = cutAfter(turns, loopback, abort, drain);
      const signals = { abort: abort.signal, drain: drain.signal, concurrency: 1 };
      const first = await startRun(RUN, PLAN, optionsOf(store, { client }, signals));
      expect(first.stopped?.reason).toBe("interrupted");
      const kept = await store.answers(RUN.runId);
      const before = paidOf(loopback).length;
      const second = await resumeRun(RUN, PLAN, optionsOf(store, loopback));
      expect(second).toMatchObject({ scored: CELLS, errored: 0, missing: 0 });
      // What was under way when it was cut may be paid again: one call of each tier.
      expect(paidOf(loopback).filter((paid) => paid > 1).length).toBeLessThanOrEqual(LADDER.length);
      for (const { cellKey, role, draw } of kept) {
        expect(loopback.stats().keys[`${cellKey}:${role}:${draw}`]?.paid).toBe(1);
      }
      expect(paidOf(loopback).length).toBeGreaterThan(before);
      expect(measured(await store.outcomes())).toEqual(measured(straight.outcomes));
    },
  );

  it("by its budget has no outcome for them, stays below its cap, and is finished with a larger one", async () => {
    await using loopback = await open();
    const store = memoryStore();
    const cap = Math.floor(straight.billNanoUsd * 0.6);
    const first = await startRun(RUN, PLAN, optionsOf(store, loopback, { budget: new Budget(cap) }));
    expect(first).toMatchObject({ stopped: { reason: "budget" }, errored: 0, run: { status: "budget" } });
    expect(loopback.billNanoUsd()).toBeLessThanOrEqual(cap);
    expect((await store.answers(RUN.runId)).length).toBeGreaterThan(0);
    const second = await resumeRun(RUN, PLAN, optionsOf(store, loopback));
    expect(second).toMatchObject({ scored: CELLS, missing: 0 });
    expect(paidOf(loopback).every((paid) => paid === 1)).toBe(true);
    expect(measured(await store.outcomes())).toEqual(measured(straight.outcomes));
  });
});

describe("a fault in a later turn", () => {
  const inTurn3 = { keyIncludes: ":answer:3:" };

  it.each([
    ["429", { kind: "status", status: 429 }, 0],
    ["a cut connection", { kind: "reset-mid-body" }, 1],
  ] as const)("%s is retried there, and nothing before it is sent again", async (_name, fault, paidMore) => {
    const { result, outcomes, stats } = await runOnce([{ match: inTurn3, nth: 1, fault }]);
    expect(result).toMatchObject({ scored: CELLS, errored: 0 });
    const keys = Object.entries(stats.keys);
    const later = keys.filter(([key]) => key.includes(":answer:3:"));
    expect(later.length).toBeGreaterThan(10);
    for (const [key, { attempts, paid }] of keys) {
      const isStruck = key.includes(":answer:3:");
      expect({ key, attempts, paid }).toEqual({ key, attempts: isStruck ? 2 : 1, paid: 1 + (isStruck ? paidMore : 0) });
    }
    expect(measured(outcomes)).toEqual(measured(straight.outcomes));
  });

  it("that lasts errors the cell with the turns before it kept; tried again, it goes on from there", async () => {
    const { result, outcomes, store } = await runOnce([{ match: inTurn3, fault: { kind: "status", status: 400 } }]);
    expect(result.errored).toBeGreaterThan(0);
    const errored = outcomes.filter(({ status }) => status === "errored");
    for (const { score, error, outcomeClass, extra, costNanoUsd } of errored) {
      expect({ score, outcomeClass }).toEqual({ score: null, outcomeClass: "request_rejected" });
      expect(error).toMatch(/^turn 3: HTTP 400/);
      expect(TranscriptSchema.parse(extra["conversation"])).toMatchObject({ ending: "unfinished", turns: [{}, {}] });
      expect(costNanoUsd).toBeGreaterThan(0);
    }
    await using calm = await open();
    await resumeRun(RUN, PLAN, optionsOf(store, calm, { retryErrors: true }));
    const again = await store.outcomes();
    expect(again.filter(({ status }) => status === "errored")).toEqual([]);
    expect(measured(again)).toEqual(measured(straight.outcomes));
    const asked = Object.keys(calm.stats().keys);
    const firstTurns = asked.filter(
      (key) => /:answer:(2:)?\d+$/.test(key) && errored.some(({ cellKey }) => key.startsWith(cellKey)),
    );
    expect(firstTurns).toEqual([]);
  });
});

describe("scoring again", () => {
  it("plays the stored calls on the environment, and asks nobody", async () => {
    const { store } = await runOnce();
    const client: ModelClient = { send: () => Promise.reject(new Error("asked")) };
    const result = await rescoreRun(RUN, PLAN, optionsOf(store, { client }));
    expect(result).toMatchObject({ scored: CELLS, errored: 0 });
    expect(measured(await store.outcomes())).toEqual(measured(straight.outcomes));
  });

  it("errs where today's environment would have said something else", async () => {
    const { store } = await runOnce();
    const environment: typeof shelves = (item) => {
      const world = shelves(item);
      return { ...world, call: (name, input) => (name === "look" ? { result: "plenty" } : world.call(name, input)) };
    };
    const today = shelfPlan(ITEMS, shelfEval({ environment, environmentVersion: "2" }));
    const client: ModelClient = { send: () => Promise.reject(new Error("asked")) };
    await rescoreRun(RUN, today, optionsOf(store, { client }));
    const outcomes = await store.outcomes();
    const looked = outcomes.filter(({ extra }) => JSON.stringify(extra).includes('"look"'));
    const broken = looked.filter(({ outcomeClass }) => outcomeClass === "validator_error");
    expect(broken.length).toBeGreaterThan(looked.length / 2);
    expect(broken[0]?.error).toMatch(/tool "look" now says something else than in the stored conversation/);
    expect(broken[0]?.extra).toEqual(straight.outcomes.find(({ cellKey }) => cellKey === broken[0]?.cellKey)?.extra);
  });
});
