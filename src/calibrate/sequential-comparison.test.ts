import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Adaptive, Run } from "../core/run.js";
import { seededRandom } from "../stats/random.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { compareSequentially, lossesInOrder } from "./sequential-comparison.js";
import { inSequentialOrder, unitName } from "./sequential-order.js";
import { type SequentialPair, sequentialPairs } from "./sequential-pairs.js";
import { advance, sequentialTypes, startProgress, type TypeProgress, wantedCells } from "./sequential-progress.js";

const TIERS = ["haiku", "sonnet", "opus"];
const RULES: Adaptive = {
  seed: 3,
  batchUnits: 10,
  minUnits: 30,
  margin: 0.05,
  confidence: 0.95,
  reference: "opus",
  mostCells: 0,
};
const OPTIONS = { margin: 0.05, confidence: 0.95, level: 0.05 };

/** Probability of a wrong answer by tier. */
type Errors = { readonly [tier: string]: number };

interface Ended {
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
  readonly progress: TypeProgress;
}

/** An adaptive run over items with planted errors, as the runner would carry it out. */
function adaptiveRun(
  errors: Errors,
  items: number,
  change: (spec: OutcomeSpec) => Partial<OutcomeSpec> = () => ({}),
): Ended {
  const specs = Array.from({ length: items }, (_, index) => `item-${String(index).padStart(4, "0")}`).flatMap(
    (itemId) =>
      TIERS.map((tier): OutcomeSpec => {
        const isWrong = seededRandom(9, `${itemId} ${tier}`).uniform() < (errors[tier] ?? 0);
        const spec: OutcomeSpec = { itemId, tier, score: isWrong ? 0 : 1, cluster: null };
        return { ...spec, ...change(spec) };
      }),
  );
  const byKey = new Map(specs.map((spec) => [`triage/${spec.itemId}/${spec.tier}/0`, seededOutcome(spec)]));
  const cells = [...byKey].map(([key, { itemId, taskType, tier, cluster }]) => ({
    key,
    itemId,
    taskType,
    tier,
    unit: unitName(itemId, cluster),
  }));
  const [type] = sequentialTypes(
    inSequentialOrder(cells, RULES.seed, (cell) => cell),
    TIERS,
    RULES,
  );
  if (type === undefined) return expect.fail();
  const settled = new Map<string, Outcome>();
  let progress = startProgress(type);
  for (;;) {
    const standing = { settled, givenUp: new Set<string>() };
    progress = advance(progress, type, standing);
    const wanted = wantedCells(progress, type, standing);
    if (wanted.length === 0) break;
    for (const key of wanted) settled.set(key, byKey.get(key) ?? expect.fail());
  }
  return { run: seededRun(TIERS, { adaptive: RULES }), outcomes: [...settled.values()], progress };
}

function pairsOf({ run, outcomes }: Pick<Ended, "run" | "outcomes">): readonly SequentialPair[] {
  return sequentialPairs(outcomes, [run], "opus").get("triage") ?? expect.fail();
}

