import { describe, expect, it } from "vitest";
import { contentHash, type JsonObject } from "../core/json.js";
import { untrustedBlock } from "../core/untrusted-block.js";
import { answerKey } from "./answer-key.js";
import { judgingTask, verdictOn } from "./judging.js";
import { RequestRejected } from "./wire-error.js";
import type { WireRequest } from "./wire-request.js";

const SCHEMA: JsonObject = {
  type: "object",
  properties: {
    reason: { type: "string" },
    criteria: {
      type: "object",
      properties: { faithful: { type: "boolean" }, complete: { type: "boolean" }, brief: { type: "boolean" } },
    },
  },
};
const key = answerKey(
  Array.from({ length: 1000 }, (_, index) => ({
    fingerprint: `f${index}`,
    itemId: `i${index}`,
    taskType: "t",
    reference: `- summary number ${index}\n- end`,
  })),
);

function request(candidate: string, nonce = "0".repeat(32), schema: JsonObject | null = SCHEMA): WireRequest {
  const content = `Judge what is in untrusted-${nonce}.\n${untrustedBlock("the incident", nonce)}\n${untrustedBlock(candidate, nonce)}`;
  return {
    model: "m",
    maxTokens: 500,
    effort: undefined,
    thinking: null,
    systemBlocks: [],
    system: "You judge.",
    messages: [{ role: "user", content }],
    schema,
  };
}

function verdict(candidate: string, judge = { sensitivity: 1, specificity: 1 }, nonce = "0".repeat(32)): JsonObject {
  const task = judgingTask(request(candidate, nonce));
  if (task === null) throw new Error("not recognised");
  const options = { identity: [1, "m"], callKey: nonce, malformedRate: 0 };
  return JSON.parse(verdictOn(task, judge, key, options)) as JsonObject;
}
const saysRight = (document: JsonObject) =>
  Object.values(document["criteria"] as JsonObject).every((held) => held === true);

describe("judgingTask", () => {
  it("takes the last untrusted block as the text to judge", () => {
    expect(judgingTask(request("the answer"))).toMatchObject({
      candidate: "the answer",
      criteria: ["faithful", "complete", "brief"],
      properties: ["reason", "criteria"],
    });
  });

  it("leaves other requests alone", () => {
    expect(judgingTask(request("x", "0".repeat(32), null))).toBeNull();
    expect(judgingTask(request("x", "0".repeat(32), { properties: { criteria: { type: "string" } } }))).toBeNull();
    const withNumber = { properties: { ...(SCHEMA["properties"] as JsonObject), total: { type: "number" } } };
    expect(judgingTask(request("x", "0".repeat(32), withNumber))).toBeNull();
  });

  it("refuses to judge nothing", () => {
    const empty: WireRequest = { ...request("x"), messages: [{ role: "user", content: "judge!" }] };
    expect(() => judgingTask(empty)).toThrow(RequestRejected);
  });
});

describe("verdictOn", () => {
  it("knows right from wrong by the answer key, whatever the white space", () => {
    expect(saysRight(verdict("- summary number 7\n- end"))).toBe(true);
    expect(saysRight(verdict("- summary number 7 \n\n- end\n"))).toBe(true);
    expect(saysRight(verdict("- summary number 1007\n- end"))).toBe(false);
  });

  it("holds an answer against the item whose input it is shown with: another item's label is wrong here", () => {
    const items = [
      { text: "app crashes", reference: "bug" },
      { text: "money back", reference: "refund" },
    ];
    const labels = answerKey(
      items.map(({ text, reference }, index) => ({
        fingerprint: `f${index}`,
        itemId: `i${index}`,
        taskType: "t",
        reference,
        inputHash: contentHash({ text }),
      })),
    );
    const judged = (shown: JsonObject, candidate: string) => {
      const nonce = "0".repeat(32);
      const content = [JSON.stringify(shown, null, 2), candidate].map((text) => untrustedBlock(text, nonce)).join("\n");
      const task = judgingTask({ ...request(candidate), messages: [{ role: "user", content }] });
      if (task === null) throw new Error("not recognised");
      const options = { identity: [], callKey: "k", malformedRate: 0 };
      return saysRight(JSON.parse(verdictOn(task, { sensitivity: 1, specificity: 1 }, labels, options)) as JsonObject);
    };
    expect(judged({ text: "app crashes" }, "bug")).toBe(true);
    expect(judged({ text: "app crashes" }, "refund")).toBe(false);
    // Of an input that nobody knows, any right answer will do.
    expect(judged({ text: "unknown" }, "refund")).toBe(true);
  });

  it("answers in the schema's order with every criterion", () => {
    const document = verdict("wrong");
    expect(Object.keys(document)).toEqual(["reason", "criteria"]);
    expect(Object.keys(document["criteria"] as JsonObject)).toEqual(["faithful", "complete", "brief"]);
  });

  it("does not depend on the nonce", () => {
    const unsure = { sensitivity: 0.5, specificity: 0.5 };
    for (let index = 0; index < 20; index += 1) {
      const text = `- summary number ${index}\n- end`;
      expect(verdict(text, unsure, "a".repeat(32))).toEqual(verdict(text, unsure, "b".repeat(32)));
    }
  });

  it("errs at the judge's rates", () => {
    const judge = { sensitivity: 0.9, specificity: 0.8 };
    const n = 1000;
    const share = (text: (index: number) => string) =>
      Array.from({ length: n }, (_, index) => saysRight(verdict(text(index), judge))).filter(Boolean).length / n;
    expect(Math.abs(share((index) => `- summary number ${index}\n- end`) - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / n));
    expect(Math.abs(share((index) => `- invented ${index}`) - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / n));
  });

  it("answers prose at the malformed rate, anew for each call", () => {
    const task = judgingTask(request("x"));
    if (task === null) throw new Error("not recognised");
    const prose = Array.from({ length: 1000 }, (_, index) =>
      verdictOn(task, { sensitivity: 1, specificity: 1 }, key, {
        identity: [],
        callKey: `k${index}`,
        malformedRate: 0.1,
      }),
    ).filter((text) => !text.startsWith("{"));
    expect(Math.abs(prose.length / 1000 - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / 1000));
  });
});
