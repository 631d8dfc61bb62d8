import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { jsonFields } from "./json-fields.js";

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
