import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DataError } from "../core/errors.js";
import { type RoutePolicy, stepsOf } from "../core/policy.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { replay, servedShares } from "./replay.js";

const COSTS: { readonly [tier: string]: number } = { haiku: 1, sonnet: 10, opus: 100 };
const READINGS = [0.9, 0.2, 0.8, 0.1];

function world(): TaskTypeMatrix {
  const rows = outcomesFromStrings({ haiku: "1001", sonnet: "1101", opus: "1110" }, (itemId, tier) => ({
    costUsd: COSTS[tier] ?? 0,
    signalCostUsd: tier === "haiku" ? 0.25 : 0,
    latencyMs: 1000 * (COSTS[tier] ?? 0),
    signals: tier === "opus" ? [] : [{ name: "sure", value: READINGS[Number(itemId.slice(-1))] ?? 0 }],
  }));
  return matrixOf(rows);
}

function matrixOf(rows: Parameters<typeof outcomeMatrices>[0]): TaskTypeMatrix {
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "sonnet", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("no matrix");
  return inPriceOrder(matrix, ["haiku", "sonnet", "opus"]);
}

const cascade: RoutePolicy = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 0.8 }] } },
    { tier: "sonnet", accept: { all: [{ signal: "sure", atLeast: 0.2 }] } },
    { tier: "opus", accept: "always" },
  ],
};

test("a single tier is its own column, without the cost of signals it does not read", () => {
  const { score, costUsd, harm, escalated } = replay({ kind: "single", tier: "haiku" }, world());
  expect([...score]).toEqual([1, 0, 0, 1]);
  expect([...(costUsd ?? [])]).toEqual([0.75, 0.75, 0.75, 0.75]);
  expect([...harm]).toEqual([0, 1, 1, 0]);
  expect([...escalated]).toEqual([0, 0, 0, 0]);
});

test("a cascade pays every call on its path and loses what its last answer loses", () => {
  // Items 0 and 2 stay at haiku, item 1 stops at sonnet, item 3 reaches opus.
  const { score, costUsd, latencyMs, harm, escalated } = replay(cascade, world());
  expect([...score]).toEqual([1, 1, 0, 0]);
  expect([...(costUsd ?? [])]).toEqual([1, 11, 1, 111]);
  expect([...(latencyMs ?? [])]).toEqual([1000, 11_000, 1000, 111_000]);
  expect([...harm]).toEqual([0, 0, 1, 0]);
  expect([...escalated]).toEqual([0, 1, 0, 1]);
});

test("a table follows the route of its task type, else its other tier", () => {
  const routes = { triage: cascade };
  expect(replay({ kind: "table", routes, otherwise: "opus" }, world())).toEqual(replay(cascade, world()));
  const other = replay({ kind: "table", routes: {}, otherwise: "opus" }, world());
  expect([...other.score]).toEqual([1, 1, 1, 0]);
});

test("the oracle takes the cheapest tier among the best", () => {
  const { score, costUsd } = replay({ kind: "oracle" }, world());
  expect([...score]).toEqual([1, 1, 1, 1]);
  expect([...(costUsd ?? [])]).toEqual([0.75, 10, 100, 0.75]);
});

test("no policy beats the oracle", () => {
  const line = fc.string({ unit: fc.constantFrom("0", "1"), minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(line, line, line, fc.double({ min: 0, max: 1, noNaN: true }), (haiku, sonnet, opus, threshold) => {
      const matrix = matrixOf(
        outcomesFromStrings({ haiku, sonnet, opus }, (itemId) => ({
          signals: [{ name: "sure", value: Number(itemId.slice(-1)) / 6 }],
        })),
      );
      const best = replay({ kind: "oracle" }, matrix).score;
      const steps = [
        { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: threshold }] } },
        { tier: "sonnet", accept: "always" as const },
      ];
      replay({ kind: "cascade", steps }, matrix).score.forEach((score, i) => {
        expect(score).toBeLessThanOrEqual(best[i] ?? 0);
      });
    }),
    { seed: 1 },
  );
});

test("trials: accepted ones keep their score, the others get the mean of the next tier", () => {
  const haiku = [0, 1, 2].map((trial) =>
    seededOutcome({
      itemId: "a",
      tier: "haiku",
      trial,
      score: trial === 0 ? 0 : 1,
      costUsd: 1,
      signals: [{ name: "sure", value: trial === 2 ? 0 : 1 }],
    }),
  );
  const opus = [0, 1].map((trial) => seededOutcome({ itemId: "a", tier: "opus", trial, score: trial, costUsd: 6 }));
  const steps = [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 1 }] } },
    { tier: "opus", accept: "always" as const },
  ];
  const { score, costUsd, harm, escalated } = replay({ kind: "cascade", steps }, matrixOf([...haiku, ...opus]));
  // Accepted: 0 and 1; the third trial escalates to opus, which is right half of the time.
  expect(score[0]).toBeCloseTo((0 + 1 + 0.5) / 3, 14);
  expect(costUsd?.[0]).toBeCloseTo((1 + 1 + 7) / 3, 14);
  // Only the wrong accepted trial harms, and only where opus is right.
  expect(harm[0]).toBeCloseTo(0.5 / 3, 14);
  expect(escalated[0]).toBeCloseTo(1 / 3, 14);
});

