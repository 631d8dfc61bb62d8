import Anthropic, { BadRequestError, NotFoundError } from "@anthropic-ai/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { promptFingerprint } from "../core/model-request.js";
import { selfReportInstruction, splitSelfReport } from "../core/self-report.js";
import { untrustedBlock } from "../core/untrusted-block.js";
import { answerKey } from "./answer-key.js";
import { demoWorld } from "./demo-world.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "./start-simulator.js";
import { trueQuality, type World } from "./world.js";

const LEVELS = ["low", "medium", "high"];
const LABELS = ["bug", "refund", "billing", "other"];
const HAIKU = "claude-haiku-5-5";
const base = demoWorld({ haiku: HAIKU, sonnet: "claude-sonnet-5-5", opus: "claude-opus-5-5" }, ["triage"]);
const COUNT = 300;

const promptOf = (index: number, system = "Pick a queue.") => ({
  system,
  messages: [{ role: "user" as const, content: `ticket number ${index}` }],
});
const REPORTING = `Pick a queue.\n\n${selfReportInstruction(LEVELS)}`;
const entries = Array.from({ length: COUNT }, (_, index) => ({
  itemId: `item-${index}`,
  taskType: "triage",
  difficulty: (["easy", "medium", "hard"] as const)[index % 3],
  reference: LABELS[index % LABELS.length] ?? "",
  labels: LABELS,
}));
const key = answerKey(
  entries.flatMap((entry, index) => [
    { ...entry, fingerprint: promptFingerprint(promptOf(index)) },
    { ...entry, fingerprint: promptFingerprint(promptOf(index, REPORTING)) },
  ]),
);

/** A world where haiku is right about two times in three. */
function shaky(over: Partial<World["tiers"][string]> = {}): World {
  const haiku = base.tiers[HAIKU] as World["tiers"][string];
  return { ...base, tiers: { ...base.tiers, [HAIKU]: { ...haiku, abilityByTaskType: { triage: 2 }, ...over } } };
}

const running: Simulator[] = [];
async function start(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ seed: 1, world: shaky(), answerKey: key, ...options });
  running.push(simulator);
  return { simulator, client: clientOf(simulator) };
}
function clientOf({ baseUrl }: Simulator) {
  return new Anthropic({ apiKey: "sk-demo", baseURL: baseUrl, maxRetries: 0, logLevel: "off", timeout: 20_000 });
}
const ask = (client: Anthropic, index: number, callKey = `k${index}`, system?: string) =>
  client.messages.create(
    { model: HAIKU, max_tokens: 200, ...promptOf(index, system) },
    { headers: { "idempotency-key": callKey } },
  );
const textOf = (message: Anthropic.Message) => (message.content[0]?.type === "text" ? message.content[0].text : "");
async function askAll(client: Anthropic, indexes: readonly number[], system?: string) {
  const answers = new Map<number, string>();
  const queue = [...indexes];
  const worker = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      answers.set(index, textOf(await ask(client, index, `k${index}`, system)));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return answers;
}
const INDEXES = [...Array(COUNT).keys()];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

