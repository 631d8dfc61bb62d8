import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { OutcomeSchema } from "../core/outcome.js";
import { RunSchema } from "../core/run.js";
import type { SourceRow } from "./outcome-row.js";
import { type ImportOptions, outcomesFromRows } from "./outcomes-from-rows.js";

const options: ImportOptions = {
  runName: "imported",
  importedAt: "2026-11-20T12:00:00.000Z",
  toolVersion: "0.1.0",
  priceNanoUsd: () => null,
};
const row: JsonObject = { item_id: "i1", task_type: "triage", tier: "haiku", score: "1" };

async function* sourceRows(rows: readonly JsonObject[]): AsyncGenerator<SourceRow> {
  // The header of a CSV file is line 1.
  for (const [index, fields] of rows.entries()) yield { file: "t.csv", line: index + 2, fields };
}

const importing = (rows: readonly JsonObject[], change: Partial<ImportOptions> = {}) =>
  outcomesFromRows(sourceRows(rows), { ...options, ...change });

async function single(change: JsonObject, more: Partial<ImportOptions> = {}) {
  const [imported] = await importing([{ ...row, ...change }], more);
  return imported?.outcomes[0];
}

describe("outcomesFromRows", () => {
  it("reads every column", async () => {
    const full = {
      ...row,
      score: "0.5",
      trial: "2",
      model: "claude-haiku",
      status: "ok",
      cluster: "c1",
      input_tokens: "100",
      output_tokens: "20",
      cache_read_tokens: "7",
      cache_write_tokens: "3",
      cost_usd: "0.000183",
      latency_ms: "1584.5",
      "signal.agreement": "0.75",
      "signal.confidence": "High",
      run: "june",
      prediction: "refund",
    };
    const [imported] = await importing([full]);
    expect(imported?.run).toEqual({
      runId: "imported-june",
      createdAt: options.importedAt,
      finishedAt: options.importedAt,
      status: "finished",
      origin: "import",
      simulated: false,
      toolVersion: "0.1.0",
      tiers: [{ id: "haiku", model: "claude-haiku", params: { maxTokens: 1024 } }],
      trials: 3,
      taskTypes: ["triage"],
      datasets: [{ id: "triage", version: "imported", sha256: expect.any(String), items: 1, clusters: 1 }],
      signals: [
        { name: "agreement", taskType: "triage", kind: "imported", levels: null, version: "imported", extraCalls: 0 },
        {
          name: "confidence",
          taskType: "triage",
          kind: "imported",
          levels: ["high"],
          version: "imported",
          extraCalls: 0,
        },
      ],
      promptHashes: {},
      judge: null,
      priceBookDate: null,
      failureCostsUsd: {},
      baseUrl: null,
      plannedCells: 1,
    });
    expect(imported?.outcomes).toEqual([
      {
        runId: "imported-june",
        cellKey: expect.stringMatching(/^[0-9a-f]{64}$/),
        itemId: "i1",
        taskType: "triage",
        tier: "haiku",
        trial: 2,
        model: "claude-haiku",
        cluster: "c1",
        status: "scored",
        outcomeClass: "imported",
        score: 0.5,
        scores: [],
        signals: [
          { name: "agreement", value: 0.75 },
          { name: "confidence", value: 0, level: "high" },
        ],
        responseText: null,
        usage: {
          inputTokens: 100,
          outputTokens: 20,
          cacheReadTokens: 7,
          cacheWriteTokens: 3,
          cacheWrite1hTokens: 0,
        },
        costNanoUsd: 183_000,
        signalCostNanoUsd: 0,
        judgeCostNanoUsd: 0,
        chargedNanoUsd: 0,
        latencyMs: 1584.5,
        attempts: 0,
        error: null,
        simulated: false,
        extra: { prediction: "refund" },
      },
    ]);
  });

  it("makes what the store takes, from the fewest columns", async () => {
    const [imported] = await importing([row]);
    expect(RunSchema.parse(imported?.run)).toEqual(imported?.run);
    expect(OutcomeSchema.parse(imported?.outcomes[0])).toEqual(imported?.outcomes[0]);
    expect(imported?.outcomes[0]).toMatchObject({
      runId: "imported",
      model: "haiku",
      trial: 0,
      cluster: null,
      usage: null,
      costNanoUsd: null,
      signalCostNanoUsd: null,
      latencyMs: null,
      extra: {},
    });
  });

  it("takes empty and blank cells for missing, never for 0", async () => {
    for (const empty of ["", " ", "\t", null]) {
      const outcome = await single({ score: empty, cost_usd: empty, latency_ms: empty, "signal.s": empty, run: empty });
      expect(outcome).toMatchObject({
        runId: "imported",
        status: "errored",
        score: null,
        costNanoUsd: null,
        latencyMs: null,
        signals: [],
        outcomeClass: "errored",
        error: "no score in the imported row",
      });
    }
  });

  it("takes numbers and booleans of JSON as well", async () => {
    expect(await single({ score: 1, trial: 3, cost_usd: 0.5, "signal.ok": true })).toMatchObject({
      score: 1,
      trial: 3,
      costNanoUsd: 500_000_000,
      signals: [{ name: "ok", value: 0, level: "true" }],
    });
  });

  it.each<[JsonObject, string, string]>([
    [{ score: "", status: "timeout" }, "errored", "timeout"],
    [{ score: "", status: "errored" }, "errored", "errored"],
    [{ score: "", status: "skipped" }, "skipped", "skipped"],
    [{ score: "0", status: "scored" }, "scored", "imported"],
    [{ score: "0", status: "success" }, "scored", "imported"],
  ])("reads the status %j", async (change, status, outcomeClass) =>
    expect(await single(change)).toMatchObject({ status, outcomeClass }),
  );

  it("keeps unknown columns as they came", async () => {
    const extra = { prediction: " x ", steps: 4, nested: { a: [null] }, Score: "9", signals: "no prefix" };
    expect((await single(extra))?.extra).toEqual(extra);
  });

  it("folds ids that are no item ids", async () => {
    expect((await single({ item_id: "gsm8k/main test#7" }))?.itemId).toBe("gsm8k_main_test_7");
    await expect(
      importing([
        { ...row, item_id: "a/b" },
        { ...row, item_id: "a b" },
      ]),
    ).rejects.toThrow('t.csv:3: item "a_b" on tier "haiku" was already at t.csv:2');
  });
});

