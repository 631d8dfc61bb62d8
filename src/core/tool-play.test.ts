import { describe, expect, it } from "vitest";
import { checkInput } from "../scorers/check-input.js";
import { moveCall, SHELF_TOOLS, shelfItems, shelves } from "../testing/conversation-fixture.js";
import type { IdentifiedCall } from "./conversation.js";
import type { ConversationRules } from "./conversation-rules.js";
import type { Item } from "./item.js";
import type { Environment } from "./tool.js";
import { EnvironmentFailure, ToolPlay } from "./tool-play.js";

const ITEM = shelfItems(1)[0] as Item;
const LOOK: IdentifiedCall = { id: "1", name: "look", input: { shelf: "a" } };

function play(environment: ConversationRules["environment"] = shelves): ToolPlay {
  return new ToolPlay({ tools: SHELF_TOOLS, environment, environmentVersion: "1", maxTurns: 8 }, ITEM, checkInput);
}

/** An environment of which one part is broken. */
function broken(part: object): ConversationRules["environment"] {
  return (item) => ({ ...shelves(item), ...part });
}

describe("the calls of a conversation", () => {
  it("are carried out in their order, each on what the ones before have left", async () => {
    const table = play();
    const told = await table.carryOut([
      { id: "x", ...moveCall("a", "b", 9) },
      { id: "y", ...moveCall("a", "b", 1) },
      { id: "z", name: "look", input: { shelf: "b" } },
    ]);
    expect(told).toEqual([
      { id: "x", text: '{"a":0,"b":9}', isError: false },
      { id: "y", text: "only 0 on shelf a", isError: true },
      { id: "z", text: '{"shelf":"b","count":9}', isError: false },
    ]);
    expect(table.state()).toEqual({ shelves: { a: 0, b: 9, c: 0 } });
    expect(table.initialState).toEqual({ shelves: { a: 9, b: 0, c: 0 } });
  });

  it.each<[what: string, call: Partial<IdentifiedCall>, told: RegExp]>([
    ["an unknown tool", { name: "drop" }, /^unknown tool "drop"; there are: look, move$/],
    ["a tool of Object.prototype", { name: "toString" }, /^unknown tool "toString"/],
    ["a missing argument", { input: {} }, /^wrong arguments for "look": \/ must have required property 'shelf'$/],
    ["a further argument", { input: { shelf: "a", now: true } }, /must NOT have additional properties/],
    ["an argument out of range", { input: { shelf: "z" } }, /\/shelf must be equal to one of the allowed values/],
  ])("with %s are told to the model and reach no environment", async (_what, call, text) => {
    const table = play(
      broken({
        call: () => {
          throw new Error("reached");
        },
      }),
    );
    const [told] = await table.carryOut([{ ...LOOK, ...call }]);
    expect(told).toMatchObject({ isError: true, text: expect.stringMatching(text) as string });
  });

  it("tell a text as it is", async () => {
    const [told] = await play(broken({ call: () => ({ result: "plenty" }) })).carryOut([LOOK]);
    expect(told?.text).toBe("plenty");
  });
});

describe("an environment", () => {
  it("does not see the label, and cannot change the item for the next one", () => {
    const seen: unknown[] = [];
    const environment: ConversationRules["environment"] = (item) => {
      seen.push(structuredClone(item));
      (item.input["shelves"] as { a: number }).a = 0;
      return shelves(item);
    };
    play(environment);
    play(environment);
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).not.toHaveProperty("expected");
    expect(ITEM.input["shelves"]).toEqual({ a: 9, b: 0, c: 0 });
  });

  it("cannot change afterwards what was told, nor what was called", async () => {
    const said = { list: [1] };
    const call: Environment["call"] = (_name, input) => {
      (input as { shelf: string }).shelf = "c";
      said.list.push(2);
      return { result: said };
    };
    const asked = { ...LOOK, input: { shelf: "a" } };
    const told = await play(broken({ call })).carryOut([asked, asked]);
    expect(told.map(({ text }) => text)).toEqual(['{"list":[1,2]}', '{"list":[1,2,2]}']);
    expect(asked.input).toEqual({ shelf: "a" });
  });

  const where = 'environment of eval "shelves", item "shelf-0"';

  it.each<[what: string, call: () => unknown, message: string]>([
    ["throws", () => null, `${where}, tool "look": `],
    [
      "is asynchronous",
      () => Promise.resolve({ result: 1 }),
      `${where}, tool "look": returned a promise; it must be synchronous`,
    ],
    ["says nothing", () => undefined, `${where}, tool "look": returned neither { result } nor { error }`],
    ["says both", () => ({ result: 1, error: "x" }), `${where}, tool "look": returned neither`],
    ["says no JSON", () => ({ result: new Map() }), `${where}, tool "look": returned neither`],
    ["says NaN", () => ({ result: Number.NaN }), `${where}, tool "look": returned neither`],
  ])("that %s fails, naming eval, item and tool", async (what, call, message) => {
    const failing = () => {
      if (what === "throws") throw new Error("out of shelves");
      return call();
    };
    const failure = play(broken({ call: failing })).carryOut([LOOK]);
    await expect(failure).rejects.toThrow(EnvironmentFailure);
    await expect(failure).rejects.toThrow(what === "throws" ? `${message}out of shelves` : message);
  });

  it("that cannot be made, or has no state that JSON can say, fails too", () => {
    const thrower = () => {
      throw new Error("no shelves today");
    };
    expect(() => play(thrower)).toThrow(`${where}: no shelves today`);
    expect(() => play(broken({ state: () => ({ at: new Date(0) }) }))).toThrow(`${where}: not a JSON value`);
  });

  it("whose schema cannot be compiled fails, naming the tool", async () => {
    const tools = [{ name: "look", description: "Looks.", inputSchema: { type: "object", properties: 7 } }];
    const rules = { tools, environment: shelves, environmentVersion: "1", maxTurns: 8 };
    const failure = new ToolPlay(rules, ITEM, checkInput).carryOut([LOOK]);
    await expect(failure).rejects.toThrow(`${where}, tool "look": its inputSchema: `);
  });
});
