import { expect, test } from "vitest";
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
