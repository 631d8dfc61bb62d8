import { describe, expect, it } from "vitest";
import type { EvalSpec } from "../core/eval.js";
import type { Outcome } from "../core/outcome.js";
import { agreement } from "../scorers/agreement.js";
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
import { type Script, type ScriptedClient, scriptedClient } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import { type BenchmarkOptions, type BenchmarkResult, resumeRun, startRun } from "./run-benchmark.js";

/** Right answers, and a judge that says yes. */
const GOOD: Script = ({ role }) => (role.startsWith("judge:") ? { text: "yes" } : {});

interface Part {
  readonly result: BenchmarkResult;
  readonly client: ScriptedClient;
  readonly outcomes: readonly Outcome[];
}

/** A run of one or more parts over one store. */
function story(items: number, change: Partial<EvalSpec> = {}) {
  const plan = fixturePlan(items, fixtureEval(change), { judge: MIDDLE });
  const store = memoryStore();
  const part = async (act: typeof startRun, script: Script, options: Partial<BenchmarkOptions>): Promise<Part> => {
    const client = scriptedClient(script);
    const all = fixtureOptions(store, client, { judge: MIDDLE, concurrency: 1, ...options });
    const result = await act(fixtureRun(plan), plan, all);
    return { result, client, outcomes: await store.outcomes() };
  };
  return {
    store,
    start: (script: Script, options: Partial<BenchmarkOptions> = {}) => part(startRun, script, options),
    resume: (script: Script, options: Partial<BenchmarkOptions> = {}) => part(resumeRun, script, options),
  };
}

async function straight(items: number, change: Partial<EvalSpec> = {}) {
  return (await story(items, change).start(GOOD)).outcomes;
}

/** What must not depend on how often a run was interrupted. */
const essence = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ chargedNanoUsd: _charged, attempts: _attempts, ...rest }) => rest);

/** A budget that grants so many reservations, then none. */
function grants(count: number): Budget {
  let left = count;
  return new (class extends Budget {
    override reserve(worst: number | null): boolean {
      left -= 1;
      return super.reserve(left >= 0 ? worst : Number.POSITIVE_INFINITY);
    }
  })(1e15);
}

const JUDGED = { scorers: [yesNoJudge()] };

describe("a run that the budget stopped", () => {
  it("keeps the paid answer of a cell it stopped in, and a resumed run does not ask for it again", async () => {
    const { start, resume, store } = story(1, JUDGED);
    const stopped = await start(GOOD, { budget: grants(3) });
    expect(stopped.result).toMatchObject({ stopped: { reason: "budget" }, run: { status: "budget" } });
    expect(stopped.result.missing).toBeGreaterThan(0);
    const kept = await store.answers("run-1");
    expect(kept.map(({ role, response }) => [role, response.text])).toContainEqual(["answer", "refund"]);
    const answered = stopped.client.callsIn("answer").map(({ callKey }) => callKey);
    const resumed = await resume(GOOD);
    expect(resumed.client.callsIn("answer").filter(({ callKey }) => answered.includes(callKey))).toEqual([]);
    expect(resumed.result).toMatchObject({ scored: 3, errored: 0, missing: 0, run: { status: "finished" } });
    expect(resumed.outcomes).toEqual(await straight(1, JUDGED));
  });

  it("ends as a straight run wherever it stopped, and buys no answer twice", async () => {
    const change = { scorers: [yesNoJudge(), yesNoJudge("true")], signals: [agreement({ answers: 3 })] };
    const expected = await straight(2, change);
    for (let granted = 0; granted < 22; granted += 1) {
      const { start, resume, store } = story(2, change);
      const first = await start(GOOD, { budget: grants(granted) });
      const { client, outcomes, result } = await resume(GOOD);
      expect(result).toMatchObject({ scored: 6, errored: 0, missing: 0 });
      expect(outcomes).toEqual(expected);
      const twice = client.calls.filter(({ callKey }) => first.client.calls.some((call) => call.callKey === callKey));
      expect(twice).toEqual([]);
      expect(await store.answers("run-1")).toEqual([]);
      expect(await store.intents("run-1")).toEqual([]);
      const charged = (await store.attempts("run-1")).reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
      expect(outcomes.reduce((sum, outcome) => sum + (outcome.chargedNanoUsd ?? 0), 0)).toBe(charged);
    }
  });

  it("still knows on resuming that an answer was cut off", async () => {
    const script: Script = (call) => (call.role === "answer" ? { outcomeClass: "model_truncated" } : {});
    const { start, resume, store } = story(1, { signals: [agreement()] });
    await start(script, { budget: grants(3) });
    expect((await store.answers("run-1")).map(({ outcomeClass }) => outcomeClass)).toContain("model_truncated");
    const resumed = await resume(script);
    expect(resumed.outcomes.map(({ outcomeClass, score }) => [outcomeClass, score])).toEqual(
      Array.from({ length: 3 }, () => ["model_truncated", 0]),
    );
  });

  it("leaves its rows as they stand where not even the first call fits", async () => {
    const { start, resume } = story(2, JUDGED);
    const { outcomes } = await start(GOOD, { budget: grants(5) });
    const again = await resume(GOOD, { budget: new Budget(1) });
    expect(again.outcomes).toEqual(outcomes);
    expect(again.client.calls).toEqual([]);
  });
});

