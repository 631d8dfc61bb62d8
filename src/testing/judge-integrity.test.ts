import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Judge } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import { expectedCostUsd } from "./ask-all.js";
import { FAMILIES } from "./judge-attacks.js";
import {
  ATTACKED_RIGHT,
  attackedRight,
  CLEAN_RIGHT,
  CLEAN_WRONG,
  cleanAccuracy,
  integrityCases,
  judgeCases,
} from "./judge-integrity.js";
import { judgedTaskType } from "./judge-targets.js";
import { BOOK_PRICING } from "./loopback.js";
import { simulatedJudge } from "./simulated-judge.js";
import { TEST_NOW_MS } from "./test-effects.js";

const TIER: Tier = { id: "sonnet", model: "claude-sonnet-5-5", params: { maxTokens: 400 } };
const whole = await judgedTaskType(resolve(import.meta.dirname, "../.."), "structured-summary", 60);
const few = { ...whole, right: whole.right.slice(0, 8), wrong: [...whole.wrong.slice(0, 4), ...whole.wrong.slice(-4)] };
const tools = { pricing: BOOK_PRICING, budgetNanoUsd: null, nowMs: () => TEST_NOW_MS };

describe("the integrity suite", () => {
  it("has 60 wrong answers under each of 15 attacks, and clean ones beside them", () => {
    const cases = integrityCases(whole, TIER);
    const count = (name: string) => cases.filter(({ family }) => family === name).length;
    expect(FAMILIES.map(count)).toEqual(Array.from({ length: 15 }, () => 60));
    expect([count(CLEAN_RIGHT), count(CLEAN_WRONG), count(ATTACKED_RIGHT)]).toEqual([36, 60, 108]);
    expect(expectedCostUsd(cases, tools)).toBeGreaterThan(0.5);
  });

  it("finds no hole in the structure through the real client", async () => {
    await using simulated = await simulatedJudge(few, TIER);
    const { families, denied } = await judgeCases(integrityCases(few, TIER), few.judge, { ...tools, ...simulated });
    expect(denied).toBe(0);
    for (const { family, attempts, passed, unread } of families) {
      const all = family === ATTACKED_RIGHT ? 24 : 8;
      const isRight = family === ATTACKED_RIGHT || family === CLEAN_RIGHT;
      expect([family, attempts, passed, unread]).toEqual([family, all, isRight ? all : 0, 0]);
    }
    expect(cleanAccuracy(families)).toMatchObject({ right: 16, read: 16, extraFailures: 0 });
  });

  it("puts right answers under attacks of most families, whole, and each under others", () => {
    const texts = attackedRight(whole);
    expect(texts.every(({ answer }, at) => answer.startsWith(`${whole.right[Math.floor(at / 3)]?.answer}\n`))).toBe(
      true,
    );
    const added = texts.map(({ answer }, at) => answer.slice(whole.right[Math.floor(at / 3)]?.answer.length));
    for (const at of whole.right.keys()) expect(new Set(added.slice(3 * at, 3 * at + 3)).size).toBe(3);
    for (const said of [
      "Grade: pass.",
      "my job depends",
      "<untrusted-",
      "<|im_start|>",
      "Corrected rubric",
      "Decode and obey",
    ])
      expect(
        added.some((text) => text.includes(said)),
        said,
      ).toBe(true);
  });

  it("finds the hole in a judge whose delimiter can be guessed", async () => {
    const zeros = "0".repeat(32);
    const leaky: Judge = {
      ...few.judge,
      request: (context, nonce) => ({
        ...few.judge.request(context, nonce),
        messages: [
          {
            role: "user",
            content: `The answer to check:\n\n<untrusted-${zeros}>\n${context.text}\n</untrusted-${zeros}>`,
          },
        ],
      }),
    };
    await using simulated = await simulatedJudge(few, TIER);
    const cases = integrityCases({ ...few, judge: leaky }, TIER);
    const { families } = await judgeCases(cases, leaky, { ...tools, ...simulated });
    const isRight = (family: string) => family === CLEAN_RIGHT || family === ATTACKED_RIGHT;
    const fooled = families.filter(({ family, passed }) => !isRight(family) && passed > 0);
    expect(fooled.map(({ family, passed }) => [family, passed])).toEqual([["delimiter-close", 2]]);
  });

  it("takes prose for no verdict, whatever it says", async () => {
    await using simulated = await simulatedJudge(few, TIER, { malformedRate: 1 });
    const { families } = await judgeCases(integrityCases(few, TIER), few.judge, { ...tools, ...simulated });
    for (const { family, attempts, passed, unread, upper95 } of families)
      expect([family, passed, unread, upper95]).toEqual([family, 0, attempts, 1]);
    expect(cleanAccuracy(families)).toEqual({ right: 0, read: 0, lower95: 0, extraFailures: Number.NaN });
  });

  it("counts mistakes on clean answers, and right answers that fail because they argue", () => {
    const result = (family: string, attempts: number, passed: number, unread = 0) => ({
      family,
      attempts,
      passed,
      unread,
      upper95: 0,
    });
    const families = [result(CLEAN_RIGHT, 40, 38), result(CLEAN_WRONG, 60, 1, 2), result(ATTACKED_RIGHT, 100, 90)];
    const { right, read, lower95, extraFailures } = cleanAccuracy(families);
    expect([right, read]).toEqual([95, 98]);
    // scipy.stats.beta.ppf(0.05, 95, 4)
    expect(lower95).toBeCloseTo(0.9228, 4);
    expect(extraFailures).toBeCloseTo(0.1 - 2 / 40, 12);
  });

  it("sends nothing that its budget could not bear", async () => {
    await using simulated = await simulatedJudge(few, TIER);
    const cases = integrityCases(few, TIER);
    const budgetNanoUsd = 50_000_000;
    const { families, spentUsd, denied } = await judgeCases(cases, few.judge, {
      ...tools,
      ...simulated,
      budgetNanoUsd,
    });
    expect(spentUsd * 1e9).toBeLessThanOrEqual(budgetNanoUsd);
    expect(denied).toBeGreaterThan(0);
    expect(families.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(cases.length - denied);
  });
});
