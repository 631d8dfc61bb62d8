import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Prompt } from "../core/model-request.js";
import { sharedPrefix } from "./shared-prefix.js";

const SEED = 4207;
const user = (content: Prompt["messages"][number]["content"]) => ({ role: "user" as const, content });
const text = (said: string) => ({ type: "text", text: said });

describe("what prompts begin with", () => {
  it.each<[string, readonly Prompt[], ReturnType<typeof sharedPrefix>]>([
    ["the system text", [1, 2].map((n) => ({ system: "Sort.", messages: [user(`item ${n}`)] })), "system"],
    [
      "leading messages",
      [1, 2, 3].map((n) => ({
        system: "Sort.",
        messages: [user("an example"), { role: "assistant" as const, content: "a" }, user(`item ${n}`)],
      })),
      { message: 1, block: 0 },
    ],
    [
      "leading blocks of a message",
      [1, 2].map((n) => ({ messages: [user([text("rules"), text("examples"), text(`item ${n}`)])] })),
      { message: 0, block: 1 },
    ],
    ["everything", [1, 2].map(() => ({ messages: [user("the same")] })), { message: 0, block: 0 }],
    ["nothing: other systems", [1, 2].map((n) => ({ system: `${n}`, messages: [user("same")] })), null],
    ["nothing: other messages and no system", [1, 2].map((n) => ({ messages: [user(`${n}`)] })), null],
    ["nothing: half a text is no block", [1, 2].map((n) => ({ messages: [user(`Sort this: ${n}`)] })), null],
    [
      "nothing: another schema stands before it all",
      [1, 2].map((n) => ({ system: "s", messages: [user("u")], outputSchema: { n } })),
      null,
    ],
    [
      "nothing: a text is no block of the same text",
      [{ messages: [user("u")] }, { messages: [user([text("u")])] }],
      null,
    ],
    [
      "nothing: another role",
      [{ messages: [user("u")] }, { messages: [{ role: "assistant" as const, content: "u" }] }],
      null,
    ],
    ["nothing: a single prompt", [{ system: "s", messages: [user("u")] }], null],
    ["nothing: no prompt", [], null],
  ])("%s", (_what, prompts, end) => expect(sharedPrefix(prompts)).toEqual(end));

  it(`is the longest, whatever the order of the prompts (seed ${SEED})`, () => {
    const block = fc.constantFrom("a", "b").map(text);
    const prompt = fc.record({ system: fc.constantFrom("s", "t"), blocks: fc.array(block, { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(prompt, { minLength: 2, maxLength: 4 }), (drawn) => {
        const prompts = drawn.map(({ system, blocks }) => ({ system, messages: [user([...blocks, text("own")])] }));
        const end = sharedPrefix(prompts);
        expect(sharedPrefix(prompts.toReversed())).toEqual(end);
        const isShared = (count: number) =>
          new Set(drawn.map(({ system, blocks }) => JSON.stringify([system, [...blocks, text("own")].slice(0, count)])))
            .size === 1 && drawn.every(({ blocks }) => blocks.length + 1 >= count);
        const counts = [0, 1, 2, 3, 4, 5].filter(isShared);
        const most = counts.at(-1);
        expect(end).toEqual(most === undefined ? null : most === 0 ? "system" : { message: 0, block: most - 1 });
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