describe("what a row costs", () => {
  const priced = { priceNanoUsd: (_model: string, usage: { inputTokens: number }) => usage.inputTokens * 10 };

  it("is what it says, else the price of its tokens, else not known", async () => {
    const tokens = { input_tokens: "5", output_tokens: "1" };
    expect(await single({ ...tokens, cost_usd: "0.25" }, priced)).toMatchObject({ costNanoUsd: 250_000_000 });
    expect(await single(tokens, priced)).toMatchObject({ costNanoUsd: 50, signalCostNanoUsd: 0 });
    expect(await single(tokens)).toMatchObject({ costNanoUsd: null, usage: { inputTokens: 5 } });
    expect(await single({ input_tokens: "5" }, priced)).toMatchObject({ costNanoUsd: null, usage: null });
    expect(await single({ ...tokens, cost_usd: "0" }, priced)).toMatchObject({ costNanoUsd: 0 });
  });

  it("is asked for the model of the row, else for its tier", async () => {
    const asked: string[] = [];
    const priceNanoUsd = (model: string) => asked.push(model);
    await single({ input_tokens: "5", output_tokens: "1", model: "m-1" }, { priceNanoUsd });
    await single({ input_tokens: "5", output_tokens: "1" }, { priceNanoUsd });
    expect(asked).toEqual(["m-1", "haiku"]);
  });
});

