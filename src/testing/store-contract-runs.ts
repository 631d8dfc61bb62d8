import { expect, it } from "vitest";
import { StoreError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import { keyOf, sampleAttempt, sampleCell, sampleItem, sampleOutcome, sampleRun } from "./store-rows.js";

export function describeRuns(store: () => Store): void {
  it("gives back a run, its plan in order and its items as they were", async () => {
    const run = sampleRun({ judge: { tier: "opus", model: "model-o", rubricHashes: { triage: "ab" } } });
    const plan = ["z", "a", "m"].map((cell) => sampleCell(cell));
    const items = [sampleItem({ id: "b" }), sampleItem({ id: "a", cluster: "c-1", tags: ["x"], difficulty: "hard" })];
    await store().createRun(run, plan, items);
    expect(await store().run("run-1")).toStrictEqual(run);
    expect(await store().plan("run-1")).toStrictEqual(plan);
    expect(await store().items(["run-1"])).toEqual([items[1], items[0]]);
  });

  it("lists runs oldest first, by instant and not by spelling", async () => {
    const times = ["2026-03-01T10:00:00.5Z", "2026-03-01T10:00:00Z", "2025-12-31T23:59:59Z"];
    for (const [index, createdAt] of times.entries()) {
      await store().createRun(sampleRun({ runId: `r${index}`, createdAt }), [], []);
    }
    expect((await store().runs()).map(({ runId }) => runId)).toEqual(["r2", "r1", "r0"]);
  });

  it("changes the status, the end and the simulated flag of a run, and nothing else", async () => {
    await store().createRun(sampleRun(), [], []);
    const change = { status: "finished", finishedAt: "2026-03-01T11:00:00Z", simulated: true } as const;
    await store().updateRun("run-1", change);
    expect(await store().run("run-1")).toStrictEqual({ ...sampleRun(), ...change });
  });

  it("keeps how a run decides what it asks, and what it has then asked", async () => {
    const rules = { seed: 7, batchUnits: 10, minUnits: 30, margin: 0.03, confidence: 0.95 };
    const run = sampleRun({ adaptive: { ...rules, reference: "opus", mostCells: 12 }, plannedCells: 12 });
    await store().createRun(run, [], []);
    expect(await store().run("run-1")).toStrictEqual(run);
    const change = {
      status: "finished",
      finishedAt: "2026-03-01T11:00:00Z",
      simulated: false,
      plannedCells: 5,
    } as const;
    await store().updateRun("run-1", change);
    expect(await store().run("run-1")).toStrictEqual({ ...run, ...change });
  });

  it("gives each item once, in the newest run's version", async () => {
    const newer = sampleItem({ expected: "billing", contentHash: keyOf("changed") });
    await store().createRun(sampleRun({ runId: "new", createdAt: "2026-04-01T00:00:00Z" }), [], [newer]);
    await store().createRun(sampleRun({ runId: "old" }), [], [sampleItem(), sampleItem({ taskType: "other" })]);
    const items = await store().items(["old", "new"]);
    expect(items.map(({ taskType, expected }) => [taskType, expected])).toEqual([
      ["other", "shipping"],
      ["triage", "billing"],
    ]);
  });

  it("refuses a run id that is taken, and keeps the first run", async () => {
    await store().createRun(sampleRun(), [sampleCell("a")], []);
    await expect(store().createRun(sampleRun({ trials: 9 }), [], [])).rejects.toThrow(StoreError);
    expect((await store().run("run-1")).trials).toBe(1);
    expect(await store().plan("run-1")).toHaveLength(1);
  });
}

export function describeRecords(store: () => Store): void {
  it("gives back an outcome with its attempts", async () => {
    await store().createRun(sampleRun(), [], []);
    await store().record(sampleOutcome("a"), [sampleAttempt("a")]);
    expect(await store().outcomes()).toStrictEqual([sampleOutcome("a")]);
    expect(await store().attempts("run-1")).toStrictEqual([sampleAttempt("a")]);
  });

  it("replaces the outcome of a cell and numbers its attempts on", async () => {
    await store().createRun(sampleRun(), [], []);
    const missing = sampleOutcome("a", {
      status: "errored",
      outcomeClass: "infra_timeout",
      score: null,
      scores: [],
      usage: null,
      responseText: null,
      error: "timed out",
    });
    await store().record(missing, [
      sampleAttempt("a", { index: 0, outcomeClass: "infra_timeout", usage: null, httpStatus: null }),
      sampleAttempt("a", { index: 1, outcomeClass: "infra_timeout", usage: null }),
    ]);
    await store().record(sampleOutcome("a"), [sampleAttempt("a")]);
    await store().record(sampleOutcome("a", { score: 0.5 }), []);
    await store().record(sampleOutcome("a", { score: 0.25 }), [sampleAttempt("a", { role: "judge:rubric" })]);
    expect((await store().outcomes()).map(({ score }) => score)).toEqual([0.25]);
    const attempts = await store().attempts("run-1");
    expect(attempts.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(attempts.map(({ outcomeClass }) => outcomeClass)).toEqual(["infra_timeout", "infra_timeout", "ok", "ok"]);
  });

  it("keeps the same cell of two runs apart", async () => {
    for (const runId of ["run-1", "run-2"]) {
      await store().createRun(sampleRun({ runId }), [], []);
      await store().record(sampleOutcome("a", { runId }), [sampleAttempt("a")]);
    }
    expect(await store().outcomes()).toHaveLength(2);
    expect((await store().attempts("run-2")).map(({ index }) => index)).toEqual([0]);
  });

  it("takes 1,000 records at once, two of every cell", async () => {
    await store().createRun(sampleRun(), [], []);
    const calls = Array.from({ length: 1000 }, (_, index) =>
      store().record(sampleOutcome(`c${index % 500}`, { trial: 0, score: index < 500 ? 0 : 1 }), [
        sampleAttempt(`c${index % 500}`),
      ]),
    );
    await Promise.all(calls);
    const outcomes = await store().outcomes();
    expect(outcomes).toHaveLength(500);
    expect(outcomes.every(({ score }) => score === 1)).toBe(true);
    expect((await store().attempts("run-1")).map(({ index }) => index)).toEqual(
      Array.from({ length: 1000 }, (_, position) => position % 2),
    );
  });

  it("is not changed by what happens to a row after it was handed over or read", async () => {
    await store().createRun(sampleRun(), [], []);
    const extra = { region: "eu" };
    const recording = store().record(sampleOutcome("a", { extra }), []);
    extra.region = "us";
    await recording;
    for (const { scores } of await store().outcomes()) scores.length = 0;
    const [again] = await store().outcomes();
    expect([again?.extra, again?.scores.length]).toEqual([{ region: "eu" }, 1]);
  });
}
