import { describe, expect, it } from "vitest";
import type { ModelRequest } from "../core/model-request.js";
import { messageParams } from "./message-params.js";

const EPHEMERAL = { cache_control: { type: "ephemeral" } };
const request: ModelRequest = {
  model: "claude-sonnet-5-5",
  params: { maxTokens: 10 },
  system: "Sort.",
  messages: [
    { role: "user", content: "an example" },
    {
      role: "assistant",
      content: [
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ],
    },
    { role: "user", content: "the item" },
  ],
};

describe("a cache breakpoint", () => {
  it("is not sent where none is asked for", () => {
    expect(JSON.stringify(messageParams(request))).not.toContain("cache_control");
    expect(messageParams(request)).toMatchObject({ system: "Sort.", messages: request.messages });
  });

  it("stands behind the system text", () => {
    const params = messageParams({ ...request, cacheAfter: "system" });
    expect(params.system).toEqual([{ type: "text", text: "Sort.", ...EPHEMERAL }]);
    expect(params.messages).toEqual(request.messages);
  });

  it("stands behind a plain message, which becomes a block", () => {
    const { system, messages } = messageParams({ ...request, cacheAfter: { message: 0, block: 0 } });
    expect(system).toBe("Sort.");
    expect(messages[0]).toEqual({ role: "user", content: [{ type: "text", text: "an example", ...EPHEMERAL }] });
    expect(messages.slice(1)).toEqual(request.messages.slice(1));
  });

  it("stands behind the one block that it names, and leaves the eval's own blocks as they are", () => {
    const { messages } = messageParams({ ...request, cacheAfter: { message: 1, block: 0 } });
    expect(messages[1]?.content).toEqual([
      { type: "text", text: "a", ...EPHEMERAL },
      { type: "text", text: "b" },
    ]);
    expect(JSON.stringify(request)).not.toContain("cache_control");
  });
});