describe("a wrong row", () => {
  it.each<[string, JsonObject, string]>([
    ["no item id", { item_id: "" }, 'field "item_id": empty or missing; a row needs'],
    ["a long item id", { item_id: "x".repeat(129) }, 'field "item_id": "xxx'],
    ["no task type", { task_type: null }, 'field "task_type": empty or missing'],
    ["a task type that no table keeps", { task_type: "__proto__" }, 'field "task_type": "__proto__"'],
    ["a task type with a line end", { task_type: "a\nb" }, 'field "task_type"'],
    ["no tier", { tier: "" }, 'field "tier": empty or missing'],
    ["a tier with a slash", { tier: "a/b" }, 'field "tier": "a/b": use 1 to 64'],
    ["a score above 1", { score: "1.01" }, 'field "score": "1.01" is not a number in [0, 1]'],
    ["a score in percent", { score: "95" }, 'field "score": "95" is not a number in [0, 1]'],
    ["a negative score", { score: "-0.1" }, 'field "score": "-0.1"'],
    ["NaN as score", { score: "NaN" }, 'field "score": "NaN"'],
    ["a word as score", { score: "pass" }, 'field "score": "pass"'],
    ["a boolean as score", { score: true }, 'field "score": "true"'],
    ["a list as score", { score: [1] }, 'field "score": "[1]"'],
    ["half a trial", { trial: "0.5" }, 'field "trial": 0.5 is not a whole number'],
    ["a negative trial", { trial: "-1" }, 'field "trial": "-1" is not a number of 0 or more'],
    ["half a token", { input_tokens: "1.5" }, 'field "input_tokens": 1.5 is not a whole number'],
    ["endless tokens", { output_tokens: "Infinity" }, 'field "output_tokens": "Infinity"'],
    ["more tokens than a number counts", { output_tokens: "1e17" }, 'field "output_tokens"'],
    ["a negative cost", { cost_usd: "-0.01" }, 'field "cost_usd": "-0.01" is not a number in [0, 9000000]'],
    ["a cost with its sign", { cost_usd: "$0.01" }, 'field "cost_usd": "$0.01"'],
    ["a cost beyond counting", { cost_usd: "1e300" }, 'field "cost_usd": "1e300"'],
    ["a decimal comma", { latency_ms: "1,5" }, 'field "latency_ms": "1,5"'],
    ["an outage with a score", { status: "errored", score: "0" }, 'field "status": "errored" with score 0'],
    ["a skipped cell with a score", { status: "skipped", score: "1" }, 'field "status": "skipped" with score 1'],
    ["a scored cell without a score", { status: "scored", score: "" }, 'field "score": empty, but status is "scored"'],
  ])("with %s is refused where it stands", async (_name, change, message) => {
    const rows = importing([row, { ...row, item_id: "i2", ...change }]);
    await expect(rows).rejects.toThrow(DataError);
    await expect(rows).rejects.toThrow(`t.csv:3 ${message}`);
  });

  it("without a score column is refused, although an empty score is not", async () => {
    const { score: _score, ...rest } = row;
    await expect(importing([rest])).rejects.toThrow('t.csv:2 field "score": no such column');
  });

  it("that was there before is refused, with both places", async () => {
    const twice = importing([row, { ...row, tier: "opus" }, row]);
    await expect(twice).rejects.toThrow(
      't.csv:4: item "i1" on tier "haiku" was already at t.csv:2; number repetitions in a "trial" column',
    );
  });

  it("is no repetition with another tier, trial, task type or run", async () => {
    const rows = [
      row,
      { ...row, tier: "opus" },
      { ...row, trial: 1 },
      { ...row, task_type: "t" },
      { ...row, run: "r" },
    ];
    const imported = await importing(rows);
    expect(imported.flatMap(({ outcomes }) => outcomes)).toHaveLength(5);
  });

  it("is missed where there is none at all", async () => {
    await expect(importing([])).rejects.toThrow("no rows to import");
  });
});