test("the last step answers whatever its signals say, and is charged for reading them", () => {
  const accept = { all: [{ signal: "sure", atLeast: 0.85 }] };
  const { score, costUsd, escalated } = replay({ kind: "cascade", steps: [{ tier: "haiku", accept }] }, world());
  expect([...score]).toEqual([1, 0, 0, 1]);
  expect([...(costUsd ?? [])]).toEqual([1, 1, 1, 1]);
  expect([...escalated]).toEqual([0, 0, 0, 0]);
});

test("nothing follows a step that always accepts", () => {
  const steps = [
    { tier: "haiku", accept: "always" as const },
    { tier: "opus", accept: "always" as const },
  ];
  expect(replay({ kind: "cascade", steps }, world())).toEqual(replay({ kind: "single", tier: "haiku" }, world()));
});

test.each(["haiku", "opus"])("is unknown along a path where it is unknown of %s", (unknown) => {
  const rows = outcomesFromStrings({ haiku: "10", sonnet: "11", opus: "11" }, (_, tier) => ({
    ...(tier === unknown ? { costUsd: null, latencyMs: null } : {}),
    signals: tier === "haiku" ? [{ name: "sure", value: 0 }] : [],
  }));
  const steps = [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 1 }] } },
    { tier: "opus", accept: "always" as const },
  ];
  const matrix = matrixOf(rows);
  expect(replay({ kind: "cascade", steps }, matrix)).toMatchObject({ costUsd: null, latencyMs: null });
  expect(replay({ kind: "single", tier: unknown }, matrix)).toMatchObject({ costUsd: null, latencyMs: null });
  expect(replay({ kind: "oracle" }, matrix)).toMatchObject({ costUsd: null, latencyMs: null });
  expect(replay({ kind: "single", tier: "sonnet" }, matrix).costUsd).not.toBeNull();
});

test("a level stands for itself and those above it", () => {
  const levels = ["low", "middle", "high"];
  const matrix = matrixOf(
    outcomesFromStrings({ haiku: "000", opus: "111" }, (itemId, tier) => {
      const value = Number(itemId.slice(-1));
      return { signals: tier === "haiku" ? [{ name: "sure", value, level: levels[value] ?? "" }] : [] };
    }),
  );
  const escalated = (atLeast: string) => {
    const accept = { all: [{ signal: "sure", atLeast }] };
    const steps = [
      { tier: "haiku", accept },
      { tier: "opus", accept: "always" as const },
    ];
    return [...replay({ kind: "cascade", steps }, matrix).escalated];
  };
  expect(levels.map(escalated)).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
  ]);
});

test("the oracle adds up no path: its latency is that of the tier it takes", () => {
  expect([...(replay({ kind: "oracle" }, world()).latencyMs ?? [])]).toEqual([1000, 10_000, 100_000, 1000]);
});

test("refuses a cascade without steps", () => {
  expect(() => replay({ kind: "cascade", steps: [] }, world())).toThrow(
    new DataError('a cascade of task type "triage" has no steps'),
  );
});

test("refuses tiers, signals and levels that are not there", () => {
  const at = (tier: string, atLeast: number | string) => () =>
    replay(
      {
        kind: "cascade",
        steps: [
          { tier, accept: { all: [{ signal: "sure", atLeast }] } },
          { tier: "opus", accept: "always" },
        ],
      },
      world(),
    );
  expect(() => replay({ kind: "single", tier: "gpt" }, world())).toThrow('no outcomes of tier "gpt"');
  expect(at("haiku", "high")).toThrow('no level "high"');
  expect(() =>
    replay(
      {
        kind: "cascade",
        steps: [
          { tier: "opus", accept: { all: [{ signal: "sure", atLeast: 1 }] } },
          { tier: "haiku", accept: "always" },
        ],
      },
      world(),
    ),
  ).toThrow('no signal "sure"');
});

test("every tier of a path serves what got past the steps before it and is accepted there", () => {
  const shares = servedShares(cascade, world());
  expect(Object.fromEntries([...shares].map(([tier, share]) => [tier, [...share]]))).toEqual({
    haiku: [1, 0, 1, 0],
    sonnet: [0, 1, 0, 0],
    opus: [0, 0, 0, 1],
  });
  expect([...servedShares({ kind: "single", tier: "sonnet" }, world())].map(([tier]) => tier)).toEqual(["sonnet"]);
});

test("an item of several trials is served in parts, and whatever the last step reads", () => {
  const rows = [0.9, 0.1, 0.1, 0.1].flatMap((sure, trial) =>
    ["haiku", "sonnet", "opus"].map((tier) =>
      seededOutcome({
        itemId: "a",
        tier,
        trial,
        score: 1,
        signals: tier === "opus" ? [] : [{ name: "sure", value: tier === "haiku" ? sure : trial < 2 ? 0.9 : 0 }],
      }),
    ),
  );
  const shares = servedShares(cascade, matrixOf(rows));
  expect([...shares].map(([tier, share]) => [tier, ...share])).toEqual([
    ["haiku", 0.25],
    ["sonnet", 0.375],
    ["opus", 0.375],
  ]);
  const [first, second] = stepsOf(cascade);
  if (first === undefined || second === undefined) throw new Error("no steps");
  const short = servedShares({ kind: "cascade", steps: [first, second] }, matrixOf(rows));
  expect([...(short.get("sonnet") ?? [])]).toEqual([0.75]);
});
