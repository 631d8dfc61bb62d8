import { expect, test } from "vitest";
import { seededRandom } from "./random.js";

test("the same seed gives the same numbers, another seed or stream others", () => {
  const draw = (seed: number, stream?: string) => {
    const random = seededRandom(seed, stream);
    return Array.from({ length: 5 }, () => random.integer(1_000_000));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(1)).not.toEqual(draw(1, "bootstrap"));
  expect(draw(2 ** 40 + 1)).not.toEqual(draw(1));
});

test("pinned: these numbers never change", () => {
  const random = seededRandom(20_261_031);
  expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toEqual([98, 990, 871]);
});

test("uniform, integer and normal have their means and variances", () => {
  const random = seededRandom(7);
  const n = 100_000;
  let uniform = 0;
  let squares = 0;
  let normal = 0;
  const counts = new Uint32Array(6);
  for (let i = 0; i < n; i += 1) {
    uniform += random.uniform();
    const z = random.normal();
    normal += z;
    squares += z * z;
    const face = random.integer(6);
    counts[face] = (counts[face] ?? 0) + 1;
  }
  // Five standard errors each.
  expect(Math.abs(uniform / n - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(normal / n)).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(squares / n - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  for (const count of counts) expect(Math.abs(count / n - 1 / 6)).toBeLessThan(5 * Math.sqrt(5 / 36 / n));
});

test("refuses what is not a seed or a range", () => {
  expect(() => seededRandom(1.5)).toThrow(RangeError);
  expect(() => seededRandom(1).integer(0)).toThrow(RangeError);
});
