import { describe, expect, it } from "vitest";
import { TranscriptSchema } from "../core/conversation.js";
import type { EvalSpec } from "../core/eval.js";
import type { Outcome } from "../core/outcome.js";
import type { EnvironmentFactory, ToolCall } from "../core/tool.js";
import { memoryStore } from "../store/memory-store.js";
import { CHEAP, fixtureOptions, fixtureRun } from "../testing/benchmark-fixture.js";
import { callBlocks, moveCall, shelfEval, shelfPlan, shelves } from "../testing/conversation-fixture.js";
import { type Script, type ScriptedReply, scriptedClient } from "../testing/scripted-client.js";
import { resumeRun, startRun } from "./run-benchmark.js";

const LOOK = { name: "look", input: { shelf: "a" } };
const calls = (...made: readonly ToolCall[]): ScriptedReply => ({
  stopReason: "tool_use",
  text: "",
  content: callBlocks(...made),
});
const DONE: ScriptedReply = { text: "Moved.\nCONFIDENCE: high" };

/** A run of one conversation on one tier whose turns are scripted. */
function story(change: Partial<EvalSpec> = {}, items = 1) {
  const plan = shelfPlan(items, shelfEval(change), { tiers: [CHEAP] });
  const store = memoryStore();
  const run = fixtureRun(plan, { tiers: [CHEAP], taskTypes: ["shelves"] });
  const part = async (act: typeof startRun, script: Script, retryErrors = false) => {
    const client = scriptedClient(script);
    await act(run, plan, fixtureOptions(store, client, { retryErrors, concurrency: 1 }));
    return { client, outcomes: await store.outcomes(), outcome: (await store.outcomes())[0] as Outcome };
  };
  return {
    store,
    run: (...turns: readonly ScriptedReply[]) => part(startRun, ({ index }) => turns[index] ?? DONE),
    start: (script: Script) => part(startRun, script),
    resume: (...turns: readonly ScriptedReply[]) => part(resumeRun, ({ index }) => turns[index] ?? DONE, true),
  };
}

describe("a conversation", () => {
  it("sends back what was said and what came of it, each turn under a key of its own", async () => {
    const { client, outcome } = await story().run(calls(LOOK), calls(moveCall("a", "b", 2)), DONE);
    expect(client.calls.map(({ role, draw }) => [role, draw])).toEqual([
      ["answer", 0],
      ["answer:2", 0],
      ["answer:3", 0],
    ]);
    expect(client.calls[1]?.request.messages.slice(1)).toEqual([
      { role: "assistant", content: callBlocks(LOOK) },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: "call-0", content: '{"shelf":"a","count":9}' }],
      },
    ]);
    expect(outcome).toMatchObject({ status: "scored", score: 1, attempts: 3, latencyMs: 15, responseText: DONE.text });
    expect(outcome.costNanoUsd).toBe(3 * 20);
    expect(outcome.signals).toMatchObject([{ level: "high" }, { name: "resolved-calls", level: "pass" }]);
  });

  it("answers all calls of a turn in one message, errors among them", async () => {
    const both = calls(LOOK, { name: "lift", input: {} }, { ...moveCall("b", "c", 5) });
    const { client } = await story().run(both);
    expect(client.calls[1]?.request.messages.at(-1)?.content).toMatchObject([
      { tool_use_id: "call-0", content: '{"shelf":"a","count":9}' },
      { tool_use_id: "call-1", is_error: true, content: 'unknown tool "lift"; there are: look, move' },
      { tool_use_id: "call-2", is_error: true, content: "only 0 on shelf b" },
    ]);
  });

  it("out of turns is scored by what it left, says so, and does not carry out its last calls", async () => {
    const { client, outcome } = await story({ maxTurns: 2 }).run(calls(LOOK), calls(moveCall("a", "b", 2)));
    expect(client.calls).toHaveLength(2);
    expect(outcome).toMatchObject({ status: "scored", outcomeClass: "ok", score: 0 });
    expect(outcome.scores[0]?.reason).toMatch(/^shelves.a: expected 7, got 9.*; out of turns after 2$/);
    expect(outcome.signals).toMatchObject([{ isMissing: true }, { level: "fail" }]);
    expect(outcome.extra["conversation"]).toMatchObject({ ending: "out_of_turns", turns: [{}, { results: null }] });
  });

  it("out of turns can be right all the same", async () => {
    const { outcome } = await story({ maxTurns: 3 }).run(calls(LOOK), calls(moveCall("a", "b", 2)), calls(LOOK));
    expect(outcome).toMatchObject({ status: "scored", score: 1 });
    expect(outcome.scores[0]?.reason).toBe("the state is as expected; out of turns after 3");
  });

  it.each<[what: string, reply: ScriptedReply]>([
    ["model_truncated", { outcomeClass: "model_truncated", text: "I will" }],
    ["model_refusal", { outcomeClass: "model_refusal", text: "No." }],
    ["model_empty", { outcomeClass: "model_empty", text: "" }],
  ])("that ends %s in a later turn is scored 0 under that class", async (what, reply) => {
    const { outcome } = await story().run(calls(LOOK), calls(moveCall("a", "b", 2)), reply);
    expect(outcome).toMatchObject({ status: "scored", score: 0, outcomeClass: what, attempts: 3 });
  });

  it("that stops for a reason nobody knows is missing, and begins anew when it is tried again", async () => {
    const told = story();
    const pause = { outcomeClass: "model_unexpected_stop", stopReason: "pause_turn" } as const;
    const first = await told.run(calls(LOOK), pause);
    expect(first.outcome).toMatchObject({ status: "errored", score: null, extra: {} });
    expect(first.outcome.error).toBe('turn 2: stopped with "pause_turn", which this eval cannot score');
    const second = await told.resume(calls(LOOK), calls(moveCall("a", "b", 2)));
    expect(second.client.calls.map(({ role, draw }) => [role, draw])).toEqual([
      ["answer", 1],
      ["answer:2", 1],
      ["answer:3", 0],
    ]);
    expect(second.outcome).toMatchObject({ status: "scored", score: 1, costNanoUsd: 3 * 20, attempts: 5 });
  });

  it("whose turn failed goes on from there when it is tried again, and pays no turn twice", async () => {
    const told = story();
    const first = await told.run(calls(LOOK), { outcomeClass: "infra_malformed" });
    expect(first.outcome).toMatchObject({ status: "errored", outcomeClass: "infra_malformed", costNanoUsd: 20 });
    expect(first.outcome.error).toBe("turn 2: scripted infra_malformed");
    const again = await told.resume({ outcomeClass: "infra_malformed" });
    expect(again.client.calls.map(({ role, draw }) => [role, draw])).toEqual([["answer:2", 0]]);
    const last = await told.resume(calls(moveCall("a", "b", 2)));
    expect(last.outcome).toMatchObject({ status: "scored", score: 1, costNanoUsd: 3 * 20, latencyMs: 15 });
    expect(last.client.calls[0]?.request.messages).toHaveLength(3);
  });
});

