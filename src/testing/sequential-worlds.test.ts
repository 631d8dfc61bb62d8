import { describe, expect, it } from "vitest";
import { sequentialSavings } from "./sequential-worlds.js";

const DRAWS = 400;

describe("stopping early, margin 5 points, at most 600 units", () => {
  const savings = sequentialSavings(DRAWS, 20_261_031);
  const byName = new Map(savings.map((saving) => [saving.name, saving]));

  it.each([
    ["33 points worse", 41],
    ["13 points worse", 177],
    ["equal, 4 % discordant", 175],
    ["equal, 10 % discordant", 306],
  ] as const)("%s: about %i units", (name, units) => {
    const found = byName.get(name)?.meanUnits ?? 0;
    // 400 draws have a standard error of about 3 %; other bets than the published ones spend a little differently.
    expect(Math.abs(found / units - 1)).toBeLessThan(0.12);
  });

  it("decides what the test of all units decides, wherever that is clear", () => {
    for (const { truth, sequential, fixed } of savings) {
      if (truth === null) continue;
      const [right, wrong] =
        truth === "inferior"
          ? [sequential.inferior, sequential.nonInferior]
          : [sequential.nonInferior, sequential.inferior];
      expect(wrong).toBeLessThanOrEqual(0.005);
      expect(right).toBeGreaterThan(0.8);
      expect(Math.max(fixed.inferior, fixed.nonInferior)).toBeGreaterThanOrEqual(right);
    }
  });

  it("asks less than half of the units of pairs that it decides", () => {
    for (const { truth, savingDecided, equalPowerUnits, meanUnits } of savings) {
      if (truth === null) continue;
      expect(savingDecided).toBeGreaterThan(0.5);
      expect(equalPowerUnits).toBeGreaterThan(meanUnits);
    }
  });

  it("exactly at the margin, certifies at most at the level and asks nearly everything", () => {
    const { sequential, meanUnits } = byName.get("at the margin") ?? savings[0] ?? expect.fail();
    const limit = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / DRAWS);
    expect(sequential.nonInferior).toBeLessThan(limit);
    expect(sequential.inferior).toBeLessThan(limit);
    expect(meanUnits).toBeGreaterThan(550);
  });
});
