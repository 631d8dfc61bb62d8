import { describe, expect, test } from "vitest";
import type { Risk } from "../core/calibration.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { routingModel } from "./routing-model.js";

/** One answer: its score and what its signal reads, 0 low and 1 high; none where it reads nothing. */
type Answer = readonly [score: number, sure?: number];
/** Per tier, cheapest first, the answers to every item; an item may have several trials. */
interface World {
  readonly [tier: string]: readonly (Answer | readonly Answer[])[];
}
interface Setting {
  readonly costs?: { readonly [tier: string]: readonly [usd: number | null, signalUsd?: number] };
  readonly levels?: readonly string[] | null;
  readonly reference?: string;
}

function matrixOf(
  world: World,
  { costs = {}, levels = ["low", "high"], reference = "opus" }: Setting = {},
): TaskTypeMatrix {
  const tiers = Object.keys(world);
  const rows = tiers.flatMap((tier) =>
    (world[tier] ?? []).flatMap((answers, i) => {
      const trials = (Array.isArray(answers[0]) ? answers : [answers]) as readonly Answer[];
      const [usd, signalUsd = 0] = costs[tier] ?? [0.01];
      return trials.map(([score, sure], trial) =>
        seededOutcome({
          itemId: `item-${String(i).padStart(2, "0")}`,
          tier,
          trial,
          score,
          costUsd: usd === null ? null : usd + signalUsd,
          signalCostUsd: signalUsd,
          signals: sure === undefined ? [] : [{ name: "sure", value: sure, costNanoUsd: signalUsd * 1e9 }],
        }),
      );
    }),
  );
  const definition = { name: "sure", taskType: "triage", kind: "self-report" as const, version: "1", extraCalls: 0 };
  const signals = levels === null ? [] : [{ ...definition, levels: [...levels] }];
  const [matrix] = outcomeMatrices(rows, [seededRun(tiers, { signals })], reference).matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return inPriceOrder(matrix, tiers);
}

const close = (value: number) => expect.closeTo(value, 12);
const cellsOf = (world: World, risk: Risk = "harm", pooled?: TaskTypeMatrix) =>
  routingModel(matrixOf(world), risk, pooled).cells;

