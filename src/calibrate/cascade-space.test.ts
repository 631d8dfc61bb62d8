import { describe, expect, test } from "vitest";
import type { SignalReading } from "../core/signal.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { type CascadeSpace, cascadeSpace } from "./cascade-space.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const LEVELS: { readonly [name: string]: readonly string[] } = {
  check: ["fail", "pass"],
  sure: ["low", "mid", "high"],
};

interface Answer {
  readonly signals?: readonly SignalReading[];
  readonly costUsd?: number | null;
  readonly signalCostUsd?: number;
}

/** Per tier its answers: one item each, or several trials of one item. */
function spaceOf(answers: { readonly [tier: string]: readonly Answer[] }, { trials = 1, reference = "opus" } = {}) {
  const rows = Object.entries(answers).flatMap(([tier, own]) =>
    own.map((answer, i) =>
      seededOutcome({ itemId: `item-${Math.floor(i / trials)}`, trial: i % trials, tier, score: 1, ...answer }),
    ),
  );
  const signals = Object.entries(LEVELS).map(([name, levels]) => ({
    name,
    taskType: "triage",
    kind: "validator" as const,
    levels: [...levels],
    version: "1",
    extraCalls: 0,
  }));
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS, { signals })], reference).matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return cascadeSpace(inPriceOrder(matrix, TIERS));
}

const read = (name: string, value: number): SignalReading => ({ name, value });
const plain = ({ axes }: CascadeSpace) =>
  axes.map(({ rung, accepts, level, features }) => ({
    rung,
    accepts: accepts.map((accept) => (accept === "always" ? [] : accept.all)),
    level: [...level],
    features: features.map((values) => [...values]),
  }));

describe("costs", () => {
  test("of an answer, as means over trials", () => {
    const { rungs, matrix } = spaceOf(
      {
        haiku: [
          { costUsd: 0.25, signalCostUsd: 0.125 },
          { costUsd: 0.75, signalCostUsd: 0.25 },
        ],
        opus: [{ costUsd: 1 }, { costUsd: 2 }],
      },
      { trials: 2 },
    );
    expect(rungs.map(({ column }) => column)).toEqual(matrix.columns);
    expect([...(rungs[0]?.cost ?? [])]).toEqual([0.3125]);
    expect([...(rungs[1]?.cost ?? [])]).toEqual([1.5]);
  });

  test("that are not known count as none", () => {
    const signals = [read("odds", 1)];
    const { rungs, axes } = spaceOf({ haiku: [{ costUsd: null, signals }], opus: [{}] });
    expect([...(rungs[0]?.cost ?? [])]).toEqual([0]);
    expect([...(axes[0]?.cost ?? [])]).toEqual([0]);
  });

  test("of an axis: with the signals that it reads, checks among them, and no others", () => {
    const paid = (name: string, costUsd: number) => ({ ...read(name, 1), costNanoUsd: costUsd * 1e9 });
    const signals = [read("check", 1), paid("odds", 0.125), paid("doubt", 0.5)];
    const { axes } = spaceOf({ haiku: [{ costUsd: 1, signalCostUsd: 0.625, signals }], opus: [{}] });
    expect(axes.map(({ accepts, cost }) => [accepts[0] === "always" ? [] : accepts[0]?.all, [...cost]])).toEqual([
      [[expect.objectContaining({ signal: "check" }), expect.objectContaining({ signal: "doubt" })], [0.875]],
      [[expect.objectContaining({ signal: "check" }), expect.objectContaining({ signal: "odds" })], [0.5]],
    ]);
    const checked = { signals: [paid("check", 0.25), paid("odds", 0.125)], signalCostUsd: 0.375, costUsd: 1 };
    expect([...(spaceOf({ haiku: [checked], opus: [{}] }).axes[0]?.cost ?? [])]).toEqual([1]);
  });
});

