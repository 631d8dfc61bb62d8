import { describe, expect, it } from "vitest";
import { answer } from "../testing/scoring-context.js";
import { custom } from "./custom.js";

const scoring = (score: () => unknown) =>
  custom({ name: "mine", version: "7", needsLabel: false, score: score as () => number }).score(answer("text"));

describe("custom", () => {
  it("takes a number, or a value with its reason", () => {
    expect(scoring(() => 0.5)).toEqual({
      scorer: "mine",
      kind: "validator",
      version: "7",
      value: 0.5,
      reason: "returned 0.5",
    });
    expect(scoring(() => ({ value: 1, reason: "fine" }))).toMatchObject({ value: 1, reason: "fine" });
  });

  it("sees text and label", () => {
    const equal = custom({
      name: "equal",
      version: "1",
      needsLabel: true,
      score: ({ item, text }) => Number(item.expected === text),
    });
    expect(equal.score(answer("a", "a"))).toMatchObject({ value: 1 });
    expect(equal.score(answer("a", "b"))).toMatchObject({ value: 0 });
  });

  it.each([
    ["NaN", () => Number.NaN],
    ["more than 1", () => 1.01],
    ["less than 0", () => -0.01],
    ["an infinity", () => Number.POSITIVE_INFINITY],
    ["a boolean", () => true],
    ["a boolean as value", () => ({ value: true, reason: "" })],
    ["a number as text", () => ({ value: "1", reason: "" })],
    ["nothing", () => undefined],
    ["null", () => null],
    ["a promise", async () => 1],
  ])("cannot say where the function returns %s", (_name, score) =>
    expect(scoring(score)).toMatchObject({ scorer: "mine", failure: "validator_error" }),
  );

  it("cannot say where the function throws, and says what was thrown", () => {
    const thrown = scoring(() => {
      throw new TypeError("no such field");
    });
    expect(thrown).toEqual({ scorer: "mine", failure: "validator_error", reason: "threw: no such field" });
  });

  it("refuses to be told nothing of labels: as a signal it would compare with none", () => {
    const silent = { name: "mine", version: "1", score: () => 1 } as unknown as Parameters<typeof custom>[0];
    expect(() => custom(silent)).toThrow('custom "mine" needs needsLabel: true or false');
  });
});
