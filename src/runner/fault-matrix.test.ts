import { describe, expect, it } from "vitest";
import { FAULT_CASES } from "../testing/fault-cases.js";
import { faultRun, STRIKES } from "../testing/fault-run.js";

/** Each case once, so that all tiers, roles and attempts have their turn; `npm run prove:faults` plays them all. */
const PLAYED = FAULT_CASES.map((given, index) => ({ given, strike: STRIKES[(index * 5) % STRIKES.length] }));

describe("a run under each fault of the matrix", () => {
  it("knows 46 cases and 16 places to strike", () => {
    const ids = Array.from({ length: 46 }, (_, index) => `F${String(index + 1).padStart(2, "0")}`);
    expect(FAULT_CASES.map(({ id }) => id)).toEqual(ids);
    expect(STRIKES).toHaveLength(16);
    expect(new Set(PLAYED.map(({ strike }) => JSON.stringify(strike))).size).toBe(16);
  });

  it.each(PLAYED)(
    "$given.id: class $given.outcomeClass, no outage scored, and resumed as if nothing had been",
    async ({ given, strike }) => {
      if (strike === undefined) throw new Error("no strike");
      expect(await faultRun(given, strike)).toEqual([]);
    },
  );
});
