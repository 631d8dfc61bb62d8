import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { setF1 } from "./set-f1.js";

const want = ["red", "green", "blue"];
const score = (got: JsonValue | string, expected: JsonValue | undefined = want) =>
  setF1().score(answer(typeof got === "string" ? got : JSON.stringify(got), expected));

describe("setF1", () => {
  it.each<[string, JsonValue, number]>([
    ["the same", ["blue", "red", "GREEN"], 1],
    ["one less", ["red", "green"], 4 / 5],
    ["one more", [...want, "pink"], 6 / 7],
    ["another", ["red", "green", "pink"], 4 / 6],
    ["none", [], 0],
    ["others", ["pink"], 0],
    ["everything there is", [...want, ...Array.from({ length: 997 }, (_, index) => `colour ${index}`)], 6 / 1003],
    ["the right one again and again", ["red", "red", "red"], 2 / 6],
    ["all of them twice", [...want, ...want], 6 / 9],
    ["all of them in one", ["red green blue"], 0],
    ["nested", [want], 0],
    ["null", [null, null, null], 0],
  ])("%s", (_, got, value) => {
    const said = score(got);
    expect("value" in said ? said.value : null).toBeCloseTo(value, 12);
  });

  it("says what is missing and what was not asked for", () =>
    expect(score(["red", "green", "pink"])).toMatchObject({
      reason: 'missing: "\\"blue\\""; not asked for: "\\"pink\\""',
    }));

  it.each(["", "red, green, blue", '{"a":["red"]}', '"red"', `Here: ${JSON.stringify(want)}`])("scores 0: %j", (text) =>
    expect(score(text)).toMatchObject({ value: 0, reason: expect.stringMatching(/^no list/) }),
  );

  it("takes an empty list for an empty list", () => {
    expect(score([], [])).toMatchObject({ value: 1, reason: "the same entries" });
    expect(score(["x"], [])).toMatchObject({ value: 0 });
  });

  it("looks where it is told, and compares as it is told", () => {
    const validator = setF1({ path: "a.days", comparison: "date" });
    const expected = { a: { days: ["2025-02-14"] } };
    expect(validator.score(answer('{"a":{"days":["14.02.2025"]}}', expected))).toMatchObject({ value: 1 });
    expect(validator.score(answer('["14.02.2025"]', expected))).toMatchObject({ value: 0 });
  });

  it.each([undefined, null, "red", { a: 1 }])("cannot say with the label %j", (expected) =>
    expect(setF1().score(answer("[]", expected))).toMatchObject({ failure: "validator_error" }),
  );

  it("tells signs apart, and refuses a comparison that there is not", () => {
    expect(score(["👎"], ["👍"])).toMatchObject({ value: 0 });
    expect(() => setF1({ comparison: "dates" as "date" })).toThrow(
      'setF1: there is no comparison "dates"; there are: text',
    );
  });

  it("needs a path to a list", () => expect(() => setF1({ path: "a[*]" })).toThrow("without [*]"));
});
