import { describe, expect, it } from "vitest";
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
    expect(score(json({ total: 1 }))).toMatchObject({ value: 0.75, reason: 'total: expected 1077.6, got "1"' });
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
        reason: 'item "i1": expected has nothing at totla; correct the path, or write null where nothing is meant',
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
});

const order = {
  customer: { name: "Ann" },
  lines: [
    { price: 5, day: "2025-02-14" },
    { price: 7, day: "2025-02-15" },
  ],
};
const byPath = jsonFields({ fields: { "customer.name": "text", "lines[*].price": "amount", "lines[*].day": "date" } });
const scoreByPath = (value: JsonValue | string, expected: JsonValue | undefined = order) =>
  byPath.score(answer(typeof value === "string" ? value : JSON.stringify(value), expected));

describe("jsonFields by path", () => {
  it("is right where every path is, however it is written", () => {
    expect(scoreByPath(order)).toMatchObject({ value: 1, reason: "all fields equal" });
    const lines = [
      { price: "5,00 €", day: "14.02.2025" },
      { price: "7.00", day: "15 February 2025", note: "more" },
    ];
    expect(scoreByPath({ customer: { name: "ANN" }, lines })).toMatchObject({ value: 1 });
  });

  it.each<[string, JsonValue, number, string]>([
    ["a wrong name", { ...order, customer: { name: "Bo" } }, 2 / 3, 'customer.name: expected "Ann", got'],
    [
      "one wrong price",
      { ...order, lines: [order.lines[0] ?? {}, { price: 8, day: "2025-02-15" }] },
      2.5 / 3,
      "lines[*].price: 50 % right",
    ],
    ["a line less", { ...order, lines: order.lines.slice(0, 1) }, 2 / 3, "50 % right"],
    ["every line twice", { ...order, lines: [...order.lines, ...order.lines] }, 2 / 3, "50 % right"],
    ["lines in another order", { ...order, lines: [...order.lines].reverse() }, 1 / 3, "0 % right"],
    [
      "a thousand lines",
      { ...order, lines: Array.from({ length: 1000 }, () => order.lines[0] ?? {}) },
      1 / 3 + 2 / 3000,
      "0 % right",
    ],
    ["lines that are none", { ...order, lines: { 0: { price: 5 }, length: 1 } }, 1 / 3, "lines"],
    ["nothing", {}, 0, "customer.name: expected"],
    ["a list", [order], 0, "not a JSON object"],
  ])("scores the share that is right: %s", (_, value, share, reason) => {
    const said = scoreByPath(value);
    expect(said).toMatchObject({ reason: expect.stringContaining(reason) });
    expect("value" in said ? said.value : null).toBeCloseTo(share, 12);
  });

  it.each(["", "no JSON", `Here: ${JSON.stringify(order)}`, "[".repeat(100_000)])("scores 0: %.30j", (text) =>
    expect(scoreByPath(text)).toMatchObject({ value: 0 }),
  );

  it("cannot say without a label", () =>
    expect(byPath.score(answer("{}"))).toMatchObject({ failure: "validator_error" }));

  it("takes an empty list for an empty list only", () => {
    const one = jsonFields({ fields: { "a[*]": "equal" } });
    expect(one.score(answer('{"a":[]}', { a: [] }))).toMatchObject({ value: 1 });
    expect(one.score(answer('{"a":[null]}', { a: [] }))).toMatchObject({ value: 0 });
    expect(one.score(answer('{"a":[]}', { a: [null] }))).toMatchObject({ value: 0 });
  });

  it("needs paths that can be read", () =>
    expect(() => jsonFields({ fields: { "a[x]": "text" } })).toThrow('path "a[x]": cannot be read at character 2'));

  it("has a version that names paths and comparisons", () => {
    const versions = [{ a: "text" }, { a: "code" }, { b: "text" }] as const;
    expect(new Set(versions.map((paths) => jsonFields({ fields: paths }).version)).size).toBe(3);
  });
});

const orders = { orders: { A: { status: "paid" }, B: { status: "sent", note: null } } };
const [A, B] = [orders.orders.A, orders.orders.B];

/** One field, compared as it stands. */
const scoreAt = (path: string, got: JsonValue, want: JsonValue) =>
  jsonFields({ fields: { [path]: "equal" } }).score(answer(JSON.stringify(got), want));

