import { describe, expect, it } from "vitest";
import { xoshiro128 } from "../simulator/seeded-random.js";
import { customId, isOfBatch } from "./batch-id.js";

const PATTERN = /^[a-zA-Z0-9_-]{1,64}$/;
const ALPHABET = [
  "a",
  "A",
  "0",
  "_",
  "-",
  " ",
  "\n",
  "\u0000",
  "ü",
  "é",
  "e\u0301",
  "漢",
  "🙂",
  "\u202e",
  "'",
  '"',
  "/",
  "..",
  "%2e",
  "\ud800",
];

/** Ids that differ little, or only in what is easily lost. */
function hostileIds(count: number): readonly string[] {
  const next = xoshiro128([1, 2, 3, 4]);
  const ids = new Set<string>(["", " ", "a", "A", "a ", "\u00e9", "e\u0301", "x".repeat(500), `${"x".repeat(499)}y`]);
  while (ids.size < count) {
    const length = 1 + Math.floor(next() * 499);
    ids.add(Array.from({ length }, () => ALPHABET[Math.floor(next() * ALPHABET.length)]).join(""));
  }
  return [...ids];
}

describe("custom ids", () => {
  it("fit the API and never collide, for 10,000 hostile item ids", () => {
    const ids = hostileIds(10_000).map((id) => customId("b12-00ff00ff00", JSON.stringify(id)));
    expect(ids.filter((id) => !PATTERN.test(id) || !isOfBatch(id, "b12-00ff00ff00"))).toEqual([]);
    expect(new Set(ids).size).toBe(10_000);
    expect(customId("b".repeat(20), "x")).toHaveLength(64);
  });

  it("tell batches apart whose names begin alike", () => {
    expect(isOfBatch(customId("b1-0", "key"), "b1")).toBe(false);
    expect(isOfBatch(customId("b11", "key"), "b1")).toBe(false);
    expect(customId("b1", "key")).not.toBe(customId("b2", "key"));
  });

  it("refuse names that leave no room, or that the API would", () => {
    for (const name of ["", "b".repeat(21), "b 1", "b:1"]) expect(() => customId(name, "key")).toThrow(RangeError);
  });
});
