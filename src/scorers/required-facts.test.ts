import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { requiredFacts } from "./required-facts.js";

const label = {
  facts: [
    { name: "duration", anyOf: ["47 min", "47-min"] },
    { name: "cause", anyOf: ["tax zone"] },
    { name: "fix", anyOf: ["rolled back", "rollback"] },
    { name: "size", anyOf: ["1,240", "1240"] },
  ],
  forbidden: ["caused by the database", "57 min"],
  reference: "not read",
};
const score = (text: string, expected: JsonValue | undefined = label) => requiredFacts().score(answer(text, expected));

describe("requiredFacts", () => {
  it.each([
    "47 minutes, 1,240 orders, the tax zone was missing; rolled back.",
    "A 47-MINUTE outage hit 1240 orders. A TAX\n  ZONE was missing: Rollback.",
    "４７ min; tax\u00a0zone; rolled back; 1240",
  ])("is right: %j", (text) => expect(score(text)).toMatchObject({ value: 1, reason: "all facts stated" }));

  it.each([
    ["47 min, 1,240, tax zone", 0.75, "missing: fix"],
    ["47 min", 0.25, "missing: cause, fix, size"],
    ["", 0, "missing: duration, cause, fix, size"],
    ["4 7 min taxzone roll back 1 240", 0, "missing: duration, cause, fix, size"],
  ])("scores the share stated: %j", (text, value, reason) => expect(score(text)).toMatchObject({ value, reason }));

  it.each([
    "47 min, 1,240, tax zone, rolled back. It was Caused By\nthe database.",
    "47 min (first said 57 min), 1,240, tax zone, rolled back.",
  ])("scores 0 where something forbidden is stated: %j", (text) =>
    expect(score(text)).toMatchObject({ value: 0, reason: expect.stringContaining("states what it must not") }),
  );

  it("needs no list of forbidden texts", () => {
    expect(score("x", { facts: [{ name: "a", anyOf: ["x"] }] })).toMatchObject({ value: 1 });
  });

  it.each<[string, JsonValue | undefined]>([
    ["none", undefined],
    ["null", null],
    ["a text", "47 min"],
    ["no facts", { forbidden: ["x"] }],
    ["an empty list", { facts: [] }],
    ["a fact without spellings", { facts: [{ name: "a", anyOf: [] }] }],
    ["an empty spelling, which any answer states", { facts: [{ name: "a", anyOf: [""] }] }],
    ["an empty forbidden text", { facts: [{ name: "a", anyOf: ["x"] }], forbidden: [""] }],
    ["a spelling of white space", { facts: [{ name: "a", anyOf: ["x", " \u00A0"] }] }],
    ["a forbidden text of white space", { facts: [{ name: "a", anyOf: ["x"] }], forbidden: ["\n"] }],
    ["a forbidden number", { facts: [{ name: "a", anyOf: ["x"] }], forbidden: [5] }],
  ])("cannot say with a label that is %s", (_name, expected) =>
    expect(requiredFacts().score(answer("x", expected))).toEqual({
      scorer: "required-facts",
      failure: "validator_error",
      reason: 'item "i1": expected needs facts: [{ name, anyOf }]',
    }),
  );

  it("cannot say where every spelling of a fact is forbidden, and can where one is left", () => {
    const label = { facts: [{ name: "outage", anyOf: ["full outage", "Outage  of all"] }], forbidden: ["OUTAGE"] };
    for (const text of ["a full outage", "nothing"]) {
      expect(requiredFacts().score(answer(text, label))).toEqual({
        scorer: "required-facts",
        failure: "validator_error",
        reason: 'item "i1": whoever states fact "outage" states the forbidden "OUTAGE"; take one of them out',
      });
    }
    const kept = { ...label, facts: [{ name: "outage", anyOf: ["full outage", "all is down"] }] };
    expect(score("all is down", kept)).toMatchObject({ value: 1 });
  });
});
