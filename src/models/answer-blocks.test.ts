import { describe, expect, it } from "vitest";
import type { ModelRequest } from "../core/model-request.js";
import { good, startFaultServer } from "./_fault-server.js";
import { answerBlocks } from "./answer-blocks.js";
import { anthropicClient } from "./anthropic-client.js";
import { messageParams } from "./message-params.js";
import { promptTokensBound } from "./prompt-bound.js";
import { estimateTokens } from "./token-estimate.js";

const CALL = { type: "tool_use", id: "toolu_1", name: "get", input: { id: "O-1" } };
const TOOL = {
  name: "get",
  description: "Gets.",
  inputSchema: { type: "object", properties: { id: { type: "string" } } },
};
const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  params: { maxTokens: 100 },
  messages: [{ role: "user", content: "hi" }],
};

describe("the blocks of an answer", () => {
  it("are kept where it calls a tool, with what the API wants back and nothing else", () => {
    const thinking = { type: "thinking", thinking: "Hm.", signature: "s1" };
    const content = [
      { ...thinking, extra: 1 },
      { type: "redacted_thinking", data: "zz" },
      { type: "text", text: "", citations: null },
      { type: "text", text: "Looking.", citations: null },
      { type: "server_tool_use", id: "s", name: "web_search", input: {} },
      { ...CALL, caller: { type: "direct" } },
    ];
    expect(answerBlocks(content)).toEqual({
      kind: "blocks",
      blocks: [thinking, { type: "redacted_thinking", data: "zz" }, { type: "text", text: "Looking." }, CALL],
    });
  });

  it("are not kept where it calls none", () => {
    expect(answerBlocks([{ type: "text" }, { type: "thinking" }])).toBeNull();
  });

  it.each<[what: string, blocks: readonly { readonly type: string }[], reason: string]>([
    ["a call without an id", [{ ...CALL, id: undefined } as never], "content.0.id: "],
    ["a call with a text for arguments", [{ ...CALL, input: "{}" } as never], "content.0.input: "],
    ["a call with a list for arguments", [{ ...CALL, input: [] } as never], "content.0.input: "],
    ["two calls of one id", [CALL, CALL], "content.1: a second call of this id"],
    ["thinking without its signature", [CALL, { type: "thinking", thinking: "Hm." } as never], "content.1.signature: "],
  ])("are malformed with %s", (_what, blocks, reason) => {
    expect(answerBlocks(blocks)).toMatchObject({
      kind: "malformed",
      reason: expect.stringContaining(reason) as string,
    });
  });
});

describe("an answer that calls a tool", () => {
  const body = { content: [CALL], stop_reason: "tool_use" };

  async function asked(request: ModelRequest, answer: object) {
    await using server = await startFaultServer([good(answer)]);
    using client = anthropicClient({ apiKey: "k", baseUrl: server.baseUrl, deadlineMs: 5000, maxAttempts: 1 });
    const result = await client.send(request, { callKey: "k" });
    return { result, sent: JSON.parse(server.requests[0]?.body ?? "{}") as { readonly tools?: unknown } };
  }

  it("is one where tools were offered, as the API wants them", async () => {
    const { result, sent } = await asked({ ...REQUEST, tools: [TOOL] }, body);
    expect(sent.tools).toEqual([{ name: "get", description: "Gets.", input_schema: TOOL.inputSchema }]);
    expect(result).toMatchObject({ kind: "answered", outcomeClass: "ok", response: { content: [CALL], text: "" } });
  });

  it("says nothing where none was offered, or where it stops to call and calls nothing", async () => {
    const unasked = await asked(REQUEST, body);
    expect(unasked.result).toMatchObject({ kind: "answered", outcomeClass: "model_unexpected_stop" });
    expect(unasked.sent).not.toHaveProperty("tools");
    const empty = await asked({ ...REQUEST, tools: [TOOL] }, { ...body, content: [{ type: "text", text: "So?" }] });
    expect(empty.result).toMatchObject({ kind: "answered", outcomeClass: "model_unexpected_stop" });
  });

  it("that is malformed is none, and is known to have cost something", async () => {
    const { result } = await asked({ ...REQUEST, tools: [TOOL] }, { ...body, content: [{ ...CALL, input: 1 }] });
    expect(result).toMatchObject({
      kind: "failed",
      outcomeClass: "infra_malformed",
      attempts: [{ mayBeBilled: true }],
    });
  });

  it("with the name of a prototype's field in its arguments changes no prototype", async () => {
    const input = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"x":1}}') as object;
    await asked({ ...REQUEST, tools: [TOOL] }, { ...body, content: [{ ...CALL, input }] });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("offered tools", () => {
  it("leave the body of any other request as it was", () => {
    expect(Object.keys(messageParams(REQUEST))).toEqual(["model", "max_tokens", "messages"]);
  });

  it("count: in the estimate, and more in what a prompt can have at most", () => {
    const offered = { ...REQUEST, tools: [TOOL] };
    const [bare, more] = [REQUEST, offered].map((request) => promptTokensBound(request) ?? 0);
    const { high } = estimateTokens(offered).inputTokens;
    expect(more).toBeGreaterThan((bare ?? 0) + JSON.stringify(TOOL).length);
    expect(more).toBeGreaterThan(high);
    expect(estimateTokens(offered).inputTokens.low).toBeGreaterThan(estimateTokens(REQUEST).inputTokens.low + 250);
  });
});
