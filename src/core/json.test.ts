import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, contentHash, sha256Hex } from "./json.js";

describe("canonicalJson", () => {
  it("writes the example of RFC 8785, section 3.2.2", () => {
    const input = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts keys by UTF-16 code units, as the example of section 3.2.3", () => {
    const input = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    expect(Object.values(JSON.parse(canonicalJson(input)) as object)).toHaveLength(7);
    const order = [...canonicalJson(input).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
    expect(order).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it.each([
    [-0, "0"],
    [5e-324, "5e-324"],
    [Number.MAX_VALUE, "1.7976931348623157e+308"],
    [9007199254740992, "9007199254740992"],
    [1e21, "1e+21"],
    [999999999999999900000, "999999999999999900000"],
    [0.000001, "0.000001"],
    [1e-7, "1e-7"],
  ])("prints the number %d as %s", (value, text) => expect(canonicalJson(value)).toBe(text));

  it("keeps Unicode as it is: no escapes, no normalisation", () => {
    expect(canonicalJson({ ü: "日本 😀 \u2028" })).toBe('{"ü":"日本 😀 \u2028"}');
    expect(contentHash("\u00e9")).not.toBe(contentHash("e\u0301"));
  });

  it("keeps different lone surrogates apart, although UTF-8 has no room for them", () => {
    expect(contentHash("\ud800")).not.toBe(contentHash("\ud801"));
  });

  it("leaves undefined fields out and keeps a key called __proto__", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
    expect(canonicalJson(JSON.parse('{"a":1,"__proto__":{"x":2}}'))).toBe('{"__proto__":{"x":2},"a":1}');
  });

  it.each([
    ["NaN", Number.NaN],
    ["an infinity", { a: [Number.NEGATIVE_INFINITY] }],
    ["undefined in an array", [undefined]],
    ["a hole in an array", holed()],
    ["a function", { f: () => 1 }],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a map", new Map([["a", 1]])],
    ["bytes", new Uint8Array(2)],
  ])("refuses %s", (_name, value) => expect(() => canonicalJson(value)).toThrow(TypeError));

  it("round-trips, and does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value);
        const parsed: unknown = JSON.parse(text);
        expect(canonicalJson(parsed)).toBe(text);
        expect(canonicalJson(reversed(parsed))).toBe(text);
      }),
      { seed: 8785, numRuns: 300 },
    );
  });
});

function holed(): number[] {
  const list: number[] = [];
  list[1] = 1;
  return list;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
}

describe("hashes", () => {
  it("are SHA-256 in hex, over UTF-8", () => {
    expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(contentHash({ a: 1 })).toBe("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    expect(sha256Hex("é")).toBe(sha256Hex(new Uint8Array([0xc3, 0xa9])));
  });

  it("tell null, a missing field, text and number apart", () => {
    const hashes = [{}, { a: null }, { a: 1 }, { a: "1" }, { a: [1] }, { a: true }].map(contentHash);
    expect(new Set(hashes).size).toBe(6);
  });
});
