import { describe, expect, it } from "vitest";
import { promptFingerprint } from "../core/model-request.js";
import { answerTo, subjectOf } from "./answer.js";
import { answerKey } from "./answer-key.js";
import { demoWorld } from "./demo-world.js";
import type { WireRequest } from "./wire-request.js";
import type { SimulatedModel, World } from "./world.js";

const HAIKU = "claude-haiku-5-5";
const BASE_MS = 200;
const messages = [{ role: "user", content: "which queue?" }] as const;
const world = demoWorld({ haiku: HAIKU, sonnet: "claude-sonnet-5-5", opus: "claude-opus-5-5" }, ["a", "b", "c"]);

/** Of many calls to a model that takes its base time whatever it says. */
function latenciesOf(change: Pick<SimulatedModel, "latencySpread">): readonly number[] {
  const model = { ...world.tiers[HAIKU], ...change, baseLatencyMs: BASE_MS, msPerOutputToken: 0 } as SimulatedModel;
  const here: World = { ...world, tiers: { [HAIKU]: model } };
  const entry = { fingerprint: promptFingerprint({ messages }), itemId: "i", taskType: "a", reference: "refund" };
  const simulation = { seed: 1, world: here, answerKey: answerKey([entry]) };
  const request: WireRequest = {
    model: HAIKU,
    maxTokens: 50,
    effort: undefined,
    thinking: null,
    systemBlocks: [],
    system: "",
    messages,
    schema: null,
  };
  const subject = subjectOf(simulation, request);
  return Array.from({ length: 500 }, (_, call) => answerTo(simulation, request, subject, `call-${call}`).latencyMs);
}

describe("latencies of a simulated model", () => {
  it("spread around their median, by 0.15 in the logarithm", () => {
    const logs = latenciesOf({}).map((ms) => Math.log(ms / BASE_MS));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
    // Four standard errors.
    expect(Math.abs(mean)).toBeLessThan((4 * 0.15) / Math.sqrt(500));
    expect(Math.abs(deviation - 0.15)).toBeLessThan((4 * 0.15) / Math.sqrt(1000));
  });

  it("are all the same where the world says so", () => {
    expect(new Set(latenciesOf({ latencySpread: 0 }))).toEqual(new Set([BASE_MS]));
  });
});
