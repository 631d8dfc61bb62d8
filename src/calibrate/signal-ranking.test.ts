import { expect, test } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { signalRankings } from "./signal-ranking.js";

test("ranks every signal of every tier: 0 where the right answers are the sure ones, above 1 where the wrong ones are", () => {
  const sure: { readonly [tier: string]: readonly number[] } = {
    haiku: [0.9, 0.8, 0.2, 0.1],
    sonnet: [0.1, 0.2, 0.8, 0.9],
  };
  const rows = outcomesFromStrings({ haiku: "1100", sonnet: "1100", opus: "1111" }, (itemId, tier) => {
    const value = sure[tier]?.[Number(itemId.slice(-1))];
    return { signals: value === undefined ? [] : [{ name: "sure", value }] };
  });
  const { matrices } = outcomeMatrices(rows, [seededRun(["haiku", "sonnet", "opus"])], "opus");
  const [haiku, sonnet, ...others] = signalRankings(matrices);
  expect(others).toEqual([]);
  const named = { taskType: "triage", signal: "sure", answers: 4 };
  // Risk among the 1, 2, 3 and 4 surest: 0, 0, 1/3, 1/2; and 1, 1, 2/3, 1/2.
  expect(haiku).toMatchObject({ ...named, tier: "haiku", excess: 0, normalised: 0 });
  expect(haiku?.area).toBeCloseTo((1 / 3 + 1 / 2) / 4, 12);
  expect(sonnet).toMatchObject({ ...named, tier: "sonnet" });
  expect(sonnet?.area).toBeCloseTo((1 + 1 + 2 / 3 + 1 / 2) / 4, 12);
  expect(sonnet?.normalised).toBeGreaterThan(1);
});
