import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../core/json.js";
import { readRows } from "../datasets/read-rows.js";
import { type JudgeFile, judgeVerdicts } from "./judge-verdicts.js";

const ALL = { subset: null, prompting: null };

function read(
  fields: readonly JsonObject[],
  filter: Partial<typeof ALL> | { subset?: string; prompting?: string } = {},
) {
  const rows = fields.map((one, i) => ({ file: "v.csv", line: i + 2, fields: one }));
  return judgeVerdicts(rows, { ...ALL, ...filter });
}

const PAIR = { item_id: "a", label: "1", verdict_orig: "1", verdict_swapped: "2" };
const POINT = { item_id: "a", tier: "haiku", human: "1", judge: "0.5" };

describe("verdicts on pairs", () => {
  it("are read with what is not there as null", async () => {
    const { form, rows } = await read([
      { ...PAIR, verdict_swapped: "" },
      { ...PAIR, judge: "j", prompting: "p", cluster: "s" },
    ]);
    expect(form).toBe("pairwise");
    expect(rows).toEqual([
      { itemId: "a", judge: "judge", prompting: null, label: "1", original: "1", swapped: null, cluster: null },
      { itemId: "a", judge: "j", prompting: "p", label: "1", original: "1", swapped: "2", cluster: "s" },
    ]);
  });

  it("may be numbers, as JSONL has them, and may repeat themselves rightly", async () => {
    const own = { correct_orig: 1, correct_swapped: 0, consistent: false };
    const { rows } = await read([{ item_id: 7, label: 1, verdict_orig: 1, verdict_swapped: 2, ...own }]);
    expect(rows).toMatchObject([{ itemId: "7", label: "1", original: "1", swapped: "2" }]);
  });
});

describe("verdicts on single answers", () => {
  it("are read, labelled or not", async () => {
    const { form, rows } = await read([
      POINT,
      { ...POINT, item_id: "b", human: "", length: "120", judge_name: "opus" },
    ]);
    expect(form).toBe("pointwise");
    expect(rows).toMatchObject([
      { itemId: "a", tier: "haiku", humanScore: 1, judgeScore: 0.5, judge: null, length: null, taskType: null },
      { itemId: "b", humanScore: null, judge: "opus", length: 120, place: { file: "v.csv", line: 3 } },
    ]);
  });

  it("may say true and false", async () => {
    const { rows } = await read([{ ...POINT, human: true, judge: false }]);
    expect(rows).toMatchObject([{ humanScore: 1, judgeScore: 0 }]);
  });
});

describe("the filter", () => {
  const rows = [
    { ...PAIR, subset: "LLMBar/Natural", prompting: "x" },
    { ...PAIR, subset: "LLMBar", prompting: "y" },
    { ...PAIR, subset: "LLMBarrier", prompting: "x" },
  ];
  it.each([
    [{ subset: "LLMBar" }, 2],
    [{ subset: "LLMBar/Natural" }, 1],
    [{ prompting: "x" }, 2],
    [{ subset: "LLMBar", prompting: "y" }, 1],
    [{}, 3],
  ])("%j takes %i rows", async (filter, count) => {
    expect((await read(rows, filter)).rows).toHaveLength(count);
  });

  it("that takes none says what there is", async () => {
    await expect(read(rows, { subset: "Nat" })).rejects.toThrow(
      'v.csv: no row has subset "Nat" (there are: LLMBar, LLMBar/Natural, LLMBarrier)',
    );
  });
});

describe("refused with file, line and column", () => {
  it.each([
    [[{ item_id: "a" }], /^v\.csv:2: neither a "label" nor a "human" column; pairs need item_id, label/],
    [[{ ...PAIR, ...POINT }], /^v\.csv:2: both "label" and "human" columns/],
    [[], /no rows; a row needs/],
    [[{ ...PAIR, label: "" }], /^v\.csv:2 field "label": empty/],
    [[{ ...PAIR, label: "A" }], /^v\.csv:2 field "label": "A" is neither 1 nor 2/],
    [[{ item_id: "a", label: "1" }], /^v\.csv:2 field "verdict_orig": no such column/],
    [[{ ...PAIR, verdict_orig: "tie" }], /^v\.csv:2 field "verdict_orig": "tie" is neither 1 nor 2/],
    [[PAIR, { ...PAIR, label: "2" }], /^v\.csv:3: the same item and judge as on line 2/],
    [
      [{ ...PAIR, correct_swapped: "1" }],
      /"correct_swapped": 1, but verdict 2 against label 1: verdicts must name the answer/,
    ],
    [[{ ...PAIR, consistent: "yes" }], /field "consistent": "yes" is neither 0 nor 1/],
    [[{ ...POINT, item_id: " " }], /^v\.csv:2 field "item_id": empty or missing/],
    [[{ ...POINT, tier: "" }], /^v\.csv:2 field "tier": empty or missing/],
    [[{ ...POINT, human: "1.5" }], /^v\.csv:2 field "human": "1\.5" is not a score in \[0, 1\]/],
    [[{ ...POINT, judge: "nan" }], /^v\.csv:2 field "judge": "nan" is not a score/],
    [[{ ...POINT, human: "", judge: "" }], /^v\.csv:2 field "human": empty, and judge is empty too/],
    [[{ ...POINT, length: "0" }], /^v\.csv:2 field "length": "0" is not a length above 0/],
    [[POINT, POINT], /^v\.csv:3: the same item and judge as on line 2/],
  ])("%j", async (rows, message) => {
    await expect(read(rows)).rejects.toThrow(message);
  });
});

const FILE = fileURLToPath(new URL("../../../shared/data/llmbar-judges.csv.gz", import.meta.url));
const isThere = existsSync(FILE);

describe.skipIf(!isThere)(`LLMBar, real judges${isThere ? "" : " (skipped: no ../shared/data)"}`, () => {
  it("arrives whole, and says of itself what its verdicts say", async () => {
    const whole: JudgeFile = await judgeVerdicts(readRows(FILE), ALL);
    expect(whole.rows).toHaveLength(40_413);
    expect(whole.form).toBe("pairwise");
  });
});
