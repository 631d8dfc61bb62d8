import { expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
import { UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import {
  keyOf,
  sampleAttempt,
  sampleCell,
  sampleIntent,
  sampleOutcome,
  sampleResponse,
  sampleRun,
} from "./store-rows.js";

export function describeCalls(store: () => Store): void {
  it("puts an attempt in place of its intent", async () => {
    await store().createRun(sampleRun(), [], []);
    for (const name of ["b", "a"]) await store().intend("run-1", sampleIntent(name));
    expect(await store().intents("run-1")).toStrictEqual(
      [sampleIntent("a"), sampleIntent("b")].sort((a, b) => (a.cellKey < b.cellKey ? -1 : 1)),
    );
    await store().settle("run-1", sampleAttempt("a"), sampleResponse());
    expect(await store().intents("run-1")).toStrictEqual([sampleIntent("b")]);
    expect(await store().attempts("run-1")).toStrictEqual([sampleAttempt("a")]);
    expect(await store().outcomes()).toEqual([]);
  });

  it("keeps an answer until its cell has an outcome", async () => {
    await store().createRun(sampleRun(), [], []);
    const judged = { index: 2, role: "judge:rubric" };
    await store().settle("run-1", sampleAttempt("a", judged), sampleResponse({ text: "yes" }));
    await store().settle("run-1", sampleAttempt("a", { index: 1, draw: 1 }), sampleResponse({ text: "second" }));
    await store().settle("run-1", sampleAttempt("a"), sampleResponse());
    await store().settle("run-1", sampleAttempt("b", { outcomeClass: "infra_timeout" }), null);
    const answers = [
      { role: "answer", draw: 0, text: "shipping" },
      { role: "answer", draw: 1, text: "second" },
      { role: "judge:rubric", draw: 0, text: "yes" },
    ].map(({ text, ...place }) => ({
      cellKey: keyOf("a"),
      ...place,
      outcomeClass: "ok",
      response: sampleResponse({ text }),
    }));
    expect(await store().answers("run-1")).toStrictEqual(answers);
    await store().record(sampleOutcome("a"), []);
    expect(await store().answers("run-1")).toEqual([]);
    expect((await store().attempts("run-1")).filter(({ cellKey }) => cellKey === keyOf("a"))).toHaveLength(3);
    // Asked again, because the outcome was not the last word: this answer is of the next outcome.
    await store().settle("run-1", sampleAttempt("a", { index: 3 }), sampleResponse({ text: "later" }));
    expect((await store().answers("run-1")).map(({ response }) => response.text)).toEqual(["later"]);
  });

  it("keeps the last of two settlements of one attempt, stored or not", async () => {
    await store().createRun(sampleRun(), [], []);
    for (const text of ["first", "second", "third"]) {
      await store().settle("run-1", sampleAttempt("a", { requestId: text }), sampleResponse({ text }));
      // Reading in between makes a difference to a store that writes late.
      if (text === "second") expect(await store().attempts("run-1")).toHaveLength(1);
    }
    expect((await store().attempts("run-1")).map(({ requestId }) => requestId)).toEqual(["third"]);
    expect((await store().answers("run-1")).map(({ response }) => response.text)).toEqual(["third"]);
    await store().settle("run-1", sampleAttempt("a", { outcomeClass: "infra_malformed" }), null);
    expect(await store().answers("run-1")).toEqual([]);
  });

  it("takes settlements without an intent, and in any order", async () => {
    await store().createRun(sampleRun(), [], []);
    for (const index of [2, 0]) await store().settle("run-1", sampleAttempt("a", { index }), null);
    await store().attempts("run-1");
    await store().settle("run-1", sampleAttempt("a", { index: 1 }), null);
    expect((await store().attempts("run-1")).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("numbers what comes without a number on from attempts and intents", async () => {
    await store().createRun(sampleRun(), [], []);
    await store().settle("run-1", sampleAttempt("a"), null);
    await store().intend("run-1", sampleIntent("a", { index: 1 }));
    await store().record(sampleOutcome("a"), [sampleAttempt("a"), sampleAttempt("a", { index: 1 })]);
    await store().settle("run-1", sampleAttempt("a", { index: 1 }), null);
    expect((await store().attempts("run-1")).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  it("keeps the order of what is handed over at once", async () => {
    await store().createRun(sampleRun(), [], []);
    const cells = Array.from({ length: 300 }, (_, index) => `c${index}`);
    await Promise.all(
      cells.flatMap((name) => [
        store().intend("run-1", sampleIntent(name)),
        store().settle("run-1", sampleAttempt(name), sampleResponse()),
        store().record(sampleOutcome(name, { score: 0 }), []),
        store().record(sampleOutcome(name), []),
      ]),
    );
    const outcomes = await store().outcomes();
    expect([outcomes.length, outcomes.every(({ score }) => score === 1)]).toEqual([300, true]);
    expect(await store().answers("run-1")).toEqual([]);
    expect(await store().attempts("run-1")).toHaveLength(300);
  });

  it("reads what was handed over before, awaited or not", async () => {
    await store().createRun(sampleRun(), [], []);
    const settling = store().settle("run-1", sampleAttempt("a"), sampleResponse());
    expect(await store().answers("run-1")).toHaveLength(1);
    await settling;
  });
}

export function describeBatches(store: () => Store): void {
  const batch = { batch: "b-1", apiId: null, status: "intended", intendedAtMs: 2.5, requests: 2 } as const;

  it("keeps batches by their name, oldest first", async () => {
    await store().createRun(sampleRun(), [], []);
    await store().putBatch("run-1", batch);
    await store().putBatch("run-1", { ...batch, batch: "b-0", intendedAtMs: 1 });
    await store().putBatch("run-1", { ...batch, apiId: "msgbatch_1", status: "created" });
    expect(await store().batches("run-1")).toStrictEqual([
      { ...batch, batch: "b-0", intendedAtMs: 1 },
      { ...batch, apiId: "msgbatch_1", status: "created" },
    ]);
  });

  it("keeps intents of a batch apart from those that are sent alone", async () => {
    await store().createRun(sampleRun(), [], []);
    const ofBatch = sampleIntent("a", { batch: "b-1", worstCaseNanoUsd: null });
    await store().intend("run-1", ofBatch);
    expect(await store().intents("run-1")).toStrictEqual([ofBatch]);
    await store().settle("run-1", sampleAttempt("a", { batch: "b-1" }), null);
    expect(await store().intents("run-1")).toEqual([]);
    expect((await store().attempts("run-1"))[0]?.batch).toBe("b-1");
  });
}

export function describeCharges(store: () => Store): void {
  it("sums what attempts were charged by tier and role, and takes an unknown price for no sum", async () => {
    const opus = sampleCell("b", { tier: "opus" });
    await store().createRun(sampleRun(), [sampleCell("a"), opus, sampleCell("c", { tier: "sonnet" })], []);
    expect(await store().charges("run-1")).toEqual([]);
    const settle = (name: string, change: Partial<Attempt>) =>
      store().settle("run-1", sampleAttempt(name, change), null);
    await settle("a", { chargedNanoUsd: 30 });
    await settle("a", { index: 1, chargedNanoUsd: 12 });
    await settle("a", { index: 2, role: "judge", chargedNanoUsd: 500 });
    await settle("b", { chargedNanoUsd: 0 });
    await settle("c", { chargedNanoUsd: 7 });
    await settle("c", { index: 1, chargedNanoUsd: null });
    await settle("of no plan", { chargedNanoUsd: 9 });
    expect(await store().charges("run-1")).toEqual([
      { tier: "haiku", role: "answer", nanoUsd: 42 },
      { tier: "haiku", role: "judge", nanoUsd: 500 },
      { tier: "opus", role: "answer", nanoUsd: 0 },
      { tier: "sonnet", role: "answer", nanoUsd: null },
      { tier: null, role: "answer", nanoUsd: 9 },
    ]);
    await expect(store().charges("nope")).rejects.toThrow(UsageError);
  });
}
