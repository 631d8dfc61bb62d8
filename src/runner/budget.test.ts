import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pricing } from "../core/model-client.js";
import { NO_USAGE } from "../core/model-response.js";
import { OUTCOME_CLASSES } from "../core/outcome-class.js";
import { memoryStore } from "../store/memory-store.js";
import {
  fixtureEval,
  fixtureOptions,
  fixturePlan,
  fixtureRun,
  LADDER,
  MIDDLE,
  yesNoJudge,
} from "../testing/benchmark-fixture.js";
import { type Script, type ScriptedReply, scriptedClient } from "../testing/scripted-client.js";
import { Budget } from "./budget.js";
import { startRun } from "./run-benchmark.js";

describe("Budget", () => {
  it("grants what fits and no nano-dollar more", () => {
    const budget = new Budget(100, 40);
    expect(budget.reserve(60)).toBe(true);
    expect(budget.reservedNanoUsd).toBe(60);
    budget.settle(60, 10);
    expect([budget.spentNanoUsd, budget.reservedNanoUsd]).toEqual([50, 0]);
    expect(budget.reserve(51)).toBe(false);
  });

  it("refuses for good after its first refusal", async () => {
    const budget = new Budget(100);
    expect(budget.reserve(101)).toBe(false);
    expect(budget.isExhausted).toBe(true);
    expect(budget.reserve(1)).toBe(false);
    expect(await budget.acquire(1)).toBe(false);
  });

  it("waits for calls under way that may leave room, and refuses where they cannot", async () => {
    const budget = new Budget(100);
    budget.reserve(80);
    const waiting = budget.acquire(60);
    expect(budget.isExhausted).toBe(false);
    budget.settle(80, 20);
    expect(await waiting).toBe(true);
    const hopeless = budget.acquire(90);
    expect(await hopeless).toBe(false);
  });

  it("lets nobody wait on after a refusal", async () => {
    const budget = new Budget(100);
    budget.reserve(80);
    const waiting = budget.acquire(60);
    budget.reserve(1000);
    expect(await waiting).toBe(false);
  });

  it("cannot cap what has no worst case, and without a cap does not mind", async () => {
    expect(await new Budget(1_000_000).acquire(null)).toBe(false);
    expect(await new Budget(null).acquire(null)).toBe(true);
  });
});

interface World {
  readonly rates: readonly number[];
  readonly items: number;
  readonly concurrency: number;
  readonly capShare: number;
  /** Per attempt: a class, and how much of the worst case it uses. */
  readonly attempts: readonly (readonly [number, number])[];
}

const WORST_TOKENS = 1000;
const FAILURES = OUTCOME_CLASSES.filter((name) => name.startsWith("infra") || name === "unknown_outcome");

/** Prices per tier; the worst case is a thousand tokens. */
function pricingOf(rates: readonly number[]): Pricing {
  const rateOf = (model: string) => rates[LADDER.findIndex((tier) => tier.model === model)] ?? 0;
  return {
    costNanoUsd: (model, { inputTokens }) => rateOf(model) * inputTokens,
    worstCaseNanoUsd: ({ model }) => rateOf(model) * WORST_TOKENS,
  };
}

function scriptOf({ attempts }: World): Script {
  let next = 0;
  const draw = () => attempts[next++ % attempts.length] ?? [0, 0];
  const reply = ([kind, share]: readonly [number, number]): ScriptedReply => {
    const usage = { ...NO_USAGE, inputTokens: Math.floor(share * WORST_TOKENS) };
    if (kind < 0.6) return { usage, text: "yes" };
    const outcomeClass = FAILURES[Math.floor(share * FAILURES.length)] ?? "infra_timeout";
    // Failures with and without usage, billed unseen or not.
    return kind < 0.7 ? { outcomeClass, usage, mayBeBilled: true } : { outcomeClass, mayBeBilled: kind < 0.9 };
  };
  return () => {
    const replies = [reply(draw()), reply(draw()), reply(draw())];
    const end = replies.findIndex(({ outcomeClass }) => outcomeClass === undefined);
    return end < 0 ? replies : replies.slice(0, end + 1);
  };
}

