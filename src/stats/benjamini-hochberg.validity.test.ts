import { expect, test } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg.js";
import { seededRandom } from "./random.js";

test("the expected share of false rejections is at most q times the share of true hypotheses", () => {
  const random = seededRandom(5);
  let share = 0;
  for (let sim = 0; sim < 4000; sim += 1) {
    // Six true hypotheses, four false ones.
    const p = Array.from({ length: 10 }, (_, i) => (i < 6 ? random.uniform() : random.uniform() * 0.01));
    const rejected = benjaminiHochberg(p).flatMap((value, i) => (value <= 0.1 ? [i] : []));
    share += rejected.filter((i) => i < 6).length / Math.max(1, rejected.length);
  }
  expect(share / 4000).toBeLessThan(0.06 + 3 * Math.sqrt((0.06 * 0.94) / 4000));
});
