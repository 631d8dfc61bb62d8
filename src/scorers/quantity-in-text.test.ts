import { describe, expect, it } from "vitest";
import { areSameQuantity, parseQuantity } from "./_quantity-in-text.js";

const areSame = (a: string, b: string) => {
  const [one, other] = [parseQuantity(a), parseQuantity(b)];
  return one !== null && other !== null && areSameQuantity(one, other);
};

describe("a quantity", () => {
  it.each([
    ["1.5 kg", "1500 g"],
    ["1,500 g", "1.5kg"],
    ["90 min", "1 h 30 min"],
    ["1 hour and 30 minutes", "5400 s"],
    ["2 d", "48 hours"],
    ["1 GiB", "1024 MiB"],
    ["3 ft 6 in", "42 inches"],
    ["12 %", "12 percent"],
    ["-5 m", "−500 cm"],
    ["1 m³", "1000 l"],
    ["0 g", "0 kg"],
  ])("%s is %s", (a, b) => expect(areSame(a, b)).toBe(true));

  it.each([
    ["1 GB", "1 GiB"],
    ["5 mW", "5 MW"],
    ["5 ms", "5 min"],
    ["5 kg", "5 lb"],
    ["1 m", "1 min"],
    ["5 m", "5 m2"],
    ["1 kg", "1.001 kg"],
    ["5 m", "-5 m"],
    ["12 %", "12 ‰"],
  ])("%s is not %s", (a, b) => expect(areSame(a, b)).toBe(false));

  it.each([
    ["without a unit", "5"],
    ["without a number", "kg"],
    ["with an unknown unit", "5 parsecs"],
    ["of a property of every object", "5 constructor"],
    ["of two dimensions", "5 kg 3 m"],
    ["with words", "about 5 kg"],
    ["of a range", "5-6 kg"],
    ["of two numbers", "5 6 kg"],
    ["with groups of the wrong size", "1,50 kg"],
    ["of nothing", ""],
    ["without end", `${"9".repeat(400)} kg`],
  ])("%s is none", (_, text) => expect(parseQuantity(text)).toBeNull());
});
