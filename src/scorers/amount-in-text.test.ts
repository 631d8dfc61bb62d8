import { describe, expect, it } from "vitest";
import { parseAmount, readingsOf } from "./_amount-in-text.js";

const value = (text: string) => parseAmount(text)?.value ?? null;

describe("an amount", () => {
  it.each([
    ["1077.60", 1077.6],
    ["1,077.60", 1077.6],
    ["1.077,60", 1077.6],
    ["1 077,60", 1077.6],
    ["1\u202f077,60 €", 1077.6],
    ["1'077.60", 1077.6],
    ["CHF 1’077.60", 1077.6],
    ["EUR 12,5", 12.5],
    ["€12", 12],
    ["12,- €", 12],
    ["12.–", 12],
    ["¥12,000,000", 12_000_000],
    ["12,34,567.80", 1_234_567.8],
    ["１２３円", 123],
    ["-5.00", -5],
    ["−5.00 kr", -5],
    ["€ -5.00", -5],
    ["(5.00)", -5],
    ["0.125", 0.125],
    ["1234.567", 1234.567],
    ["0", 0],
  ])("%s is %d", (text, number) => expect(value(text)).toBe(number));

  it.each([
    ["that could be two", "1.234"],
    ["that could be two, with a sign", "1,234 €"],
    ["with two signs", "€ 12 USD"],
    ["with words", "about 12"],
    ["with a unit that is no currency", "12 kg"],
    ["with groups of the wrong size", "12,34.50"],
    ["with both marks twice", "1.234,567.89,1"],
    ["of two numbers", "12 or 13"],
    ["of two numbers side by side", "12 13"],
    ["twice negative", "--5"],
    ["of nothing", ""],
    ["of a sign alone", "€"],
    ["that is a date", "14.02.2025"],
    ["that is infinite", "Infinity"],
    ["in hexadecimal", "0x10"],
    ["with an exponent", "1e5"],
    ["named after a property of every object", "12 constructor"],
    ["without end", "1".repeat(100_000)],
    ["that takes long to refuse", `${"1 ".repeat(30)}x.`],
  ])("%s is none", (_, text) => expect(parseAmount(text)).toBeNull());

  it("keeps what its sign may stand for", () => {
    expect(parseAmount("¥ 5")?.currencies).toEqual(["JPY", "CNY"]);
    expect(parseAmount("5 zł")?.currencies).toEqual(["PLN"]);
    expect(parseAmount("5")?.currencies).toEqual([]);
  });
});

it("has two readings where a mark stands before three digits", () => {
  expect(readingsOf("1.234")).toEqual([1234, 1.234]);
  expect(readingsOf("1.234,5")).toEqual([1234.5]);
  expect(readingsOf("12.34.56")).toEqual([]);
});
