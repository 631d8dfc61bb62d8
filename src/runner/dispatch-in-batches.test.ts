import { describe, expect, it } from "vitest";
import { adaptiveSession, inAdaptiveOrder } from "../cli/adaptive-run.js";
import type { Outcome } from "../core/outcome.js";
import type { Adaptive } from "../core/run.js";
import type { Store } from "../core/store.js";
import { seededRandom } from "../stats/random.js";
import { memoryStore } from "../store/memory-store.js";
import {
  CHEAP,
  DEAR,
  FLAT_PRICING,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  LADDER,
  MIDDLE,
} from "../testing/benchmark-fixture.js";
import { type Loopback, openLoopback } from "../testing/loopback.js";
import { type Script, type ScriptedCall, scriptedClient } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import type { PlannedCell } from "./plan-run.js";
import { type BenchmarkOptions, rescoreRun, resumeRun, startRun } from "./run-benchmark.js";

const RULES: Adaptive = {
  seed: 1,
  batchUnits: 10,
  minUnits: 30,
  margin: 0.1,
  confidence: 0.95,
  reference: "dear",
  mostCells: 0,
};

interface World {
  readonly plan: readonly PlannedCell[];
  readonly rules: Adaptive;
}

function world(plan: readonly PlannedCell[], change: Partial<Adaptive> = {}): World {
  const rules = { ...RULES, ...change, mostCells: plan.length };
  return { plan: inAdaptiveOrder(plan, rules.seed), rules };
}

function sessionOf({ plan, rules }: World, leastCells = Number.POSITIVE_INFINITY) {
  return adaptiveSession({ plan, rules, tiers: LADDER, traffic: null, leastCells });
}

/** One part of a run, with a session of its own as another process would have. */
async function part(
  act: typeof startRun,
  of: World,
  store: Store,
  options: Partial<BenchmarkOptions> & Pick<BenchmarkOptions, "client">,
  leastCells?: number,
) {
  const session = sessionOf(of, leastCells);
  const run = fixtureRun(of.plan, {
    adaptive: of.rules,
    taskTypes: [...new Set(of.plan.map(({ cell }) => cell.taskType))],
  });
  const all = fixtureOptions(store, options.client, { ...options, pacing: session.pacing });
  const result = await act(run, of.plan, all);
  return { result, outcomes: await store.outcomes(), pairs: session.pairs() };
}

/** A cheap tier that is wrong on four of ten items, and two equal ones. */
const PLANTED: Script = (call) => (call.request.model === CHEAP.model && draw(call) < 0.4 ? { text: "wrong" } : {});

function draw({ request }: ScriptedCall): number {
  return seededRandom(4, JSON.stringify(request.messages)).uniform();
}

const keysOf = (outcomes: readonly Outcome[]) => outcomes.map(({ cellKey }) => cellKey).sort();
const decided = (pairs: readonly { readonly tier: string; readonly decision: string }[]) =>
  pairs.map(({ tier, decision }) => `${tier}: ${decision}`);

describe("an adaptive run", () => {
  const triage = world(fixturePlan(300));

  it("stops a hopeless tier early, certifies an equal one, and asks far less than everything", async () => {
    const store = memoryStore();
    const { result, outcomes, pairs } = await part(startRun, triage, store, { client: scriptedClient(PLANTED) });
    expect(decided(pairs)).toEqual(["cheap: inferior", "middle: non-inferior"]);
    const asked = (tier: string) => outcomes.filter((outcome) => outcome.tier === tier).length;
    expect(asked("cheap")).toBeLessThan(80);
    expect(asked("middle")).toBe(asked("dear"));
    expect(outcomes.length).toBeLessThan(0.5 * triage.plan.length);
    expect(result).toMatchObject({ missing: 0, errored: 0, stopped: null, planned: outcomes.length });
    expect(await store.run("run-1")).toMatchObject({
      status: "finished",
      plannedCells: outcomes.length,
      adaptive: { mostCells: 900, seed: 1 },
    });
  });

  it("records its order: the plan holds the units as they are asked, and the seed gives them again", async () => {
    const store = memoryStore();
    const { outcomes } = await part(startRun, triage, store, { client: scriptedClient(PLANTED) });
    const planned = [...new Set((await store.plan("run-1")).map(({ itemId }) => itemId))];
    const asked = new Set(outcomes.map(({ itemId }) => itemId));
    expect(planned.slice(0, asked.size).every((itemId) => asked.has(itemId))).toBe(true);
    expect(inAdaptiveOrder([...triage.plan].reverse(), 1).map(({ cell }) => cell.itemId)).toEqual(
      triage.plan.map(({ cell }) => cell.itemId),
    );
    expect(planned).not.toEqual([...planned].sort());
  });

  it("keeps to the concurrency of each tier", async () => {
    const client = scriptedClient(PLANTED);
    await part(startRun, triage, memoryStore(), { client, concurrency: 3 });
    expect(Math.max(...client.peaks.values())).toBe(3);
  });

  it("takes several trials", async () => {
    const of = world(fixturePlan(200, fixtureEval(), { trials: 2 }));
    const { outcomes, pairs } = await part(startRun, of, memoryStore(), { client: scriptedClient(PLANTED) });
    expect(decided(pairs)[0]).toBe("cheap: inferior");
    expect(outcomes.filter(({ trial }) => trial === 1)).toHaveLength(outcomes.length / 2);
  });
});

