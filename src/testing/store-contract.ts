import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
import { DataError, StoreError, UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import {
  keyOf,
  sampleAttempt,
  sampleCell,
  sampleIntent,
  sampleItem,
  sampleOutcome,
  sampleResponse,
  sampleRun,
} from "./store-rows.js";

/** What an implementation of Store must do, run over each of them. */
export function describeStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: Store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store[Symbol.asyncDispose]();
    });

    describeRuns(() => store);
    describeRecords(() => store);
    describeCalls(() => store);
    describeBatches(() => store);
    describeValues(() => store);
    describeOrder(() => store);
    describeCounts(() => store);
    describeCharges(() => store);
    describeRefusals(() => store);
  });
}

function describeRuns(store: () => Store): void {
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

function describeRecords(store: () => Store): void {
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

function describeCalls(store: () => Store): void {
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

function describeBatches(store: () => Store): void {
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

function describeValues(store: () => Store): void {
  it("keeps numbers exactly", async () => {
    await store().createRun(sampleRun(), [], []);
    const exact = sampleOutcome("a", {
      score: 0.1 + 0.2,
      costNanoUsd: 9_000_000_000_000_001,
      chargedNanoUsd: Number.MAX_SAFE_INTEGER,
      latencyMs: 5e-324,
      signals: [{ name: "p", value: 1 - Number.EPSILON / 2 }],
    });
    await store().record(exact, [sampleAttempt("a", { startedAtMs: 1 / 3, latencyMs: 1.7976931348623157e308 })]);
    expect(await store().outcomes()).toStrictEqual([exact]);
    const [attempt] = await store().attempts("run-1");
    expect([attempt?.startedAtMs, attempt?.latencyMs]).toEqual([1 / 3, 1.7976931348623157e308]);
  });

  it("keeps any text: control characters, other scripts, quotes, megabytes", async () => {
    await store().createRun(sampleRun(), [], []);
    const odd =
      'nul \0 esc \u001b[31m tab\t crlf\r\n bell\u0007 \u2028 \u202e \'; DROP TABLE runs; -- "{{x}}" é e\u0301 漢字 🧪';
    const long = "ab🧪".repeat(500_000);
    const outcome = sampleOutcome("a", {
      responseText: long,
      error: odd,
      extra: { [odd]: [odd, { deep: [null, 1.5] }] },
    });
    await store().record(outcome, [sampleAttempt("a", { error: odd })]);
    await store().record(sampleOutcome("b", { responseText: odd, cluster: odd }), []);
    const [a, b] = await store().outcomes();
    expect(a?.responseText === long).toBe(true);
    expect([a?.error, a?.extra]).toEqual([odd, outcome.extra]);
    expect([b?.responseText, b?.cluster]).toEqual([odd, odd]);
    expect((await store().attempts("run-1"))[0]?.error).toBe(odd);
  });

  it("keeps the run whose outcome a cell repeats", async () => {
    await store().createRun(sampleRun(), [], []);
    await store().record(sampleOutcome("a", { reusedFrom: "run-0" }), []);
    expect(await store().outcomes()).toStrictEqual([sampleOutcome("a", { reusedFrom: "run-0" })]);
  });

  it("replaces unpaired surrogates, which UTF-8 cannot hold", async () => {
    await store().createRun(sampleRun(), [], []);
    await store().record(sampleOutcome("a", { responseText: "x\ud800y", extra: { k: "\udc00" } }), []);
    const [outcome] = await store().outcomes();
    expect([outcome?.responseText, outcome?.extra]).toEqual(["x\ufffdy", { k: "\ufffd" }]);
  });

  it("keeps nulls as nulls and the simulated flag as it is", async () => {
    await store().createRun(sampleRun(), [], []);
    const bare = sampleOutcome("a", {
      status: "skipped",
      score: null,
      scores: [],
      signals: [],
      responseText: null,
      usage: null,
      costNanoUsd: null,
      signalCostNanoUsd: null,
      chargedNanoUsd: null,
      latencyMs: null,
      attempts: 0,
      simulated: true,
    });
    await store().record(bare, []);
    expect(await store().outcomes()).toStrictEqual([bare]);
  });
}

function describeOrder(store: () => Store): void {
  it("reads in one order, whatever the order of writing", async () => {
    const rows = ["run-1", "run-2"].flatMap((runId) =>
      ["b", "B", "é", "🧪", "\uff5e"].flatMap((taskType) =>
        ["i-10", "i-2"].flatMap((itemId) =>
          [0, 1].map((trial) =>
            sampleOutcome(`${taskType}${itemId}${trial}`, { runId, taskType, itemId, trial, tier: `t${trial}` }),
          ),
        ),
      ),
    );
    for (const runId of ["run-2", "run-1"]) await store().createRun(sampleRun({ runId }), [], []);
    const shuffled = [...rows].sort((a, b) => (keyOf(JSON.stringify(a)) < keyOf(JSON.stringify(b)) ? -1 : 1));
    for (const row of shuffled) {
      await store().record(row, [sampleAttempt("x", { cellKey: row.cellKey })]);
    }
    const read = (await store().outcomes()).map((row) => [row.runId, row.taskType, row.itemId, row.tier].join(" "));
    const inOrder = ["run-1", "run-2"].flatMap((runId) =>
      ["B", "b", "é", "\uff5e", "🧪"].flatMap((taskType) =>
        ["i-10", "i-2"].flatMap((itemId) => ["t0", "t1"].map((tier) => [runId, taskType, itemId, tier].join(" "))),
      ),
    );
    expect(read).toEqual(inOrder);
    const keys = (await store().attempts("run-1")).map(({ cellKey }) => cellKey);
    expect(keys).toEqual([...keys].sort());
  });

  it("filters by run and by task type", async () => {
    for (const runId of ["run-1", "run-2"]) {
      await store().createRun(sampleRun({ runId }), [], []);
      for (const taskType of ["x", "y"]) await store().record(sampleOutcome(taskType, { runId, taskType }), []);
    }
    const found = async (filter: Parameters<Store["outcomes"]>[0]) =>
      (await store().outcomes(filter)).map(({ runId, taskType }) => `${runId}/${taskType}`);
    expect(await found({ runIds: ["run-2"] })).toEqual(["run-2/x", "run-2/y"]);
    expect(await found({ taskTypes: ["y"] })).toEqual(["run-1/y", "run-2/y"]);
    expect(await found({ runIds: ["run-1", "run-1"], taskTypes: ["x", "none"] })).toEqual(["run-1/x"]);
    expect(await found({ runIds: [] })).toEqual([]);
    expect(await found({ taskTypes: [] })).toEqual([]);
    expect(await found({})).toHaveLength(4);
  });
}

function describeCounts(store: () => Store): void {
  it("counts the outcomes of a run as reading them would", async () => {
    for (const runId of ["run-1", "run-2"]) await store().createRun(sampleRun({ runId }), [], []);
    expect(await store().counts("run-1")).toEqual({ scored: 0, missing: 0, simulated: 0 });
    const errored = { status: "errored", score: null, error: "x" } as const;
    await store().record(sampleOutcome("a"), []);
    await store().record(sampleOutcome("b", { simulated: true }), []);
    await store().record(sampleOutcome("c", errored), []);
    await store().record(sampleOutcome("d", { ...errored, status: "skipped", simulated: true }), []);
    await store().record(sampleOutcome("e", errored), []);
    await store().record(sampleOutcome("e"), []);
    await store().record(sampleOutcome("f", { runId: "run-2" }), []);
    expect(await store().counts("run-1")).toEqual({ scored: 3, missing: 2, simulated: 2 });
    await expect(store().counts("nope")).rejects.toThrow(UsageError);
  });
}

function describeCharges(store: () => Store): void {
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

function describeRefusals(store: () => Store): void {
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
