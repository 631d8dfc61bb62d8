import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { jsonAnswer } from "./json-answer.js";

describe("jsonAnswer", () => {
  it.each<[string, JsonValue]>([
    ['{"a":1}', { a: 1 }],
    ['  {"a":1}\n', { a: 1 }],
    ["[1]", [1]],
    ["null", null],
    ["0", 0],
    ['"x"', "x"],
    ['```json\n{"a":1}\n```', { a: 1 }],
    ['```\n{"a":1}\n```', { a: 1 }],
    ['\n```JSON\n{\n"a":1\n}\n```\n', { a: 1 }],
    ['{"a":"```"}', { a: "```" }],
    ['{"a":1,"a":2}', { a: 2 }],
  ])("reads %j", (text, value) => expect(jsonAnswer(text)).toEqual(value));

  it.each([
    "",
    "   ",
    "no JSON",
    'Here it is: {"a":1}',
    '{"a":1} Hope this helps!',
    'Here:\n```json\n{"a":1}\n```',
    '```json\n{"a":1}\n```\nDone.',
    '```json\n{"a":1}',
    '```json\n{"a":1}\n```\n```json\n{"a":2}\n```',
    '{"a":1}{"a":2}',
    "{'a':1}",
    "{a:1}",
    '{"a":1,}',
    '{"a":1',
    '{"a":NaN}',
    '// note\n{"a":1}',
    "undefined",
    '\u201c{"a":1}\u201d',
  ])("reads no JSON from %j", (text) => expect(jsonAnswer(text)).toBeUndefined());

  it("takes what any consumer could read, and nothing nested deeper than 256 levels", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(jsonAnswer(nested(256))).toBeDefined();
    expect(jsonAnswer(nested(258))).toBeUndefined();
    expect(jsonAnswer(nested(500_000))).toBeUndefined();
    expect(jsonAnswer(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`)).toBeUndefined();
  });

  it("does not change what objects are", () => {
    const value = jsonAnswer('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
