import { describe, expect, test } from "vitest";
import { seededRandom } from "../stats/random.js";
import { decideInBatches, drawLosses, SEQUENTIAL_RULES } from "../testing/sequential-worlds.js";
import { closeDecided, openPair, type PairProgress, pairLevel, withUnit } from "./sequential-pair.js";

const RULES = { margin: 0.05, confidence: 0.95, candidates: 2 };

function pairAfter(tier: string, losses: readonly (number | null)[]): PairProgress {
  return losses
    .map((difference) => (difference === null ? null : { difference, weight: 1 }))
    .reduce(withUnit, openPair(tier, RULES));
}

const repeated = (value: number | null, times: number) => Array<number | null>(times).fill(value);

test("the failure probability is shared out over the tiers", () => {
  expect(pairLevel({ confidence: 0.95, candidates: 1 })).toBe(0.05);
  expect(pairLevel({ confidence: 0.9, candidates: 4 })).toBeCloseTo(0.025, 15);
});

test("a unit without a score is counted and says nothing", () => {
  const pair = pairAfter("cheap", [1, null, 0, null]);
  expect(pair).toMatchObject({ skipped: 2, sum: 1, sumOfSquares: 1, decision: null });
  expect(pair.test.observed).toBe(2);
  expect(pair.test).toEqual(pairAfter("cheap", [1, 0]).test);
});

describe("closing", () => {
  test("waits for the least number of units", () => {
    const hopeless = pairAfter("cheap", repeated(1, 20));
    expect(closeDecided([hopeless], 30)[0]?.decision).toBeNull();
    expect(closeDecided([hopeless], 20)[0]?.decision).toBe("inferior");
  });

  test("a certified tier makes the dearer ones superfluous, not the cheaper, and undoes no decision", () => {
    const [bad, good, open] = [
      pairAfter("a", repeated(1, 40)),
      pairAfter("b", repeated(0, 300)),
      pairAfter("c", repeated(0, 40)),
    ];
    const cheap = { ...open, tier: "0" };
    const closed = closeDecided([cheap, bad, good, open], 30).map(({ decision }) => decision);
    expect(closed).toEqual([null, "inferior", "non-inferior", "not-needed"]);
    const lateLoss = { ...bad, tier: "d" };
    expect(closeDecided([good, lateLoss], 30).map(({ decision }) => decision)).toEqual(["non-inferior", "inferior"]);
  });
});

describe("error rates, looking after every single unit", () => {
  test.each([
    { loss: 0.08, win: 0.03 },
    { loss: 0.05, win: 0 },
    { loss: 0.3, win: 0.25 },
  ])("loss $loss, win $win: exactly at the margin", ({ loss, win }) => {
    const draws = 600;
    const rules = { ...SEQUENTIAL_RULES, batchUnits: 1, minUnits: 1, mostUnits: 200 };
    const random = seededRandom(11, `size ${loss}`);
    const counts = { "non-inferior": 0, inferior: 0 };
    for (let draw = 0; draw < draws; draw += 1) {
      const losses = drawLosses({ name: "null", loss, win, truth: null }, rules.mostUnits, () => random.uniform());
      const { decision } = decideInBatches(losses, rules);
      if (decision === "non-inferior" || decision === "inferior") counts[decision] += 1;
    }
    const limit = draws * (0.05 + 3 * Math.sqrt((0.05 * 0.95) / draws));
    expect(counts["non-inferior"]).toBeLessThan(limit);
    expect(counts.inferior).toBeLessThan(limit);
  });

  test("of three tiers at the margin, any is certified at most at the level of the task type", () => {
    const draws = 300;
    const rules = { margin: 0.05, confidence: 0.95, candidates: 3 };
    const random = seededRandom(12, "family");
    let wrong = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      let pairs: readonly PairProgress[] = ["a", "b", "c"].map((tier) => openPair(tier, rules));
      for (let unit = 0; unit < 150; unit += 1) {
        pairs = closeDecided(
          pairs.map((pair) => {
            const u = random.uniform();
            return withUnit(pair, { difference: u < 0.08 ? 1 : u < 0.11 ? -1 : 0, weight: 1 });
          }),
          1,
        );
      }
      if (pairs.some(({ decision }) => decision === "non-inferior")) wrong += 1;
    }
    expect(wrong).toBeLessThan(draws * (0.05 + 3 * Math.sqrt((0.05 * 0.95) / draws)));
  });
});
