import { describe, expect, test } from "vitest";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { agreementCoefficients } from "./judge-coefficients.js";
import { type PairwiseVerdict, type Preference, pairwiseAgreement } from "./judge-pairwise.js";

const OPTIONS = { confidence: 0.9, seed: 1, resamples: 50 };

const verdict = (
  itemId: string,
  label: Preference,
  [original, swapped]: readonly [Preference | null, Preference | null],
  change: Partial<PairwiseVerdict> = {},
): PairwiseVerdict => ({ itemId, judge: "j", prompting: null, label, original, swapped, ...change });

const ROWS = [
  verdict("d", "2", [null, null]),
  verdict("a", "1", ["1", "1"]),
  verdict("c", "2", ["1", null]),
  verdict("b", "1", ["1", "2"]),
  verdict("e", "2", [null, "2"]),
];
const units = (count: number) => ({ units: Int32Array.from({ length: count }, (_, i) => i), unitCount: count });

describe("one judge", () => {
  const [found] = pairwiseAgreement(ROWS, OPTIONS);

  test("counts items, and orders without a verdict", () => {
    expect(found).toMatchObject({ judge: "j", prompting: null, items: 5, unread: { original: 2, swapped: 2 } });
  });

  test("accuracy is the mean over the orders that were read, of items with any", () => {
    // a 1, b a half, c 0, e 1.
    expect(found?.accuracy).toMatchObject({ v: 0.625, n: 4 });
  });

  test("the answer that was shown first: 1 in the original order, 2 in the swapped one", () => {
    // a a half, b 1, c 1, e 1.
    expect(found?.firstShown).toMatchObject({ v: 0.875, n: 4 });
  });

  test("flips are of items with both orders", () => {
    expect(found?.positionFlips).toEqual({ v: 0.5, ci: wilsonInterval(1, 2, 0.9), n: 2 });
  });

  test("coefficients of each order, over the items that were read in it", () => {
    // In the original order a, b and c, in the swapped one a, b and e.
    const original = { human: [true, true, false], judge: [true, true, true] };
    expect(found?.original).toEqual(agreementCoefficients(original, units(3), OPTIONS));
    const swapped = { human: [true, true, false], judge: [true, false, false] };
    expect(found?.swapped).toEqual(agreementCoefficients(swapped, units(3), OPTIONS));
  });

  test("the order of the rows has no part in it", () => {
    expect(pairwiseAgreement(ROWS.toReversed(), OPTIONS)).toEqual([found]);
  });
});

describe("what is not there is null", () => {
  test("an order that was never read, and flips without both", () => {
    const [found] = pairwiseAgreement([verdict("a", "1", ["1", null]), verdict("b", "2", ["1", null])], OPTIONS);
    expect(found).toMatchObject({ accuracy: { v: 0.5 }, swapped: null, positionFlips: null });
    expect(found?.original).not.toBeNull();
    const [other] = pairwiseAgreement([verdict("a", "1", [null, "2"])], OPTIONS);
    expect(other).toMatchObject({ accuracy: { v: 0 }, firstShown: { v: 1 }, original: null, positionFlips: null });
  });

  test("a judge whose verdicts could not be read, and no judge at all", () => {
    expect(pairwiseAgreement([verdict("a", "1", [null, null])], OPTIONS)).toEqual([]);
    expect(pairwiseAgreement([], OPTIONS)).toEqual([]);
  });
});

describe("groups and units", () => {
  test("one group per judge and prompting, in the order of their names", () => {
    const rows = [
      verdict("a", "1", ["1", "1"], { judge: "k" }),
      verdict("a", "1", ["1", "1"], { prompting: "b" }),
      verdict("a", "1", ["1", "1"], { prompting: "a" }),
      verdict("a", "1", ["1", "1"]),
    ];
    expect(pairwiseAgreement(rows, OPTIONS).map(({ judge, prompting }) => [judge, prompting])).toEqual([
      ["j", null],
      ["j", "a"],
      ["j", "b"],
      ["k", null],
    ]);
  });

  test("items of one cluster are one unit", () => {
    const rows = ["a", "b", "c"].map((itemId) =>
      verdict(itemId, "1", ["1", "2"], { cluster: itemId === "c" ? null : "doc" }),
    );
    const [found] = pairwiseAgreement(rows, OPTIONS);
    expect([found?.accuracy?.n, found?.positionFlips?.n, found?.original?.kappa, found?.original?.ac1?.n]).toEqual([
      2,
      2,
      null,
      2,
    ]);
  });
});
