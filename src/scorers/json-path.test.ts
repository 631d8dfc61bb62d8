import { describe, expect, it } from "vitest";
import { isWithin, jsonPathText, leavesOf, parseJsonPath, valuesAt, withValueAt } from "./_json-path.js";

describe("a path", () => {
  it.each<[string, (string | number | null)[]]>([
    ["a", ["a"]],
    ["$.a.b", ["a", "b"]],
    ["$[0]", [0]],
    ["a[12][*].b-c", ["a", 12, null, "b-c"]],
    ["orders.O-17.*", ["orders", "O-17", null]],
    ["net amount", ["net amount"]],
    ['a["b.c"]["*"]["]"]["\\u00e9"]', ["a", "b.c", "*", "]", "é"]],
    ['["$"]', ["$"]],
  ])("%s has its steps, and is written such that it has them", (path, steps) => {
    expect(parseJsonPath(path)).toEqual(steps);
    expect(parseJsonPath(jsonPathText(steps))).toEqual(steps);
  });

  it.each([
    "",
    "$",
    ".",
    "a..b",
    "a[",
    "a[-1]",
    "a[*",
    "[0]b",
    "a.[0]",
    "a[99999999]",
    "a]",
    "a[b]",
    'a["',
    'a["\\x"]',
    "a.*[",
    "a.",
    ".a",
  ])("%j is none", (path) => expect(() => parseJsonPath(path)).toThrow("cannot be read"));

  it("reads own fields only", () => {
    expect(valuesAt({}, ["constructor"])).toEqual([null]);
    expect(valuesAt([1, 2], ["length"])).toEqual([null]);
    expect(valuesAt({ 0: "x" }, [0])).toEqual([null]);
    expect(valuesAt("text", [0])).toEqual([null]);
  });

  it("tells a key from a place in a list", () => {
    expect(leavesOf({ a: [1, { b: 2 }], c: {} }).map(({ path }) => jsonPathText(path))).toEqual([
      "a[0]",
      "a[1].b",
      "c",
    ]);
    expect(isWithin(["a", 1, "b"], parseJsonPath("a[*]"))).toBe(true);
    expect(isWithin(["a", 1, "b"], parseJsonPath("a.1.b"))).toBe(true);
    expect(isWithin(["a"], parseJsonPath("a.b"))).toBe(false);
  });

  it("puts a value where it says, whatever stands there", () => {
    expect(withValueAt({ a: [1, 2] }, parseJsonPath("a[1]"), 3)).toEqual({ a: [1, 3] });
    expect(withValueAt({ a: 1 }, parseJsonPath("b.c"), 3)).toEqual({ a: 1, b: { c: 3 } });
    expect(withValueAt({}, parseJsonPath("__proto__.x"), 3)).toEqual(JSON.parse('{"__proto__":{"x":3}}'));
    expect(() => withValueAt({}, parseJsonPath("a.*"), 3)).toThrow("names no one place");
  });
});