describe("an interrupted adaptive run", () => {
  const of = world(fixturePlan(150));

  it.each([0, 1, 17, 30, 89, 90, 91, 140, 160])(
    "after %i answers, resumed, buys what an unbroken one buys",
    async (at) => {
      const unbroken = await part(startRun, of, memoryStore(), { client: scriptedClient(PLANTED) });
      const store = memoryStore();
      const [drain, abort] = [new AbortController(), new AbortController()];
      const cutting: Script = (call) => {
        if (call.index === at) for (const control of [drain, abort]) control.abort();
        return PLANTED(call);
      };
      const cut = await part(startRun, of, store, {
        client: scriptedClient(cutting),
        drain: drain.signal,
        abort: abort.signal,
      });
      expect(cut.result.run.status).toBe("interrupted");
      expect(cut.result.missing).toBeGreaterThan(0);
      expect(cut.outcomes.length).toBeLessThan((await store.run("run-1")).plannedCells);
      const resumed = await part(resumeRun, of, store, { client: scriptedClient(PLANTED) });
      expect(keysOf(resumed.outcomes)).toEqual(keysOf(unbroken.outcomes));
      expect(resumed.pairs).toEqual(unbroken.pairs);
      expect(resumed.result).toMatchObject({ missing: 0, errored: 0, run: { status: "finished" } });
      expect((await store.run("run-1")).plannedCells).toBe(unbroken.outcomes.length);
    },
  );

  it("has nothing to do once it is finished", async () => {
    const store = memoryStore();
    await part(startRun, of, store, { client: scriptedClient(PLANTED) });
    const client = scriptedClient(PLANTED);
    const again = await part(resumeRun, of, store, { client });
    expect(client.calls).toEqual([]);
    expect(again.result.run.status).toBe("finished");
  });
});

describe("what comes after a run", () => {
  const of = world(fixturePlan(100));

  it("finishes the record of one that died after its last answer, and asks nobody", async () => {
    const store = memoryStore();
    const { outcomes } = await part(startRun, of, store, { client: scriptedClient(PLANTED) });
    await store.updateRun("run-1", { status: "running", finishedAt: null, simulated: false, plannedCells: 300 });
    const client = scriptedClient(PLANTED);
    await part(resumeRun, of, store, { client });
    expect(client.calls).toEqual([]);
    expect(await store.run("run-1")).toMatchObject({ status: "finished", plannedCells: outcomes.length });
  });

  it("scores it again without missing what was never asked", async () => {
    const store = memoryStore();
    const { result, outcomes } = await part(startRun, of, store, { client: scriptedClient(PLANTED) });
    const options = fixtureOptions(
      store,
      scriptedClient(() => expect.fail()),
    );
    const again = await rescoreRun(result.run, of.plan, options);
    expect(again).toMatchObject({ planned: outcomes.length, missing: 0, run: { status: "finished" } });
    expect(await store.outcomes()).toEqual(outcomes);
  });
});

describe("errored cells", () => {
  const of = world(fixturePlan(150));
  /** Every fifth item fails on the middle tier. */
  const failing: Script = (call) =>
    call.request.model === MIDDLE.model && draw(call) < 0.2 ? { outcomeClass: "infra_timeout" } : PLANTED(call);

  it("are no observations: the decision is that of the other items", async () => {
    const { pairs, outcomes, result } = await part(startRun, of, memoryStore(), { client: scriptedClient(failing) });
    const middle = pairs.find(({ tier }) => tier === "middle");
    expect(middle).toMatchObject({ decision: "non-inferior", loss: 0 });
    expect(middle?.skipped).toBe(outcomes.filter(({ status }) => status === "errored").length);
    expect(middle?.skipped).toBeGreaterThan(3);
    expect(result.run.status).toBe("finished");
  });

  it("are tried once in each part, and again where that is asked for", async () => {
    const store = memoryStore();
    const first = await part(startRun, of, store, { client: scriptedClient(failing) });
    const kept = scriptedClient(PLANTED);
    await part(resumeRun, of, store, { client: kept });
    expect(kept.calls).toEqual([]);
    const retried = scriptedClient(PLANTED);
    const again = await part(resumeRun, of, store, { client: retried, retryErrors: true });
    expect(retried.calls.length).toBeGreaterThan(0);
    expect(retried.calls.length).toBeLessThanOrEqual(first.pairs.find(({ tier }) => tier === "middle")?.skipped ?? 0);
    expect(again.pairs.find(({ tier }) => tier === "middle")).toMatchObject({ decision: "non-inferior", skipped: 0 });
  });

  it("give a tier up that rejects everything, and go on with the others", async () => {
    const rejecting: Script = (call) =>
      call.request.model === MIDDLE.model ? { outcomeClass: "request_rejected" } : PLANTED(call);
    const client = scriptedClient(rejecting);
    const store = memoryStore();
    const { result, pairs } = await part(startRun, of, store, { client });
    expect([...result.givenUp.keys()]).toEqual(["middle"]);
    expect(client.calls.filter(({ request }) => request.model === MIDDLE.model)).toHaveLength(10);
    expect(decided(pairs)).toEqual(["cheap: inferior", "middle: open"]);
    expect(result.run.status).toBe("incomplete");
    expect(result.missing).toBeGreaterThan(0);
    const healed = await part(resumeRun, of, store, { client: scriptedClient(PLANTED), retryErrors: true });
    expect(decided(healed.pairs)).toEqual(["cheap: inferior", "middle: non-inferior"]);
    expect(healed.result).toMatchObject({ missing: 0, run: { status: "finished" } });
  });
});

