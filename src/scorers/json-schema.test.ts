import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../core/json.js";
import { NO_USAGE } from "../core/model-response.js";
import type { ScoringContext } from "../core/score.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { jsonSchema } from "./json-schema.js";

function answer(text: string): ScoringContext {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  const response = { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
  return { item: itemFrom({ id: "i1", input: {} }, "t"), text, response };
}

const schema: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1 },
    lines: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        properties: { sku: { type: "string", pattern: "^[A-Z]{2}-\\d+$" }, count: { type: "integer", minimum: 1 } },
        required: ["sku", "count"],
        additionalProperties: false,
      },
    },
    note: { type: ["string", "null"] },
  },
  required: ["name", "lines"],
  additionalProperties: false,
};
const good = { name: "x", lines: [{ sku: "AB-1", count: 2 }], note: null };
const score = (text: string, against = schema) => jsonSchema(against).score(answer(text));

describe("jsonSchema", () => {
  it.each([JSON.stringify(good), JSON.stringify(good, null, 2), `\`\`\`json\n${JSON.stringify(good)}\n\`\`\``])(
    "is right: %j",
    async (text) => expect(await score(text)).toMatchObject({ value: 1, reason: "fits the schema" }),
  );

  it.each<[string, object, string]>([
    ["a missing field", { lines: good.lines }, "/ must have required property 'name'"],
    ["null for a text", { ...good, name: null }, "/name must be string"],
    ["an unknown field", { ...good, extra: 1 }, "/ must NOT have additional properties"],
    ["an empty list", { ...good, lines: [] }, "/lines must NOT have fewer than 1 items"],
    ["a nested wrong type", { ...good, lines: [{ sku: "AB-1", count: "2" }] }, "/lines/0/count must be integer"],
    [
      "a nested pattern",
      { ...good, lines: [good.lines[0], { sku: "ab-1", count: 1 }] },
      "/lines/1/sku must match pattern",
    ],
    ["an array around it", [good], "/ must be object"],
  ])("is wrong with %s, and says where", async (_name, value, reason) =>
    expect(await score(JSON.stringify(value))).toMatchObject({ value: 0, reason: expect.stringContaining(reason) }),
  );

  it.each(["", "no", `Sure: ${JSON.stringify(good)}`, `${JSON.stringify(good)} Done.`, "[".repeat(200_000)])(
    "scores 0 where the answer is not JSON alone: %.30j",
    async (text) => expect(await score(text)).toMatchObject({ value: 0, reason: expect.stringContaining("not JSON") }),
  );

  it("reads the keywords of 2020-12", async () => {
    const tuple: JsonObject = { prefixItems: [{ type: "string" }, { type: "number" }], items: false };
    expect(await score('["a",1]', tuple)).toMatchObject({ value: 1 });
    expect(await score('["a",1,2]', tuple)).toMatchObject({ value: 0 });
    const local: JsonObject = { $defs: { n: { type: "number" } }, type: "array", items: { $ref: "#/$defs/n" } };
    expect(await score("[1]", local)).toMatchObject({ value: 1 });
    expect(await score('["1"]', local)).toMatchObject({ value: 0 });
  });

  it("keeps two schemas of the same $id apart", async () => {
    const one: JsonObject = { $id: "https://example.com/s", type: "string" };
    const two: JsonObject = { $id: "https://example.com/s", type: "number" };
    expect(await score('"x"', one)).toMatchObject({ value: 1 });
    expect(await score('"x"', two)).toMatchObject({ value: 0 });
    expect(await score("1", two)).toMatchObject({ value: 1 });
    expect(await score('"x"', one)).toMatchObject({ value: 1 });
  });

  it("cannot say where a pattern of the schema never ends, and goes on", async () => {
    const endless: JsonObject = { type: "object", properties: { a: { type: "string", pattern: "^(a+)+$" } } };
    const [hung, next] = await Promise.all([
      score(JSON.stringify({ a: `${"a".repeat(40)}!` }), endless),
      score(JSON.stringify({ a: "aaa" }), endless),
    ]);
    expect(hung).toMatchObject({ failure: "validator_error", reason: expect.stringContaining("took longer than") });
    expect(next).toMatchObject({ value: 1 });
  });

  it("fetches nothing: a reference to elsewhere is a validator error", async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end('{"type":"number"}');
    }).listen(0, "127.0.0.1");
    try {
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const remote: JsonObject = { $ref: `http://127.0.0.1:${port}/schema.json` };
      expect(await score("1", remote)).toMatchObject({
        scorer: "json-schema",
        failure: "validator_error",
        reason: expect.stringContaining("can't resolve reference"),
      });
      expect(requests).toBe(0);
    } finally {
      server.close();
    }
  });

  it.each<[string, JsonObject]>([
    ["a type that does not exist", { type: "strnig" }],
    ["a pattern that does not compile", { pattern: "(" }],
    ["a keyword that is misspelt", { type: "object", requierd: ["total"] }],
    ["one deep inside", { type: "array", items: { anyOf: [{ minimun: 3 }] } }],
    ["one of an older draft, which is not looked at", { type: "array", additionalItems: false }],
    ["a condition without consequences", { if: { type: "string" } }],
    ["a draft that is not known", { $schema: "https://example.com/draft", type: "string" }],
  ])("cannot say with %s", async (_name, broken) =>
    expect(await score('"x"', broken)).toMatchObject({ failure: "validator_error" }),
  );

  it("names a keyword that there is not", async () => {
    const reason = expect.stringContaining('unknown keyword: "propertis"') as string;
    expect(await score("{}", { type: "object", propertis: {} })).toMatchObject({ reason });
  });

  it("lets notes be, and fields that are called as no keyword is", async () => {
    const noted: JsonObject = {
      type: "object",
      properties: {
        requierd: { type: "string", format: "none", example: "a", deprecated: true, "x-note": '"x-not:"' },
      },
      $defs: { n: { $anchor: "n", title: "", description: "", default: 1, examples: [], $comment: "" } },
      required: ["requierd"],
      "x-1_Source-of": 1,
      "x-2": { "x-3": 1 },
    };
    expect(await score('{"requierd":"a"}', noted)).toMatchObject({ value: 1 });
    expect(await score("{}", noted)).toMatchObject({ value: 0 });
  });

  it("has a version that changes with the schema, not with the order of its keys", () => {
    expect(jsonSchema({ a: 1, b: 2 }).version).toBe(jsonSchema({ b: 2, a: 1 }).version);
    expect(jsonSchema({ type: "string" }).version).not.toBe(jsonSchema({ type: "number" }).version);
    expect(jsonSchema({}).needsLabel).toBe(false);
  });
});
