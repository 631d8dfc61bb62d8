import { describe, expect, test } from "vitest";
import type { RoutePolicy } from "../core/policy.js";
import { planText } from "../core/policy.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { bestCascades, type CascadeSearchOptions } from "./cascade-search.js";
import { cascadeSpace } from "./cascade-space.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];

/** What a tier does on every item of a group: its score, and what its signal reads. */
type Answer = readonly [score: number, reading?: number];
interface Group {
  readonly items: number;
  /** One answer, or one per trial. */
  readonly [tier: string]: Answer | readonly Answer[] | number;
}
interface Prices {
  readonly [tier: string]: readonly [answerUsd: number, signalUsd?: number];
}

function searchOf(groups: readonly Group[], prices: Prices, { trials = 1, reference = "opus" } = {}) {
  const rows = groups.flatMap(({ items, ...answers }, g) =>
    Array.from({ length: items }, (_, i) =>
      Object.entries(answers).flatMap(([tier, answer]) => {
        const [answerUsd, signalUsd = 0] = prices[tier] ?? [0];
        const own = answer as Answer | readonly Answer[];
        const each = Array.isArray(own[0]) ? (own as readonly Answer[]) : Array<Answer>(trials).fill(own as Answer);
        return each.map(([score, reading], trial) =>
          seededOutcome({
            itemId: `item-${g}-${i}`,
            tier,
            trial,
            score,
            costUsd: answerUsd + signalUsd,
            signalCostUsd: signalUsd,
            signals: reading === undefined ? [] : [{ name: "odds", value: reading }],
          }),
        );
      }),
    ).flat(),
  );
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], reference).matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  const space = cascadeSpace(inPriceOrder(matrix, TIERS));
  return (failureCosts: readonly number[], change: Partial<CascadeSearchOptions> = {}): readonly string[] =>
    bestCascades(space, { isKnown: () => true, failureCosts, shift: [0, 0, 0], ...change }).map((policy: RoutePolicy) =>
      planText(policy),
    );
}

describe("single tiers", () => {
  const half: readonly Group[] = [
    { items: 10, haiku: [1], opus: [1] },
    { items: 10, haiku: [0], opus: [1] },
  ];
  const search = searchOf(half, { haiku: [1], opus: [10] });

  test("the dear one is taken where half an answer is worth more than 9 dollars", () => {
    expect(search([17.99, 18.01])).toEqual(["haiku", "opus"]);
  });

  test("a shift counts as if it were measured", () => {
    expect(search([22.4, 22.6], { shift: [0.1, 0, 0] })).toEqual(["haiku", "opus"]);
    expect(search([14.9, 15.1], { shift: [0, 0.1, 0] })).toEqual(["haiku", "opus"]);
  });

  test("between equals the cheaper, whichever comes first", () => {
    expect(search([18])).toEqual(["haiku"]);
    const same = searchOf([{ items: 4, haiku: [1], sonnet: [1], opus: [1] }], { haiku: [2], sonnet: [1], opus: [1] });
    expect(same([0, 5])).toEqual(["sonnet", "sonnet"]);
    const falling = searchOf(
      [
        { items: 10, haiku: [1], opus: [1] },
        { items: 10, haiku: [1], opus: [0] },
      ],
      { haiku: [10], opus: [1] },
    );
    expect(falling([17.9, 18, 18.1])).toEqual(["opus", "opus", "haiku"]);
  });

  test("means over trials count, and known units alone", () => {
    const repeated = searchOf(half, { haiku: [1], opus: [10] }, { trials: 2 });
    expect(repeated([17.99, 18.01])).toEqual(["haiku", "opus"]);
    expect(search([1000], { isKnown: (unit) => unit < 10 })).toEqual(["haiku"]);
    expect(search([9.1], { isKnown: (unit) => unit >= 10 })).toEqual(["opus"]);
    expect(search([1000], { isKnown: () => false })).toEqual(["haiku"]);
  });
});