describe("jsonFields with * for any one step", () => {
  it.each<[string, JsonValue, number]>([
    ["the same", orders, 1],
    ["keys in another order", { orders: { B, A } }, 1],
    ["nothing", {}, 0],
    ["one wrong", { orders: { A: { status: "WRONG" }, B } }, 1 / 2],
    ["one missing", { orders: { A } }, 1 / 2],
    ["one too many", { orders: { A, B, C: A } }, 2 / 3],
    ["one too many, and empty", { orders: { A, B, C: null } }, 2 / 3],
    ["another name", { orders: { A, C: B } }, 1 / 3],
    ["a prototype's name", { orders: { A, B, constructor: A } }, 2 / 3],
    ["a list", { orders: [A, B] }, 0],
    ["text", { orders: "paid" }, 0],
    ["no orders", { orders: {} }, 0],
  ])("walks the values of an object by key: %s", (_, got, value) => {
    const said = scoreAt("orders.*.status", got, orders);
    expect("value" in said ? said.value : null).toBeCloseTo(value, 12);
    expect(scoreAt("orders[*].status", got, orders)).toMatchObject({ value });
  });

  it("takes null for a key that is missing, and for nothing else", () => {
    const want = { tags: { a: null, b: 1 } };
    expect(scoreAt("tags.*", { tags: { b: 1 } }, want)).toMatchObject({ value: 1 });
    expect(scoreAt("tags.*", { tags: { a: 0, b: 1 } }, want)).toMatchObject({ value: 0.5 });
    expect(scoreAt("tags.*", { tags: null }, want)).toMatchObject({ value: 0 });
  });

  it.each<[path: string, got: JsonValue, want: JsonValue, value: number]>([
    ["a[*].b[*]", { a: [{ b: [1, 2] }, { b: [] }] }, { a: [{ b: [1] }, { b: [2] }] }, 1 / 3],
    ["a[*].b[*]", { a: [{ b: [1] }, {}] }, { a: [{ b: [1] }, { b: [] }] }, 1 / 2],
    ["a[*].b[*]", { a: [] }, { a: [{ b: [] }] }, 0],
    ["a[*].b[*]", { a: [{ b: [] }, { b: [] }] }, { a: [{ b: [] }] }, 0],
    ["a[*].b[*]", { a: [{ b: [] }] }, { a: [{ b: [] }] }, 1],
    ["a.*.b[*]", { a: {} }, { a: { x: { b: [] } } }, 0],
    ["a[*]", { a: [null] }, { a: [null] }, 1],
  ])("keeps the entries of %s apart: %j against %j", (path, got, want, value) => {
    const said = scoreAt(path, got, want);
    expect("value" in said ? said.value : null).toBeCloseTo(value, 12);
  });

  it.each<[JsonValue, JsonValue, number]>([
    [{ a: [] }, { a: [] }, 1],
    [{ a: {} }, { a: {} }, 1],
    [{}, { a: [] }, 0],
    [{ a: null }, { a: [] }, 0],
    [{ a: "" }, { a: [] }, 0],
    [{ a: {} }, { a: [] }, 0],
    [{ a: [] }, { a: {} }, 0],
    [{ a: { x: null } }, { a: {} }, 0],
  ])("takes nothing but the same emptiness for no entries: %j against %j", (got, want, value) =>
    expect(scoreAt("a[*].x", got, want)).toMatchObject({ value }),
  );

  it.each<[path: string, want: JsonValue, reason: string]>([
    [
      "line[*].p",
      { lines: [{ p: 1 }] },
      "no list or object at line; correct the path line[*].p, or write [] for no entries",
    ],
    ["lines[*].p", { lines: null }, "no list or object at lines; correct"],
    ["lines[*].p", { lines: "none" }, "no list or object at lines; correct"],
    ["a[*].b[*]", { a: [{ b: [1] }, {}] }, "no list or object at a[1].b; correct"],
    ["*.*.p", { a: { b: 1 }, c: 2 }, "no list or object at c; correct"],
    ["lines[*].q", { lines: [{ p: 1 }, { p: 2 }] }, "nothing at lines[*].q; correct the path, or write null"],
    ["lines[*].toString", { lines: [{ p: 1 }] }, "nothing at lines[*].toString; correct"],
  ])("cannot say where the label has nothing at %s: %j", (path, want, reason) => {
    for (const got of [want, {}, { lines: [] }])
      expect(scoreAt(path, got, want)).toMatchObject({
        failure: "validator_error",
        reason: expect.stringContaining(`item "i1": expected has ${reason}`),
      });
  });

  it("lets single entries of the label leave a field out", () => {
    const want = { lines: [{ p: 1, off: 2 }, { p: 3 }] };
    expect(scoreAt("lines[*].off", want, want)).toMatchObject({ value: 1 });
    expect(scoreAt("lines[*].off", { lines: [{ off: 2 }, { off: 0 }] }, want)).toMatchObject({ value: 0.5 });
  });
});