describe("axes", () => {
  test("one per continuous signal of a tier below the reference, a cut at every reading", () => {
    const haiku = [0.5, 0.25, 0.5, 0.75].map((value) => ({ signals: [read("odds", value)] }));
    const opus = haiku.map(() => ({ signals: [read("odds", 1)] }));
    expect(plain(spaceOf({ haiku, opus }))).toEqual([
      {
        rung: 0,
        accepts: [0.25, 0.5, 0.75].map((atLeast) => [{ signal: "odds", atLeast }]),
        level: [2, 1, 2, 3],
        features: [
          [0.5, 0.25, 0.5, 0.75],
          [1, 1, 1, 1],
        ],
      },
    ]);
  });

  test("none where nothing is read, or nothing is below the reference", () => {
    expect(spaceOf({ haiku: [{}], opus: [{}] }).axes).toEqual([]);
    const signals = [read("odds", 0.5)];
    expect(spaceOf({ haiku: [{ signals }], opus: [{}] }, { reference: "haiku" }).axes).toEqual([]);
  });

  test("of several tiers, in price order", () => {
    const one = [{ signals: [read("odds", 0.5)] }];
    expect(spaceOf({ haiku: one, sonnet: one, opus: one }).axes.map(({ rung }) => rung)).toEqual([0, 1]);
    expect(spaceOf({ haiku: one, sonnet: one, opus: one }, { reference: "sonnet" }).axes).toHaveLength(1);
  });

  test("levels are named", () => {
    const haiku = [2, 0, 1].map((value) => ({ signals: [read("sure", value)] }));
    expect(plain(spaceOf({ haiku, opus: haiku.map(() => ({})) }))).toMatchObject([
      {
        accepts: [
          [{ signal: "sure", atLeast: "low" }],
          [{ signal: "sure", atLeast: "mid" }],
          [{ signal: "sure", atLeast: "high" }],
        ],
        level: [3, 1, 2],
      },
    ]);
  });

  test("signals of two levels are a check of their own where there is no other", () => {
    const haiku = [1, 0, 1].map((value) => ({ signals: [read("check", value)] }));
    expect(plain(spaceOf({ haiku, opus: haiku.map(() => ({})) }))).toEqual([
      { rung: 0, accepts: [[{ signal: "check", atLeast: "pass" }]], level: [1, 0, 1], features: [[1, 0, 1]] },
    ]);
  });

  test("and else must pass as well, whatever the other reads", () => {
    const haiku = [
      { signals: [read("check", 1), read("odds", 0.5)] },
      { signals: [read("check", 0), read("odds", 0.75)] },
      { signals: [read("check", 1), read("odds", 0.75)] },
    ];
    expect(plain(spaceOf({ haiku, opus: haiku.map(() => ({})) }))).toEqual([
      {
        rung: 0,
        accepts: [0.5, 0.75].map((atLeast) => [
          { signal: "check", atLeast: "pass" },
          { signal: "odds", atLeast },
        ]),
        level: [1, 0, 2],
        features: [
          [0.5, 0.75, 0.75],
          [1, 0, 1],
        ],
      },
    ]);
  });

  test("up to 32 readings each is a cut, however rare", () => {
    const haiku = Array.from({ length: 33 }, (_, i) => ({ signals: [read("odds", Math.max(1, i) / 32)] }));
    const [axis] = plain(spaceOf({ haiku, opus: haiku.map(() => ({})) }));
    expect(axis?.accepts).toHaveLength(32);
    expect(axis?.accepts.at(-1)).toEqual([{ signal: "odds", atLeast: 1 }]);
  });

  test("above 32 readings the cuts are equal shares of the trials", () => {
    const of = (count: number) => {
      const haiku = Array.from({ length: count }, (_, i) => ({ signals: [read("odds", ((i * 7) % count) / count)] }));
      const [axis] = plain(spaceOf({ haiku, opus: haiku.map(() => ({})) }));
      return axis?.accepts.map(([condition]) => Number(condition?.atLeast) * count) ?? [];
    };
    expect(of(32)).toEqual(Array.from({ length: 32 }, (_, i) => i));
    expect(of(33)).toHaveLength(32);
    expect(of(64)).toEqual(Array.from({ length: 32 }, (_, i) => 2 * i));
    // Half of the trials on one reading: cuts that fall on it are one.
    const tied = Array.from({ length: 100 }, (_, i) => ({ signals: [read("odds", i < 50 ? 0 : i / 100)] }));
    const [axis] = plain(spaceOf({ haiku: tied, opus: tied.map(() => ({})) }));
    expect(axis?.accepts).toHaveLength(17);
  });
});