describe("two tiers", () => {
  // Haiku fails on two of three where it is not sure, and never where it is.
  const world: World = {
    haiku: [
      [0, 0],
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    opus: [[1], [1], [1], [1]],
  };
  const HIGH = { all: [{ signal: "sure", atLeast: "high" }] };

  test("costs with and without signals, and the conditions of every bin", () => {
    const matrix = matrixOf(world, { costs: { haiku: [0.25, 0.125], opus: [1] } });
    expect(routingModel(matrix, "harm").tiers).toEqual([
      { tier: "haiku", atLeast: ["always", HIGH], cost: 0.25, signalCost: 0.125 },
      { tier: "opus", atLeast: ["always"], cost: 1, signalCost: 0 },
    ]);
  });

  test("a signal that no bin is told by costs nothing", () => {
    const alike: World = {
      haiku: [
        [1, 0],
        [1, 1],
        [1, 0],
        [1, 1],
      ],
      opus: [[1], [1], [1], [1]],
    };
    const matrix = matrixOf(alike, { costs: { haiku: [0.25, 0.125], opus: [1] } });
    expect(routingModel(matrix, "harm").tiers[0]).toEqual({
      tier: "haiku",
      atLeast: ["always"],
      cost: 0.25,
      signalCost: 0,
    });
  });

  test("places in price order where a cost is not known", () => {
    const matrix = matrixOf(world, { costs: { haiku: [0.25, 0.125], opus: [null] } });
    expect(routingModel(matrix, "harm").tiers.map(({ cost, signalCost }) => [cost, signalCost])).toEqual([
      [0.5, 0],
      [1, 0],
    ]);
  });

  test("shares and losses of every combination, each drawn a little to what its bins suggest", () => {
    // Bin shares (3 + 1/2) / 5 and (1 + 1/2) / 5; losses (2 + 1/2) / 4 and (0 + 1/2) / 2, the mean being 1/2.
    expect(cellsOf(world)).toEqual([
      { bins: [0, 0], weight: close((3 + 2 * 0.7) / 6), loss: [close((2 + 2 * 0.625) / 5), 0] },
      { bins: [1, 0], weight: close((1 + 2 * 0.3) / 6), loss: [close((0 + 2 * 0.25) / 3), 0] },
    ]);
  });

  test("of net losses a gain counts against a loss", () => {
    const gained: World = {
      haiku: [
        [0, 0],
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      opus: [[1], [1], [0], [1]],
    };
    // Losses 1, 1, −1 and 0: mean 1/4.
    expect(cellsOf(gained, "net-loss")[0]?.loss[0]).toEqual(close((1 + (2 * (1 + 0.25)) / 4) / 5));
    expect(cellsOf(gained, "harm")[0]?.loss[0]).toEqual(close((2 + 2 * 0.625) / 5));
  });
});

describe("three tiers", () => {
  const world: World = {
    haiku: [
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
    ],
    sonnet: [
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
    ],
    opus: [[1], [1], [1], [1]],
  };

  test("a combination that was not seen has the weight of independent bins", () => {
    const [low, unseen] = cellsOf(world);
    expect(low).toEqual({
      bins: [0, 0, 0],
      weight: close((2 + 2 * 0.25) / 6),
      loss: [close(11 / 12), close(11 / 12), 0],
    });
    expect(unseen).toEqual({ bins: [0, 1, 0], weight: close(0.5 / 6), loss: [close(5 / 6), close(1 / 6), 0] });
    expect(cellsOf(world).map(({ bins }) => bins)).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
      [1, 1, 0],
    ]);
  });

  test("those behind the reference have no part", () => {
    const { tiers, cells } = routingModel(matrixOf(world, { reference: "sonnet" }), "harm");
    expect(tiers.map(({ tier, atLeast }) => [tier, atLeast.length])).toEqual([
      ["haiku", 2],
      ["sonnet", 1],
    ]);
    expect(cells.map(({ bins }) => bins)).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });
});

test("trials stand beside each other, the shorter list from its start again", () => {
  const world: World = {
    haiku: [
      [
        [0, 0],
        [1, 1],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ],
    opus: [[1], [1]],
  };
  // Four rows, as of four items with one trial each.
  expect(cellsOf(world)).toEqual(
    cellsOf({
      haiku: [
        [0, 0],
        [1, 1],
        [0, 0],
        [1, 1],
      ],
      opus: [[1], [1], [1], [1]],
    }),
  );
});

test("bins are as many as the combinations of all tiers allow", () => {
  const rising = (tiers: number) => {
    const below = Array.from({ length: tiers - 1 }, (_, t) => `tier-${t}`);
    const answers = Array.from({ length: 48 }, (_, i): Answer => [i / 47, i / 48]);
    const world = Object.fromEntries([...below.map((tier) => [tier, answers]), ["opus", answers.map(() => [1])]]);
    return routingModel(matrixOf(world as World, { levels: null }), "harm").tiers.map(({ atLeast }) => atLeast.length);
  };
  expect(rising(2)).toEqual([12, 1]);
  expect(rising(3)).toEqual([12, 12, 1]);
  // ∛1300 is 10.9.
  expect(rising(4)).toEqual([10, 10, 10, 1]);
});

test("pooled rows of the same tier move the conditions of few items", () => {
  const few: World = {
    haiku: [
      [0, 0],
      [1, 1],
    ],
    opus: [[1], [1]],
  };
  const upsideDown: World = {
    haiku: Array.from({ length: 80 }, (_, i): Answer => [i % 2, 1 - (i % 2)]),
    opus: Array.from({ length: 80 }, (): Answer => [1]),
  };
  expect(cellsOf(few)).toHaveLength(2);
  // Where sureness speaks against an answer, two items do not say otherwise: there is one bin.
  expect(cellsOf(few, "harm", matrixOf(upsideDown))).toHaveLength(1);
});
