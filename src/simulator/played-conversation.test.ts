import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../core/json.js";
import { promptFingerprint } from "../core/model-request.js";
import type { ToolCall } from "../core/tool.js";
import { answerKey } from "./answer-key.js";
import { ladderWorld } from "./demo-world.js";
import { seededRandom } from "./seeded-random.js";
import { type Simulator, startSimulator } from "./start-simulator.js";
import { wrongTrajectory } from "./wrong-trajectory.js";

const MODEL = "claude-haiku-5-5";
const READ = { name: "get", input: { id: "O-1" } };
const CANCEL = { name: "cancel", input: { id: "O-1", count: 12 } };
const TOOLS = [READ, CANCEL].map(({ name }) => ({
  name,
  description: `Tool ${name}.`,
  input_schema: { type: "object", required: ["id"] },
}));
const OFFERED = TOOLS.map(({ input_schema: inputSchema, ...tool }) => ({ ...tool, inputSchema }));
const ITEMS = Array.from({ length: 60 }, (_, index) => `cancel order ${index}`);

type Body = JsonObject & {
  readonly content: readonly JsonObject[];
  readonly stop_reason: string;
  readonly usage: JsonObject;
};

function simulator(seed = 7): Promise<Simulator> {
  const entries = ITEMS.map((content, index) => ({
    fingerprint: promptFingerprint({ messages: [{ role: "user", content }], tools: OFFERED }),
    itemId: `i${index}`,
    taskType: "tools",
    difficulty: (["easy", "medium", "hard"] as const)[index % 3],
    reference: JSON.stringify({ index }),
    trajectory: { calls: [READ, CANCEL], text: "Cancelled." },
  }));
  const world = ladderWorld(["a", MODEL, "c"], ["other", "tools"]);
  return startSimulator({ seed, world, answerKey: answerKey(entries) });
}

