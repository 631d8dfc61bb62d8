import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
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
import { resumeRun, startRun } from "./run-benchmark.js";

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

/** Random budgets that are tried; `npm run prove:budget` tries ten thousand. */
const BUDGETS = Number(process.env["PROVE_BUDGETS"] ?? 300);

interface World {
  readonly rates: readonly number[];
  readonly items: number;
  readonly concurrency: number;
  readonly capShare: number;
  /** Of the middle tier's own budget, in what its cells can cost; above 1 it has none. */
  readonly tierCapShare: number;
  /** Calls after which the run is interrupted, to be resumed under the same caps. */
  readonly interruptAfter: number;
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
  tierCapShare: fc.double({ min: 0, max: 3, noNaN: true }),
  interruptAfter: fc.integer({ min: 1, max: 60 }),
  attempts: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 5,
    maxLength: 30,
  }),
});

/**
 * A run under its caps, interrupted and resumed: holds it against what is promised.
 *
 * @returns how it ended
 */
async function spend(world: World): Promise<"done" | "budget" | "tier-budget"> {
  const pricing = pricingOf(world.rates);
  const plan = fixturePlan(world.items, fixtureEval({ scorers: [yesNoJudge()] }), { judge: MIDDLE });
  const worstOf = (cells: typeof plan) =>
    cells.reduce((sum, { request }) => sum + (pricing.worstCaseNanoUsd(request, 0) ?? 0), 0);
  const cap = Math.floor(worstOf(plan) * world.capShare);
  const tierCap = Math.floor(worstOf(plan.filter(({ tier }) => tier.id === MIDDLE.id)) * world.tierCapShare);
  const store = memoryStore();
  const script = scriptOf(world);
  const run = fixtureRun(plan);
  const spentOn = async (isOwn: (attempt: Attempt) => boolean) =>
    (await store.attempts(run.runId)).filter(isOwn).reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
  const cellsOfTier = new Set(plan.filter(({ tier }) => tier.id === MIDDLE.id).map(({ cell }) => cell.key));
  const isOfTier = ({ cellKey, role }: Attempt) => role === "answer" && cellsOfTier.has(cellKey);

  const part = async (isFirst: boolean) => {
    const [spent, spentOfTier] = isFirst ? [0, 0] : [await spentOn(() => true), await spentOn(isOfTier)];
    const budget = new Budget(cap, spent);
    const tierBudget = new Budget(world.tierCapShare > 1 ? null : tierCap, spentOfTier);
    const drain = new AbortController();
    let calls = 0;
    const client = scriptedClient((call) => {
      // After a refusal nothing is set aside any more: what is still sent had been.
      expect(budget.reservedNanoUsd).toBeGreaterThanOrEqual(pricing.worstCaseNanoUsd(call.request, 0) ?? 0);
      calls += 1;
      if (isFirst && calls === world.interruptAfter) drain.abort();
      return script(call);
    });
    const { concurrency } = world;
    const tierBudgets = new Map([[MIDDLE.id, tierBudget]]);
    const change = { pricing, budget, tierBudgets, judge: MIDDLE, concurrency, drain: drain.signal };
    const options = fixtureOptions(store, client, change);
    const result = isFirst ? await startRun(run, plan, options) : await resumeRun(run, plan, options);
    expect([budget.reservedNanoUsd, tierBudget.reservedNanoUsd]).toEqual([0, 0]);
    expect([await spentOn(() => true), await spentOn(isOfTier)]).toEqual([
      budget.spentNanoUsd,
      tierBudget.spentNanoUsd,
    ]);
    expect(budget.spentNanoUsd).toBeLessThanOrEqual(cap);
    if (world.tierCapShare <= 1) expect(tierBudget.spentNanoUsd).toBeLessThanOrEqual(tierCap);
    return result;
  };

  await part(true);
  const { stopped, givenUp } = await part(false);
  const byCell = (await store.outcomes()).reduce((sum, entry) => sum + (entry.chargedNanoUsd ?? 0), 0);
  expect(byCell).toBeLessThanOrEqual(await spentOn(() => true));
  if (stopped?.reason === "budget") return "budget";
  return [...givenUp.values()].some(({ reason }) => reason === "tier-budget") ? "tier-budget" : "done";
}

/** The share of 120 cells that a budget of 1.1 times their cost does, each call using that share of its worst case. */
async function shareDone(rates: readonly number[], share: number, concurrency: number): Promise<number> {
  const pricing = pricingOf(rates);
  const plan = fixturePlan(40);
  const usage = { ...NO_USAGE, inputTokens: Math.floor(WORST_TOKENS * share) };
  const cost = plan.reduce((sum, { request }) => sum + (pricing.costNanoUsd(request.model, usage, 0) ?? 0), 0);
  const budget = new Budget(Math.floor(1.1 * cost));
  const client = scriptedClient(() => ({ usage }));
  const options = fixtureOptions(memoryStore(), client, { pricing, budget, concurrency });
  const { scored, planned } = await startRun(fixtureRun(plan), plan, options);
  return scored / planned;
}

describe("a run under a cap", () => {
  it("never charges more than a cap, interrupted or not, leaks no reservation, and sends only what was set aside", async () => {
    const endings = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        endings.add(await spend(world));
      }),
      { numRuns: BUDGETS, seed: 20261120 },
    );
    expect([...endings].sort()).toEqual(["budget", "done", "tier-budget"]);
  });

  it("of 1.1 times its cost does nine cells in ten, whatever the prices", async () => {
    const anyCost = fc.record({
      rates: fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 3, maxLength: 3 }),
      share: fc.double({ min: 0.3, max: 1, noNaN: true }),
      concurrency: fc.integer({ min: 1, max: 16 }),
    });
    await fc.assert(
      fc.asyncProperty(anyCost, async ({ rates, share, concurrency }) => {
        expect(await shareDone(rates, share, concurrency)).toBeGreaterThanOrEqual(0.9);
      }),
      { numRuns: BUDGETS / 10, seed: 20261120 },
    );
  });

  it.each([
    ["near the actual cost", 0.9],
    ["ten times the actual cost", 0.1],
  ])("of 1.1 times its cost does nine cells in ten where the worst case is %s", async (_, share) => {
    for (const concurrency of [1, 4, 16]) {
      expect(await shareDone([1, 20, 40], share, concurrency)).toBeGreaterThanOrEqual(0.9);
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
