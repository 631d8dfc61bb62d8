import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import type { FieldComparison } from "./_field-comparison.js";
import { jsonFields } from "./json-fields.js";

const validator = jsonFields({ fields: { vendor: "text", number: "code", total: "number", date: "equal" } });
const label = { vendor: "Müller & Co. GmbH", number: "FT 2025/318", total: 1077.6, date: "2025-02-14" };
const json = (change: object = {}) => JSON.stringify({ ...label, ...change });
const score = (text: string, expected: JsonValue | undefined = label) => validator.score(answer(text, expected));

/** One field, compared one way. */
const compare = (comparison: FieldComparison, want: JsonValue, got: JsonValue) =>
  jsonFields({ fields: { f: comparison } }).score(answer(JSON.stringify({ f: got }), { f: want }));

describe("jsonFields", () => {
  it("is right where all fields are, whatever else the answer says", () => {
    expect(score(json())).toMatchObject({ value: 1, reason: "all fields equal" });
    expect(score(json({ note: "more" }))).toMatchObject({ value: 1 });
    expect(score(`\`\`\`json\n${json()}\n\`\`\``)).toMatchObject({ value: 1 });
  });

  it("scores the share of right fields and names the wrong ones", () => {
    expect(score(json({ total: 1 }))).toMatchObject({ value: 0.75, reason: "total: expected 1077.6, got 1" });
    expect(score(json({ total: 1, date: null, vendor: "x" }))).toMatchObject({ value: 0.25 });
    expect(score("{}")).toMatchObject({ value: 0 });
  });

  it("is all or nothing on demand", () => {
    const strict = jsonFields({ fields: { vendor: "text", total: "number" }, allOrNothing: true });
    expect(strict.score(answer(json(), label))).toMatchObject({ value: 1 });
    expect(strict.score(answer(json({ total: 1 }), label))).toMatchObject({ value: 0 });
  });

  it.each([
    "",
    "n/a",
    "[]",
    "null",
    `[${json()}]`,
    JSON.stringify(json()),
    `Here is the JSON: ${json()}`,
    `${json()}\nLet me know!`,
    json().slice(0, -1),
    "[".repeat(100_000),
    '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000),
  ])("scores 0 where the answer is no JSON object: %.40j", (text) =>
    expect(score(text)).toMatchObject({ value: 0, reason: expect.stringMatching(/^not a JSON object/) }),
  );

  it.each([undefined, null, "text", [1], 3])("cannot say with the label %j", (expected) =>
    expect(validator.score(answer(json(), expected))).toEqual({
      scorer: "json-fields",
      failure: "validator_error",
      reason: 'item "i1": expected is not an object',
    }),
  );

  it.each<[FieldComparison, JsonValue, JsonValue]>([
    ["text", "Müller & Co. GmbH", "MÜLLER  &  CO GMBH"],
    ["text", "Café", "Cafe\u0301"],
    ["text", "Ltd", "Ｌｔｄ"],
    ["text", "20418", 20418],
    ["text", "+", " ＋"],
    ["text", "", "."],
    ["code", "FT 2025/318", "ft2025/318"],
    ["code", "A\u00a01", "A 1"],
    ["number", 1077.6, 1077.6],
    ["number", 1077.6, 1077.604],
    ["number", 1077.6, "1,077.60"],
    ["number", 1077.6, "$1,077.60"],
    ["number", -171.6, "\u2212171.60"],
    ["number", 0, -0],
    ["equal", { a: 1, b: [2] }, { b: [2], a: 1 }],
    ["equal", "2025-02-14", "2025-02-14"],
    ["equal", null, null],
    ["date", "2025-02-14", "14 February 2025"],
    ["date", "2025-02-14", "14.02.2025"],
    ["amount", 1077.6, "1.077,60 €"],
    ["amount", 1077.6, 1077.604],
    ["amount", -5, "(5.00)"],
    ["amount", "EUR 12.30", "12,30 €"],
    ["amount", "USD 5", "$5.00"],
    ["quantity", "1.5 kg", "1500 g"],
    ["quantity", "90 min", "1 h 30 min"],
  ])("as %s takes %j and %j for the same", (comparison, want, got) =>
    expect(compare(comparison, want, got)).toMatchObject({ value: 1 }),
  );

  it.each<[FieldComparison, JsonValue, JsonValue]>([
    ["text", "Müller GmbH", "Mueller GmbH"],
    ["text", "Müller GmbH", "Müller GmbH, Berlin"],
    ["text", "Müller GmbH", ["Müller GmbH"]],
    ["text", "Müller GmbH", { Müller: "GmbH" }],
    ["text", "+", "-"],
    ["text", "✓", "✗"],
    ["text", "👍", "👎"],
    ["text", "?", ""],
    ["code", "FT 2025/318", "FT 2025-318"],
    ["code", "0093", "93"],
    ["code", "0093", 93],
    ["number", 1077.6, 1077.61],
    ["number", 1077.6, -1077.6],
    ["number", 1077.6, "1.077,60"],
    ["number", 1077.6, "about 1077.6"],
    ["number", 0, ""],
    ["number", 0, false],
    ["number", 5, [5]],
    ["equal", "2025-02-14", "14.02.2025"],
    ["equal", 1, "1"],
    ["equal", [1, 2], [2, 1]],
    ["date", "2025-04-03", "03/04/2025"],
    ["date", "2025-02-14", "2025-02-15"],
    ["date", "soon", "soon"],
    ["date", "2025-02-14", ["2025-02-14"]],
    ["date", "2025-02-14", 20250214],
    ["amount", 1234, "1.234"],
    ["amount", 1.234, "1.234"],
    ["amount", 5, -5],
    ["amount", "EUR 5", 5],
    ["amount", "EUR 5", "$5"],
    ["amount", "much", "much"],
    ["amount", 5, true],
    ["quantity", "1 GB", "1 GiB"],
    ["quantity", "5 kg", 5],
    ["quantity", "5", "5"],
  ])("as %s tells %j and %j apart", (comparison, want, got) =>
    expect(compare(comparison, want, got)).toMatchObject({ value: 0 }),
  );

  it.each<FieldComparison>(["text", "code", "number", "equal", "date", "amount", "quantity"])(
    "as %s takes null for a missing field and for nothing else",
    (comparison) => {
      const one = jsonFields({ fields: { f: comparison } });
      for (const got of ["{}", '{"f":null}']) expect(one.score(answer(got, { f: null }))).toMatchObject({ value: 1 });
      for (const got of ["", "null", 0, false, [], {}])
        expect(one.score(answer(JSON.stringify({ f: got }), { f: null }))).toMatchObject({ value: 0 });
      for (const want of ["", 0, "null"])
        expect(one.score(answer('{"f":null}', { f: want }))).toMatchObject({ value: 0 });
    },
  );

  it("reads own fields only", () => {
    const fields = Object.fromEntries([
      ["constructor", "text"],
      ["toString", "equal"],
    ] as const);
    const odd = jsonFields({ fields });
    const none = Object.fromEntries([
      ["constructor", null],
      ["toString", null],
    ] as const);
    expect(odd.score(answer("{}", none))).toMatchObject({ value: 1 });
    expect(odd.score(answer("{}", { ...none, constructor: "x" }))).toMatchObject({ value: 0.5 });
    expect(odd.score(answer("{}", { toString: null }))).toMatchObject({
      failure: "validator_error",
      reason: expect.stringContaining("nothing at constructor"),
    });
  });

  it("names path, item and remedy where the label has nothing at a path, whatever is answered", () => {
    const misspelt = jsonFields({ fields: { vendor: "text", totla: "number" } });
    for (const text of [json(), json({ totla: 1077.6 }), json({ totla: null }), "{}", "no JSON"])
      expect(misspelt.score(answer(text, label))).toEqual({
        scorer: "json-fields",
        failure: "validator_error",
        reason:
          'item "i1": expected has nothing at totla; correct the path, or write null at totla where nothing is meant',
      });
  });

  it.each<[path: string, want: JsonValue]>([
    ["Total", { total: 1 }],
    ["total ", { total: 1 }],
    ["customer.nmae", { customer: { name: "Ann" } }],
    ["customer.name", { customer: null }],
    ["customer.name", { "customer.name": "Ann" }],
    ["customer.name", { customer: "Ann" }],
    ["customer.name.length", { customer: { name: "Ann" } }],
    ["lines.length", { lines: [1, 2] }],
    ["lines.0", { lines: [1, 2] }],
    ["lines[2]", { lines: [1, 2] }],
    ["lines[0]", { lines: { 0: 1 } }],
    ["__proto__", { total: 1 }],
  ])("cannot say where %s lies not in %j", (path, want) => {
    for (const got of [want, {}])
      expect(jsonFields({ fields: { [path]: "equal" } }).score(answer(JSON.stringify(got), want))).toMatchObject({
        failure: "validator_error",
      });
  });

  it("takes null on the way of the answer for null at its end", () => {
    const one = jsonFields({ fields: { "customer.name": "text" } });
    for (const got of ["{}", '{"customer":null}', '{"customer":{}}', '{"customer":{"name":null}}'])
      expect(one.score(answer(got, { customer: { name: null } }))).toMatchObject({ value: 1 });
    expect(one.score(answer('{"customer":{"name":"Ann"}}', { customer: { name: null } }))).toMatchObject({ value: 0 });
  });

  it("needs a field", () => expect(() => jsonFields({ fields: {} })).toThrow("at least one field"));

  it("has a version that names fields and mode", () => {
    const versions = [
      jsonFields({ fields: { a: "text" } }),
      jsonFields({ fields: { a: "code" } }),
      jsonFields({ fields: { b: "text" } }),
      jsonFields({ fields: { a: "text" }, allOrNothing: true }),
    ].map((each) => each.version);
    expect(new Set(versions).size).toBe(4);
  });

  it("refuses a comparison that there is not, which would be taken for text", () => {
    const misspelt = () => jsonFields({ fields: { "lines[*].total": "ammount" as FieldComparison } });
    expect(misspelt).toThrow(UsageError);
    expect(misspelt).toThrow(
      'jsonFields "lines[*].total": there is no comparison "ammount"; there are: text, code, number',
    );
  });
});
