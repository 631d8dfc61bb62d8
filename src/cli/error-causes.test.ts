import { describe, expect, it } from "vitest";
import { ErrorCauses } from "./error-causes.js";

const cell = { taskType: "triage", itemId: "t-1" };
const errored = (outcomeClass: string, error: string | null, itemId = "t-1") => ({
  ...cell,
  itemId,
  status: "errored" as const,
  outcomeClass,
  error,
});
const quoted = (taskType: string) => `"${taskType}"`;
const causesOf = (...outcomes: readonly Parameters<ErrorCauses["add"]>[0][]) => {
  const causes = new ErrorCauses();
  for (const outcome of outcomes) causes.add(outcome);
  return causes;
};

describe("why cells have no score", () => {
  it("counts causes, the most frequent first, each on a line of its own", () => {
    const boom = errored("validator_error", "mine: threw:\n boom");
    const scored = { ...cell, status: "scored" as const, outcomeClass: "ok", error: null };
    const causes = causesOf(errored("timeout", null, "t-3"), boom, { ...boom, itemId: "t-2" }, scored);
    expect(causes.lines(quoted)).toEqual([
      '2 × validator_error: mine: threw: boom, first at item "t-1" of "triage"',
      '1 × timeout, at item "t-3" of "triage"',
    ]);
    expect(causes.isOurs).toBe(false);
  });

  it("knows that asking again helps nothing where our own code failed", () => {
    expect(causesOf(errored("validator_error", "a"), errored("validator_error", "b")).isOurs).toBe(true);
    expect(causesOf().isOurs).toBe(false);
    expect(causesOf().lines(quoted)).toEqual([]);
  });

  it("shows three, counts the others, and does not grow with the run", () => {
    const causes = causesOf(...Array.from({ length: 1000 }, (_, i) => errored("api_error", `item ${i}`)));
    expect(causes.lines(quoted)).toHaveLength(4);
    expect(causes.lines(quoted)[3]).toMatch(/^997 × something else: npx tierbench query/);
    expect(causesOf(errored("x", "y".repeat(1000))).lines(quoted)[0]?.length).toBeLessThan(210);
  });
});
