import { expect, it } from "vitest";
import { DataError, StoreError, UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import {
  sampleAttempt,
  sampleCell,
  sampleIntent,
  sampleItem,
  sampleOutcome,
  sampleResponse,
  sampleRun,
} from "./store-rows.js";

export function describeRefusals(store: () => Store): void {
  it("names a run that is not there", async () => {
    await store().createRun(sampleRun(), [], []);
    const change = { status: "finished", finishedAt: null, simulated: false } as const;
    const calls = [
      () => store().run("nope"),
      () => store().plan("nope"),
      () => store().attempts("nope"),
      () => store().items(["run-1", "nope"]),
      () => store().outcomes({ runIds: ["nope"] }),
      () => store().updateRun("nope", change),
      () => store().record(sampleOutcome("a", { runId: "nope" }), []),
      () => store().intend("nope", sampleIntent("a")),
      () => store().settle("nope", sampleAttempt("a"), null),
      () => store().putBatch("nope", { batch: "b", apiId: null, status: "intended", intendedAtMs: 1, requests: 1 }),
      () => store().answers("nope"),
      () => store().intents("nope"),
      () => store().batches("nope"),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toThrow(UsageError);
      await expect(call()).rejects.toThrow(/"nope"/);
    }
  });

  it("keeps nothing of a record that is not valid, and says which field", async () => {
    await store().createRun(sampleRun(), [], []);
    const bad = [
      () => store().record(sampleOutcome("a", { score: Number.NaN }), []),
      () => store().record(sampleOutcome("a", { score: 1.01 }), []),
      () => store().record(sampleOutcome("a", { score: null }), []),
      () => store().record(sampleOutcome("a", { status: "errored", score: 0 }), []),
      () => store().record(sampleOutcome("a", { costNanoUsd: 0.5 }), []),
      () => store().record(sampleOutcome("a", { latencyMs: Number.POSITIVE_INFINITY }), []),
      () => store().record(sampleOutcome("a"), [sampleAttempt("a", { latencyMs: -1 })]),
      () => store().record(sampleOutcome("a"), [sampleAttempt("b")]),
      () => store().intend("run-1", sampleIntent("a", { index: -1 })),
      () => store().settle("run-1", sampleAttempt("a", { costNanoUsd: 0.5 }), null),
      () => store().settle("run-1", sampleAttempt("a"), sampleResponse({ latencyMs: -1 })),
      () => store().settle("run-1", sampleAttempt("a", { outcomeClass: "infra_timeout" }), sampleResponse()),
      () => store().putBatch("run-1", { batch: "", apiId: null, status: "intended", intendedAtMs: 1, requests: 1 }),
    ];
    for (const call of bad) await expect(call()).rejects.toThrow(DataError);
    await expect(bad[0]?.()).rejects.toThrow(/field "score"/);
    expect(await store().outcomes()).toEqual([]);
    expect(await store().attempts("run-1")).toEqual([]);
    expect(await store().intents("run-1")).toEqual([]);
    expect(await store().batches("run-1")).toEqual([]);
  });

  it("keeps nothing of a run whose plan or items repeat", async () => {
    const twice = [sampleCell("a"), sampleCell("a")];
    await expect(store().createRun(sampleRun(), twice, [])).rejects.toThrow(DataError);
    await expect(store().createRun(sampleRun(), [], [sampleItem(), sampleItem()])).rejects.toThrow(DataError);
    expect(await store().runs()).toEqual([]);
  });

  it("answers nothing after it was closed, and closes twice without harm", async () => {
    await store().createRun(sampleRun(), [], []);
    await store()[Symbol.asyncDispose]();
    await store()[Symbol.asyncDispose]();
    await expect(store().runs()).rejects.toThrow(StoreError);
    await expect(store().outcomes()).rejects.toThrow(StoreError);
    await expect(store().record(sampleOutcome("a"), [])).rejects.toThrow(StoreError);
    await expect(store().intend("run-1", sampleIntent("a"))).rejects.toThrow(StoreError);
    await expect(store().settle("run-1", sampleAttempt("a"), null)).rejects.toThrow(StoreError);
    await expect(store().answers("run-1")).rejects.toThrow(StoreError);
    await expect(store().createRun(sampleRun({ runId: "b" }), [], [])).rejects.toThrow(StoreError);
  });
}
