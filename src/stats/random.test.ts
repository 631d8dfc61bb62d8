import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
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

test.each(referenceValues("random_words"))("seed %d, name of %d letters: the published generators", (...row) => {
  const [seed = 0, length = 0, ...words] = row;
  const random = () => seededRandom(seed, "abcdefgh".slice(0, length));
  const raw = random();
  expect(words.map(() => raw.integer(2 ** 32))).toEqual(words);
  // 27 bits of one word above 26 bits of the next.
  const [first = 0, second = 0] = words;
  expect(random().uniform()).toBe((Math.floor(first / 2 ** 5) * 2 ** 26 + Math.floor(second / 2 ** 6)) / 2 ** 53);
  // Words at or above the last multiple of the range are passed over.
  const range = 3_000_000_000;
  const ranged = random();
  for (const word of words) if (word < range) expect(ranged.integer(range)).toBe(word);
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

test.each([
  ["seed not an integer: 1.5", () => seededRandom(1.5)],
  ["seed not an integer: NaN", () => seededRandom(Number.NaN)],
  ["below not an integer in [1, 2^32]: 0", () => seededRandom(1).integer(0)],
  ["below not an integer in [1, 2^32]: 2.5", () => seededRandom(1).integer(2.5)],
  ["below not an integer in [1, 2^32]: 4294967297", () => seededRandom(1).integer(4_294_967_297)],
  ["below not an integer in [1, 2^32]: NaN", () => seededRandom(1).integer(Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("a range of one has one number, the largest range every word", () => {
  const random = seededRandom(3);
  expect(random.integer(1)).toBe(0);
  const words = Array.from({ length: 64 }, () => random.integer(2 ** 32));
  expect(Math.max(...words)).toBeGreaterThan(2 ** 31);
});
