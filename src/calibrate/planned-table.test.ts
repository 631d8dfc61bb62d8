import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { plannedTable } from "./planned-table.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
const all = (digit: string) => digit.repeat(20);
/** Everyone masters the easy type, opus alone the hard one. */
const ANSWERS = {
  easy: { haiku: all("1"), sonnet: all("1"), opus: all("1") },
  hard: { haiku: all("0"), sonnet: all("0"), opus: all("1") },
};
const matricesOf = (world: { readonly [taskType: string]: { readonly [tier: string]: string } }) =>
  outcomeMatrices(
    Object.entries(world).flatMap(([taskType, answers]) =>
      outcomesFromStrings(answers, (itemId, tier) => ({
        itemId: `${taskType}-${itemId}`,
        taskType,
        costUsd: COST[tier] ?? 0,
      })),
    ),
    [seededRun(TIERS)],
    "opus",
  ).matrices.map((matrix) => inPriceOrder(matrix, TIERS));

const plan = (objective: Parameters<typeof plannedTable>[1], world: Parameters<typeof matricesOf>[0] = ANSWERS) =>
  plannedTable(matricesOf(world), objective, { tiers: TIERS, traffic: null, seed: 1 });
const routes = (easy: string, hard: string) => ({
  easy: { kind: "single", tier: easy },
  hard: { kind: "single", tier: hard },
});

describe("plannedTable", () => {
  it("stays within the budget, and says what the next table would cost", () => {
    const { routes: planned, figures, reason } = plan({ kind: "budget", costUsd: 0.002 });
    expect(planned).toEqual(routes("haiku", "haiku"));
    expect(figures.quality).toBeCloseTo(0.5, 12);
    expect(figures.costUsd).toBeCloseTo(0.001, 12);
    // (0.002 − 0.001) / (0.0205 − 0.001).
    expect(reason).toBe(
      "Highest expected quality within $0.002 an item: this table costs $0.001; sending 5 % of requests by the next table ($0.0205) would use the budget exactly.",
    );
  });

  it("a budget that all items just meet is not refused because a fold of them costs more", () => {
    const matrices = matricesOf(ANSWERS).map((matrix) => ({
      ...matrix,
      columns: matrix.columns.map((column) => ({
        ...column,
        costUsd: (column.costUsd ?? new Float64Array(0)).map((usd, item) => usd * (item % 4 === 0 ? 4 : 1)),
      })),
    }));
    // Haiku costs 0.00175 on average, and more or less than that on four fifths of the items.
    const options = { tiers: TIERS, traffic: null, seed: 1 };
    const { routes: planned } = plannedTable(matrices, { kind: "budget", costUsd: 0.0017501 }, options);
    expect(planned).toEqual(routes("haiku", "haiku"));
    expect(() => plannedTable(matrices, { kind: "budget", costUsd: 0.00174 }, options)).toThrow(
      "below the cheapest table",
    );
  });

  it("says so where more money would buy nothing", () => {
    const { routes: planned, figures, reason } = plan({ kind: "budget", costUsd: 1 });
    expect(planned).toEqual(routes("haiku", "opus"));
    expect(figures).toMatchObject({ quality: 1, harm: 0, netLoss: 0 });
    expect(figures.costUsd).toBeCloseTo(0.0205, 12);
    expect(reason).toBe(
      "Highest expected quality within $1 an item: this table costs $0.0205, and nothing dearer is better within the budget.",
    );
  });

  it("weighs cost against errors, beside the best single tier, with the stakes at which tiers change", () => {
    const low = plan({ kind: "stakes", failureCostsUsd: { easy: 1, hard: 0.01 } });
    expect(low.routes).toEqual(routes("haiku", "haiku"));
    expect(low.reason).toBe(
      "Lowest cost with errors: $0.006 an item, beside $0.006 for always haiku. Break-even failure costs: easy: haiku; hard: haiku, opus from $0.039.",
    );
    const high = plan({ kind: "stakes", failureCostsUsd: { easy: 1, hard: 1 } });
    expect(high.routes).toEqual(routes("haiku", "opus"));
    expect(high.figures.quality).toBe(1);
    expect(high.reason).toMatch(/^Lowest cost with errors: \$0\.0205 an item, beside \$0\.04 for always opus\. /);
  });

  it("holds itself against tiers that every task type has", () => {
    const world = {
      easy: { haiku: all("1"), opus: all("1") },
      hard: { haiku: all("0"), sonnet: all("1"), opus: all("1") },
    };
    const { routes: planned, reason } = plan({ kind: "stakes", failureCostsUsd: { easy: 1, hard: 1 } }, world);
    expect(planned).toEqual(routes("haiku", "sonnet"));
    expect(reason).toMatch(
      /\$0\.0055 an item, beside \$0\.04 for always opus\. .*hard: haiku, sonnet from \$0\.009\.$/,
    );
  });

  it("asks for the failure cost of every task type", () => {
    expect(() => plan({ kind: "stakes", failureCostsUsd: { easy: 1 } })).toThrow(
      new DataError(
        'task type "hard" has no failure cost: set failureCostUsd in its eval, or give --failure-cost-usd a number',
      ),
    );
  });
});
