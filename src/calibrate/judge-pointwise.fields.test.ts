import { describe, expect, test } from "vitest";
import { UsageError } from "../core/errors.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { lengthSlope, selfPreference } from "./judge-bias.js";
import { agreementCoefficients } from "./judge-coefficients.js";
import { correctedDifference, correctedQuality } from "./judge-correction.js";
import { pointwiseAgreement } from "./judge-pointwise.js";
import { isLabelled, type PointwiseOptions, type PointwiseVerdict } from "./judge-verdict.js";

const OPTIONS: PointwiseOptions = { confidence: 0.9, seed: 1, resamples: 50, passAt: 0.5, alternative: "two-sided" };

const verdict = (itemId: string, change: Partial<PointwiseVerdict> = {}): PointwiseVerdict => ({
  itemId,
  taskType: null,
  tier: "haiku",
  judge: "j",
  prompting: null,
  humanScore: 1,
  judgeScore: 1,
  length: null,
  ...change,
});

describe("groups", () => {
  test("one per judge and prompting, in the order of their names; without labels none", () => {
    const found = pointwiseAgreement(
      [
        verdict("a", { judge: "k" }),
        verdict("a", { prompting: "short" }),
        verdict("a", { prompting: "long" }),
        verdict("a"),
        verdict("a", { judge: "unlabelled", humanScore: null }),
      ],
      OPTIONS,
    );
    expect(found.map(({ judge, prompting }) => [judge, prompting])).toEqual([
      ["j", null],
      ["j", "long"],
      ["j", "short"],
      ["k", null],
    ]);
    expect(pointwiseAgreement([], OPTIONS)).toEqual([]);
  });

  test.each([0, -1, 1.01, Number.NaN])("a pass mark of %d is refused", (passAt) => {
    expect(() => pointwiseAgreement([verdict("a")], { ...OPTIONS, passAt })).toThrow(
      new UsageError(`passAt must be above 0 and at most 1, found ${passAt}`),
    );
  });

  test("a pass mark of 1 takes full scores alone", () => {
    const [found] = pointwiseAgreement([verdict("a", { judgeScore: 0.99 }), verdict("b")], { ...OPTIONS, passAt: 1 });
    expect(found?.agreement.accuracy.v).toBe(0.5);
  });
});

describe("one judge on two tiers", () => {
  const rows = [
    verdict("b", { tier: "opus", humanScore: 1, judgeScore: 0.75, length: 200 }),
    verdict("a", { tier: "opus", humanScore: 1, judgeScore: 0.25, length: 100 }),
    verdict("a", { humanScore: 0.75, judgeScore: 0.5, length: 100 }),
    verdict("b", { humanScore: 0.25, judgeScore: 0.5, length: 200 }),
    verdict("c", { humanScore: 0.25, judgeScore: 0.25, length: 300 }),
    verdict("c", { tier: "opus", humanScore: null, judgeScore: 1 }),
    verdict("d", { humanScore: null, judgeScore: 0 }),
    verdict("d", { tier: "never labelled", humanScore: null }),
  ];
  const [found] = pointwiseAgreement(rows, OPTIONS);
  const sorted = rows.toSorted((x, y) => (x.itemId + x.tier < y.itemId + y.tier ? -1 : 1));
  const labelled = sorted.filter(isLabelled);
  const ofTier = (tier: string) => sorted.filter((one) => one.tier === tier);

  test("counts items, labels and the rest, tiers as they came first", () => {
    expect(found).toMatchObject({ judge: "j", prompting: null, items: 4, labelled: 5, unlabelled: 3 });
    expect(found?.tiers.map((one) => [one.tier, one.labelled, one.unlabelled])).toEqual([
      ["opus", 2, 1],
      ["haiku", 3, 1],
    ]);
  });

  test("agreement over all, and on each tier, by items", () => {
    // Of a, b and c: right by people yes yes / yes no / no, by the judge no yes / yes yes / no.
    const units = { units: Int32Array.of(0, 0, 1, 1, 2), unitCount: 3 };
    const ratings = { human: [true, true, false, true, false], judge: [true, false, true, true, false] };
    expect(found?.agreement).toEqual(agreementCoefficients(ratings, units, OPTIONS));
    const own = { human: [true, false, false], judge: [true, true, false] };
    const apart = { units: Int32Array.of(0, 1, 2), unitCount: 3 };
    expect(found?.tiers[1]?.agreement).toEqual(agreementCoefficients(own, apart, OPTIONS));
  });

  test("sensitivity of right answers, specificity of wrong ones, none where there are none", () => {
    const [opus, haiku] = found?.tiers ?? [];
    expect(opus?.sensitivity).toEqual({ v: 0.5, ci: wilsonInterval(1, 2, 0.9), n: 2 });
    expect(opus?.specificity).toBeNull();
    expect(haiku?.sensitivity).toEqual({ v: 1, ci: wilsonInterval(1, 1, 0.9), n: 1 });
    expect(haiku?.specificity).toEqual({ v: 0.5, ci: wilsonInterval(1, 2, 0.9), n: 2 });
  });

  test("bias is judge less human", () => {
    expect(found?.tiers[0]?.bias).toMatchObject({ v: -0.5, n: 2 });
    expect(found?.tiers[1]?.bias.v).toBe(0);
    expect(found?.tiers[1]?.bias.n).toBe(3);
  });

  test("leanings and corrections are those of these verdicts", () => {
    expect(found?.tiers[0]?.selfPreference).toEqual(selfPreference("opus", labelled, OPTIONS));
    expect(found?.lengthSlope).toEqual(lengthSlope(labelled, OPTIONS));
    expect(found?.lengthSlope).not.toBeNull();
    expect(found?.tiers[1]?.quality).toEqual(correctedQuality(ofTier("haiku"), OPTIONS));
    expect(found?.differences).toEqual([
      correctedDifference(["haiku", ofTier("haiku")], ["opus", ofTier("opus")], OPTIONS),
    ]);
    expect(found?.differences[0]?.ppi).not.toBeNull();
  });

  test("differences are of every pair of tiers once", () => {
    const three = ["x", "y", "z"].map((tier) => verdict("a", { tier }));
    expect(pointwiseAgreement(three, OPTIONS)[0]?.differences.map(({ first, second }) => [first, second])).toEqual([
      ["y", "x"],
      ["z", "x"],
      ["z", "y"],
    ]);
  });
});