describe("two tiers", () => {
  // Haiku is right on three of four items, and knows which.
  const knows: readonly Group[] = [
    { items: 75, haiku: [1, 1], opus: [1, 1] },
    { items: 25, haiku: [0, 0], opus: [1, 1] },
  ];
  const cascade = "haiku if odds ≥ 1, else opus";

  test("the cascade costs 1 and a quarter of 10: a quarter of an answer must be worth 2.50", () => {
    expect(searchOf(knows, { haiku: [1], opus: [10] })([9.5, 10.5, 1000])).toEqual(["haiku", cascade, cascade]);
  });

  test("signals are paid where they are read, on every item, but not by what comes last", () => {
    expect(searchOf(knows, { haiku: [1, 1], opus: [10, 5] })([13.5, 14.5])).toEqual(["haiku", cascade]);
    // 1 + 7 + 2.5 for the cascade, 10 for opus.
    expect(searchOf(knows, { haiku: [1, 7], opus: [10] })([1000])).toEqual(["opus"]);
    expect(searchOf(knows, { haiku: [1, 6], opus: [10] })([1000])).toEqual([cascade]);
  });

  test("trials do not weigh more than their item", () => {
    const search = searchOf(knows, { haiku: [1], opus: [10] }, { trials: 3 });
    expect(search([9.5, 10.5])).toEqual(["haiku", cascade]);
  });

  test("an answer is judged by its own reading, not by that of its item", () => {
    const torn: readonly Group[] = [
      {
        items: 100,
        haiku: [
          [1, 1],
          [0, 0],
        ],
        opus: [[1]],
      },
    ];
    // 1 and half of 10 for half an answer more.
    expect(searchOf(torn, { haiku: [1], opus: [10] })([9.5, 10.5])).toEqual(["haiku", cascade]);
  });

  test("a shift of the dear tier counts on what it answers, one of the cheap tier on the rest", () => {
    const search = searchOf(knows, { haiku: [1], opus: [10] });
    // A loss of opus by 0.4 on a quarter: 0.15 of an answer for 2.50.
    expect(search([16, 17.5], { shift: [0, -0.4, 0] })).toEqual(["haiku", cascade]);
    // Haiku gains 0.4 on what it answers, 0.1 less than it gains everywhere: 0.15 for 2.50.
    expect(search([16, 17.5], { shift: [0.4, 0, 0] })).toEqual(["haiku", cascade]);
  });

  test("no chain goes beyond the reference", () => {
    const groups: readonly Group[] = [
      { items: 100, haiku: [1, 1], sonnet: [1], opus: [1] },
      { items: 100, haiku: [0, 0], sonnet: [0], opus: [1] },
    ];
    const prices = { haiku: [1], sonnet: [2], opus: [10] } as const;
    expect(searchOf(groups, prices)([100])).toEqual([cascade]);
    expect(searchOf(groups, prices, { reference: "sonnet" })([15])).toEqual(["haiku"]);
  });
});

describe("three tiers", () => {
  // Each of the first two knows where it is right.
  const groups: readonly Group[] = [
    { items: 100, haiku: [1, 1], sonnet: [1, 1], opus: [1] },
    { items: 60, haiku: [1, 0.5], sonnet: [0, 0.5], opus: [1] },
    { items: 100, haiku: [0, 0], sonnet: [1, 1], opus: [1] },
    { items: 50, haiku: [0, 0], sonnet: [0, 0.5], opus: [1] },
  ];
  const prices: Prices = { haiku: [1], sonnet: [3], opus: [20] };
  const triple = "haiku if odds ≥ 0.5, else sonnet if odds ≥ 1, else opus";
  const toSonnet = "haiku if odds ≥ 0.5, else sonnet";

  test("are asked in turn, each as long as it gains more than it costs", () => {
    // Sonnet is asked 150 times and right 100 times; opus behind it is asked and right 50 times.
    expect(searchOf(groups, prices)([4.3, 4.7, 19, 21, 1000])).toEqual(["haiku", toSonnet, toSonnet, triple, triple]);
  });

  test("the second's signals are paid where it is asked", () => {
    // 50 answers for 1,000 dollars and 150 readings.
    const search = searchOf(groups, { ...prices, sonnet: [3, 4] });
    expect(search([31, 33, 1000])).toEqual([toSonnet, triple, triple]);
    // 450 + 1,000 + 1,800 is more than 3,000 for opus behind haiku.
    expect(searchOf(groups, { ...prices, sonnet: [3, 12] })([1000])).toEqual(["haiku if odds ≥ 0.5, else opus"]);
  });

  test("pairs of trials weigh as much as one", () => {
    expect(searchOf(groups, prices, { trials: 2 })([4.3, 4.7, 19, 21])).toEqual(["haiku", toSonnet, toSonnet, triple]);
  });

  test("a shift of the second counts where it answers", () => {
    // Sonnet loses 0.4 an answer: 40 right for 450 dollars, then 70 for 1,000, and 40 for the 1,550 of opus behind haiku.
    expect(searchOf(groups, prices)([10.8, 11.7, 13.8, 14.8, 37.5, 40], { shift: [0, -0.4, 0] })).toEqual([
      "haiku",
      toSonnet,
      toSonnet,
      triple,
      triple,
      "haiku if odds ≥ 0.5, else opus",
    ]);
    // Opus loses 0.2 an answer: 40 right for 1,000.
    expect(searchOf(groups, prices)([24, 26], { shift: [0, 0, -0.2] })).toEqual([toSonnet, triple]);
  });

  test("no chain goes down", () => {
    // Haiku knows where sonnet fails, but its signal is dear: sonnet first would be best, were it allowed.
    const swapped: readonly Group[] = [
      { items: 90, haiku: [0, 0], sonnet: [1, 1], opus: [1] },
      { items: 10, haiku: [1, 1], sonnet: [0, 0], opus: [1] },
    ];
    expect(searchOf(swapped, { haiku: [1, 10], sonnet: [3], opus: [100] })([1000])).toEqual([
      "sonnet if odds ≥ 1, else opus",
    ]);
  });
});
