import { expect, test } from "vitest";
import { CALIBRATION_DEFAULTS, calibrate } from "../calibrate/calibrate.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { calibrationText } from "./calibration-text.js";

/** Sixty items; haiku loses every `lostEvery`-th, and its tenth answer costs a hundred times the others. */
function textOf(lostEvery: number, options: Partial<typeof CALIBRATION_DEFAULTS> = {}): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const cell = { itemId: `i${i}` };
    const costUsd = i % 10 === 9 ? 0.1 : 0.001;
    return [
      seededOutcome({ ...cell, tier: "haiku", score: i % lostEvery === 0 ? 0 : 1, costUsd }),
      seededOutcome({ ...cell, tier: "opus", score: 1, costUsd: 0.5 }),
    ];
  }).flat();
  const wishes = { ...CALIBRATION_DEFAULTS, ...options, reference: "opus" };
  return calibrationText(calibrate(rows, [seededRun(["haiku", "opus"])], wishes, { resamples: 20 }));
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, " ");

test("an undecided pair comes with the probability that it is within the margin, called information", () => {
  const text = oneLine(textOf(30));
  expect(text).toMatch(
    /Probability of losing less than 3 points, given these items and a Dirichlet\(½\) prior: haiku \d+\.\d %\. Information, not a promise\./,
  );
});

test("a decided pair comes without", () => {
  expect(textOf(2)).not.toContain("Probability");
});

test("the median and the tail of costs stand beside the mean", () => {
  expect(oneLine(textOf(2))).toContain(
    "One answer costs (median and 95th percentile): haiku $0.00100 and $0.100; opus $0.500 and $0.500.",
  );
});

test("what costs more than the reference saves less than nothing, with the minus of all other figures", () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    seededOutcome({ itemId: `i${i}`, tier: "haiku", score: 1, costUsd: 0.02 }),
    seededOutcome({ itemId: `i${i}`, tier: "opus", score: 1, costUsd: 0.01 }),
  ]).flat();
  const wishes = { ...CALIBRATION_DEFAULTS, reference: "opus" };
  const text = calibrationText(calibrate(rows, [seededRun(["haiku", "opus"])], wishes, { resamples: 20 }));
  expect(text).toMatch(/always-haiku .* −100\.0 %$/m);
  expect(text).not.toMatch(/ -\d/);
});

test("where the choice may lose, its slices are spoken of", () => {
  const routed = oneLine(textOf(61, { margin: 0.2 }));
  expect(routed).toContain("Input tokens of opus are not known for every item: no slices by length.");
  expect(textOf(2)).not.toContain("slice");
});