describe("messages", () => {
  it("answers in the API's form and declares itself a simulation", async () => {
    const { client } = await start();
    const { data, response, request_id } = await ask(client, 0).withResponse();
    expect(data).toMatchObject({ type: "message", role: "assistant", model: HAIKU, stop_sequence: null });
    expect(data.usage).toMatchObject({
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      service_tier: "standard",
    });
    expect(data.usage.input_tokens).toBeGreaterThan(5);
    expect(response.headers.get("x-tierbench-simulated")).toBe("true");
    expect(Number(response.headers.get("anthropic-ratelimit-requests-remaining"))).toBeGreaterThan(0);
    expect(request_id).toMatch(/^req_sim_[0-9a-f]{24}$/);
  });

  it("finds the prompt when texts arrive as blocks", async () => {
    const { client } = await start();
    const plain = await ask(client, 3);
    const blocks = await client.messages.create(
      {
        model: HAIKU,
        max_tokens: 200,
        system: [{ type: "text", text: "Pick a queue.", cache_control: { type: "ephemeral" } }],
        messages: [{ role: "user", content: [{ type: "text", text: "ticket number 3" }] }],
      },
      { headers: { "idempotency-key": "k3" } },
    );
    expect(blocks.content).toEqual(plain.content);
    expect(blocks.id).toBe(plain.id);
  });

  it("never invents an answer to a prompt it does not know", async () => {
    const { client, simulator } = await start();
    const unknown = client.messages.create({
      model: HAIKU,
      max_tokens: 9,
      messages: [{ role: "user", content: "hm" }],
    });
    await expect(unknown).rejects.toThrow(/this prompt is not in the simulator's answer key/);
    expect(simulator.stats()).toMatchObject({ paidCalls: 0, rejections: { "400": 1 } });
  });

  it("cuts the answer where max_tokens ends it", async () => {
    const { client } = await start({ world: shaky({ malformedRate: 0 }) });
    const message = await client.messages.create({ model: HAIKU, max_tokens: 1, ...promptOf(0, REPORTING) });
    expect(message.stop_reason).toBe("max_tokens");
    expect(message.usage.output_tokens).toBe(1);
  });

  it("plays refusals and truncation at their rates", async () => {
    const refusing = await start({ world: shaky({ refusalRate: 1, malformedRate: 0, truncatedRate: 0 }) });
    const refusal = await ask(refusing.client, 0);
    expect(refusal.stop_reason).toBe("refusal");
    expect(refusal.stop_details?.type).toBe("refusal");
    const truncating = await start({ world: shaky({ refusalRate: 0, malformedRate: 0, truncatedRate: 1 }) });
    const truncated = await ask(truncating.client, 0);
    expect(truncated.stop_reason).toBe("max_tokens");
    expect(truncated.usage.output_tokens).toBe(200);
    expect(LABELS).not.toContain(textOf(truncated));
  });

  it("judges, and the judge's own prompt needs no answer key", async () => {
    const { client } = await start({ world: { ...shaky(), judgeMalformedRate: 0 } });
    const judge = async (candidate: string) => {
      const message = await client.messages.create({
        model: "claude-opus-5-5",
        max_tokens: 300,
        messages: [{ role: "user", content: `Judge:\n${untrustedBlock(candidate, "a1".repeat(16))}` }],
        output_config: {
          format: {
            type: "json_schema",
            schema: {
              type: "object",
              properties: {
                criteria: { type: "object", properties: { right: { type: "boolean" } } },
                reason: { type: "string" },
              },
            },
          },
        },
      });
      return (JSON.parse(textOf(message)) as { criteria: { right: boolean } }).criteria.right;
    };
    const right = await Promise.all(LABELS.map(judge));
    const wrong = await Promise.all(["x", "y", "z", "v", "w"].map(judge));
    expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(3);
    expect(wrong.filter(Boolean).length).toBeLessThanOrEqual(1);
  });
});

describe("planted abilities", () => {
  it("shows as accuracy, within binomial error", async () => {
    const { client } = await start();
    const answers = await askAll(client, INDEXES);
    const right = INDEXES.filter((index) => answers.get(index)?.trim() === entries[index]?.reference).length;
    const qualities = entries.map((entry) => trueQuality(shaky(), HAIKU, entry));
    const expected = qualities.reduce((sum, quality) => sum + quality, 0);
    const deviation = Math.sqrt(qualities.reduce((sum, quality) => sum + quality * (1 - quality), 0));
    expect(expected / COUNT).toBeGreaterThan(0.5);
    expect(expected / COUNT).toBeLessThan(0.85);
    expect(Math.abs(right - expected)).toBeLessThan(4 * deviation);
  });

  it.each([
    [0, (gap: number) => Math.abs(gap) < 0.35],
    [4, (gap: number) => gap > 1],
  ])("makes self-reports as informative as planted: %s", async (confidence, isExpected) => {
    const { client } = await start({ world: shaky({ confidence, malformedRate: 0 }) });
    const asked = INDEXES.slice(0, 200);
    const answers = await askAll(client, asked, REPORTING);
    const reports = asked
      .map((index) => {
        const { answer, level } = splitSelfReport(answers.get(index) ?? "", LEVELS);
        return { isRight: answer.trim() === entries[index]?.reference, level: LEVELS.indexOf(level ?? "") };
      })
      .filter(({ level }) => level >= 0);
    const meanLevel = (isRight: boolean) => {
      const levels = reports.filter((report) => report.isRight === isRight).map(({ level }) => level);
      return levels.reduce((sum, level) => sum + level, 0) / levels.length;
    };
    expect(reports.length).toBeGreaterThan(asked.length * 0.97);
    expect(isExpected(meanLevel(true) - meanLevel(false))).toBe(true);
  });
});

describe("determinism", () => {
  it("gives the same answers in two instances and any order", async () => {
    const some = INDEXES.slice(0, 80);
    const first = await start();
    const second = await start();
    const forward = await askAll(first.client, some);
    const backward = await askAll(second.client, some.toReversed());
    expect(some.map((index) => backward.get(index))).toEqual(some.map((index) => forward.get(index)));
  });

  it("answers a repeated call key alike and another one anew; another seed is another world", async () => {
    const { client } = await start();
    const other = await start({ seed: 2 });
    const some = INDEXES.slice(0, 40);
    const round = async (of: Anthropic, prefix: string) =>
      Promise.all(some.map(async (index) => textOf(await ask(of, index, `${prefix}${index}`))));
    const once = await round(client, "a");
    expect(await round(client, "a")).toEqual(once);
    expect(await round(client, "b")).not.toEqual(once);
    expect(await round(other.client, "a")).not.toEqual(once);
  });
});

describe("request checks", () => {
  it("throws the SDK's error classes", async () => {
    const { client, simulator } = await start();
    const create = (over: object) => client.messages.create({ model: HAIKU, max_tokens: 9, ...promptOf(0), ...over });
    await expect(create({ model: "claude-2" })).rejects.toBeInstanceOf(NotFoundError);
    await expect(create({ max_tokens: 0 })).rejects.toBeInstanceOf(BadRequestError);
    await expect(create({ messages: [] })).rejects.toBeInstanceOf(BadRequestError);
    await expect(create({ temperature: 1 })).rejects.toThrow(/temperature/);
    await expect(create({ stream: true })).rejects.toThrow(/does not stream/);
    await expect(create({ modle: "x" })).rejects.toThrow(/modle/);
    const prefilled = [...promptOf(0).messages, { role: "assistant", content: "{" }];
    await expect(create({ messages: prefilled })).rejects.toThrow(/prefill/);
    expect(simulator.stats()).toMatchObject({ requests: 7, paidCalls: 0, rejections: { "404": 1, "400": 6 } });
  });

  it("wants a credential, as bearer token or as x-api-key", async () => {
    const { simulator } = await start();
    const post = (headers: Record<string, string>) =>
      fetch(`${simulator.baseUrl}/v1/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ model: HAIKU, max_tokens: 99, ...promptOf(0) }),
      });
    const refused = await post({});
    expect(refused.status).toBe(401);
    expect(refused.headers.get("x-tierbench-simulated")).toBe("true");
    const error = (await refused.json()) as { type: string; error: { type: string }; request_id: string };
    expect(error).toMatchObject({ type: "error", error: { type: "authentication_error" } });
    expect(error.request_id).toBe(refused.headers.get("request-id"));
    expect((await post({ "x-api-key": "k" })).status).toBe(200);
    expect((await post({ authorization: "Bearer k" })).status).toBe(200);
  });

  it("refuses broken JSON and paths it does not serve", async () => {
    const { simulator } = await start();
    const headers = { "x-api-key": "k" };
    const broken = await fetch(`${simulator.baseUrl}/v1/messages`, { method: "POST", headers, body: "{" });
    expect(broken.status).toBe(400);
    expect(
      (await fetch(`${simulator.baseUrl}/v1/messages/other`, { method: "POST", headers, body: "{}" })).status,
    ).toBe(404);
    expect((await fetch(`${simulator.baseUrl}//`, { headers })).status).toBe(404);
  });
});

describe("other endpoints", () => {
  it("counts tokens as it bills them", async () => {
    const { client } = await start();
    const { input_tokens } = await client.messages.countTokens({ model: HAIKU, ...promptOf(5) });
    expect(input_tokens).toBe((await ask(client, 5)).usage.input_tokens);
  });

  it("lists and retrieves models", async () => {
    const { client } = await start();
    const listed = await client.models.list();
    expect(listed.data.map(({ id }) => id)).toEqual([HAIKU, "claude-sonnet-5-5", "claude-opus-5-5"]);
    expect(await client.models.retrieve(HAIKU)).toMatchObject({ id: HAIKU, line: "haiku", lifecycle: "active" });
    await expect(client.models.retrieve("claude-2")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("serves its statistics over HTTP, not counting that request", async () => {
    const { client, simulator } = await start({ latencyScale: 0.1 });
    const messages = await Promise.all([ask(client, 0, "same"), ask(client, 0, "same"), ask(client, 1, "other")]);
    const stats = simulator.stats();
    expect(await (await fetch(`${simulator.baseUrl}/stats`)).json()).toEqual(stats);
    expect(stats).toMatchObject({
      requests: 3,
      paidCalls: 3,
      keys: { same: { attempts: 2, paid: 2, delivered: 2 }, other: { attempts: 1, paid: 1, delivered: 1 } },
      peakConcurrency: 3,
    });
    const outputTokens = messages.reduce((sum, { usage }) => sum + usage.output_tokens, 0);
    expect(stats.paidTokensByModel[HAIKU]).toMatchObject({ calls: 3, outputTokens });
  });
});

describe("startSimulator", () => {
  it("names the port that is taken, and the remedy", async () => {
    const { simulator } = await start();
    const second = startSimulator({ seed: 1, world: base, answerKey: key, port: simulator.port });
    await expect(second).rejects.toThrow(UsageError);
    await expect(second).rejects.toThrow(new RegExp(`port ${simulator.port} .* port 0`));
  });

  it("refuses impossible options", async () => {
    const options = { seed: 1, world: base, answerKey: key };
    await expect(startSimulator({ ...options, latencyScale: Number.NaN })).rejects.toThrow(UsageError);
    await expect(startSimulator({ ...options, port: 70_000 })).rejects.toThrow(UsageError);
    await expect(startSimulator({ ...options, faults: [{ rate: 2, fault: { kind: "refusal" } }] })).rejects.toThrow(
      UsageError,
    );
    await expect(startSimulator({ ...options, world: { ...base, itemSpread: -1 } })).rejects.toThrow(UsageError);
  });

  it("survives a client that hangs up before its answer is due", async () => {
    const { client, simulator } = await start({ latencyScale: 0.3 });
    const impatient = client.messages.create(
      { model: HAIKU, max_tokens: 200, ...promptOf(0) },
      { signal: AbortSignal.timeout(30) },
    );
    await expect(impatient).rejects.toThrow();
    // As slow as the first, so that the first answer has come due meanwhile.
    await ask(client, 1);
    expect(simulator.stats()).toMatchObject({ paidCalls: 2, rejections: {} });
  });

  it("closes twice, and frees the port", async () => {
    const { simulator } = await start();
    await Promise.all([simulator.close(), simulator[Symbol.asyncDispose]()]);
    const again = await startSimulator({ seed: 1, world: base, answerKey: key, port: simulator.port });
    await again.close();
  });
});
