import { describe, expect, test } from "vitest";
import type { Rung, SignalAxis } from "./cascade-space.js";
import { type AnswerRows, add, amountsIn, answerRows, type KnownItems, scoresIn, totalOf } from "./cascade-sums.js";
import type { TierColumn } from "./tier-column.js";

const HALF = 0.5;

/** A tier whose answers to the first and the third item are half right; whatever else is read would show. */
function rung(starts: readonly number[]): Rung {
  const trials = starts.at(-1) ?? 0;
  const isKnown = (trial: number) => !(trial >= (starts[1] ?? 0) && trial < (starts[2] ?? 0));
  const column = {
    starts: Uint32Array.from(starts),
    score: Float64Array.from({ length: trials }, (_, trial) => (isKnown(trial) ? HALF : 1)),
    meanScore: Float64Array.of(HALF, 1, HALF),
  } as unknown as TierColumn;
  return { column, cost: new Float64Array(3) };
}

// The first has two trials of item 0, the second three of item 2.
const KNOWN: KnownItems = {
  items: [0, 2],
  rungs: [rung([0, 2, 3, 4]), rung([0, 1, 2, 5]), rung([0, 1, 2, 3])],
  shift: [0.25, -0.125, 0],
};
const accept = { all: [{ signal: "odds", atLeast: 1 }] };
const FIRST: SignalAxis = {
  rung: 0,
  accepts: [accept, accept],
  cost: new Float64Array(3),
  level: Uint8Array.of(2, 0, 1, 1),
  features: [Float64Array.of(20, 0, 9, 10)],
};
const SECOND: SignalAxis = {
  rung: 1,
  accepts: [accept],
  cost: new Float64Array(3),
  level: Uint8Array.of(1, 1, 0, 0, 1),
  features: [Float64Array.of(5, 9, 6, 7, 8), Float64Array.of(1, 9, 2, 3, 4)],
};

const plain = ({ items, trials, weights, cellOf, cells, features }: AnswerRows) => ({
  items: [...items],
  trials: [...trials],
  weights: [...weights],
  cellOf: [...cellOf],
  cells,
  features: features.map((values) => [...values]),
});

describe("rows", () => {
  test("one per trial of the first tier, an item's adding up to 1", () => {
    expect(plain(answerRows(KNOWN, FIRST, null))).toEqual({
      items: [0, 0, 2],
      trials: [0, 1, 3],
      weights: [0.5, 0.5, 1],
      cellOf: [2, 0, 1],
      cells: 3,
      features: [[20, 0, 10]],
    });
  });

  test("with a second tier one per pair of trials, by the levels of both", () => {
    expect(plain(answerRows(KNOWN, FIRST, SECOND))).toEqual({
      items: [0, 0, 2, 2, 2],
      trials: [0, 0, 2, 3, 4],
      weights: [0.5, 0.5, 1 / 3, 1 / 3, 1 / 3],
      cellOf: [5, 1, 2, 2, 3],
      cells: 6,
      features: [
        [20, 0, 10, 10, 10],
        [5, 5, 6, 7, 8],
        [1, 1, 2, 3, 4],
      ],
    });
  });
});

describe("sums by cell", () => {
  const one = answerRows(KNOWN, FIRST, null);
  const two = answerRows(KNOWN, FIRST, SECOND);

  test("of scores that are read: those of the trials, and the shift of their tier", () => {
    expect([...scoresIn(one, KNOWN, { rung: 0, isRead: true })]).toEqual([0.375, 0.75, 0.375]);
    const sums = scoresIn(two, KNOWN, { rung: 1, isRead: true });
    expect(Array.from(sums, (sum) => Number(sum.toPrecision(12)))).toEqual([0, 0.1875, 0.25, 0.125, 0, 0.1875]);
  });

  test("of scores that are not: those of the items", () => {
    expect([...scoresIn(one, KNOWN, { rung: 1, isRead: false })]).toEqual([0.1875, 0.375, 0.1875]);
    expect([...scoresIn(one, KNOWN, { rung: 2, isRead: false })]).toEqual([0.25, 0.5, 0.25]);
  });

  test("of amounts: those of the items, by the weights of their rows", () => {
    const amounts = Float64Array.of(10, 99, 30);
    expect([...amountsIn(one, amounts)]).toEqual([5, 30, 5]);
    const sums = amountsIn(two, amounts);
    expect(Array.from(sums, (sum) => Number(sum.toPrecision(12)))).toEqual([0, 5, 20, 10, 0, 5]);
    expect(totalOf(KNOWN.items, amounts)).toBe(40);
    expect(totalOf([], amounts)).toBe(0);
  });
});

test("adding to one place leaves the others", () => {
  const sums = Float64Array.of(1, 2);
  add(sums, 1, 3);
  expect([...sums]).toEqual([1, 5]);
});
