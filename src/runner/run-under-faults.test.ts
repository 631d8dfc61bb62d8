import { beforeAll, describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
import type { Outcome } from "../core/outcome.js";
import { ANSWERED_CLASSES, FAILED_CLASSES } from "../core/outcome-class.js";
import { judge } from "../scorers/judge.js";
import { labelMatch } from "../scorers/label-match.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { memoryStore } from "../store/memory-store.js";
import { fixtureEval, fixtureOptions, fixturePlan, fixtureRun, MIDDLE } from "../testing/benchmark-fixture.js";
import { BOOK_PRICING, type Loopback, openLoopback } from "../testing/loopback.js";
import { Budget } from "./budget.js";
import { resumeRun, startRun } from "./run-benchmark.js";

type Fault = FaultPlan[number]["fault"];

const RUBRIC = judge({ task: "Pick a queue.", criteria: [{ name: "right", question: "Is it the right queue?" }] });
const PLAN = fixturePlan(6, fixtureEval({ scorers: [labelMatch(), RUBRIC] }), { judge: MIDDLE });
const RUN = fixtureRun(PLAN);
const LEGAL: ReadonlySet<string> = new Set([...ANSWERED_CLASSES, ...FAILED_CLASSES, "judge_error"]);
const SCORABLE = new Set<string>(ANSWERED_CLASSES.filter((name) => name !== "model_unexpected_stop"));

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["429", { kind: "status", status: 429 }],
  ["529", { kind: "status", status: 529 }],
  ["500", { kind: "status", status: 500 }],
  ["a reset before headers", { kind: "reset-before-headers" }],
  ["a reset in the body", { kind: "reset-mid-body" }],
  ["a truncated body", { kind: "truncated-body" }],
  ["text/html", { kind: "text-html-200" }],
  ["null", { kind: "null-200" }],
  ["an error with status 200", { kind: "error-envelope-200" }],
  ["usage that is missing", { kind: "bad-usage", form: "missing" }],
  ["another model", { kind: "wrong-model" }],
  ["an id used before", { kind: "repeated-id" }],
  ["a rejection", { kind: "status", status: 400 }],
];

let expected: readonly Outcome[] = [];
beforeAll(async () => {
  await using loopback = await openLoopback(PLAN);
  const store = memoryStore();
  await startRun(RUN, PLAN, optionsOf(store, loopback));
  expected = await store.outcomes();
});

function optionsOf(
  store: ReturnType<typeof memoryStore>,
  { client }: Loopback,
  retryErrors = false,
  budget = new Budget(null),
) {
  return fixtureOptions(store, client, { pricing: BOOK_PRICING, judge: MIDDLE, retryErrors, budget });
}

/** Scores and their cost, which no fault may change. */
const measured = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ cellKey, status, outcomeClass, score, scores, responseText, costNanoUsd, usage }) => {
    return { cellKey, status, outcomeClass, score, scores, responseText, costNanoUsd, usage };
  });

function expectBracket(attempts: readonly Attempt[], billNanoUsd: number): void {
  const least = attempts.reduce((sum, entry) => sum + (entry.costNanoUsd ?? 0), 0);
  const most = attempts.reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
  expect(least).toBeLessThanOrEqual(billNanoUsd);
  expect(billNanoUsd).toBeLessThanOrEqual(most);
}

async function faulty(faults: FaultPlan, budget?: Budget) {
  await using loopback = await openLoopback(PLAN, faults);
  const store = memoryStore();
  const result = await startRun(RUN, PLAN, optionsOf(store, loopback, false, budget));
  const attempts = await store.attempts(RUN.runId);
  return {
    store,
    result,
    attempts,
    outcomes: await store.outcomes(),
    bill: loopback.billNanoUsd(),
    stats: loopback.stats(),
  };
}

describe("under faults", () => {
  it.each(FAULTS)(
    "by %s, no outage is scored, and once it is over the run ends as if nothing had been",
    async (_, fault) => {
      const { store, result, attempts, outcomes, bill, stats } = await faulty([{ rate: 0.6, fault }]);
      expect(Object.values(stats.faults)[0]).toBeGreaterThan(5);
      expect(result.errored + result.missing).toBeGreaterThan(0);
      for (const { status, outcomeClass, score } of outcomes) {
        expect(LEGAL).toContain(outcomeClass);
        expect(status === "scored").toBe(SCORABLE.has(outcomeClass));
        expect(score !== null).toBe(status === "scored");
      }
      expect(attempts).toHaveLength(stats.requests);
      expectBracket(attempts, bill);
      const charged = (rows: readonly { chargedNanoUsd: number | null }[]) =>
        rows.reduce((sum, row) => sum + (row.chargedNanoUsd ?? 0), 0);
      expect(charged(outcomes)).toBe(charged(attempts));

      await using calm = await openLoopback(PLAN);
      const { errored, missing } = await resumeRun(RUN, PLAN, optionsOf(store, calm, true));
      expect({ errored, missing }).toEqual({ errored: 0, missing: 0 });
      expect(measured(await store.outcomes())).toEqual(measured(expected));
      expectBracket(await store.attempts(RUN.runId), bill + calm.billNanoUsd());
    },
  );

  it("that never end, no cell is scored, and those that say nothing of their item are left to be resumed", async () => {
    const { result, outcomes } = await faulty([{ fault: { kind: "status", status: 529 } }]);
    expect(result.scored).toBe(0);
    expect(result.missing).toBeGreaterThan(0);
    expect([...result.givenUp.values()].map(({ reason }) => reason)).toEqual(["outage", "outage", "outage"]);
    expect(outcomes.filter(({ outcomeClass }) => outcomeClass !== "infra_transient_exhausted")).toEqual([]);
  });

  it("of one tier only, the others are measured in full", async () => {
    const { result, outcomes } = await faulty([
      { match: { model: MIDDLE.model, role: "answer" }, fault: { kind: "text-html-200" } },
    ]);
    expect(result).toMatchObject({ scored: 12, errored: 6 });
    const scored = outcomes.filter(({ status }) => status === "scored");
    expect(measured(scored)).toEqual(measured(expected.filter(({ tier }) => tier !== "middle")));
  });

  it("the account stop ends the run within the calls under way", async () => {
    const { result, stats } = await faulty([
      { match: { role: "judge" }, fault: { kind: "status", status: 429, errorCode: "contract_spend_limit_reached" } },
    ]);
    expect(result.stopped?.reason).toBe("account");
    expect(stats.faults["status-429"]).toBeLessThanOrEqual(3 * 4);
    expect(result.scored).toBe(0);
  });

  it("the bill stays under the cap, with everything unseen counted at its worst", async () => {
    const whole = await faulty([]);
    const cap = Math.floor(whole.bill * 3);
    const faults: FaultPlan = [
      { rate: 0.2, fault: { kind: "reset-mid-body" } },
      { rate: 0.2, fault: { kind: "status", status: 529 } },
    ];
    const { result, bill, attempts } = await faulty(faults, new Budget(cap));
    expect(result.stopped?.reason).toBe("budget");
    expect(bill).toBeLessThanOrEqual(cap);
    expectBracket(attempts, bill);
  });
});
