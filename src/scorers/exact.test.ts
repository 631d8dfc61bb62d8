import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { exact } from "./exact.js";

const score = (text: string, expected?: JsonValue) => exact().score(answer(text, expected));

describe("exact", () => {
  it.each([
    ["Hello world", "Hello world"],
    ["  Hello \n world\t", "Hello world"],
    ["Caf\u0065\u0301", "Caf\u00e9"],
    ["\u00c5ngstr\u00f6m", "A\u030angstro\u0308m"],
    ["", ""],
    [" \n", ""],
    ["日本語 😀", "日本語 😀"],
  ])("is right: %j for %j", (text, expected) => expect(score(text, expected)).toMatchObject({ value: 1 }));

  it.each([
    ["hello world", "Hello world"],
    ["Hello world.", "Hello world"],
    ["Hello", "Hello world"],
    ["Helloworld", "Hello world"],
    ["I say: Hello world", "Hello world"],
    ["Hello world, I say", "Hello world"],
    ["ﬁne", "fine"],
    ["１２", "12"],
    ["cafe", "caf\u00e9"],
    ["Hello\u200bworld", "Hello world"],
    ["", "Hello world"],
  ])("is wrong: %j for %j", (text, expected) => {
    const reason = expect.stringContaining(`expected ${JSON.stringify(expected)}`);
    expect(score(text, expected)).toMatchObject({ value: 0, reason });
  });

  it.each([undefined, null, 12, ["a"], { a: 1 }, true])("cannot say with the label %j", (expected) =>
    expect(score("a", expected)).toEqual({
      scorer: "exact",
      failure: "validator_error",
      reason: 'item "i1": expected is not a text',
    }),
  );
});
