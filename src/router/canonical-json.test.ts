import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson as canonicalJsonOfCore } from "../core/json.js";
import { canonicalJson } from "./canonical-json.js";

describe("canonical JSON", () => {
  it("orders keys by code units, integer-like keys among them", () => {
    expect(canonicalJson({ b: 1, a: [true, null], 10: 0, 9: 0, "\u20ac": 0, "\ud83d\ude00": 0 })).toBe(
      '{"10":0,"9":0,"a":[true,null],"b":1,"\u20ac":0,"\ud83d\ude00":0}',
    );
    expect(canonicalJson({ "\ufb33": 1, "\ud83d\ude00": 2 })).toBe('{"\ud83d\ude00":2,"\ufb33":1}');
  });

  it("writes numbers as ECMAScript does and leaves undefined fields out", () => {
    expect(canonicalJson({ a: -0, b: 1e21, c: 1e-7, d: undefined, e: {} })).toBe('{"a":0,"b":1e+21,"c":1e-7,"e":{}}');
  });

  it("agrees with the sealer on any JSON, in any order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => canonicalJson(value) === canonicalJsonOfCore(value)),
      { seed: 2, numRuns: 1000 },
    );
    const awkward = JSON.parse('{"__proto__":{"b":1,"a":2},"constructor":0,"2":1,"10":1,"a\\n":"\\ud800"}');
    expect(canonicalJson(awkward)).toBe(canonicalJsonOfCore(awkward));
  });

  it("ignores toJSON, as the sealer does", () => {
    const odd = {
      b: { toJSON: undefined, x: 1 },
      a: Object.assign(Object.create({ toJSON: () => 0 }) as object, { x: 1 }),
    };
    expect(canonicalJson(odd)).toBe('{"a":{"x":1},"b":{"x":1}}');
    expect(canonicalJson(odd)).toBe(canonicalJsonOfCore(odd));
  });

  it.each([
    ["NaN", [Number.NaN]],
    ["an infinity", { a: Number.POSITIVE_INFINITY }],
    ["a function", { a: () => 0 }],
    ["a hole", [1, undefined]],
    ["a bigint", { a: 1n }],
    ["nothing", undefined],
    ["a date", { a: new Date(0) }],
    ["a map", new Map()],
  ])("refuses %s", (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJsonOfCore(value)).toThrow(TypeError);
  });
});
