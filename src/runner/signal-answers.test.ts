import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Scorer } from "../core/score.js";
import type { Signal } from "../core/signal.js";
import type { Store } from "../core/store.js";
import { agreement } from "../scorers/agreement.js";
import { labelMatch } from "../scorers/label-match.js";
import { reviewer } from "../scorers/reviewer.js";
import { selfReport } from "../scorers/self-report.js";
import { openStore } from "../store/duckdb-store.js";
import { memoryStore } from "../store/memory-store.js";
import { CHEAP, FLAT_PRICING, fixtureEval, fixturePlan, MIDDLE, yesNoJudge } from "../testing/benchmark-fixture.js";
import { cellPart } from "../testing/cell-part.js";
import type { Script } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import { type BenchmarkOptions, rescoreRun, resumeRun, startRun } from "./run-benchmark.js";

const DRAWS = agreement({ answers: 4 });
const FOLLOW_UP = selfReport({ levels: ["low", "high"], form: "follow-up" });
const REVIEW = reviewer({ tier: "middle", task: "Pick a queue.", criteria: [{ name: "fits", question: "Does it?" }] });
const SIGNALS = [DRAWS, FOLLOW_UP, REVIEW];

const TEXTS: { readonly [role: string]: string } = {
  "signal:self-report": '{"confidence": "high"}',
  "signal:reviewer": '{"criteria":{"fits":true},"reason":"it does"}',
  "judge:kind": "yes",
};
const UP: Script = ({ role }) => ({ text: TEXTS[role] ?? "refund" });

/** Everybody answers but in these calls. */
function downIn(...calls: readonly string[]): Script {
  return (call) =>
    calls.includes(`${call.role}:${call.draw}`) ? { outcomeClass: "infra_timeout", mayBeBilled: true } : UP(call);
}

/** One cell of the cheap tier, in parts of one run; every part says what it asked. */
function story(store: Store, { signals = SIGNALS, scorers = [labelMatch()] as readonly Scorer[] } = {}) {
  const planOf = (today: readonly Signal[]) =>
    fixturePlan(1, fixtureEval({ signals: today, scorers }), { judge: MIDDLE }).filter(({ tier }) => tier === CHEAP);
  const plan = planOf(signals);
  const part = (act: typeof startRun, script: Script, change: Partial<BenchmarkOptions>, cells = plan) =>
    cellPart(act, store, { planned: plan, cells }, script, change);
  return {
    start: (script: Script) => part(startRun, script, {}),
    retry: (script: Script, change: Partial<BenchmarkOptions> = {}, today = signals) =>
      part(resumeRun, script, { retryErrors: true, ...change }, planOf(today)),
    score: () => part(rescoreRun, UP, { judge: null }),
  };
}

/** What a cell comes to where nobody is ever down. */
async function undisturbed(options: Parameters<typeof story>[1] = {}) {
  const { outcome } = await story(memoryStore(), options).start(UP);
  const { attempts: _attempts, chargedNanoUsd: _charged, ...rest } = outcome;
  return rest;
}

const ALL = [
  "answer:0",
  "signal:agreement:0",
  "signal:agreement:1",
  "signal:agreement:2",
  "signal:self-report:0",
  "signal:reviewer:0",
];

describe("what signals were told", () => {
  it.each(ALL.slice(1))("is not asked for again where %s had no answer, and costs what it cost", async (missing) => {
    const { start, retry } = story(memoryStore());
    const first = await start(downIn(missing));
    expect(first.asked).toEqual(ALL.slice(0, ALL.indexOf(missing) + 1));
    expect(first.outcome).toMatchObject({ status: "errored", outcomeClass: "infra_timeout", signals: [] });
    const { outcome, asked } = await retry(UP);
    expect(asked).toEqual(ALL.slice(ALL.indexOf(missing)));
    expect(outcome).toMatchObject(await undisturbed());
    expect(outcome.extra).toEqual({});
  });

  it("is kept however often somebody is down, and whoever it is", async () => {
    const { start, retry } = story(memoryStore());
    await start(downIn("signal:agreement:2"));
    for (const _again of [1, 2])
      expect((await retry(downIn("signal:agreement:2"))).asked).toEqual(["signal:agreement:2"]);
    expect((await retry(downIn("signal:reviewer:0"))).asked).toEqual(ALL.slice(3));
    const { outcome, asked } = await retry(UP);
    expect(asked).toEqual(["signal:reviewer:0"]);
    expect(outcome).toMatchObject(await undisturbed());
  });

  it("is kept in a database that is opened again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tierbench-signals-"));
    try {
      const path = join(folder, "results.duckdb");
      {
        await using store = await openStore(path);
        await story(store).start(downIn("signal:reviewer:0"));
      }
      await using store = await openStore(path);
      const { outcome, asked } = await story(store).retry(UP);
      expect(asked).toEqual(["signal:reviewer:0"]);
      expect(outcome).toMatchObject(await undisturbed());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("is kept with that of a retry that the budget cut short", async () => {
    const { start, retry } = story(memoryStore());
    await start(downIn("signal:agreement:1"));
    // Enough for calls of the cheap tier; the reviewer is dearer.
    const budget = new Budget(FLAT_PRICING.worstCaseNanoUsd({ ...MIDDLE, messages: [] }, 0) ?? 0);
    const cut = await retry(UP, { budget });
    expect(cut.asked).toEqual(ALL.slice(2, -1));
    expect(cut.outcome).toMatchObject({ status: "errored", signals: [] });
    const { outcome, asked } = await retry(UP);
    expect(asked).toEqual(["signal:reviewer:0"]);
    expect(outcome).toMatchObject(await undisturbed());
  });

  it("is kept, read, where a retry was cut short before the judge", async () => {
    const options = { signals: [DRAWS], scorers: [yesNoJudge()] };
    const { start, retry } = story(memoryStore(), options);
    await start(downIn("signal:agreement:2"));
    const budget = new Budget(FLAT_PRICING.worstCaseNanoUsd({ ...CHEAP, messages: [] }, 0) ?? 0);
    const cut = await retry(UP, { budget });
    expect(cut.asked).toEqual(["signal:agreement:2"]);
    expect(cut.outcome).toMatchObject({ status: "errored", signals: [{ name: "agreement", value: 1 }], extra: {} });
    const { outcome, asked } = await retry(UP);
    expect(asked).toEqual(["judge:kind:0"]);
    expect(outcome).toMatchObject(await undisturbed(options));
  });

  it("is kept where it could not be read, or the answer not be scored", async () => {
    const { start, retry, score } = story(memoryStore());
    await start(downIn("signal:reviewer:0"));
    const thrown = () => {
      throw new Error("typo");
    };
    const unread = await retry(UP, {}, [DRAWS, FOLLOW_UP, { ...REVIEW, read: thrown }]);
    expect([unread.asked, unread.outcome.error]).toEqual([["signal:reviewer:0"], "signal reviewer: typo"]);
    const torn = await retry(UP, {}, [{ ...DRAWS, strip: thrown }, FOLLOW_UP, REVIEW]);
    expect([torn.asked, torn.outcome.error]).toEqual([[], "a signal could not be taken off: typo"]);
    expect((await score()).outcome).toEqual(torn.outcome);
    const { outcome, asked } = await retry(UP);
    expect(asked).toEqual([]);
    expect(outcome).toMatchObject(await undisturbed());
  });
});
