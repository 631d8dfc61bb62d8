import { describe, expect, test } from "vitest";
import { binomialCdf, trialsToProve } from "../stats/binomial.js";
import { drawSelectiveWorld, SELECTIVE_WORLDS, type SelectiveWorld } from "../testing/benchmark-worlds.js";
import { selectiveRisk } from "./selective-risk.js";

const LEVEL = 0.05;

function measured(world: SelectiveWorld, items: number, draws: number) {
  let [broken, accepted] = [0, 0];
  for (let seed = 1; seed <= draws; seed += 1) {
    const { readings, score } = drawSelectiveWorld(world, items, seed);
    const found = selectiveRisk(readings, score, { target: world.target, level: LEVEL });
    if (found === null) continue;
    if (world.risk(found.atLeast) > world.target) broken += 1;
    accepted += world.accepted(found.atLeast) / draws;
  }
  return { broken: broken / draws, accepted };
}

function world(name: string): SelectiveWorld {
  const found = SELECTIVE_WORLDS.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(name);
  return found;
}

describe("certified selective risk", () => {
  test.each(SELECTIVE_WORLDS)("$name: certificates are false in at most 5 % of draws", (one) => {
    const { broken } = measured(one, 500, 200);
    expect(broken, "seeds 1 to 200").toBeLessThanOrEqual(LEVEL + 3 * Math.sqrt((LEVEL * (1 - LEVEL)) / 200));
  });

  test.each([
    ["linear", 0.342],
    ["convex", 0.42],
    ["plateau", 0.62],
  ])("%s: accepts what four starts are known to accept of 1,500 items (%f)", (name, published) => {
    expect(Math.abs(measured(world(name), 1500, 100).accepted - published), "seeds 1 to 100").toBeLessThan(0.03);
  });

  test("ties: a level is taken whole, and only the top one may be", () => {
    const { readings, score } = drawSelectiveWorld(world("ties"), 1500, 1);
    const found = selectiveRisk(readings, score, { target: 0.1, level: LEVEL });
    expect(found?.atLeast).toBe(2);
    expect(found?.accepted).toBe(readings.filter((reading) => reading === 2).length);
  });
});

test("worked by hand: the evidence can be checked again", () => {
  const readings = Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? 0.9 : 0.1));
  const score = Float64Array.from({ length: 400 }, (_, i) => (i < 198 || i >= 300 ? 1 : 0));
  const found = selectiveRisk(readings, score, { target: 0.05, level: LEVEL });
  expect(found).toMatchObject({ atLeast: 0.9, accepted: 200, wrong: 2 });
  expect(found?.pValue).toBe(binomialCdf(2, 200, 0.05));
  // Two starts: half of the items or fewer fall on the upper level, three quarters on the lower.
  expect(found?.testLevel).toBe(LEVEL / 2);
});

test("too few items to prove anything: nothing is certified", () => {
  const ones = new Float64Array(30).fill(1);
  expect(selectiveRisk(ones, ones, { target: 0.05, level: LEVEL })).toBeNull();
  expect(selectiveRisk(new Float64Array(0), new Float64Array(0), { target: 0.05, level: LEVEL })).toBeNull();
});

test("starts serve what two wrong answers could prove, then a quarter, a half and three quarters", () => {
  // P(2 or fewer wrong of 165 | 5 %) is 0.0125 or less, a quarter of the level; of 164 it is not.
  const least = trialsToProve(2, 0.05, LEVEL / 4);
  expect(binomialCdf(2, least - 1, 0.05)).toBeGreaterThan(LEVEL / 4);
  const groups = [
    { reading: 0.9, right: least - 3, wrong: 2 },
    { reading: 0.8, right: 1, wrong: 0 },
    { reading: 0.7, right: 0, wrong: least },
    { reading: 0.6, right: 0, wrong: 2 * least },
    { reading: 0.5, right: 0, wrong: 2 * least },
    { reading: 0.4, right: 0, wrong: 2 * least },
  ];
  const readings = Float64Array.from(groups.flatMap(({ reading, right, wrong }) => Array(right + wrong).fill(reading)));
  const score = Float64Array.from(
    groups.flatMap(({ right, wrong }) => [...Array(right).fill(1), ...Array(wrong).fill(0)]),
  );
  // The strictest set would fail, but no start is there: the second is the first that could be proven.
  expect(selectiveRisk(readings, score, { target: 0.05, level: LEVEL })).toEqual({
    atLeast: 0.8,
    accepted: least,
    wrong: 2,
    pValue: binomialCdf(2, least, 0.05),
    testLevel: LEVEL / 4,
  });
});

test("refuses what it cannot judge, and says what it found", () => {
  const ones = new Float64Array(3).fill(1);
  const at = (target: number, level: number) => () => selectiveRisk(ones, ones, { target, level });
  expect(() => selectiveRisk(ones, new Float64Array(2), { target: 0.05, level: LEVEL })).toThrow(
    new RangeError("3 readings but 2 scores"),
  );
  expect(() =>
    selectiveRisk(
      ones,
      ones.map(() => 0.5),
      { target: 0.05, level: LEVEL },
    ),
  ).toThrow("score 0 neither 0 nor 1: 0.5");
  for (const bad of [0, 1, -0.1, 1.1, Number.NaN]) {
    expect(at(bad, LEVEL)).toThrow(new RangeError(`target not in (0, 1): ${bad}`));
    expect(at(0.05, bad)).toThrow(new RangeError(`level not in (0, 1): ${bad}`));
  }
});
