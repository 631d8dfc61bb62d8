import { describe, expect, it } from "vitest";
import { agreement } from "../scorers/agreement.js";
import { exact } from "../scorers/exact.js";
import { CHEAP, fixtureEval, fixtureItems } from "../testing/benchmark-fixture.js";
import { SHELF_TOOLS, shelfEval, shelfItems, shelves } from "../testing/conversation-fixture.js";
import { cellKey } from "./cell.js";
import { conversationRules } from "./conversation-rules.js";
import { composeRequest, defineEval, type EvalDefinition, type EvalSpec, referenceAnswer } from "./eval.js";

const [look] = SHELF_TOOLS;
if (look === undefined) throw new RangeError("no tool");

function keyOf(evaluation: EvalDefinition): string {
  const [item] = shelfItems(1);
  if (item === undefined) throw new RangeError("no item");
  return cellKey(evaluation, item, composeRequest(evaluation, item, CHEAP), CHEAP.id, 0, null);
}

describe("an eval with tools", () => {
  it("has 8 turns unless it says otherwise, and offers its tools as they are", () => {
    expect(conversationRules(shelfEval())?.maxTurns).toBe(8);
    const [item] = shelfItems(1);
    expect(item === undefined ? null : composeRequest(shelfEval(), item, CHEAP).tools).toEqual(SHELF_TOOLS);
  });

  it("has the JSON of its trajectory as reference", () => {
    const [item] = shelfItems(1);
    const reference = item === undefined ? "" : referenceAnswer(shelfEval(), item);
    expect(JSON.parse(reference)).toMatchObject({ calls: [{ name: "look" }, { name: "move" }], text: "Moved." });
  });

  it("that does not say what is right, or fails to, cannot be played by the simulator", () => {
    const [item] = shelfItems(1);
    if (item === undefined) throw new RangeError("no item");
    expect(() => referenceAnswer(shelfEval({ referenceTrajectory: undefined as never }), item)).toThrow(
      'eval "shelves" has tools and no referenceTrajectory, so the simulator cannot play it; add one',
    );
    const failing = () => {
      throw new Error("no label");
    };
    expect(() => referenceAnswer(shelfEval({ referenceTrajectory: failing }), item)).toThrow(
      'eval "shelves", item "shelf-0": referenceTrajectory threw: no label',
    );
  });

  it.each<[problem: string, change: Partial<EvalSpec>, message: RegExp]>([
    ["no environment", { environment: undefined as never }, /has tools without an environment: add environment/],
    ["no version", { environmentVersion: undefined as never }, /add environment and environmentVersion/],
    ["an empty version", { environmentVersion: "" }, /environmentVersion must be a text that is not empty/],
    ["no turns", { maxTurns: 0 }, /maxTurns must be a whole number from 1 to 32, found 0/],
    ["half a turn", { maxTurns: 2.5 }, /found 2.5/],
    ["too many turns", { maxTurns: 33 }, /found 33/],
    ["no tool", { tools: [] }, /empty list of tools/],
    ["a tool twice", { tools: [look, look] }, /two tools named "look"/],
    ["a bad name", { tools: [{ ...look, name: "look here" }] }, /tool "look here": use 1 to 64 of/],
    ["no description", { tools: [{ ...look, description: " " }] }, /tool "look" has no description/],
    ["arguments that are no object", { tools: [{ ...look, inputSchema: { type: "string" } }] }, /type "object"/],
    ["a signal that asks again", { signals: [agreement()] }, /signal "agreement" asks further answers/],
  ])("is refused with %s", (_problem, change, message) => {
    expect(() => shelfEval(change)).toThrow(message);
  });

  it.each(["environment", "environmentVersion", "maxTurns", "referenceTrajectory"] as const)(
    "is refused where %s stands alone",
    (field) => {
      const { [field]: idle } = shelfEval({ maxTurns: 3 });
      const spec = { taskType: "t", dataset: "d", prompt: () => ({ messages: [] }), scorers: [exact()], [field]: idle };
      expect(() => defineEval(spec)).toThrow(`eval "t" has ${field} but no tools: add tools, or take it out`);
    },
  );
});

describe("the identity of a conversation", () => {
  it("has the tools, the version of the environment and the turns in it", () => {
    const keys = [
      shelfEval(),
      shelfEval({ environmentVersion: "2" }),
      shelfEval({ maxTurns: 7 }),
      shelfEval({ tools: [look] }),
      shelfEval({ tools: SHELF_TOOLS.map((tool) => ({ ...tool, description: `${tool.description} Now.` })) }),
    ].map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keyOf(shelfEval({ maxTurns: 8, environment: (item) => shelves(item) }))).toBe(keys[0]);
  });

  it("of an eval that asks once is what it was before there were conversations", () => {
    const [item] = fixtureItems(1);
    if (item === undefined) throw new RangeError("no item");
    const evaluation = fixtureEval();
    const key = cellKey(evaluation, item, composeRequest(evaluation, item, CHEAP), CHEAP.id, 0, null);
    expect(key).toBe("a01f6145582f3926b3c852b6e115d884bee30d386b1adbd19b5174584b988109");
  });
});
