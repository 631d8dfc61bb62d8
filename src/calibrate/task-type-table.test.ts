import { describe, expect, test } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import type { LearningFold } from "./cross-fit.js";
import type { ItemValues } from "./item-values.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { taskTypeLearner, valuesOf } from "./task-type-table.js";

const TIERS = ["haiku", "opus"];
const HALF = 40;
const [RIGHT, WRONG] = ["1".repeat(HALF), "0".repeat(HALF)];

/** Haiku is right on the first half of one task type, and on the second half of the other. */
const MATRICES = outcomeMatrices(
  Object.entries({ a: RIGHT + WRONG, b: WRONG + RIGHT }).flatMap(([taskType, haiku]) =>
    outcomesFromStrings({ haiku, opus: RIGHT + RIGHT }, (_, tier) => ({
      taskType,
      costUsd: tier === "opus" ? 0.04 : 0.001,
    })),
  ),
  [seededRun(TIERS)],
  "opus",
).matrices.map((matrix) => inPriceOrder(matrix, TIERS));

const OPTIONS = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.2, harm: 0.1, minItems: 10 };

/** The tiers that serve the two task types, after learning from these halves of their items. */
function servedAfter(...known: readonly (readonly [boolean, boolean])[]): readonly string[] {
  const isKnown = Uint8Array.from(known.flatMap((halves) => halves.flatMap((half) => Array(HALF).fill(half ? 1 : 0))));
  const fold: LearningFold = {
    isKnown,
    get path(): never {
      throw new Error("not needed");
    },
    name: "any",
  };
  const { costUsd } = taskTypeLearner(MATRICES, OPTIONS)(fold) as ItemValues;
  const tierOf = (cost: number | undefined) => (cost === 0.001 ? "haiku" : cost === 0.04 ? "opus" : "unknown");
  expect(costUsd).toHaveLength(4 * HALF);
  expect(new Set(costUsd?.subarray(0, 2 * HALF)).size).toBe(1);
  expect(new Set(costUsd?.subarray(2 * HALF)).size).toBe(1);
  return [tierOf(costUsd?.at(0)), tierOf(costUsd?.at(-1))];
}

describe("each task type is learnt", () => {
  test("from its own known items alone", () => {
    expect(servedAfter([true, false], [true, false])).toEqual(["haiku", "opus"]);
    expect(servedAfter([false, true], [false, true])).toEqual(["opus", "haiku"]);
    expect(servedAfter([true, true], [true, true])).toEqual(["opus", "opus"]);
  });

  test("and goes to the reference where nothing of it is known", () => {
    expect(servedAfter([false, false], [false, true])).toEqual(["opus", "haiku"]);
    expect(servedAfter([true, false], [false, false])).toEqual(["haiku", "opus"]);
  });
});

test("values stand in the order of the task types", () => {
  const table = {
    kind: "table" as const,
    routes: { b: { kind: "single" as const, tier: "haiku" } },
    otherwise: "opus",
  };
  const { score } = valuesOf(table, MATRICES);
  expect([...(score ?? [])].join("")).toBe(RIGHT + RIGHT + WRONG + RIGHT);
});
