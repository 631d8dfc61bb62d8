import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conversation, ToolStep } from "../core/conversation.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { isScore } from "../core/score.js";
import { answer } from "../testing/scoring-context.js";
import { trajectory } from "./trajectory.js";

function step(name: string, input: JsonObject = {}, isError = false): ToolStep {
  return { turn: 0, name, input, result: { text: "said", isError } };
}

const tool = (name: string, ...fields: readonly string[]) => {
  const properties = Object.fromEntries(fields.map((field) => [field, {}]));
  return { name, description: name, inputSchema: { type: "object", ...(fields.length === 0 ? {} : { properties }) } };
};
const TOOLS = [tool("get"), tool("cancel"), tool("refund", "amount", "currency"), tool("look")];

async function scoreOf(steps: readonly ToolStep[], expected: JsonValue, change: Partial<Conversation> = {}) {
  const ended = {
    tools: TOOLS,
    turns: steps.length + 1,
    ending: "end_turn" as const,
    initialState: null,
    state: null,
    ...change,
  };
  const said = await trajectory().score({ ...answer("Done.", expected), conversation: { steps, ...ended } });
  return isScore(said) ? said : { value: Number.NaN, reason: said.reason };
}

const READ = { name: "get", input: { id: "O-1" } };
const CANCEL = { name: "cancel", input: { id: "O-1" } };
const LABEL = { required: [READ, CANCEL], forbidden: [{ name: "refund" }], order: [[0, 1]] };
const get = step("get", { id: "O-1" });
const cancel = step("cancel", { id: "O-1", reason: "wish" });

describe("trajectory", () => {
  it.each<[what: string, steps: readonly ToolStep[], value: number, reason: RegExp]>([
    ["the calls as required", [get, cancel], 1, /as required/],
    ["further calls that nobody speaks of", [step("look"), get, step("get", { id: "O-2" }), cancel], 1, /as required/],
    ["a call that is missing", [get], 0.5, /^missing: cancel \{"id":"O-1"\}$/],
    ["nothing", [], 0, /^missing: get/],
    ["a call that only failed", [get, step("cancel", { id: "O-1" }, true)], 0.5, /^missing: cancel/],
    ["a call that failed before it succeeded", [get, step("cancel", { id: "O-1" }, true), cancel], 1, /as required/],
    ["the same of another record", [get, step("cancel", { id: "O-2" })], 0.5, /^missing: cancel/],
    ["an argument of another type", [step("get", { id: ["O-1"] }), cancel], 0.5, /^missing: get/],
    ["a forbidden call", [get, cancel, step("refund", { amount: 1 })], 0, /^made a forbidden call: refund/],
    ["a forbidden call that was refused", [get, step("refund", {}, true), cancel], 0, /^made a forbidden call/],
    ["a forbidden call without a turn left", [get, cancel, { ...step("refund"), result: null }], 0, /forbidden/],
    ["the wrong order", [cancel, get], 0, /^get \{"id":"O-1"\} has to come before cancel/],
    ["the right order only the second time", [cancel, get, cancel], 0, /has to come before/],
    ["a required call without a turn left", [get, { ...cancel, result: null }], 0.5, /^missing: cancel/],
  ])("of %s is %#", async (_what, steps, value, reason) => {
    expect(await scoreOf(steps, LABEL)).toMatchObject({ value, reason: expect.stringMatching(reason) as string });
  });

  it("forbids a call with some arguments, and leaves others be", async () => {
    const label = { forbidden: [{ name: "refund", input: { amount: 50 } }] };
    expect((await scoreOf([step("refund", { amount: 50, currency: "EUR" })], label)).value).toBe(0);
    expect((await scoreOf([step("refund", { amount: 5 })], label)).value).toBe(1);
  });

  it("does not find arguments in a prototype", async () => {
    const label = { required: [{ name: "get", input: { toString: null } }] };
    expect((await scoreOf([step("get")], label)).value).toBe(0);
  });

  it("says that the turns ran out", async () => {
    const { reason } = await scoreOf([get], LABEL, { ending: "out_of_turns", turns: 8 });
    expect(reason).toMatch(/; out of turns after 8$/);
  });

  it.each<[what: string, label: JsonValue]>([
    ["no label", null],
    ["a label without calls", { changes: {} }],
    ["an order beyond the list", { required: [READ], order: [[0, 1]] }],
    ["a call without a name", { required: [{ input: {} }] }],
    ["a call with a field nobody knows", { required: [{ ...READ, args: {} }] }],
  ])("cannot say with %s", async (_what, label) => {
    expect((await scoreOf([get, cancel], label)).value).toBeNaN();
  });

  it.each<[what: string, label: JsonValue, reason: RegExp]>([
    [
      "a forbidden tool that there is not",
      { forbidden: [{ name: "refnd" }] },
      /^item "i1": .* of no tool "refnd"; there are: get, cancel, refund, look$/,
    ],
    ["a required one", { required: [READ, { name: "Cancel" }] }, /of no tool "Cancel"; there are/],
    [
      "an argument that the tool does not take",
      { forbidden: [{ name: "refund", input: { ammount: 50 } }] },
      /of no argument "ammount" of refund; there are: amount, currency$/,
    ],
    [
      "what it forbids",
      { required: [READ, CANCEL], forbidden: [{ name: "cancel" }] },
      /requires and forbids cancel \{"id":"O-1"\}; take one of them out$/,
    ],
    [
      "a call that must come before itself",
      { required: [READ, { name: "get" }], order: [[0, 1]] },
      /wants get \{"id":"O-1"\} before get \{\}, which it is itself/,
    ],
  ])("cannot say whether a label was kept with %s, however the model did", async (_what, label, reason) => {
    for (const steps of [[], [get, cancel]]) {
      expect(await scoreOf(steps, label)).toEqual({
        value: Number.NaN,
        reason: expect.stringMatching(reason) as string,
      });
    }
  });

  it.each<[what: string, schema: JsonObject]>([
    ["further arguments", { properties: { amount: {} }, additionalProperties: true }],
    ["what it describes elsewhere", { properties: { amount: {} }, allOf: [{ properties: { note: {} } }] }],
    ["whatever comes", {}],
  ])("lets a pattern name an argument of a tool that takes %s", async (_what, schema) => {
    const tools = [{ name: "refund", description: "refunds", inputSchema: { type: "object", ...schema } }];
    const label = { forbidden: [{ name: "refund", input: { note: "" } }] };
    expect(await scoreOf([step("refund", { note: "" })], label, { tools })).toMatchObject({ value: 0 });
  });

  it("cannot say without a conversation", async () => {
    expect(await trajectory().score(answer("Done.", LABEL))).toMatchObject({ failure: "validator_error" });
  });

  it("never falls when an allowed call is added, and is 0 with a forbidden one", async () => {
    const name = fc.constantFrom("get", "cancel", "look", "list");
    const made = fc.array(
      fc
        .record({ name, id: fc.constantFrom("O-1", "O-2"), isError: fc.boolean() })
        .map((one) => step(one.name, { id: one.id }, one.isError)),
      { maxLength: 8 },
    );
    const label = { required: [READ, CANCEL], forbidden: [{ name: "refund" }] };
    const property = fc.asyncProperty(made, made, async (steps, more) => {
      const fewer = await scoreOf(steps, label);
      const all = await scoreOf([...steps, ...more], label);
      expect(all.value).toBeGreaterThanOrEqual(fewer.value);
      expect((await scoreOf([...steps, step("refund"), ...more], label)).value).toBe(0);
    });
    await fc.assert(property, { seed: 12, numRuns: 300 });
  });
});
