import { expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import { keyOf, sampleAttempt, sampleOutcome, sampleRun } from "./store-rows.js";

export function describeValues(store: () => Store): void {
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

export function describeOrder(store: () => Store): void {
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

export function describeCounts(store: () => Store): void {
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