const anyWorld: fc.Arbitrary<World> = fc.record({
  rates: fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 3, maxLength: 3 }),
  items: fc.integer({ min: 1, max: 12 }),
  concurrency: fc.integer({ min: 1, max: 16 }),
  capShare: fc.double({ min: 0, max: 1.2, noNaN: true }),
  attempts: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 5,
    maxLength: 30,
  }),
});

describe("a run under a cap", () => {
  it("never charges more than the cap, leaks no reservation, and sends nothing after a refusal", async () => {
    const endings = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const pricing = pricingOf(world.rates);
        const plan = fixturePlan(world.items, fixtureEval({ scorers: [yesNoJudge()] }), { judge: MIDDLE });
        const worst = plan.reduce((sum, { request }) => sum + (pricing.worstCaseNanoUsd(request, 0) ?? 0), 0);
        const cap = Math.floor(worst * world.capShare);
        const budget = new Budget(cap);
        const store = memoryStore();
        let sentAfterRefusal = 0;
        const script = scriptOf(world);
        const client = scriptedClient((call) => {
          if (budget.isExhausted) sentAfterRefusal += 1;
          return script(call);
        });
        const options = { pricing, budget, judge: MIDDLE, concurrency: world.concurrency };
        const result = await startRun(fixtureRun(plan), plan, fixtureOptions(store, client, options));
        const charged = (await store.attempts("run-1")).reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
        const byCell = (await store.outcomes()).reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
        expect(charged).toBeLessThanOrEqual(cap);
        expect(charged).toBe(budget.spentNanoUsd);
        expect(byCell).toBe(charged);
        expect(budget.reservedNanoUsd).toBe(0);
        expect(sentAfterRefusal).toBe(0);
        expect(result.stopped?.reason === "budget").toBe(budget.isExhausted);
        endings.add(result.stopped?.reason ?? "done");
      }),
      { numRuns: 300, seed: 20261120 },
    );
    expect([...endings].sort()).toEqual(["budget", "done"]);
  });

  it.each([
    ["near the actual cost", 0.9],
    ["ten times the actual cost", 0.1],
  ])("of 1.1 times its cost does nine cells in ten where the worst case is %s", async (_, share) => {
    for (const concurrency of [1, 4, 16]) {
      const pricing = pricingOf([1, 20, 40]);
      const plan = fixturePlan(40);
      const usage = { ...NO_USAGE, inputTokens: WORST_TOKENS * share };
      const cost = plan.reduce((sum, { request }) => sum + (pricing.costNanoUsd(request.model, usage, 0) ?? 0), 0);
      const budget = new Budget(Math.floor(1.1 * cost));
      const options = fixtureOptions(
        memoryStore(),
        scriptedClient(() => ({ usage })),
        { pricing, budget, concurrency },
      );
      const { scored, planned } = await startRun(fixtureRun(plan), plan, options);
      expect(scored / planned).toBeGreaterThanOrEqual(0.9);
    }
  });

  it("goes over the cap by no more than what servers used above the bound, and then stops", async () => {
    const pricing = pricingOf([1, 1, 1]);
    const plan = fixturePlan(100);
    const usage = { ...NO_USAGE, inputTokens: 3 * WORST_TOKENS };
    const budget = new Budget(20 * WORST_TOKENS);
    const client = scriptedClient(() => ({ usage }));
    const options = fixtureOptions(memoryStore(), client, { pricing, budget, concurrency: 2 });
    const { stopped } = await startRun(fixtureRun(plan), plan, options);
    expect(stopped?.reason).toBe("budget");
    expect(budget.spentNanoUsd - 20 * WORST_TOKENS).toBeLessThanOrEqual(3 * 2 * 2 * WORST_TOKENS);
  });
});
