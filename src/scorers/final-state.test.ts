import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conversation } from "../core/conversation.js";
import { canonicalJson, type JsonValue } from "../core/json.js";
import { isScore, type ScoringContext } from "../core/score.js";
import { answer } from "../testing/scoring-context.js";
import { type FinalStateOptions, finalState } from "./final-state.js";

const BEFORE = { orders: { "O-1": { status: "paid", total: 10 }, "O-2": { status: "paid", total: 7 } }, tickets: {} };

function after(state: JsonValue, expected: JsonValue, change: Partial<Conversation> = {}): ScoringContext {
  const conversation = {
    tools: [],
    steps: [],
    turns: 2,
    ending: "end_turn" as const,
    initialState: BEFORE,
    state,
    ...change,
  };
  return { ...answer("Done.", expected), conversation };
}

async function scoreOf(context: ScoringContext, options: FinalStateOptions = {}) {
  const said = await finalState(options).score(context);
  return isScore(said) ? said : { value: Number.NaN, reason: said.reason };
}

const cancelled = { ...BEFORE, orders: { ...BEFORE.orders, "O-1": { status: "cancelled", total: 10 } } };
const CANCEL = { changes: { "orders.O-1.status": "cancelled" } };

describe("finalState", () => {
  it.each<[what: string, state: JsonValue, expected: JsonValue, value: number]>([
    ["the change that was asked for", cancelled, CANCEL, 1],
    ["the same as a whole state", cancelled, { state: cancelled }, 1],
    ["nothing done", BEFORE, CANCEL, 0],
    ["nothing done where nothing may be", BEFORE, { changes: {} }, 1],
    ["something done where nothing may be", cancelled, { changes: {} }, 0],
    ["more than was asked for", { ...cancelled, tickets: { "T-1": {} } }, CANCEL, 0],
    ["a record that is gone", { ...cancelled, orders: { "O-1": cancelled.orders["O-1"] } }, CANCEL, 0],
    [
      "a number as text",
      { ...cancelled, orders: { ...cancelled.orders, "O-2": { status: "paid", total: "7" } } },
      CANCEL,
      0,
    ],
    ["null for nothing", { ...cancelled, returns: null }, CANCEL, 0],
    ["a list instead of an object", { ...cancelled, tickets: [] }, CANCEL, 0],
    ["keys in another order", { tickets: {}, orders: cancelled.orders }, CANCEL, 1],
    [
      "a new record",
      { ...BEFORE, tickets: { "T-1": { open: true } } },
      { changes: { "tickets.T-1": { open: true } } },
      1,
    ],
    ["a prototype's name", { ...BEFORE, tickets: { constructor: 1 } }, { changes: { "tickets.constructor": 1 } }, 1],
  ])("of %s is %#", async (_what, state, expected, value) => {
    expect((await scoreOf(after(state, expected))).value).toBe(value);
  });

  it("tells an empty object from an empty list, and either from nothing", async () => {
    for (const [got, want] of [
      [{}, []],
      [{}, null],
      [[], null],
    ] as const) {
      expect((await scoreOf(after({ x: got }, { state: { x: want } }, { initialState: {} }))).value).toBe(0);
    }
  });

  it("takes steps with dots, and one that looks like two, for what they are", async () => {
    const dotted = { "a.b": 1 };
    expect((await scoreOf(after(dotted, { state: { a: { b: 1 } } }, { initialState: {} }))).value).toBe(0);
    const options = { ignore: ['["a.b"]'] };
    expect((await scoreOf(after(dotted, { state: {} }, { initialState: {} }), options)).reason).toMatch(/expected/);
  });

  it("looks only where it is told to, and never where it is told not to", async () => {
    const noisy = { ...cancelled, tickets: { "T-1": { subject: "anything", priority: "low" } } };
    const label = { changes: { ...CANCEL.changes, "tickets.T-1": { subject: "Wish", priority: "low" } } };
    expect((await scoreOf(after(noisy, label), { ignore: ["tickets.*.subject"] })).value).toBe(1);
    expect((await scoreOf(after(noisy, label))).value).toBe(0);
    expect((await scoreOf(after(noisy, CANCEL), { paths: ["orders"] })).value).toBe(1);
    expect((await scoreOf(after(noisy, CANCEL), { paths: ["orders", "tickets.*.priority"] })).value).toBe(0);
  });

  it("gives part of the credit for part of the changes, and none for leaving the rest alone", async () => {
    const options = { partialCredit: true };
    const label = { changes: { "orders.O-1.status": "cancelled", "orders.O-2.status": "cancelled" } };
    expect((await scoreOf(after(BEFORE, label), options)).value).toBe(0);
    expect((await scoreOf(after(cancelled, label), options)).value).toBe(0.5);
    const tooMuch = { ...cancelled, tickets: { "T-1": 1 } };
    expect((await scoreOf(after(tooMuch, CANCEL), options)).value).toBeLessThan(0.5);
    const other = { ...BEFORE, orders: { ...BEFORE.orders, "O-2": { status: "cancelled", total: 7 } } };
    expect((await scoreOf(after(other, CANCEL), options)).value).toBe(0);
  });

  it.each<[what: string, options: FinalStateOptions, label: JsonValue, reason: string]>([
    ["a misspelt table", { paths: ["ordesr"] }, CANCEL, "expected changes orders.O-1.status, and nothing there counts"],
    [
      "a misspelt table and a whole state",
      { paths: ["ordesr"] },
      { state: cancelled },
      "counts lies at ordesr, before",
    ],
    ["one of two misspelt", { paths: ["orders", "tikets"] }, CANCEL, "nothing that counts lies at tikets, before"],
    ["a misspelt field", { paths: ["orders", "orders.*.totla"] }, CANCEL, "nothing that counts lies at orders.*.totla"],
    ["a field of what is no object", { paths: ["orders", "orders.*.total.*"] }, CANCEL, "lies at orders.*.total.*"],
    ["a prototype's name", { paths: ["constructor"] }, { changes: {} }, "lies at constructor"],
    [
      "a field that is misspelt until the first record comes",
      { paths: ["tickets.*.priorty"] },
      { state: { ...BEFORE, tickets: { "T-1": { priority: "low" } } } },
      "lies at tickets.*.priorty",
    ],
    ["a path that is ignored", { paths: ["orders.*.total"], ignore: ["orders"] }, { changes: {} }, "orders.*.total"],
    ["an empty one that is ignored", { paths: ["tickets.*.x"], ignore: ["tickets"] }, { changes: {} }, "tickets.*.x"],
    ["everything ignored", { ignore: ["*"] }, { state: cancelled }, "nothing that counts lies at $, before"],
    ["a change that is ignored", { ignore: ["orders.*.status"] }, CANCEL, "expected changes orders.O-1.status, and"],
    [
      "a change outside",
      { paths: ["tickets"] },
      CANCEL,
      "expected changes orders.O-1.status, and nothing there counts",
    ],
    [
      "one of two changes ignored",
      { ignore: ["orders.*.total"] },
      { changes: { ...CANCEL.changes, "orders.O-2.total": 0 } },
      "expected changes orders.O-2.total, and nothing there counts",
    ],
  ])("cannot say with %s, whatever was done", async (_what, options, expected, reason) => {
    for (const state of [BEFORE, cancelled, {}])
      expect(await finalState(options).score(after(state, expected))).toEqual({
        scorer: "final-state",
        failure: "validator_error",
        reason: expect.stringMatching(/^item "i1": .*; (?:take it out of expected, or )?correct paths and ignore/),
      });
    expect((await scoreOf(after(BEFORE, expected), options)).reason).toContain(reason);
  });

  it.each<[what: string, options: FinalStateOptions, label: JsonValue, right: JsonValue, wrong: JsonValue]>([
    [
      "a change of which a part is ignored",
      { ignore: ["tickets.*.subject"] },
      { changes: { "tickets.T-1": { subject: "a", priority: "low" } } },
      { ...BEFORE, tickets: { "T-1": { subject: "b", priority: "low" } } },
      BEFORE,
    ],
    [
      "a first record of which everything but its being there is ignored",
      { ignore: ["tickets.*.subject"] },
      { changes: { "tickets.T-1": { subject: "a" } } },
      { ...BEFORE, tickets: { "T-1": { subject: "b" } } },
      BEFORE,
    ],
    [
      "a change that takes away what counts",
      { paths: ["orders.*.total"] },
      { changes: { orders: {} } },
      { ...BEFORE, orders: {} },
      BEFORE,
    ],
    [
      "a path at which nothing is to be left",
      { paths: ["orders.O-2"] },
      { state: { ...BEFORE, orders: { "O-1": BEFORE.orders["O-1"] } } },
      { ...cancelled, orders: { "O-1": cancelled.orders["O-1"] } },
      BEFORE,
    ],
    [
      "a path at which nothing is to come",
      { paths: ["tickets.*.priority"] },
      { changes: {} },
      cancelled,
      { ...BEFORE, tickets: { "T-1": { priority: "low" } } },
    ],
    [
      "a path with an index for a step",
      { paths: ["lines.0"] },
      { state: { lines: [1, 2] } },
      { lines: [1, 3] },
      { lines: [2, 2] },
    ],
    ["a change to what is so already", {}, { changes: { "orders.O-1.status": "paid" } }, BEFORE, cancelled],
    ["no state at all", {}, { state: null }, null, BEFORE],
  ])("can say with %s", async (_what, options, expected, right, wrong) => {
    expect((await scoreOf(after(right, expected), options)).value).toBe(1);
    expect((await scoreOf(after(wrong, expected), options)).value).toBe(0);
  });

  it("refuses to compare nothing", () =>
    expect(() => finalState({ paths: [] })).toThrow("finalState: paths is empty, so nothing would count; name a path"));

  it("names what is wrong, and that the turns ran out", async () => {
    const { reason } = await scoreOf(after(BEFORE, CANCEL, { ending: "out_of_turns", turns: 8 }));
    expect(reason).toBe('orders.O-1.status: expected "cancelled", got "paid"; out of turns after 8');
  });

  it("tells null, the text null, and nothing apart", async () => {
    const reasonOf = async (state: JsonValue, wanted: JsonValue) =>
      (await scoreOf(after(state, { changes: { note: wanted } }, { initialState: { id: 1, note: 0 } }))).reason;
    expect(await reasonOf({ id: 1, note: "null" }, null)).toBe('note: expected null, got "null"');
    expect(await reasonOf({ id: 1, note: null }, "null")).toBe('note: expected "null", got null');
    expect(await reasonOf({ id: 1 }, "nothing")).toBe('note: expected "nothing", got nothing');
    expect(await reasonOf({ id: 1, note: "x".repeat(100) }, 1)).toBe(`note: expected 1, got "${"x".repeat(79)}…`);
  });

  it("cannot say without a conversation, or without a label that it knows", async () => {
    expect(await finalState().score(answer("Done.", CANCEL))).toMatchObject({ failure: "validator_error" });
    for (const label of [null, "done", [], {}, { changes: { "": 1 } }, { changes: 3 }]) {
      expect(await finalState().score(after(BEFORE, label))).toMatchObject({ failure: "validator_error" });
    }
  });

  it("refuses a path with an empty step", () => {
    expect(() => finalState({ ignore: ["orders..status"] })).toThrow(
      'path "orders..status": cannot be read at character 7',
    );
    expect(() => finalState({ paths: [""] })).toThrow("cannot be read at character 1");
  });

  it("cannot say where a change names no one place", async () => {
    const label = { changes: { "orders.*.status": "cancelled" } };
    expect(() => finalState().score(after(BEFORE, label))).toThrow(
      '"*.status" in the path of a change names no one place',
    );
  });

  it("cannot say where a change names no place of a list", () => {
    const lists = { initialState: { lines: [1, 2] } };
    const scoring = (path: string) => () =>
      finalState().score(after(lists.initialState, { changes: { [path]: 9 } }, lists));
    expect(scoring("lines.first")).toThrow('"first" is no place of the list of 2 at lines');
    expect(scoring("lines[7]")).toThrow('"[7]" is no place of the list of 2 at lines');
    expect(scoring("lines[2]")()).toMatchObject({ value: 0 });
  });

  it("tells a list from an object with numbers for keys", async () => {
    expect((await scoreOf(after({ x: ["a"] }, { state: { x: { 0: "a" } } }, { initialState: {} }))).value).toBe(0);
  });

  it("has a version that changes with its options", () => {
    const versions = [{}, { partialCredit: true }, { ignore: ["a"] }, { paths: ["a"] }].map(
      (one) => finalState(one).version,
    );
    expect(new Set(versions).size).toBe(4);
  });

  it("is 1 exactly where the states are equal, whatever they are, and lies within [0, 1]", async () => {
    const json = fc
      .jsonValue({ maxDepth: 4 })
      .filter((value) => JSON.stringify(value) === JSON.stringify(JSON.parse(JSON.stringify(value))));
    const property = fc.asyncProperty(json, json, json, fc.boolean(), async (initial, want, got, partialCredit) => {
      const states = [initial, want, got].map((value) => JSON.parse(JSON.stringify({ root: value })) as JsonValue);
      const [initialState = null, state = null, other = null] = states;
      const same = await scoreOf(after(state, { state }, { initialState }), { partialCredit });
      expect(same.value).toBe(1);
      const { value } = await scoreOf(after(other, { state }, { initialState }), { partialCredit });
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value === 1).toBe(canonicalJson(state) === canonicalJson(other));
    });
    await fc.assert(property, { seed: 11, numRuns: 300 });
  });
});