describe("runs", () => {
  it("are made one per value of the run column, by name", async () => {
    const rows = ["2026-06", "2026-02", ""].map((run) => ({ ...row, run }));
    const imported = await importing(rows);
    expect(imported.map(({ run }) => run.runId)).toEqual(["imported", "imported-2026-02", "imported-2026-06"]);
    expect(imported.every(({ outcomes, run }) => outcomes.every(({ runId }) => runId === run.runId))).toBe(true);
  });

  it("share cell keys, so that the same cell can be compared between them", async () => {
    const imported = await importing(["a", "b"].map((run) => ({ ...row, run })));
    const [first, second] = imported.flatMap(({ outcomes }) => outcomes.map(({ cellKey }) => cellKey));
    expect(first).toBe(second);
  });

  it("count trials, items and clusters", async () => {
    const rows = [0, 1, 2].flatMap((trial) =>
      ["i1", "i2", "i3"].map((id) => ({ ...row, item_id: id, trial, cluster: id === "i3" ? "" : "c" })),
    );
    const [imported] = await importing(rows);
    expect(imported?.run).toMatchObject({ trials: 3, plannedCells: 9, datasets: [{ items: 3, clusters: 2 }] });
    expect(new Set(imported?.outcomes.map(({ cellKey }) => cellKey)).size).toBe(9);
  });

  it("name their data by its items, not by order or scores", async () => {
    const hash = async (...ids: string[]) =>
      (await importing(ids.map((id) => ({ ...row, item_id: id, score: String(ids.indexOf(id) % 2) }))))[0]?.run
        .datasets[0]?.sha256;
    expect(await hash("a", "b")).toBe(await hash("b", "a"));
    expect(await hash("a", "b")).not.toBe(await hash("a", "c"));
  });
});

describe("signals", () => {
  const readings = async (values: readonly JsonValue[]) => {
    const rows = values.map((value, index) => ({ ...row, item_id: `i${index}`, "signal.s": value }));
    const [imported] = await importing(rows);
    return {
      levels: imported?.run.signals[0]?.levels,
      values: imported?.outcomes.map(({ signals }) => signals[0]?.value),
    };
  };

  it("are numbers in [0, 1]", async () => {
    expect(await readings(["0", "0.55", "1", 1, "1e-3"])).toEqual({ levels: null, values: [0, 0.55, 1, 1, 0.001] });
  });

  it.each<[readonly JsonValue[], readonly string[], readonly number[]]>([
    [
      ["high", "low", "medium"],
      ["low", "medium", "high"],
      [2, 0, 1],
    ],
    [
      ["HIGH", "Low"],
      ["low", "high"],
      [1, 0],
    ],
    [
      ["very high", "very low"],
      ["very low", "very high"],
      [1, 0],
    ],
    [
      ["pass", "fail"],
      ["fail", "pass"],
      [1, 0],
    ],
    [
      [true, false],
      ["false", "true"],
      [1, 0],
    ],
    [
      ["no", "yes", "no"],
      ["no", "yes"],
      [0, 1, 0],
    ],
  ])("are the known ladder of %j", async (values, levels, indices) =>
    expect(await readings(values)).toEqual({ levels, values: indices }),
  );

  it.each<[readonly JsonValue[], string]>([
    [["sure", "unsure"], 't.csv:2 field "signal.s": "sure" is neither a number in [0, 1] nor one of very low < low'],
    [["low", "0.5"], 't.csv:2 field "signal.s": "low" is neither'],
    [["low", "yes"], 't.csv:2 field "signal.s": "low" is neither'],
    [["0.5", "1.5"], 't.csv:3 field "signal.s": "1.5" is neither'],
    [["0.5", "-0.1"], '"-0.1" is neither'],
    [["0.5", "NaN"], '"NaN" is neither'],
    [["0.5", "95%"], '"95%" is neither'],
  ])("refuse %j: their order is not known", async (values, message) => {
    await expect(readings(values)).rejects.toThrow(message);
  });

  it("may be missing in a row, and belong to the task types that have them", async () => {
    const [imported] = await importing([
      { ...row, "signal.s": "0.5" },
      { ...row, item_id: "i2", "signal.s": "" },
      { ...row, item_id: "i3", task_type: "other" },
    ]);
    expect(imported?.outcomes.map(({ signals }) => signals.length)).toEqual([1, 0, 0]);
    expect(imported?.run.signals.map(({ taskType }) => taskType)).toEqual(["triage"]);
  });

  it.each(["signal.", "signal.two words"])("refuse the column %j", async (column) => {
    await expect(importing([{ ...row, [column]: "1" }])).rejects.toThrow(/^t\.csv:2: signal name ".*": use A-Z/);
  });
});
