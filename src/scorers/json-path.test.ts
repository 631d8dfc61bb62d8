import { describe, expect, it } from "vitest";
import { isWithin, jsonPathText, leavesOf, parseJsonPath, placesAt, valueAt, withValueAt } from "./_json-path.js";

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
    expect(valueAt({}, ["constructor"])).toBe(null);
    expect(valueAt([1, 2], ["length"])).toBe(null);
    expect(valueAt({ 0: "x" }, [0])).toBe(null);
    expect(valueAt("text", [0])).toBe(null);
  });

  it("has a place for every value that * may stand for, in lists and objects", () => {
    const orders = { orders: { B: { lines: [{ p: 1 }, {}] }, A: { lines: [] }, C: { lines: "none" } } };
    const places = placesAt(orders, parseJsonPath("orders.*.lines[*].p"));
    expect(places.map(({ path, value }) => [jsonPathText(path), value])).toEqual([
      ["orders.B.lines[0].p", 1],
      ["orders.B.lines[1].p", undefined],
      ["orders.C.lines", undefined],
    ]);
    expect(placesAt({ constructor: 1 }, [null])).toEqual([{ path: ["constructor"], value: 1 }]);
    expect(placesAt({}, parseJsonPath("a.*"))).toEqual([{ path: ["a"], value: undefined }]);
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

  it("puts a value into a list, or at its end", () => {
    expect(withValueAt({ a: [1, { b: 2 }, 3] }, parseJsonPath("a.1.b"), 4)).toEqual({ a: [1, { b: 4 }, 3] });
    expect(withValueAt({ a: [1] }, parseJsonPath("a[1]"), 2)).toEqual({ a: [1, 2] });
    expect(withValueAt([], parseJsonPath("[0].x"), 2)).toEqual([{ x: 2 }]);
  });

  it.each([
    ["lines.first", '"first" is no place of the list of 2 at lines; write an index, as in lines[0]'],
    ["lines.first.price", '"first" is no place of the list of 2 at lines'],
    ["lines[3]", '"[3]" is no place of the list of 2 at lines'],
    ["lines.length", '"length" is no place'],
    ["lines.__proto__", '"__proto__" is no place'],
    ["lines. ", '" " is no place'],
    ["lines.1e0", '"1e0" is no place'],
    ["lines.01", '"01" is no place'],
    ["lines.-1", '"-1" is no place'],
    [
      "lines[1].tags.0x0",
      '"0x0" is no place of the list of 0 at lines[1].tags; write an index, as in lines[1].tags[0]',
    ],
  ])("does not lose a value at %j, which is no place of a list", (path, message) =>
    expect(() => withValueAt({ lines: [{}, { tags: [] }] }, parseJsonPath(path), 9)).toThrow(message),
  );

  it("names the list that is the whole value", () =>
    expect(() => withValueAt([1], ["a"], 9)).toThrow(
      '"a" is no place of the list of 1 at $; write an index, as in [0]',
    ));
});
