import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMember } from "./json-member.js";

describe("a member of a JSON object", () => {
  it.each([
    ['{"a": 1, "c": "high"}', '{"a": 1}'],
    ['{"c": "high", "a": 1}', '{ "a": 1}'],
    ['{"a": 1.50, "c": "high", "b": [1, {"c": 2}]}', '{"a": 1.50, "b": [1, {"c": 2}]}'],
    ['{\n  "a": "x, \\"c\\": }",\n  "c": "high"\n}\n', '{\n  "a": "x, \\"c\\": }"\n}\n'],
    ['{"c": "high"}', "{}"],
    ['{"c": "low", "a": 1, "c": "high"}', '{ "a": 1}'],
    ['```json\n{"a": 1, "c": "high"}\n```', '```json\n{"a": 1}\n```'],
    ['{"\\u0063": "high", "a": 1}', '{ "a": 1}'],
  ])("is taken off, and every other byte stays: %j", (text, rest) => {
    expect(splitMember(text, "c")).toEqual({ rest, value: "high" });
  });

  it.each(["", "prose", "[1]", '{"a": 1}', '{"a": {"c": "high"}}', '{"c": "high"', 'Here: {"c": "high"}', "null"])(
    "is not found in %j",
    (text) => expect(splitMember(text, "c")).toBeNull(),
  );

  it("of any object leaves what is left of the object", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const object = fc.dictionary(fc.string(), value, { maxKeys: 5 });
    fc.assert(
      fc.property(object, value, fc.constantFrom(undefined, 1, "\t"), (others, own, space) => {
        const { c: _c, ...rest } = others as { c?: unknown };
        const text = JSON.stringify({ ...rest, c: own }, null, space);
        const split = splitMember(text, "c");
        expect(JSON.parse(split?.rest ?? "")).toEqual(JSON.parse(JSON.stringify(rest)));
        expect(split?.value).toEqual(JSON.parse(JSON.stringify(own)));
      }),
      { seed: 3 },
    );
  });
});
