import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Adaptive } from "../core/run.js";
import { seededRandom } from "../stats/random.js";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import {
  advance,
  cellsAtMost,
  type SequentialCell,
  type SequentialType,
  type Standing,
  sequentialTypes,
  startProgress,
  type TypeProgress,
  wantedCells,
} from "./sequential-progress.js";

const TIERS = ["haiku", "sonnet", "opus"];
const RULES: Adaptive = {
  seed: 1,
  batchUnits: 10,
  minUnits: 30,
  margin: 0.05,
  confidence: 0.95,
  reference: "opus",
  mostCells: 0,
};
const NOBODY: ReadonlySet<string> = new Set();

/** Score of a cell; null: it errored; undefined: it has not been asked. */
type World = (cell: SequentialCell, trial: number) => number | null;

interface Shape {
  readonly items?: number;
  readonly trials?: number;
  readonly clusterSize?: number;
  readonly rules?: Partial<Adaptive>;
}

function typeOf({ items = 400, trials = 1, clusterSize = 1, rules = {} }: Shape = {}): SequentialType {
  const plan = Array.from({ length: items }, (_, index) => index).flatMap((index) =>
    Array.from({ length: trials }, (_, trial) => trial).flatMap((trial) =>
      TIERS.map((tier) => ({
        key: `${index}/${tier}/${trial}`,
        itemId: `item-${String(index).padStart(4, "0")}`,
        taskType: "triage",
        tier,
        unit: `cluster ${Math.floor(index / clusterSize)}`,
      })),
    ),
  );
  return sequentialTypes(plan, TIERS, { ...RULES, ...rules })[0] ?? expect.fail();
}

const indexOf = ({ key }: SequentialCell) => Number(key.split("/")[0]);
const trialOf = (key: string) => Number(key.split("/")[2]);

function cellsOf(type: SequentialType): ReadonlyMap<string, SequentialCell> {
  return new Map(type.units.flat(2).map((cell) => [cell.key, cell]));
}

function outcomeOf(key: string, cells: ReadonlyMap<string, SequentialCell>, world: World): Outcome {
  const cell = cells.get(key) ?? expect.fail();
  const { itemId, tier } = cell;
  const trial = trialOf(key);
  return seededOutcome({ itemId, tier, trial, score: world(cell, trial) });
}

/** Asks batch by batch until nothing is wanted. */
function carryOut(type: SequentialType, world: World, givenUp = NOBODY) {
  const settled = new Map<string, Outcome>();
  const batches: string[][] = [];
  const cells = cellsOf(type);
  let progress = startProgress(type);
  for (;;) {
    progress = advance(progress, type, { settled, givenUp });
    const wanted = wantedCells(progress, type, { settled, givenUp });
    if (wanted.length === 0) return { progress, settled, batches };
    batches.push([...wanted]);
    for (const key of wanted) settled.set(key, outcomeOf(key, cells, world));
  }
}

function decisions({ pairs }: TypeProgress) {
  return Object.fromEntries(pairs.map(({ tier, decision }) => [tier, decision]));
}

const tiersOf = (keys: readonly string[] = []) => [...new Set(keys.map((key) => key.split("/")[1] ?? ""))].sort();

/** A seeded coin of a cell. */
const coin = (key: string) => seededRandom(5, key).uniform();
const allRight: World = () => 1;
const hopelessHaiku: World = ({ tier, key }) => (tier === "haiku" && coin(key) < 0.4 ? 0 : 1);

