import { expect, it } from "vitest";
import { memoryStore } from "../store/memory-store.js";
import { sampleAttempt, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { chargedSoFar, spentBefore } from "./charged-so-far.js";

async function chargedFor(charges: readonly (number | null)[]): Promise<number | null> {
  await using store = memoryStore();
  const run = sampleRun();
  await store.createRun(run, [], []);
  const outcome = sampleOutcome("a", { runId: run.runId });
  const attempts = charges.map((chargedNanoUsd, index) =>
    sampleAttempt("a", { cellKey: outcome.cellKey, index, chargedNanoUsd }),
  );
  await store.record(outcome, attempts);
  return await chargedSoFar(store, run.runId);
}

it("adds up every attempt, and one unknown charge makes the sum unknown, never smaller", async () => {
  expect(await chargedFor([5, 7])).toBe(12);
  expect(await chargedFor([5, null, 7])).toBeNull();
});

it("refuses a budget over spending that is not known, and asks for nothing without one", () => {
  expect(spentBefore(12, 1, "r")).toBe(12);
  expect(spentBefore(null, undefined, "r")).toBe(0);
  expect(() => spentBefore(null, 1, "r")).toThrow(/run "r" has calls whose cost is not known/);
});
