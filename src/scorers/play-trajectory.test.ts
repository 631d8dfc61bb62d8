import { describe, expect, it } from "vitest";
import { referenceAnswer } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { fixtureEval } from "../testing/benchmark-fixture.js";
import { moveCall, shelfEval, shelfItems } from "../testing/conversation-fixture.js";
import { playTrajectory } from "./play-trajectory.js";

const ITEM = shelfItems(1)[0] as Item;
const played = (trajectory: object, change = {}) => playTrajectory(shelfEval(change), ITEM, JSON.stringify(trajectory));

describe("playTrajectory", () => {
  it("shows scorers what a model would leave that does just this", async () => {
    const context = await playTrajectory(shelfEval(), ITEM, referenceAnswer(shelfEval(), ITEM));
    expect(context).toMatchObject({ text: "Moved.", conversation: { ending: "end_turn", turns: 3 } });
    const scores = await Promise.all(
      shelfEval().scorers.map(async (scorer) => (scorer.kind === "judge" ? null : scorer.score(context))),
    );
    expect(scores).toMatchObject([{ value: 1 }, { value: 1 }]);
  });

  it("goes on after a call that fails, as a model that does not listen", async () => {
    const { conversation } = await played({
      calls: [moveCall("c", "a", 1), { name: "lift", input: {} }, moveCall("a", "c", 1)],
      text: "x",
    });
    expect(conversation?.steps.map(({ result }) => result?.isError)).toEqual([true, true, false]);
    expect(conversation?.state).toEqual({ shelves: { a: 8, b: 0, c: 1 } });
  });

  it("runs out of turns as a conversation does", async () => {
    const calls = [1, 1, 1].map((count) => moveCall("a", "b", count));
    const { conversation, text } = await played({ calls, text: "Done." }, { maxTurns: 2 });
    expect(conversation).toMatchObject({ ending: "out_of_turns", turns: 2, state: { shelves: { a: 8, b: 1 } } });
    expect(conversation?.steps.map(({ result }) => result !== null)).toEqual([true, false]);
    expect(text).toBe("");
  });

  it.each(["Moved.", "{}", '{"calls":[{"name":"look"}],"text":""}', "[]"])("refuses %s", async (text) => {
    await expect(playTrajectory(shelfEval(), ITEM, text)).rejects.toThrow(
      'item "shelf-0": not the JSON of a trajectory',
    );
  });

  it("refuses an eval without tools", async () => {
    await expect(playTrajectory(fixtureEval(), ITEM, "{}")).rejects.toThrow(
      "has no tools, so there is nothing to play",
    );
  });
});