describe("several task types", () => {
  const plan = ["extract", "sort", "triage"].flatMap((taskType, index) =>
    fixturePlan(120 + 40 * index, fixtureEval({ taskType })),
  );
  const of = world(plan);

  it("are each asked until their own pairs are closed, in whatever order", async () => {
    const [all, oneByOne] = [
      await part(startRun, of, memoryStore(), { client: scriptedClient(PLANTED) }),
      await part(startRun, of, memoryStore(), { client: scriptedClient(PLANTED) }, 1),
    ];
    expect(keysOf(oneByOne.outcomes)).toEqual(keysOf(all.outcomes));
    expect(new Set(all.outcomes.map(({ taskType }) => taskType)).size).toBe(3);
  });

  it("share a budget by what they are worth, the largest first, and more of it ends where none ends", async () => {
    const worst = FLAT_PRICING.worstCaseNanoUsd(plan.find(({ tier }) => tier === DEAR)?.request ?? expect.fail(), 0);
    const unbroken = await part(startRun, of, memoryStore(), { client: scriptedClient(PLANTED) }, 4);
    const store = memoryStore();
    // A worst case is far above what an answer costs.
    const budget = new Budget(3 * (worst ?? 0));
    const client = scriptedClient(PLANTED);
    const short = await part(startRun, of, store, { client, budget }, 4);
    expect(short.result.run.status).toBe("budget");
    const asked = client.calls.map((call) => /of (\w+),/.exec(JSON.stringify(call.request.messages))?.[1]);
    expect(asked.slice(0, 60)).toEqual([...Array<string>(30).fill("triage"), ...Array<string>(30).fill("sort")]);
    expect(short.outcomes.length).toBeLessThan(unbroken.outcomes.length);
    const rest = await part(resumeRun, of, store, { client: scriptedClient(PLANTED) }, 4);
    expect(keysOf(rest.outcomes)).toEqual(keysOf(unbroken.outcomes));
    expect(rest.result.run.status).toBe("finished");
  });
});

describe("through the real client, on simulated models", () => {
  // Of the simulated task types the second is one where the middle tier suffices and the cheapest does not.
  const plan = ["extract", "sort"].flatMap((taskType) => fixturePlan(110, fixtureEval({ taskType })));
  const of = world(plan);
  const options = ({ client }: Loopback) => ({ client });

  it("asks fewer cells than the plan has, and drained and resumed the same ones", async () => {
    await using loopback = await openLoopback(plan);
    const unbroken = await part(startRun, of, memoryStore(), options(loopback));
    expect(unbroken.pairs.find(({ taskType, tier }) => taskType === "sort" && tier === "cheap")?.decision).toBe(
      "inferior",
    );
    expect(unbroken.pairs.find(({ taskType, tier }) => taskType === "extract" && tier === "cheap")?.decision).toBe(
      "non-inferior",
    );
    expect(unbroken.outcomes.length).toBeLessThan(0.75 * plan.length);
    expect(loopback.stats().paidCalls).toBe(unbroken.outcomes.length);

    const store = memoryStore();
    const drain = new AbortController();
    let stored = 0;
    const onOutcome = () => {
      stored += 1;
      if (stored === 70) drain.abort();
    };
    const cut = await part(startRun, of, store, { ...options(loopback), drain: drain.signal, onOutcome });
    expect(cut.result.run.status).toBe("interrupted");
    const resumed = await part(resumeRun, of, store, options(loopback));
    expect(keysOf(resumed.outcomes)).toEqual(keysOf(unbroken.outcomes));
    expect(resumed.pairs).toEqual(unbroken.pairs);
  });
});