describe("a run that was aborted", () => {
  it.each(Array.from({ length: 12 }, (_, index) => index))(
    "at call %i loses nothing, and ends as a straight run",
    async (at) => {
      const change = { scorers: [yesNoJudge()], signals: [agreement()] };
      const { start, resume } = story(2, change);
      const abort = new AbortController();
      const drain = new AbortController();
      const cutting: Script = (call) => {
        if (call.index === at) {
          drain.abort();
          abort.abort();
        }
        return GOOD(call);
      };
      const budget = new Budget(1e9);
      const cut = await start(cutting, { drain: drain.signal, abort: abort.signal, concurrency: 2, budget });
      expect(budget.reservedNanoUsd).toBe(0);
      expect(cut.result).toMatchObject({ stopped: { reason: "interrupted" }, run: { status: "interrupted" } });
      const resumed = await resume(GOOD);
      expect(resumed.result).toMatchObject({ scored: 6, errored: 0, missing: 0 });
      expect(essence(resumed.outcomes)).toEqual(essence(await straight(2, change)));
    },
  );

  it("takes up again a cell that was waiting for its retry", async () => {
    const { start, resume } = story(1);
    const abort = new AbortController();
    const drain = new AbortController();
    const script: Script = ({ request }) => {
      if (request.model !== DEAR.model) return {};
      drain.abort();
      queueMicrotask(() => setImmediate(() => abort.abort()));
      return Array.from({ length: 50 }, () => ({ outcomeClass: "infra_transient_exhausted" as const }));
    };
    const { outcomes } = await start(script, { drain: drain.signal, abort: abort.signal });
    expect(outcomes.map(({ tier }) => tier)).not.toContain("dear");
    expect((await resume(GOOD)).result).toMatchObject({ scored: 3, errored: 0 });
  });
});

describe("errored cells", () => {
  const failing: Script = ({ request }) =>
    request.model === DEAR.model ? { outcomeClass: "infra_timeout", mayBeBilled: true } : {};

  it("stay as they are, unless they are to be retried", async () => {
    const { start, resume } = story(3);
    expect((await start(failing)).result).toMatchObject({ scored: 6, errored: 3, run: { status: "finished" } });
    const kept = await resume(GOOD);
    expect(kept.client.calls).toEqual([]);
    expect(kept.result).toMatchObject({ scored: 6, errored: 3 });
    const retried = await resume(GOOD, { retryErrors: true });
    expect(retried.client.calls.map(({ request }) => request.model)).toEqual(Array(3).fill(DEAR.model));
    expect(retried.result).toMatchObject({ scored: 9, errored: 0 });
  });

  it("carry on what was charged before, and not what it bought", async () => {
    const { start, resume, store } = story(1);
    await start(failing);
    const { outcomes } = await resume(GOOD, { retryErrors: true });
    const attempts = (await store.attempts("run-1")).filter(({ model }) => model === DEAR.model);
    const dear = outcomes.find(({ tier }) => tier === "dear");
    expect(dear?.attempts).toBe(2);
    expect(dear?.chargedNanoUsd).toBe(attempts.reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0));
    expect(dear?.costNanoUsd).toBe(attempts.at(-1)?.costNanoUsd);
  });

  it("of unknown outcome are taken up again without being told", async () => {
    const { start, resume } = story(2);
    await start(({ request }) => (request.model === CHEAP.model ? { outcomeClass: "unknown_outcome" } : {}));
    expect((await resume(GOOD)).result).toMatchObject({ scored: 6, errored: 0 });
  });

  it("with an unexpected stop are asked again under another key", async () => {
    const { start, resume } = story(1);
    const first = await start(() => ({ outcomeClass: "model_unexpected_stop", stopReason: "pause_turn" }));
    const { client, outcomes } = await resume(GOOD, { retryErrors: true });
    expect(outcomes.map(({ outcomeClass }) => outcomeClass)).toEqual(Array(3).fill("ok"));
    expect(client.callsIn("answer")).toHaveLength(3);
    const before = first.client.calls.map(({ callKey }) => callKey);
    expect(client.calls.filter(({ callKey }) => before.includes(callKey))).toEqual([]);
  });

  it("of the judge are judged again, without a new answer", async () => {
    const { start, resume } = story(2, JUDGED);
    const garbled: Script = ({ role }) => (role === "answer" ? {} : { text: "hm" });
    expect((await start(garbled)).result).toMatchObject({ scored: 0, errored: 6 });
    const { client, result, outcomes } = await resume(GOOD, { retryErrors: true });
    expect(result).toMatchObject({ scored: 6, errored: 0 });
    expect(client.callsIn("answer")).toEqual([]);
    expect(client.callsIn("judge:kind").map(({ draw }) => draw)).toEqual(Array(6).fill(3));
    expect(outcomes.map(({ attempts }) => attempts)).toEqual(Array(6).fill(5));
  });
});
