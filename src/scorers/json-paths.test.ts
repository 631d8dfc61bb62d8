import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { parseJsonPath, valuesAt } from "./_json-path.js";
import { jsonPaths } from "./json-paths.js";

const label = {
  customer: { name: "Ann" },
  lines: [
    { price: 5, day: "2025-02-14" },
    { price: 7, day: "2025-02-15" },
  ],
};
const validator = jsonPaths({ paths: { "customer.name": "text", "lines[*].price": "amount", "lines[*].day": "date" } });
const score = (value: JsonValue | string, expected: JsonValue | undefined = label) =>
  validator.score(answer(typeof value === "string" ? value : JSON.stringify(value), expected));

describe("jsonPaths", () => {
  it("is right where every path is, however it is written", () => {
    expect(score(label)).toMatchObject({ value: 1, reason: "all paths equal" });
    const lines = [
      { price: "5,00 €", day: "14.02.2025" },
      { price: "7.00", day: "15 February 2025", note: "more" },
    ];
    expect(score({ customer: { name: "ANN" }, lines })).toMatchObject({ value: 1 });
  });

  it.each<[string, JsonValue, number, string]>([
    ["a wrong name", { ...label, customer: { name: "Bo" } }, 2 / 3, "customer.name: 0 % right"],
    [
      "one wrong price",
      { ...label, lines: [label.lines[0] ?? {}, { price: 8, day: "2025-02-15" }] },
      2.5 / 3,
      "lines[*].price: 50 % right",
    ],
    ["a line less", { ...label, lines: label.lines.slice(0, 1) }, 2 / 3, "50 % right"],
    ["every line twice", { ...label, lines: [...label.lines, ...label.lines] }, 2 / 3, "50 % right"],
    ["lines in another order", { ...label, lines: [...label.lines].reverse() }, 1 / 3, "0 % right"],
    [
      "a thousand lines",
      { ...label, lines: Array.from({ length: 1000 }, () => label.lines[0] ?? {}) },
      1 / 3 + 2 / 3000,
      "0 % right",
    ],
    ["lines that are none", { ...label, lines: { 0: { price: 5 }, length: 1 } }, 1 / 3, "lines"],
    ["nothing", {}, 0, "customer.name: 0 %"],
    ["a list", [label], 0, "customer.name: 0 %"],
  ])("scores the share that is right: %s", (_, value, share, reason) => {
    const said = score(value);
    expect(said).toMatchObject({ reason: expect.stringContaining(reason) });
    expect("value" in said ? said.value : null).toBeCloseTo(share, 12);
  });

  it.each(["", "no JSON", `Here: ${JSON.stringify(label)}`, "[".repeat(100_000)])("scores 0: %.30j", (text) =>
    expect(score(text)).toMatchObject({ value: 0 }),
  );

  it("cannot say without a label", () =>
    expect(validator.score(answer("{}"))).toMatchObject({ failure: "validator_error" }));

  it("takes an empty list for an empty list only", () => {
    const one = jsonPaths({ paths: { "a[*]": "equal" } });
    expect(one.score(answer('{"a":[]}', { a: [] }))).toMatchObject({ value: 1 });
    expect(one.score(answer('{"a":[null]}', { a: [] }))).toMatchObject({ value: 0 });
    expect(one.score(answer('{"a":[]}', { a: [null] }))).toMatchObject({ value: 0 });
  });

  it("needs paths that can be read", () => {
    expect(() => jsonPaths({ paths: {} })).toThrow("at least one path");
    expect(() => jsonPaths({ paths: { "a[x]": "text" } })).toThrow('path "a[x]": cannot be read at character 2');
  });

  it("has a version that names paths and comparisons", () => {
    const versions = [{ a: "text" }, { a: "code" }, { b: "text" }] as const;
    expect(new Set(versions.map((paths) => jsonPaths({ paths }).version)).size).toBe(3);
  });
});

describe("a path", () => {
  it.each<[string, (string | number | null)[]]>([
    ["a", ["a"]],
    ["$.a.b", ["a", "b"]],
    ["$[0]", [0]],
    ["a[12][*].b-c", ["a", 12, null, "b-c"]],
  ])("%s has its steps", (path, steps) => expect(parseJsonPath(path)).toEqual(steps));

  it.each(["", "$", ".", "a..b", "a[", "a[-1]", "a[*", "a b", "[0]b", "a.[0]", "a[99999999]"])("%j is none", (path) =>
    expect(() => parseJsonPath(path)).toThrow("cannot be read"),
  );

  it("reads own fields only", () => {
    expect(valuesAt({}, ["constructor"])).toEqual([null]);
    expect(valuesAt([1, 2], ["length"])).toEqual([null]);
    expect(valuesAt({ 0: "x" }, [0])).toEqual([null]);
    expect(valuesAt("text", [0])).toEqual([null]);
  });
});
