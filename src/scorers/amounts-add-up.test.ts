import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { amountsAddUp } from "./amounts-add-up.js";

const INVOICE = "Net 1.898,00 €  7 % 28,00  19 % 284,05\nRabatt 10,00 CGST 10.00\nl O8O,SO  Total 2 210,05";
const validator = amountsAddUp({ text: "text", amounts: ["total", "tax"] });
const score = (said: JsonValue | string, text: JsonValue = INVOICE) => {
  const context = answer(typeof said === "string" ? said : JSON.stringify(said));
  return validator.score({ ...context, item: { ...context.item, input: { text } } });
};

describe("amountsAddUp", () => {
  it.each<[string, JsonValue]>([
    ["printed", { total: 2210.05, tax: 28 }],
    ["a sum of two", { total: 2210.05, tax: 312.05 }],
    ["a sum of three", { total: 2210.05, tax: 322.05 }],
    ["a sum of two equal ones", { total: 20, tax: null }],
    ["not stated", { total: 2210.05, tax: null }],
    ["negative on a credit note", { total: -2210.05, tax: -28 }],
    ["written as text", { total: "2.210,05 €", tax: "28.00" }],
    ["zero", { total: 2210.05, tax: 0 }],
    ["scanned badly", { total: 1080.5, tax: null }],
  ])("passes amounts that are %s", (_, said) => expect(score(said)).toMatchObject({ value: 1 }));

  it.each<[string, JsonValue | string, string]>([
    ["a cent off", { total: 2210.06, tax: 28 }, "total: neither"],
    ["invented", { total: 2210.05, tax: 5.03 }, "tax: neither"],
    ["missing", { tax: 28 }, "total: neither"],
    ["no amounts", { total: true, tax: null }, "total: neither"],
    ["infinite", '{"total":1e999,"tax":null}', "total: neither"],
    ["text", { total: "all of it", tax: null }, "total: neither"],
    ["inherited", '{"__proto__":{"total":28},"tax":null}', "total: neither"],
    ["in no object", "[28, 28]", "not a JSON object"],
    ["in prose", 'Here: {"total":28,"tax":null}', "not a JSON object"],
    ["absent", "", "not a JSON object"],
  ])("refuses amounts that are %s", (_, said, reason) =>
    expect(score(said)).toMatchObject({ value: 0, reason: expect.stringContaining(reason) }),
  );

  it("takes cents and thousands for what they are, where the text says so", () => {
    expect(score({ total: 129, tax: null }, "amount_cents=12900")).toMatchObject({ value: 1 });
    expect(score({ total: 371_280, tax: 59_280 }, "Beträge in TEUR: 371,28 und 59,28")).toMatchObject({ value: 1 });
    expect(score({ total: 129, tax: null }, "amount=12900")).toMatchObject({ value: 0 });
    expect(score({ total: 371_280, tax: null }, "Betrag in EUR: 371,28")).toMatchObject({ value: 0 });
  });

  it("finds nothing where there is no text", () => {
    expect(score({ total: 28, tax: null }, "")).toMatchObject({ value: 0 });
  });

  it.each([28, null, ["28.00"]])("cannot say where the field of the input is %j, and not a text", (text) =>
    expect(score({ total: 28, tax: null }, text)).toMatchObject({
      failure: "validator_error",
      reason: 'item "i1": input.text is not a text',
    }),
  );

  it.each(["txt", "toString"])("cannot say whatever the answer where the input has no field %j", (text) => {
    const misspelt = amountsAddUp({ text, amounts: ["total"] });
    const { item, ...context } = answer('{"total":28}');
    for (const said of ['{"total":28}', "prose"]) {
      const seen = { ...context, text: said, item: { ...item, input: { text: INVOICE } } };
      expect(misspelt.score(seen)).toMatchObject({ failure: "validator_error" });
    }
  });

  it("is quick on a text of nothing but numbers", () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `${index}.${index % 90}7`).join("\n");
    expect(score({ total: 0.001, tax: null }, text)).toMatchObject({ value: expect.any(Number) });
    expect(score({ total: 987_654_321.01, tax: null }, text)).toMatchObject({ value: 0 });
  });

  it("needs amounts", () => expect(() => amountsAddUp({ text: "text", amounts: [] })).toThrow("at least one amount"));
});
