import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Store } from "../core/store.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  DEAR,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { type Script, scriptedClient } from "../testing/scripted-client.js";
import type { PlannedCell } from "./plan-run.js";
import { type BenchmarkOptions, startRun } from "./run-benchmark.js";

async function run(plan: readonly PlannedCell[], script: Script, change: Partial<BenchmarkOptions> = {}) {
  const store = change.store ?? memoryStore();
  const client = scriptedClient(script);
  const result = await startRun(fixtureRun(plan), plan, fixtureOptions(store, client, change));
  return { result, client, outcomes: await store.outcomes() };
}

describe("a tier's limit", () => {
  it("holds the cells under way at the concurrency, and uses it", async () => {
    const { client, result } = await run(fixturePlan(30), () => ({}), { concurrency: 3 });
    expect(Object.fromEntries(client.peaks)).toEqual({ [CHEAP.model]: 3, [MIDDLE.model]: 3, [DEAR.model]: 3 });
    expect(result).toMatchObject({ planned: 90, scored: 90, missing: 0, stopped: null });
  });

  it("does not let a slow tier hold up a fast one", async () => {
    let isFastDone = (): void => undefined;
    const fast = new Promise<void>((resolve) => {
      isFastDone = resolve;
    });
    let left = 20;
    const { outcomes } = await run(
      fixturePlan(20, fixtureEval(), { tiers: [DEAR, CHEAP] }),
      // The dear tier, which comes first, answers nothing until the cheap one has finished all its items.
      async ({ request }) => {
        if (request.model === DEAR.model) await fast;
        return {};
      },
      {
        onOutcome: ({ tier }) => {
          left -= tier === "cheap" ? 1 : 0;
          if (left === 0) isFastDone();
        },
      },
    );
    expect(outcomes).toHaveLength(40);
  });

  it("sends nothing more than it has slots for before outcomes are stored", async () => {
    let unstored = 0;
    let most = 0;
    const store = memoryStore();
    const slow: Store = {
      ...store,
      async record(outcome, attempts) {
        for (let turn = 0; turn < 5; turn += 1) await setImmediate();
        await store.record(outcome, attempts);
        unstored -= 1;
      },
    };
    await run(
      fixturePlan(12, fixtureEval(), { tiers: [CHEAP] }),
      () => {
        unstored += 1;
        most = Math.max(most, unstored);
        return {};
      },
      { store: slow, concurrency: 2 },
    );
    expect(most).toBe(2);
  });

  it("tells of an outcome only when it is stored", async () => {
    const store = memoryStore();
    const stored: boolean[] = [];
    const keys = new Set<string>();
    const noting: Store = {
      ...store,
      async record(outcome, attempts) {
        await setImmediate();
        await store.record(outcome, attempts);
        keys.add(outcome.cellKey);
      },
    };
    await run(fixturePlan(3), () => ({}), {
      store: noting,
      onOutcome: ({ cellKey }) => void stored.push(keys.has(cellKey)),
    });
    expect(stored).toEqual(Array(9).fill(true));
  });
});

describe("rejected requests", () => {
  const rejecting: Script = ({ request }) =>
    request.model === MIDDLE.model ? { outcomeClass: "request_rejected" } : {};

  it("stop their tier after ten items in a row, and no other", async () => {
    const { result, client, outcomes } = await run(fixturePlan(40), rejecting, { concurrency: 1 });
    expect([...result.givenUp]).toEqual([["middle", { reason: "rejected", detail: "scripted request_rejected" }]]);
    expect(client.calls.filter(({ request }) => request.model === MIDDLE.model)).toHaveLength(10);
    expect(outcomes.filter(({ status }) => status === "scored")).toHaveLength(80);
    expect(result).toMatchObject({ errored: 10, missing: 30, stopped: null, run: { status: "incomplete" } });
  });

  it("count anew after any other ending", async () => {
    let count = 0;
    const script: Script = () => ({ outcomeClass: (count += 1) % 10 === 0 ? "infra_timeout" : "request_rejected" });
    const plan = fixturePlan(40, fixtureEval(), { tiers: [CHEAP] });
    const { result } = await run(plan, script, { concurrency: 1 });
    expect(result).toMatchObject({ errored: 40, missing: 0 });
    expect(result.givenUp.size).toBe(0);
  });

  it("count an item once, however many its trials", async () => {
    const plan = fixturePlan(5, fixtureEval(), { tiers: [CHEAP], trials: 12 });
    const { result } = await run(plan, () => ({ outcomeClass: "request_rejected" }), { concurrency: 1 });
    expect(result).toMatchObject({ errored: 60, missing: 0 });
  });
});

describe("a stop of the account", () => {
  it("ends all dispatch: only calls under way come after it", async () => {
    const script: Script = ({ index }) => (index >= 25 ? { outcomeClass: "auth_billing_stop" } : {});
    const { result, client } = await run(fixturePlan(60), script, { concurrency: 4 });
    expect(result.stopped).toEqual({ reason: "account", detail: "scripted auth_billing_stop" });
    expect(client.calls.length).toBeLessThanOrEqual(25 + 3 * 4);
    expect(result).toMatchObject({ errored: client.calls.length - 25, run: { status: "incomplete" } });
    expect(result.missing).toBe(180 - client.calls.length);
  });

  it("counts when the judge is refused", async () => {
    const plan = fixturePlan(60, fixtureEval({ scorers: [yesNoJudge()] }), { judge: MIDDLE });
    const script: Script = ({ role }) => (role === "judge:kind" ? { outcomeClass: "auth_billing_stop" } : {});
    const { result, client } = await run(plan, script, { judge: MIDDLE, concurrency: 2 });
    expect(result.stopped?.reason).toBe("account");
    expect(client.callsIn("answer").length).toBeLessThanOrEqual(2 * 3 * 2);
  });
});

describe("a drain", () => {
  it("finishes the cells under way with all their calls, and starts no other", async () => {
    const drain = new AbortController();
    const plan = fixturePlan(30, fixtureEval({ scorers: [yesNoJudge()] }), { judge: MIDDLE });
    const script: Script = ({ role, index }) => {
      if (index === 10) drain.abort();
      return role === "answer" ? {} : { text: "yes" };
    };
    const { result, client } = await run(plan, script, { judge: MIDDLE, concurrency: 2, drain: drain.signal });
    expect(result).toMatchObject({ stopped: { reason: "interrupted" }, run: { status: "interrupted" }, errored: 0 });
    expect(client.callsIn("answer")).toHaveLength(result.scored);
    expect(client.callsIn("judge:kind")).toHaveLength(result.scored);
    expect(result.scored).toBeLessThan(20);
  });
});

describe("a store that fails", () => {
  it("stops dispatch, and the failure is thrown after the cells under way have ended", async () => {
    let records = 0;
    const store = memoryStore();
    const full: Store = {
      ...store,
      record(outcome, attempts) {
        records += 1;
        return records > 5 ? Promise.reject(new Error("no space left on device")) : store.record(outcome, attempts);
      },
    };
    const plan = fixturePlan(60);
    const client = scriptedClient();
    await expect(startRun(fixtureRun(plan), plan, fixtureOptions(full, client, { concurrency: 2 }))).rejects.toThrow(
      "no space left",
    );
    const asked = client.calls.length;
    expect(asked).toBeLessThanOrEqual(6 + 3 * 2);
    expect(records).toBe(asked);
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect(client.calls).toHaveLength(asked);
  });
});
