import { expect, test } from "vitest";
import { bettingPValue } from "../stats/betting.js";
import { tangoPValue } from "../stats/tango.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { compareTiers } from "./compare-tiers.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";

const OPTIONS = { margin: 0.05, confidence: 0.95, level: 0.05, seed: 1 };

function matrixOf(rows: Parameters<typeof outcomeMatrices>[0]): TaskTypeMatrix {
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "sonnet", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("no matrix");
  return matrix;
}

/** `wrong` wrong answers at the start of n. */
const line = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);

test("right/wrong answers: Tango, Holm over the tiers, one verdict each", () => {
  const [haiku, sonnet] = compareTiers(
    matrixOf(outcomesFromStrings({ haiku: line(400, 80), opus: line(400, 4), sonnet: line(400, 6) })),
    OPTIONS,
  );
  const p = tangoPValue({ firstOnly: 2, secondOnly: 0, n: 400 }, 0.05);
  expect(sonnet).toMatchObject({
    test: "tango",
    n: 400,
    discordant: { referenceOnly: 2, tierOnly: 0 },
    verdict: "non-inferior",
  });
  expect(sonnet?.difference.v).toBe(-0.005);
  expect(sonnet?.pValue).toBe(p);
  expect(sonnet?.adjustedPValue).toBeCloseTo(2 * p, 15);
  expect(haiku).toMatchObject({ verdict: "inferior", itemsNeeded: null });
});

test("undecided says how many items would probably decide", () => {
  const [haiku] = compareTiers(matrixOf(outcomesFromStrings({ haiku: line(40, 2), opus: line(40, 0) })), OPTIONS);
  // ψ = 5 %, margin 5 points: 124 by the table of required items.
  expect(haiku).toMatchObject({ verdict: "undecided", itemsNeeded: 124 });
});

test("Holm: a tier that passes alone may fail beside another", () => {
  const wrong = { haiku: "1".repeat(50), opus: "1".repeat(50) };
  const alone = compareTiers(matrixOf(outcomesFromStrings(wrong)), { ...OPTIONS, margin: 0.06 });
  const together = compareTiers(matrixOf(outcomesFromStrings({ ...wrong, sonnet: line(50, 30) })), {
    ...OPTIONS,
    margin: 0.06,
  });
  expect(alone[0]?.verdict).toBe("non-inferior");
  expect(together[0]?.adjustedPValue).toBeCloseTo(2 * (alone[0]?.pValue ?? 0), 14);
  expect(together[0]?.verdict).toBe("undecided");
});

test("graded scores: paired t, and no verdict below 50 items", () => {
  const graded = (n: number) =>
    matrixOf(
      Array.from({ length: n }, (_, i) => [
        seededOutcome({ itemId: `i${i}`, tier: "haiku", score: 0.5 + 0.004 * (i % 3) }),
        seededOutcome({ itemId: `i${i}`, tier: "opus", score: 0.5 }),
      ]).flat(),
    );
  expect(compareTiers(graded(100), OPTIONS)[0]).toMatchObject({
    test: "paired-t",
    discordant: null,
    verdict: "non-inferior",
  });
  expect(compareTiers(graded(49), OPTIONS)[0]).toMatchObject({ verdict: "undecided" });
});

test("clusters: fewer independent units, a wider interval, a larger p-value", () => {
  const answers = { haiku: line(400, 16), opus: line(400, 4) };
  const alone = compareTiers(matrixOf(outcomesFromStrings(answers)), OPTIONS)[0];
  const clustered = compareTiers(
    matrixOf(
      outcomesFromStrings(answers, (itemId) => ({ cluster: `doc-${Math.floor(Number(itemId.slice(-4)) / 4)}` })),
    ),
    OPTIONS,
  )[0];
  expect(clustered?.test).toBe("cluster-t");
  expect(clustered?.difference.n).toBe(100);
  expect(clustered?.pValue ?? 0).toBeGreaterThan(alone?.pValue ?? 1);
  const width = (ci: readonly [number, number] | undefined) => (ci?.[1] ?? 0) - (ci?.[0] ?? 0);
  expect(width(clustered?.difference.ci)).toBeGreaterThan(width(alone?.difference.ci));
});

test("all right and all wrong: never certain, never NaN", () => {
  for (const digit of ["0", "1"]) {
    const [haiku] = compareTiers(
      matrixOf(outcomesFromStrings({ haiku: digit.repeat(40), opus: digit.repeat(40) })),
      OPTIONS,
    );
    expect(haiku?.verdict).toBe("undecided");
    expect(haiku?.difference.ci[0]).toBeLessThan(-0.05);
    expect(haiku?.difference.ci[1]).toBeGreaterThan(0.05);
  }
});

/** Graded scores: what haiku loses against opus, item by item. */
function gradedMatrix(losses: readonly number[], cluster: (item: number) => string | null = () => null) {
  const item = (i: number) => ({ itemId: `i${String(i).padStart(4, "0")}`, cluster: cluster(i) });
  return matrixOf(
    losses.flatMap((loss, i) => [
      seededOutcome({ ...item(i), tier: "haiku", score: 0.5 - loss }),
      seededOutcome({ ...item(i), tier: "opus", score: 0.5 }),
    ]),
  );
}
const same = (n: number, loss: number) => Array.from({ length: n }, () => loss);

