import { describe, expect, test } from "vitest";
import { seededRandom } from "./random.js";
import { correctedRate } from "./rogan-gladen.js";

describe("coverage of 95 % intervals in 1000 runs", () => {
  test.each([
    [0.8, 0.95, 0.7, 100],
    [0.5, 0.9, 0.8, 60],
    [0.95, 0.98, 0.9, 40],
    [0.1, 0.9, 0.9, 40],
  ])("true rate %d, sensitivity %d, specificity %d, %d of each kind", (rate, q1, q0, m) => {
    const random = seededRandom(20_261_031, `rogan ${rate}`);
    const draw = (n: number, p: number) => {
      let count = 0;
      for (let i = 0; i < n; i += 1) if (random.uniform() < p) count += 1;
      return count;
    };
    let covered = 0;
    for (let sim = 0; sim < 1000; sim += 1) {
      const passed = draw(400, rate * q1 + (1 - rate) * (1 - q0));
      const [lo, hi] = correctedRate(
        {
          passed: { count: passed, n: 400 },
          sensitivity: { count: draw(m, q1), n: m },
          specificity: { count: draw(m, q0), n: m },
        },
        0.95,
      ).interval;
      if (lo <= rate && hi >= rate) covered += 1;
    }
    // Asymptotic: one point below the level, plus three standard errors.
    expect(covered / 1000).toBeGreaterThan(0.94 - 0.021);
  });
});