async function post(
  { baseUrl }: Simulator,
  messages: readonly object[],
  callKey = "k",
  tools: readonly object[] = TOOLS,
) {
  const response = await fetch(`${baseUrl}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": "k", "idempotency-key": callKey },
    body: JSON.stringify({ model: MODEL, max_tokens: 400, messages, ...(tools.length === 0 ? {} : { tools }) }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Body & { readonly error?: { readonly message: string } },
  };
}

const resultOf = (block: JsonObject) => ({ type: "tool_result", tool_use_id: block["id"], content: "said" });

/** A whole conversation, told "said" to every call. @returns its calls, its last text, and the tokens of its prompts */
async function held(
  server: Simulator,
  content: string,
  keyOf: (turn: number) => string = (turn) => `${content}:${turn}`,
) {
  const messages: object[] = [{ role: "user", content }];
  const made: ToolCall[] = [];
  const prompts: number[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const { body } = await post(server, messages, keyOf(turn));
    prompts.push(Number(body.usage["input_tokens"]));
    const calls = body.content.filter(({ type }) => type === "tool_use");
    if (calls.length === 0) return { made, prompts, body, text: JSON.stringify(body.content) };
    expect(body.stop_reason).toBe("tool_use");
    made.push(...calls.map(({ name, input }) => ({ name: name as string, input: input as JsonObject })));
    messages.push({ role: "assistant", content: body.content }, { role: "user", content: calls.map(resultOf) });
  }
  throw new Error("it does not end");
}

describe("a simulated conversation", () => {
  it("is right from end to end, or wrong, as its first key decides; usage grows with it", async () => {
    await using server = await simulator();
    const all = await Promise.all(ITEMS.map((content) => held(server, content)));
    const isRight = ({ made }: { readonly made: readonly ToolCall[] }) =>
      JSON.stringify(made) === JSON.stringify([READ, CANCEL]);
    const right = all.filter(isRight).length;
    expect(right).toBeGreaterThan(10);
    expect(right).toBeLessThan(60);
    for (const { prompts } of all) expect(prompts).toEqual(prompts.toSorted((a, b) => a - b));
    const names = new Set(all.flatMap(({ made }) => made.map(({ name }) => name)));
    expect(names.has("get") && names.has("cancel")).toBe(true);
  });

  it("does not depend on the keys of its later turns, on the server, or on what else is asked", async () => {
    await using first = await simulator();
    await using second = await simulator();
    for (const content of ITEMS.slice(0, 12)) {
      const one = await held(first, content, (turn) => (turn === 0 ? content : `another ${turn}`));
      const other = await held(second, content);
      expect(one.made).toEqual(other.made);
      expect(one.text).toBe(other.text);
    }
  });

  it("is another one with another seed, or another first key", async () => {
    await using first = await simulator();
    await using second = await simulator(8);
    const run = async (server: Simulator, key: string) =>
      JSON.stringify(
        await Promise.all(ITEMS.map(async (content) => (await held(server, content, () => `${key} ${content}`)).made)),
      );
    const runs = await Promise.all([run(first, "x"), run(first, "y"), run(second, "x")]);
    expect(new Set(runs).size).toBe(3);
  });

  const asked = { role: "user", content: ITEMS[0] };
  const called = { role: "assistant", content: [{ type: "tool_use", id: "t1", ...READ }] };
  const told = { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: "said" }] };

  it.each<[what: string, messages: readonly object[], message: RegExp]>([
    ["a call without a result", [asked, called, asked], /tool_use "t1" has no tool_result/],
    ["a result without a call", [asked, { role: "assistant", content: "Hm." }, told], /"t1", which the message before/],
    ["a result at the beginning", [told], /"t1", which the message before/],
    [
      "a call without a name",
      [asked, { role: "assistant", content: [{ type: "tool_use", id: "t1" }] }, told],
      /needs id, name and input/,
    ],
    ["a conversation that it did not begin", [asked, called, told], /not of a conversation that the simulator began/],
    ["a prompt that it does not know", [{ role: "user", content: "?" }], /not in the simulator's answer key/],
  ])("refuses %s", async (_what, messages, message) => {
    await using server = await simulator();
    const { status, body } = await post(server, messages);
    expect({ status, message: body.error?.message }).toEqual({
      status: 400,
      message: expect.stringMatching(message) as string,
    });
  });

  it.each<[what: string, tools: readonly object[], message: RegExp]>([
    ["two tools of one name", [TOOLS[0] ?? {}, TOOLS[0] ?? {}], /tool names must be unique/],
    ["a tool without a schema", [{ name: "get" }], /tools\.0\.input_schema/],
    ["a tool with a blank in its name", [{ ...TOOLS[0], name: "get it" }], /tools\.0\.name/],
    ["other tools than the item has", [TOOLS[0] ?? {}], /not in the simulator's answer key/],
  ])("refuses %s", async (_what, tools, message) => {
    await using server = await simulator();
    const { status, body } = await post(server, [asked], "k", tools);
    expect({ status, message: body.error?.message }).toEqual({
      status: 400,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe("a wrong trajectory", () => {
  const call = fc.record({
    name: fc.constantFrom("get", "cancel"),
    input: fc.dictionary(fc.constantFrom("id", "count"), fc.oneof(fc.integer(), fc.string())),
  });
  const calls = fc.array(call, { maxLength: 6 });

  it("is what its judge calls wrong, wherever there is such a deviation", () => {
    const property = fc.property(
      calls,
      fc.array(call, { minLength: 1, maxLength: 3 }),
      fc.integer(),
      (right, temptations, seed) => {
        const isWrong = (made: readonly ToolCall[]) => JSON.stringify(made) !== JSON.stringify(right);
        const wrong = wrongTrajectory({ calls: right, text: "", temptations, isWrong }, right, seededRandom(seed));
        expect(isWrong(wrong)).toBe(true);
      },
    );
    fc.assert(property, { seed: 13, numRuns: 300 });
  });

  it("is the same for the same seed, and of several kinds", () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const make = () => wrongTrajectory({ calls: [READ, CANCEL], text: "" }, [READ], seededRandom(seed));
      const made = make();
      expect(make()).toEqual(made);
      kinds.add(made.length < 2 ? "fewer" : made.length > 2 ? "more" : "altered");
    }
    expect(kinds).toEqual(new Set(["fewer", "more", "altered"]));
  });
});