describe("an environment that breaks", () => {
  const breaking: EnvironmentFactory = (item) => {
    const world = shelves(item);
    return {
      ...world,
      call(name, input) {
        if (name === "move" && item.id === "shelf-0") throw new Error("the shelf fell over");
        return world.call(name, input);
      },
    };
  };

  it("errors its cell, naming eval, item and tool, and the run goes on", async () => {
    const told = story({ environment: breaking }, 2);
    const script: Script = ({ role, request }) => {
      const first = JSON.stringify(request.messages).includes("number 0");
      if (role === "answer") return calls(LOOK);
      if (role === "answer:2") return calls(moveCall("a", "b", 2));
      if (role === "answer:3" && !first) return calls(moveCall("b", "c", 1));
      return DONE;
    };
    const { outcomes } = await told.start(script);
    expect(outcomes.map(({ status }) => status)).toEqual(["errored", "scored"]);
    expect(outcomes[0]).toMatchObject({ outcomeClass: "validator_error", score: null, costNanoUsd: 40 });
    expect(outcomes[0]?.error).toBe('environment of eval "shelves", item "shelf-0", tool "move": the shelf fell over');
    const kept = TranscriptSchema.parse(outcomes[0]?.extra["conversation"]);
    expect(kept).toMatchObject({ ending: "unfinished", turns: [{}, { results: null }] });
    expect(outcomes[1]?.score).toBe(1);
  });

  it("and is repaired goes on with the turns that were paid", async () => {
    let isBroken = true;
    const environment: EnvironmentFactory = (item) => (isBroken ? breaking(item) : shelves(item));
    const told = story({ environment });
    const first = await told.run(calls(LOOK), calls(moveCall("a", "b", 2)));
    expect(first.outcome.outcomeClass).toBe("validator_error");
    isBroken = false;
    const { outcome, client } = await told.resume(DONE);
    expect(client.calls.map(({ role }) => role)).toEqual(["answer:3"]);
    expect(outcome).toMatchObject({ status: "scored", score: 1, costNanoUsd: 60 });
  });

  it("by saying something else than it did ends in an error, not in a wrong answer", async () => {
    let goods = 9;
    const environment: EnvironmentFactory = (item) => {
      const world = shelves(item);
      return { ...world, call: (name, input) => (name === "look" ? { result: goods } : world.call(name, input)) };
    };
    const told = story({ environment });
    await told.run(calls(LOOK), { outcomeClass: "infra_malformed" });
    goods = 8;
    const { outcome, client } = await told.resume(DONE);
    expect(client.calls).toEqual([]);
    expect(outcome).toMatchObject({ status: "errored", outcomeClass: "validator_error", costNanoUsd: 20 });
    expect(outcome.error).toMatch(/^tool "look" now says something else than in the stored conversation/);
  });
});

it("an eval with tools is refused where nothing can hold arguments against schemas", async () => {
  const plan = shelfPlan(1, shelfEval(), { tiers: [CHEAP] });
  const { checkInput: _check, ...options } = fixtureOptions(memoryStore(), scriptedClient());
  await expect(startRun(fixtureRun(plan), plan, options)).rejects.toThrow("conversations need checkInput");
});
