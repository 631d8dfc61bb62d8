import { expect, test } from "vitest";
import { answerForm, isSameAnswer } from "./answer-form.js";

test.each([
  ["$70,000", "70000"],
  ["$16.00", "16"],
  ["60%", "60"],
  ["6 miles per hour", "6"],
  ["20 Cups", " 20  cups "],
  ["−8", "-8"],
  ["-$5", "-5"],
  [".5", "0.5"],
  ["12.", "12"],
  ["True", "true"],
  ["[1,  2]", "[1, 2]"],
  ["ｙｅｓ", "yes"],
])("%s agrees with %s", (a, b) => {
  expect(isSameAnswer(a, b)).toBe(true);
  expect(isSameAnswer(b, a)).toBe(true);
});

test.each([
  ["5 hours", "5 minutes"],
  ["$5", "€5"],
  ["5%", "$5"],
  ["5 hours and 30 minutes", "5"],
  ["[1, 2]", "[1, 3]"],
  ["'a1'", "'b1'"],
  ["1,2", "12"],
  ["-8", "8"],
  ["32 + 0.8x", "32"],
  ["1.5 or 6", "6"],
  ["10:30 pm", "10"],
  ["x", "y"],
])("%s does not agree with %s", (a, b) => {
  expect(isSameAnswer(a, b)).toBe(false);
});

test("a unit is what stands around the one number", () => {
  expect(answerForm("$1,234.50")).toMatchObject({ number: 1234.5, unit: "$" });
  expect(answerForm("7 %")).toMatchObject({ number: 7, unit: "%" });
  expect(answerForm("3 cubic inches")).toMatchObject({ number: 3, unit: "cubic inches" });
  expect(answerForm("none")).toEqual({ text: "none", number: null, unit: "" });
});
