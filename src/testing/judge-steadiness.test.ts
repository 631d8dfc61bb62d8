import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Tier } from "../core/tier.js";
import { untrustedTexts } from "../core/untrusted-block.js";
import { probeSteadiness, type SteadinessCase, steadinessCases } from "./judge-steadiness.js";
import { judgedTaskType } from "./judge-targets.js";
import { BOOK_PRICING } from "./loopback.js";
import { simulatedJudge } from "./simulated-judge.js";
import { TEST_NOW_MS } from "./test-effects.js";

const TIER: Tier = { id: "sonnet", model: "claude-sonnet-5-5", params: { maxTokens: 400 } };
const whole = await judgedTaskType(resolve(import.meta.dirname, "../.."), "structured-summary", 60);
const few = { ...whole, right: whole.right.slice(0, 8), wrong: whole.wrong.slice(0, 12) };
const tools = { pricing: BOOK_PRICING, budgetNanoUsd: null, nowMs: () => TEST_NOW_MS };
const cases = steadinessCases(few, TIER);

const blocksOf = ({ request }: SteadinessCase) => {
  const content = request.messages[0]?.content;
  return untrustedTexts(typeof content === "string" ? content : "");
};

describe("the pairs", () => {
  it("are every answer twice, and a hundred pairs of different answers in both orders", () => {
    const all = steadinessCases(whole, TIER);
    const count = (probe: string) => all.filter((one) => one.probe === probe).length;
    expect([count("asked again"), count("order swapped")]).toEqual([2 * 96, 2 * 100]);
  });

  it("are the same question in other delimiters, or with its answers swapped", () => {
    for (const [first, second] of pairsOf(cases)) {
      const [one, other] = [blocksOf(first), blocksOf(second)];
      if (first.probe === "asked again") expect(other).toEqual(one);
      else expect([other[0], other[2], other[1]]).toEqual(one);
      expect(first.request.messages).not.toEqual(second.request.messages);
      expect(new Set(one).size).toBe(one.length);
    }
  });
});

function pairsOf(all: readonly SteadinessCase[]): readonly (readonly [SteadinessCase, SteadinessCase])[] {
  return all.flatMap((first, at) => {
    const second = all[at + 1];
    return at % 2 === 0 && second !== undefined ? [[first, second] as const] : [];
  });
}

describe("a judge", () => {
  it("that sees what is right says the same again and in either order", async () => {
    await using simulated = await simulatedJudge(few, TIER);
    const { probes, denied } = await probeSteadiness(cases, { ...tools, ...simulated });
    expect(denied).toBe(0);
    expect(probes.map(({ probe, flips, unread }) => [probe, flips, unread])).toEqual([
      ["asked again", 0, 0],
      ["order swapped", 0, 0],
    ]);
    expect(probes[0]?.pairs).toBe(20);
    // 1 − 0.05^(1/20): nothing seen in twenty.
    expect(probes[0]?.upper95).toBeCloseTo(1 - 0.05 ** (1 / 20), 10);
  });

  it("that takes the first answer is found out by the order, and by nothing else", async () => {
    await using simulated = await simulatedJudge(few, TIER, { firstLean: 1 });
    const { probes } = await probeSteadiness(cases, { ...tools, ...simulated });
    expect(probes.map(({ flips, pairs }) => flips / pairs)).toEqual([0, 1]);
  });

  it("that answers prose has no verdict, steady or not", async () => {
    await using simulated = await simulatedJudge(few, TIER, { malformedRate: 1 });
    const { probes } = await probeSteadiness(cases, { ...tools, ...simulated });
    for (const { pairs, flips, unread, upper95 } of probes) {
      expect([pairs, flips, upper95]).toEqual([0, 0, 1]);
      expect(unread).toBeGreaterThan(0);
    }
  });

  it("that changes its mind is found out when it is asked again", async () => {
    await using simulated = await simulatedJudge(few, TIER);
    const wavering: typeof simulated.client = {
      async send(request, options) {
        const result = await simulated.client.send(request, options);
        const isSecond = Number(options.callKey.split("-").at(-1)) % 2 === 1;
        if (!isSecond || result.kind !== "answered") return result;
        const text = JSON.stringify({
          criteria: { faithful: false, no_invention: false, complete: false },
          reason: "on second thoughts",
        });
        return { ...result, response: { ...result.response, text } };
      },
    };
    const again = cases.filter(({ probe }) => probe === "asked again");
    const { probes } = await probeSteadiness(again, { ...tools, client: wavering });
    // Every right answer; the wrong ones fail twice.
    expect(probes[0]).toMatchObject({ pairs: 20, flips: 8 });
    expect(probes[1]).toMatchObject({ pairs: 0, flips: 0, unread: 0 });
  });

  it("is sent nothing that the budget could not bear, and half a pair is none", async () => {
    await using simulated = await simulatedJudge(few, TIER);
    const budgetNanoUsd = 100_000_000;
    const { probes, spentUsd, denied } = await probeSteadiness(cases, { ...tools, ...simulated, budgetNanoUsd });
    expect(spentUsd * 1e9).toBeLessThanOrEqual(budgetNanoUsd);
    expect(denied).toBeGreaterThan(0);
    const counted = probes.reduce((sum, { pairs, unread }) => sum + pairs + unread, 0);
    expect(counted).toBe(cases.length / 2);
  });
});
