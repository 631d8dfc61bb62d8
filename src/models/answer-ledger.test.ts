import { expect, it } from "vitest";
import { answerLedger } from "./answer-ledger.js";

it("forgets the oldest answers, and only those", () => {
  const ledger = answerLedger(2);
  ledger.isReused("m1", "a");
  ledger.isReused("m2", "b");
  ledger.isReused("m3", "c");
  expect(ledger.isReused("m2", "x")).toBe(true);
  expect(ledger.isReused("m3", "x")).toBe(true);
  expect(ledger.isReused("m1", "x")).toBe(false);
});
