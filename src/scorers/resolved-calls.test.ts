import { describe, expect, it } from "vitest";
import type { Conversation, ToolStep } from "../core/conversation.js";
import { NO_USAGE } from "../core/model-response.js";
import type { SignalContext } from "../core/signal.js";
import { answer } from "../testing/scoring-context.js";
import { resolvedCalls } from "./resolved-calls.js";
import { validatorSignal } from "./validator-signal.js";

const step = (turn: number, isError: boolean): ToolStep => ({
  turn,
  name: `tool-${turn}`,
  input: {},
  result: { text: "no such order", isError },
});
const held = (steps: readonly ToolStep[], ending: Conversation["ending"] = "end_turn"): Conversation => ({
  tools: [],
  steps,
  turns: 3,
  ending,
  initialState: null,
  state: null,
});

describe("resolvedCalls", () => {
  it.each<[what: string, conversation: Conversation, value: number, reason: string]>([
    ["no call at all", held([]), 1, "every call is resolved"],
    ["calls that went well", held([step(0, false), step(1, false)]), 1, "every call is resolved"],
    ["an error that was followed by another way", held([step(0, true), step(1, false)]), 1, "every call is resolved"],
    ["an error in the end", held([step(0, false), step(1, true)]), 0, 'ended after tool-1 failed: "no such order"'],
    ["an error among the last", held([step(1, true), step(1, false)]), 0, 'ended after tool-1 failed: "no such order"'],
    [
      "no turn left",
      held([step(0, false), { ...step(1, false), result: null }], "out_of_turns"),
      0,
      "out of turns after 3",
    ],
  ])("with %s", async (_what, conversation, value, reason) => {
    expect(await resolvedCalls().score({ ...answer("Done."), conversation })).toMatchObject({ value, reason });
  });

  it("is a signal that needs no label, and is missing where there is no conversation", async () => {
    const signal = validatorSignal(resolvedCalls());
    const response = {
      text: "",
      stopReason: "end_turn",
      model: "m",
      requestId: null,
      usage: NO_USAGE,
      latencyMs: 0,
      simulated: true,
    };
    const seen: SignalContext = { input: {}, rawText: "", text: "", response, extraTexts: [] };
    expect(await signal.read({ ...seen, conversation: held([]) })).toEqual({
      name: "resolved-calls",
      value: 1,
      level: "pass",
    });
    expect(await signal.read({ ...seen, conversation: held([step(0, true)]) })).toMatchObject({ level: "fail" });
    expect(await signal.read(seen)).toMatchObject({ level: "fail", isMissing: true });
  });
});
