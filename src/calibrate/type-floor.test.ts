import { describe, expect, it } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { type TierRows, tierRows } from "./tier-rows.js";
import { routesBelow, type TypeFloor } from "./type-floor.js";

const TIERS = ["haiku", "opus"];
const FLOOR: TypeFloor = { quantity: "netLoss", most: 0.05, level: 0.05 };

function rowsOf(
  types: { readonly [taskType: string]: { readonly haiku: string; readonly opus: string } },
  perCluster = 1,
): TierRows {
  const outcomes = Object.entries(types).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, (itemId) => ({
      itemId: `${taskType}-${itemId}`,
      taskType,
      cluster: perCluster === 1 ? null : `${taskType} ${Math.floor(Number(itemId.replace(/\D/gu, "")) / perCluster)}`,
    })),
  );
  const { matrices } = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus");
  return tierRows(
    matrices.map((matrix) => inPriceOrder(matrix, TIERS)),
    { tiers: TIERS, traffic: null },
  );
}

const answers = (lost: number, gained: number, n: number) => ({
  haiku: "0".repeat(lost) + "1".repeat(n - lost),
  opus: "1".repeat(n - gained) + "0".repeat(gained),
});

describe("routesBelow", () => {
  it("closes a tier to the task type on which it surely loses more, and nothing else", () => {
    const rows = rowsOf({ easy: answers(4, 3, 100), hard: answers(30, 0, 100) });
    expect(rows.taskTypes).toEqual(["easy", "hard"]);
    expect([...routesBelow(rows, FLOOR)]).toEqual([0, 0, 1, 0]);
  });

  // (loss − 0.05) over √(loss (1 − loss) / 99) against t₀.₉₅,₉₉ = 1.660: 0.05/0.0302 = 1.659 and 0.06/0.0314 = 1.908.
  it.each([
    [10, 0],
    [11, 1],
  ])("%i of 100 lost", (lost, expected) => {
    expect([...routesBelow(rowsOf({ only: answers(lost, 0, 100) }), FLOOR)]).toEqual([expected, 0]);
  });

  it("lets gains make up for losses unless harm is what counts", () => {
    const rows = rowsOf({ only: answers(20, 20, 100) });
    expect([...routesBelow(rows, FLOOR)]).toEqual([0, 0]);
    expect([...routesBelow(rows, { ...FLOOR, quantity: "harm" })]).toEqual([1, 0]);
  });

  it("shows nothing of fewer than ten independent items", () => {
    expect([...routesBelow(rowsOf({ only: answers(9, 0, 9) }), FLOOR)]).toEqual([0, 0]);
    expect([...routesBelow(rowsOf({ only: answers(10, 0, 10) }), FLOOR)]).toEqual([1, 0]);
    expect([...routesBelow(rowsOf({ only: answers(45, 0, 45) }, 5), FLOOR)]).toEqual([0, 0]);
  });

  it("looks at known units only", () => {
    const rows = rowsOf({ only: answers(30, 0, 100) });
    const isLost = rows.unitOf.map((_, item) => rows.columns[0]?.netLoss?.[item] ?? 0);
    expect([
      ...routesBelow(
        rows,
        FLOOR,
        Uint8Array.from(isLost, (loss) => (loss > 0 ? 0 : 1)),
      ),
    ]).toEqual([0, 0]);
    expect([...routesBelow(rows, FLOOR, new Uint8Array(100).fill(1))]).toEqual([1, 0]);
  });
});
