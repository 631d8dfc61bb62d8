import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { memoryStore } from "../store/memory-store.js";
import {
  DEAR,
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  LADDER,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { scriptedClient } from "../testing/scripted-client.js";
import type { PlannedCell } from "./plan-run.js";
import { reusableOutcomes } from "./reuse.js";
import { rescoreRun, startRun } from "./run-benchmark.js";

const REAL = { isSimulated: false, judge: null };

/** Outcomes of a run that asked everything. */
async function measured(plan: readonly PlannedCell[], judge = LADDER[2] ?? null) {
  const store = memoryStore();
  const client = scriptedClient(({ role }) => (role.startsWith("judge") ? { text: "yes" } : {}));
  const options = fixtureOptions(store, client, { judge });
  await startRun(fixtureRun(plan), plan, options);
  return { store, client, outcomes: await store.outcomes(), options };
}

function changed(outcomes: readonly Outcome[], change: Partial<Outcome>): readonly Outcome[] {
  return outcomes.map((outcome) => ({ ...outcome, ...change }));
}

describe("outcomes of an earlier run", () => {
  it("stand for the same cells, and never for another trial", async () => {
    const [once, twice] = [fixturePlan(3), fixturePlan(3, fixtureEval(), { trials: 2 })];
    const { outcomes } = await measured(once);
    const found = reusableOutcomes(twice, outcomes, REAL);
    expect(found.size).toBe(once.length);
    const trials = twice.filter(({ cell }) => found.has(cell.key)).map(({ cell }) => cell.trial);
    expect(new Set(trials)).toEqual(new Set([0]));
  });

  it.each<[string, Partial<Outcome>]>([
    ["errored", { status: "errored", score: null, outcomeClass: "infra_timeout" }],
    ["simulated", { simulated: true }],
    ["a copy", { reusedFrom: "run-0" }],
    [
      "scored by another version",
      { scores: [{ scorer: "label-match", kind: "validator", version: "0", value: 1, reason: "" }] },
    ],
    ["scored by fewer scorers", { scores: [] }],
    ["of another score than its scores give", { score: 0.5 }],
    ["of another cell", { cellKey: "0".repeat(64) }],
  ])("do not stand for it where they are %s", async (_why, change) => {
    const plan = fixturePlan(2);
    const { outcomes } = await measured(plan);
    expect(reusableOutcomes(plan, outcomes, REAL).size).toBe(plan.length);
    expect(reusableOutcomes(plan, changed(outcomes, change), REAL).size).toBe(0);
  });

  it("stand for simulated cells only where they are simulated", async () => {
    const plan = fixturePlan(1);
    const { outcomes } = await measured(plan);
    const simulated = changed(outcomes, { simulated: true });
    expect(reusableOutcomes(plan, simulated, { ...REAL, isSimulated: true }).size).toBe(plan.length);
    expect(reusableOutcomes(plan, outcomes, { ...REAL, isSimulated: true }).size).toBe(0);
  });

  it("stand for judged cells where the same model judged", async () => {
    const evaluation = fixtureEval({ scorers: [yesNoJudge()] });
    const plan = fixturePlan(2, evaluation, { judge: DEAR });
    const { outcomes } = await measured(plan, DEAR);
    expect(reusableOutcomes(plan, outcomes, { ...REAL, judge: DEAR }).size).toBe(plan.length);
    const others = outcomes.map((one) => ({
      ...one,
      scores: one.scores.map((s) => ({ ...s, judgeModel: "claude-x" })),
    }));
    expect(reusableOutcomes(plan, others, { ...REAL, judge: DEAR }).size).toBe(0);
  });

  it("stand with the cluster that the item has now, the first of several", async () => {
    const plan = fixturePlan(1).map((one) => ({ ...one, item: { ...one.item, cluster: "document-1" } }));
    const { outcomes } = await measured(plan);
    const older = changed(outcomes, { runId: "older", cluster: null });
    const found = [...reusableOutcomes(plan, [...outcomes, ...older], REAL).values()];
    expect(found.map(({ runId, cluster }) => [runId, cluster])).toEqual(plan.map(() => ["run-1", "document-1"]));
  });
});

describe("a run that takes them", () => {
  it("asks the rest only, is charged nothing for them, and keeps what they cost", async () => {
    const plan = fixturePlan(4);
    const { store, outcomes: first } = await measured(plan.slice(0, 6));
    const reused = reusableOutcomes(plan, first, REAL);
    const client = scriptedClient();
    const run = fixtureRun(plan, { runId: "run-2" });
    const result = await startRun(run, plan, fixtureOptions(store, client, { reused }));
    expect(result).toMatchObject({ planned: 12, scored: 12, missing: 0, run: { status: "finished" } });
    expect(client.calls.length).toBe(6);
    const outcomes = await store.outcomes({ runIds: ["run-2"] });
    const copies = outcomes.filter(({ reusedFrom }) => reusedFrom !== undefined);
    expect(copies).toEqual(
      first.map((one) => ({ ...one, runId: "run-2", reusedFrom: "run-1", chargedNanoUsd: 0, attempts: 0 })),
    );
    expect((await store.attempts("run-2")).length).toBe(6);
  });

  it("is scored again as a whole, and still says where the answers come from", async () => {
    const plan = fixturePlan(2);
    const { store, outcomes: first, options } = await measured(plan);
    const run = fixtureRun(plan, { runId: "run-2" });
    await startRun(run, plan, { ...options, reused: reusableOutcomes(plan, first, REAL) });
    const stricter = fixtureEval({
      scorers: [
        {
          kind: "validator",
          name: "never",
          version: "1",
          needsLabel: false,
          score: () => ({ scorer: "never", kind: "validator", version: "1", value: 0, reason: "never" }),
        },
      ],
    });
    await rescoreRun(run, fixturePlan(2, stricter), options);
    const outcomes = await store.outcomes({ runIds: ["run-2"] });
    expect(
      outcomes.map(({ score, reusedFrom, chargedNanoUsd, costNanoUsd }) => [
        score,
        reusedFrom,
        chargedNanoUsd,
        costNanoUsd,
      ]),
    ).toEqual(first.map(({ costNanoUsd }) => [0, "run-1", 0, costNanoUsd]));
  });
});
