import { expect, test } from "vitest";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { type OutcomeSpec, outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { binsOfTrials, signalBins } from "./signal-bins.js";
import type { TierColumn } from "./tier-column.js";

const LEVELS = { val: ["fail", "pass"], sure: ["low", "medium", "high"] } as const;

/** Every row: [validator, self-report, right?]. */
function discrete(rows: readonly (readonly [0 | 1, 0 | 1 | 2, 0 | 1])[]): TaskTypeMatrix {
  const answers = { haiku: rows.map(([, , right]) => right).join(""), opus: "1".repeat(rows.length) };
  const change = (itemId: string, tier: string): Partial<OutcomeSpec> => {
    const [val, sure] = rows[Number(itemId.slice(-4))] ?? [0, 0];
    const signals = [
      { name: "val", value: val, level: LEVELS.val[val] },
      { name: "sure", value: sure, level: LEVELS.sure[sure] },
    ];
    return tier === "haiku" ? { signals } : {};
  };
  const definition = { taskType: "triage", version: "1", extraCalls: 0 };
  const run = seededRun(["haiku", "opus"], {
    signals: Object.entries(LEVELS).map(([name, levels]) => ({
      ...definition,
      name,
      kind: name === "val" ? ("validator" as const) : ("self-report" as const),
      levels: [...levels],
    })),
  });
  return outcomeMatrices(outcomesFromStrings(answers, change), [run], "opus").matrices[0] as TaskTypeMatrix;
}

function repeat(count: number, row: readonly [0 | 1, 0 | 1 | 2, 0 | 1]) {
  return Array.from({ length: count }, () => row);
}

function column(matrix: TaskTypeMatrix, tier: string): TierColumn {
  return matrix.columns.find((one) => one.tier === tier) as TierColumn;
}

const CROSS = discrete([
  ...repeat(40, [1, 2, 1]),
  ...repeat(20, [1, 1, 1]),
  ...repeat(10, [1, 1, 0]),
  ...repeat(10, [1, 0, 1]),
  ...repeat(20, [1, 0, 0]),
  ...repeat(2, [0, 2, 1]),
  ...repeat(28, [0, 2, 0]),
]);

test("validator × self-report: the worst slice is peeled first, and every bin is a conjunction", () => {
  const haiku = column(CROSS, "haiku");
  const bins = signalBins(haiku, CROSS);
  const pass = { signal: "val", atLeast: "pass" };
  expect(bins.atLeast).toEqual([
    "always",
    { all: [pass] },
    { all: [{ signal: "sure", atLeast: "medium" }, pass] },
    { all: [{ signal: "sure", atLeast: "high" }, pass] },
  ]);
  expect(bins.correct[0]).toBeCloseTo((2 + 4 * (72.5 / 131)) / 34, 12);
  expect([...bins.correct]).toEqual([...bins.correct].sort((a, b) => a - b));
  const found = binsOfTrials(bins, haiku, CROSS);
  expect([...found].filter((bin) => bin === 3)).toHaveLength(40);
  expect(found.slice(-30)).toEqual(new Uint8Array(30));
});

test("rates that fall as confidence rises become one bin", () => {
  const upsideDown = discrete([
    ...repeat(10, [1, 2, 1]),
    ...repeat(30, [1, 2, 0]),
    ...repeat(30, [1, 1, 1]),
    ...repeat(10, [1, 1, 0]),
    ...repeat(30, [1, 0, 0]),
  ]);
  const { atLeast } = signalBins(column(upsideDown, "haiku"), upsideDown);
  // No failed check was seen, so what such an answer is worth is not known: it is not accepted.
  const pass = { signal: "val", atLeast: "pass" };
  expect(atLeast).toEqual(["always", { all: [{ signal: "sure", atLeast: "medium" }, pass] }]);
});

test("a continuous signal: at most twelve bins, ties whole, rates near the truth", () => {
  const matrix = drawCascadeWorld(CASCADE_WORLDS[0] as CascadeWorld, 6000, 1);
  const haiku = column(matrix, "haiku");
  const bins = signalBins(haiku, matrix);
  expect(bins.count).toBeGreaterThan(8);
  expect(bins.count).toBeLessThanOrEqual(12);
  const binOf = binsOfTrials(bins, haiku, matrix);
  for (let b = 0; b < bins.count; b += 1) {
    const inside = [...binOf.keys()].filter((r) => binOf[r] === b);
    const rate = inside.reduce((sum, r) => sum + (haiku.score[r] ?? 0), 0) / inside.length;
    expect(Math.abs(rate - (bins.correct[b] ?? 0))).toBeLessThan(0.02);
  }
  const readings = haiku.signals.get("confidence")?.readings ?? new Float64Array(0);
  const tied = {
    ...haiku,
    signals: new Map([
      ["confidence", { readings: readings.map((x) => Math.round(x * 2) / 2), isMissing: new Uint8Array(6000) }],
    ]),
  };
  expect(signalBins(tied, matrix).count).toBeLessThanOrEqual(3);
});

test("few trials lean on the pooled type, many on themselves", () => {
  const few = discrete([...repeat(1, [1, 2, 0]), ...repeat(1, [1, 1, 0])]);
  const alone = signalBins(column(few, "haiku"), few).correct.at(-1) ?? 0;
  const leaning = signalBins(column(few, "haiku"), few, { pooled: column(CROSS, "haiku") }).correct.at(-1) ?? 0;
  expect(alone).toBeLessThan(0.2);
  expect(leaning).toBeGreaterThan(0.6);
});

test("no signal: one bin", () => {
  expect(signalBins(column(CROSS, "opus"), CROSS)).toMatchObject({ count: 1, atLeast: ["always"] });
  expect(() => signalBins(column(CROSS, "opus"), CROSS, { limit: 0 })).toThrow(RangeError);
});

test("where bins are limited, the smallest are joined with the one below", () => {
  const pass = { signal: "val", atLeast: "pass" };
  const conditions = (matrix: TaskTypeMatrix, limit: number) =>
    signalBins(column(matrix, "haiku"), matrix, { limit }).atLeast;
  const [medium, high] = ["medium", "high"].map((atLeast) => ({ all: [{ signal: "sure", atLeast }, pass] }));
  // From the worst on 30, 30, 30 and 40 trials: of equal ones the first.
  expect(conditions(CROSS, 4)).toHaveLength(4);
  expect(conditions(CROSS, 3)).toEqual(["always", medium, high]);
  expect(conditions(CROSS, 2)).toEqual(["always", high]);
  expect(conditions(CROSS, 1)).toEqual(["always"]);
  // 30, 30, 12 and 40.
  const uneven = discrete([
    ...repeat(40, [1, 2, 1]),
    ...repeat(9, [1, 1, 1]),
    ...repeat(3, [1, 1, 0]),
    ...repeat(10, [1, 0, 1]),
    ...repeat(20, [1, 0, 0]),
    ...repeat(2, [0, 2, 1]),
    ...repeat(28, [0, 2, 0]),
  ]);
  expect(conditions(uneven, 4)).toEqual(["always", { all: [pass] }, medium, high]);
  expect(conditions(uneven, 3)).toEqual(["always", { all: [pass] }, high]);
});
