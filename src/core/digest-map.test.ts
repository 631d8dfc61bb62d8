import { expect, it } from "vitest";
import { DigestMap } from "./digest-map.js";

/** As the map does it, with all texts kept. */
class PlainMap extends Map<string, number> {
  deleteOldest(): void {
    const [oldest] = this.keys();
    if (oldest !== undefined) this.delete(oldest);
  }
}

it("holds what a map of texts would, while it grows, overwrites and forgets", () => {
  const map = new DigestMap();
  const plain = new PlainMap();
  const agrees = (text: string) => map.get(text) === plain.get(text);
  for (let step = 0; step < 20_000; step++) {
    // Every third forgets, so that entries go around the end and over it while the map grows.
    const act = step % 3 === 2 ? null : `text ${step % 7 === 0 ? step >> 1 : step}`;
    for (const one of [map, plain]) {
      if (act === null) one.deleteOldest();
      else one.set(act, step);
    }
    expect(map.size).toBe(plain.size);
    if (step % 1000 === 999) {
      const texts = Array.from({ length: step }, (_, index) => `text ${index}`);
      expect(texts.filter((text) => !agrees(text))).toEqual([]);
    }
  }
  while (plain.size > 0) {
    for (const one of [map, plain]) one.deleteOldest();
    expect([...plain.keys()].slice(0, 3).every(agrees)).toBe(true);
  }
  map.deleteOldest();
  expect([map.size, map.get("text 19999")]).toEqual([0, undefined]);
});

it("takes whole numbers of 32 bits, and no others", () => {
  const map = new DigestMap();
  map.set("a", 2 ** 32 - 1);
  expect(map.get("a")).toBe(2 ** 32 - 1);
  for (const value of [-1, 0.5, 2 ** 32, Number.NaN]) expect(() => map.set("a", value)).toThrow(RangeError);
});

it("keeps a hundred thousand texts in 7 MB, what it has outgrown among them", () => {
  const before = process.memoryUsage().arrayBuffers;
  const map = new DigestMap();
  for (let index = 0; index < 100_000; index++) map.set(`text ${index}`, index);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(7e6);
  expect(map.size).toBe(100_000);
});