describe("comparisons of an adaptive run", () => {
  const ended = adaptiveRun({ haiku: 0.4, sonnet: 0.02, opus: 0.02 }, 500);
  const comparisons = compareSequentially(pairsOf(ended), OPTIONS);

  it("say what the run decided, from its outcomes alone", () => {
    expect(ended.progress.pairs.map(({ decision }) => decision)).toEqual(["inferior", "non-inferior"]);
    expect(comparisons.map(({ tier, verdict, test }) => [tier, verdict, test])).toEqual([
      ["haiku", "inferior", "e-process"],
      ["sonnet", "non-inferior", "e-process"],
    ]);
    expect(compareSequentially(pairsOf({ ...ended, outcomes: [...ended.outcomes].reverse() }), OPTIONS)).toEqual(
      comparisons,
    );
  });

  it("use each tier's own items", () => {
    expect(comparisons.map(({ n }) => n)).toEqual(ended.progress.pairs.map(({ test }) => test.observed));
    expect(comparisons[0]?.n).toBeLessThan(comparisons[1]?.n ?? 0);
  });

  it("see the losses that the run saw, in its order", () => {
    pairsOf(ended).forEach((pair, index) => {
      const losses = lossesInOrder(pair);
      const seen = ended.progress.pairs[index];
      expect(losses).toHaveLength(seen?.test.observed ?? 0);
      expect(losses.reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(seen?.sum ?? 0, 12);
    });
    const [pair] = pairsOf(ended);
    const names = pair?.order.map((unit) => pair.matrix.itemIds[[...pair.matrix.units].indexOf(unit)] ?? "") ?? [];
    const ordered = inSequentialOrder(names, RULES.seed, (id) => ({ taskType: "triage", unit: unitName(id, null) }));
    expect(names).toEqual(ordered);
  });

  it("have an interval around the difference, and the discordant items", () => {
    const [haiku] = comparisons;
    expect(haiku?.difference.v).toBeLessThan(-0.2);
    expect(haiku?.difference.ci[1]).toBeLessThan(-0.05);
    expect(haiku?.difference.ci[0]).toBeLessThan(haiku?.difference.v ?? 0);
    expect(haiku?.discordant?.referenceOnly).toBeGreaterThan(haiku?.discordant?.tierOnly ?? 0);
    expect(comparisons.every(({ itemsNeeded }) => itemsNeeded === null)).toBe(true);
  });

  it("decide less at a stricter margin, and say how many items are needed", () => {
    const strict = compareSequentially(pairsOf(ended), { ...OPTIONS, margin: 0.005 });
    expect(strict[1]?.verdict).toBe("undecided");
    expect(strict[1]?.itemsNeeded).toBeGreaterThan(strict[1]?.n ?? 0);
  });
});

describe("items that would decide an undecided tier", () => {
  /** One tier against the reference, asked in the order of the items; in clusters of equal size. */
  function pairOf(lossOf: (index: number) => number, items: number, perCluster = 1): SequentialPair {
    const rows = Array.from({ length: items }, (_, index) => index).flatMap((index) =>
      ["haiku", "opus"].map((tier) => {
        const loss = lossOf(index);
        const score = tier === "opus" ? 1 - Math.max(0, -loss) : 1 - Math.max(0, loss);
        const cluster = perCluster === 1 ? null : `c${String(Math.floor(index / perCluster)).padStart(4, "0")}`;
        return seededOutcome({ itemId: `item-${String(index).padStart(4, "0")}`, tier, score, cluster });
      }),
    );
    const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
    if (matrix === undefined) return expect.fail();
    return {
      taskType: "triage",
      tier: "haiku",
      matrix,
      order: [...Array(matrix.unitCount).keys()],
      largestUnit: perCluster,
      missing: [],
    };
  }
  const every =
    (lost: readonly number[], won: readonly number[] = []) =>
    (index: number) =>
      lost.includes(index % 100) ? 1 : won.includes(index % 100) ? -1 : 0;
  const needed = (pairs: readonly SequentialPair[], change: Partial<typeof OPTIONS> = {}) =>
    compareSequentially(pairs, { ...OPTIONS, ...change }).map(({ verdict, itemsNeeded }) => [verdict, itemsNeeded]);

  // (z + 0.842)² · (discordance − difference²) / gap², z = 1.645; times 2 · ln(5 / 0.05) / (z + 0.842)² = 1.490.
  const five = [0, 20, 40, 60, 80];
  const equal = pairOf(every(five, [10, 30, 50, 70, 90]), 100);

  it("are those of one look, times what it costs to look at any time", () => {
    // 0.1 / 0.05²: 248 and 370.
    expect(needed([equal])).toEqual([["undecided", 370]]);
    // 0.07 − 0.07² over 0.02², beyond the margin: 1,007.
    expect(needed([pairOf(every([...five, 5, 25]), 100)])).toEqual([["undecided", 1501]]);
  });

  it("share the level among the tiers", () => {
    // z = 1.960: 314, times 2 · ln(5 / 0.025) / 7.849 = 1.350.
    expect(needed([equal, equal])).toEqual([
      ["undecided", 424],
      ["undecided", 424],
    ]);
  });

  it("take a difference at the margin for a tenth of it away", () => {
    // 0.05 − 0.055² over 0.005²: 11,618.
    expect(needed([pairOf(every(five), 100)])).toEqual([["undecided", 17_308]]);
  });

  it("are counted in items where units are clusters", () => {
    // 0.12 / 0.05²: 297, so 443 clusters of two.
    const twins = pairOf(every([0, 1, 20, 21, 40, 41], [10, 11, 30, 31, 50, 51]), 200, 2);
    expect(needed([twins])).toEqual([["undecided", 886]]);
  });

  it("are one more than there are where the formula wants fewer", () => {
    expect(needed([pairOf(() => 0.04, 60)])).toEqual([["undecided", 61]]);
  });

  it("come from units that weigh less than the largest of the task type", () => {
    const twins = pairOf(() => 0, 200, 2);
    const [whole] = compareSequentially([twins], OPTIONS);
    const [half] = compareSequentially([{ ...twins, largestUnit: 4 }], OPTIONS);
    expect(half?.pValue).toBeGreaterThan(whole?.pValue ?? 1);
    expect(half?.difference.ci[0]).toBeLessThan(whole?.difference.ci[0] ?? -1);
  });
});

describe("a tier that was not needed", () => {
  it("stays undecided, unless its evidence suffices", () => {
    const ended = adaptiveRun({ haiku: 0, sonnet: 0.06, opus: 0 }, 500);
    expect(ended.progress.pairs.map(({ decision }) => decision)).toEqual(["non-inferior", "not-needed"]);
    const verdicts = compareSequentially(pairsOf(ended), OPTIONS).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(["non-inferior", "undecided"]);
  });
});

describe("missing cells", () => {
  it("are those that were asked and have no score, not those that were never asked", () => {
    const ended = adaptiveRun({ haiku: 0.4 }, 400, ({ itemId, tier }) =>
      tier === "haiku" && itemId.endsWith("0") ? { score: null } : {},
    );
    const [haiku, sonnet] = pairsOf(ended);
    const rows = ended.outcomes.filter(({ tier }) => tier === "haiku");
    const errored = rows.filter(({ status }) => status === "errored").length;
    expect(errored).toBeGreaterThan(0);
    expect(haiku?.missing).toEqual([
      { taskType: "triage", tier: "haiku", cells: errored, of: rows.length },
      { taskType: "triage", tier: "opus", cells: 0, of: rows.length },
    ]);
    expect(sonnet?.missing.map(({ cells }) => cells)).toEqual([0, 0]);
    expect(ended.progress.pairs[0]?.skipped).toBe(errored);
  });

  it("leave out a tier without any score", () => {
    const ended = adaptiveRun({}, 60, ({ tier }) => (tier === "haiku" ? { score: null } : {}));
    expect(pairsOf(ended).map(({ tier }) => tier)).toEqual(["sonnet"]);
  });
});

it("clusters are units, ranked by their names even where items of them are missing", () => {
  const ended = adaptiveRun({ haiku: 0.4 }, 400, ({ itemId, tier }) => {
    const number = Number(itemId.slice(-4));
    const isMissing = tier === "haiku" && number % 4 === 0 && number % 12 === 0;
    return { cluster: `document ${Math.floor(number / 4)}`, ...(isMissing ? { score: null } : {}) };
  });
  const pairs = pairsOf(ended);
  expect(pairs.map(({ matrix }) => matrix.unitCount)).toEqual(ended.progress.pairs.map(({ test }) => test.observed));
  expect(pairs.map((pair) => lossesInOrder(pair).reduce((sum, loss) => sum + loss, 0))).toEqual(
    ended.progress.pairs.map(({ sum }) => expect.closeTo(sum, 10)),
  );
  expect(compareSequentially(pairs, OPTIONS).map(({ difference }) => difference.n)).toEqual(
    pairs.map(({ matrix }) => matrix.unitCount),
  );
});

describe("runs", () => {
  const ended = adaptiveRun({ haiku: 0.4 }, 100);

  it("that asked everything have no sequential pairs", () => {
    const { adaptive: _adaptive, ...whole } = ended.run;
    expect(sequentialPairs(ended.outcomes, [whole], "opus").size).toBe(0);
  });

  it("that stopped early are not mixed with others about the same task type", () => {
    const other = seededRun(TIERS, { runId: "run-2" });
    const more = TIERS.map((tier) => seededOutcome({ itemId: "x", tier, score: 1, runId: "run-2" }));
    expect(() => sequentialPairs([...ended.outcomes, ...more], [ended.run, other], "opus")).toThrow(DataError);
    const elsewhere = more.map((outcome) => ({ ...outcome, taskType: "extract" }));
    const both = sequentialPairs([...ended.outcomes, ...elsewhere], [ended.run, other], "opus");
    expect([...both.keys()]).toEqual(["triage"]);
  });
});