describe("a task type", () => {
  it("is asked in batches of ten units, the reference and every open tier the same", () => {
    const { batches } = carryOut(typeOf(), allRight);
    expect(batches[0]).toHaveLength(30);
    expect(new Set(batches[0]?.map((key) => key.split("/")[0])).size).toBe(10);
    expect(tiersOf(batches[0])).toEqual(["haiku", "opus", "sonnet"]);
    const asked = batches.flat();
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("drops a hopeless tier early, and goes on with the other", () => {
    const { progress, batches } = carryOut(typeOf(), hopelessHaiku);
    expect(decisions(progress)).toEqual({ haiku: "inferior", sonnet: "non-inferior" });
    const haiku = batches.flat().filter((key) => key.includes("haiku")).length;
    const sonnet = batches.flat().filter((key) => key.includes("sonnet")).length;
    expect(haiku).toBeLessThanOrEqual(60);
    expect(sonnet).toBeGreaterThan(haiku);
    expect(tiersOf(batches.at(-1))).toEqual(["opus", "sonnet"]);
  });

  it("stops dearer tiers once a cheaper one is certified", () => {
    const { progress, batches } = carryOut(typeOf(), ({ tier, key }) =>
      tier === "sonnet" && coin(key) < 0.05 ? 0 : 1,
    );
    expect(decisions(progress)).toEqual({ haiku: "non-inferior", sonnet: "not-needed" });
    expect(batches.length).toBeLessThan(20);
  });

  it("is undecided where the units end first", () => {
    const { progress, batches } = carryOut(typeOf({ items: 45 }), allRight);
    expect(decisions(progress)).toEqual({ haiku: "undecided", sonnet: "undecided" });
    expect(batches.flat()).toHaveLength(45 * 3);
    expect(progress.unitsDone).toBe(45);
  });

  it("closes nothing before the least number of units, however clear", () => {
    const { batches } = carryOut(typeOf(), ({ tier }) => (tier === "opus" ? 1 : 0));
    expect(batches).toHaveLength(3);
  });
});

describe("the decision", () => {
  it("does not depend on how cells of a batch came in, nor on going on or starting over", () => {
    const type = typeOf();
    const { progress, settled } = carryOut(type, hopelessHaiku);
    const shuffled = new Map([...settled].reverse());
    expect(advance(startProgress(type), type, { settled: shuffled, givenUp: NOBODY })).toEqual(progress);
  });

  it("is not looked for before a batch is complete", () => {
    const type = typeOf();
    const settled = new Map<string, Outcome>();
    const known: Standing = { settled, givenUp: NOBODY };
    const wanted = wantedCells(startProgress(type), type, known);
    for (const key of wanted.slice(1)) settled.set(key, outcomeOf(key, cellsOf(type), allRight));
    expect(advance(startProgress(type), type, known).unitsDone).toBe(0);
    expect(wantedCells(startProgress(type), type, known)).toEqual(wanted.slice(0, 1));
  });
});

describe("what is missing or repeated", () => {
  it("an outage is no observation: the unit is skipped for that pair alone, and counted", () => {
    const isOut: World = (cell) => (cell.tier === "haiku" && indexOf(cell) % 4 === 0 ? null : 1);
    const { progress } = carryOut(typeOf(), isOut);
    const [haiku, sonnet] = progress.pairs;
    expect(haiku?.skipped).toBeGreaterThan(10);
    expect(haiku?.sum).toBe(0);
    expect((haiku?.test.observed ?? 0) + (haiku?.skipped ?? 0)).toBe(progress.unitsDone);
    expect(sonnet).toMatchObject({ skipped: 0 });
  });

  it("an outage of the reference skips the unit for every pair", () => {
    const { progress } = carryOut(typeOf({ items: 40 }), (cell) =>
      cell.tier === "opus" && indexOf(cell) < 5 ? null : 1,
    );
    expect(progress.pairs.map(({ skipped }) => skipped)).toEqual([5, 5]);
  });

  it("trials of an item are averaged, those without a score left out", () => {
    const world: World = ({ tier }, trial) => (tier !== "haiku" ? 1 : trial === 2 ? null : trial);
    const { progress, batches } = carryOut(typeOf({ items: 40, trials: 3 }), world);
    expect(batches[0]).toHaveLength(90);
    const haiku = progress.pairs[0];
    // Trials score 0, 1 and nothing: a loss of one half on every item.
    expect(haiku?.sum).toBeCloseTo(0.5 * (haiku?.test.observed ?? 0), 12);
  });

  it("items of a cluster enter together, as one mean", () => {
    const world: World = (cell) => (cell.tier === "haiku" && indexOf(cell) % 5 === 0 ? 0 : 1);
    const { progress, batches } = carryOut(typeOf({ items: 200, clusterSize: 5 }), world);
    expect(batches[0]).toHaveLength(10 * 5 * 3);
    const haiku = progress.pairs[0];
    expect(haiku?.sum).toBeCloseTo(0.2 * (haiku?.test.observed ?? 0), 12);
    expect(haiku?.test.observed).toBeLessThanOrEqual(40);
  });
});

describe("a tier that was given up", () => {
  it("is asked no more, its pair stays open, and its cells count as possible", () => {
    const type = typeOf({ items: 300 });
    const { progress, batches, settled } = carryOut(type, allRight, new Set(["haiku"]));
    expect(decisions(progress)).toEqual({ haiku: null, sonnet: "non-inferior" });
    expect(tiersOf(batches.flat())).toEqual(["opus", "sonnet"]);
    const referenceLeft = 300 - [...settled.keys()].filter((key) => key.includes("opus")).length;
    expect(cellsAtMost(progress, type, settled)).toBe(300 + referenceLeft);
  });

  it("ends everything where it is the reference", () => {
    expect(carryOut(typeOf(), allRight, new Set(["opus"])).batches).toEqual([]);
  });
});

it("counts the cells that may still come: all at first, none at the end", () => {
  const type = typeOf({ items: 120 });
  expect(cellsAtMost(startProgress(type), type, new Map())).toBe(360);
  const { progress, settled } = carryOut(type, hopelessHaiku);
  expect(cellsAtMost(progress, type, settled)).toBe(0);
});
