import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { NO_USAGE } from "../core/model-response.js";
import type { Validator } from "../core/score.js";
import { custom } from "./custom.js";
import { exact } from "./exact.js";
import { jsonFields } from "./json-fields.js";
import { labelMatch } from "./label-match.js";
import { numeric } from "./numeric.js";
import { oneOf } from "./one-of.js";
import { pattern } from "./pattern.js";
import { requiredFacts } from "./required-facts.js";
import { validatorSignal } from "./validator-signal.js";

function read(validator: Validator, text: string) {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  const response = { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
  return validatorSignal(validator).read({ input: { a: 1 }, rawText: text, text, response, extraTexts: [] });
}

const graded = (value: number) => custom({ name: "graded", version: "1", needsLabel: false, score: () => value });

describe("validatorSignal", () => {
  it("says pass or fail", async () => {
    expect(await read(oneOf(["a"]), "a")).toEqual({ name: "one-of", value: 1, level: "pass" });
    expect(await read(oneOf(["a"]), "b")).toEqual({ name: "one-of", value: 0, level: "fail" });
  });

  it("passes nothing below 1", async () => {
    expect(await read(graded(1), "x")).toMatchObject({ level: "pass" });
    expect(await read(graded(0.99), "x")).toMatchObject({ level: "fail" });
  });

  it("counts a check that could not say as fail, and as missing", async () => {
    expect(await read(graded(Number.NaN), "x")).toEqual({ name: "graded", value: 0, level: "fail", isMissing: true });
    expect(await read(pattern(/^(a+)+$/), `${"a".repeat(40)}!`)).toMatchObject({ level: "fail", isMissing: true });
  });

  it("shows the validator the input and no label", async () => {
    const seen: unknown[] = [];
    const watch = custom({
      name: "watch",
      version: "1",
      needsLabel: false,
      score: ({ item }) => {
        seen.push(item.input, item.expected);
        return 1;
      },
    });
    await read(watch, "x");
    expect(seen).toEqual([{ a: 1 }, undefined]);
  });

  it.each([
    labelMatch(),
    exact(),
    numeric(),
    requiredFacts(),
    jsonFields({ fields: { a: "text" } }),
    custom({ name: "mine", version: "1", needsLabel: true, score: () => 1 }),
  ])("refuses $name, which needs the label", (validator) => {
    expect(() => validatorSignal(validator)).toThrow(UsageError);
    expect(() => validatorSignal(validator)).toThrow(`validator "${validator.name}" needs the label`);
  });

  it("takes its name and version from the validator", () => {
    expect(validatorSignal(oneOf(["a"])).name).toBe("one-of");
    expect(validatorSignal(oneOf(["a"]), "label-known").name).toBe("label-known");
    expect(validatorSignal(oneOf(["a"])).version).not.toBe(validatorSignal(oneOf(["b"])).version);
    expect(validatorSignal(oneOf(["a"]))).toMatchObject({ levels: ["fail", "pass"], extraCalls: 0 });
  });
});