test("graded scores: the more doubtful of the t test and the bet on values in [0, 1]", () => {
  const [haiku] = compareTiers(gradedMatrix(same(80, 0.25)), { ...OPTIONS, margin: 0.5 });
  const bet = bettingPValue(new Float64Array(80).fill(0.625), 0.75, { level: 0.05 });
  expect(haiku?.bettingPValue).toBeCloseTo(bet, 12);
  expect(haiku?.pValue).toBeGreaterThanOrEqual(bet);
  expect(haiku?.difference.v).toBeCloseTo(-0.25, 12);
  const mixed = gradedMatrix(same(80, 0.1).map((loss, i) => (i % 3 === 0 ? 0.3 : loss)));
  const betBy = (seed: number) => compareTiers(mixed, { ...OPTIONS, margin: 0.3, seed })[0]?.bettingPValue;
  expect(betBy(1)).toBe(betBy(1));
  expect(betBy(1)).not.toBe(betBy(2));
});

test("graded scores: inferior where the loss is beyond the margin, one value or many", () => {
  const verdict = (losses: readonly number[]) => compareTiers(gradedMatrix(losses), OPTIONS)[0]?.verdict;
  // Without any spread the chance of 60 such items is (1.05 / (1 + loss))^60 at most: 0.037 and 0.061.
  expect(verdict(same(60, 0.11))).toBe("inferior");
  expect(verdict(same(60, 0.1))).toBe("undecided");
  expect(verdict(same(60, 0))).not.toBe("inferior");
  const spread = (mean: number) => same(60, mean).map((loss, i) => loss + (i % 2 === 0 ? 0.1 : -0.1));
  expect(verdict(spread(0.25))).toBe("inferior");
  expect(verdict(spread(0.06))).toBe("undecided");
  expect(verdict(spread(-0.25))).toBe("non-inferior");
});

test("clusters: one value per cluster; a single cluster decides nothing", () => {
  const spread = same(80, 0.25).map((loss, i) => loss + (i % 4 < 2 ? 0.1 : -0.1));
  const pairs = gradedMatrix(spread, (i) => `c${Math.floor(i / 2)}`);
  expect(compareTiers(pairs, OPTIONS)[0]).toMatchObject({
    test: "cluster-t",
    n: 80,
    bettingPValue: null,
    discordant: null,
    verdict: "inferior",
    itemsNeeded: null,
  });
  const one = gradedMatrix(spread, () => "c");
  expect(compareTiers(one, OPTIONS)[0]).toMatchObject({ test: "cluster-t", verdict: "undecided" });
  const counted = matrixOf(
    outcomesFromStrings({ haiku: line(40, 3), opus: line(40, 1) }, (itemId) => ({ cluster: itemId.slice(-3, -1) })),
  );
  expect(compareTiers(counted, OPTIONS)[0]?.discordant).toEqual({ referenceOnly: 2, tierOnly: 0 });
});

test.each([
  [16, 2375],
  [20, 11_618],
  [24, 3487],
])(
  "items needed where %i of 400 are lost: (1.645 + 0.842)² (d − difference²) / gap², gap ≥ a tenth of 0.05",
  (wrong, n) => {
    const [haiku] = compareTiers(
      matrixOf(outcomesFromStrings({ haiku: line(400, wrong), opus: line(400, 0) })),
      OPTIONS,
    );
    expect(haiku).toMatchObject({ verdict: "undecided", itemsNeeded: n });
  },
);

test("items needed: as many as graded scores need at least", () => {
  const [haiku] = compareTiers(gradedMatrix(same(40, 0)), { ...OPTIONS, margin: 0.2 });
  expect(haiku).toMatchObject({ verdict: "undecided", itemsNeeded: 50 });
  // Without discordance 1.645² × 0.95 / 0.05.
  expect(compareTiers(gradedMatrix(same(40, 0)), OPTIONS)[0]?.itemsNeeded).toBe(52);
});

test("gains count for a tier", () => {
  const [haiku] = compareTiers(matrixOf(outcomesFromStrings({ haiku: line(100, 2), opus: line(100, 30) })), OPTIONS);
  expect(haiku).toMatchObject({ discordant: { referenceOnly: 0, tierOnly: 28 }, verdict: "non-inferior" });
  expect(haiku?.difference.v).toBeCloseTo(0.28, 12);
  expect(haiku?.difference.ci[0]).toBeLessThan(0.28);
  expect(haiku?.difference.ci[0]).toBeGreaterThan(0.15);
  expect(haiku?.difference.ci[1]).toBeGreaterThan(0.28);
});

test("nothing to compare where the reference was not measured", () => {
  const matrix = matrixOf(outcomesFromStrings({ haiku: "1", opus: "1" }));
  expect(compareTiers({ ...matrix, reference: "sonnet" }, OPTIONS)).toEqual([]);
});
