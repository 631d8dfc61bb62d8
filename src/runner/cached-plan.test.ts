import { describe, expect, it } from "vitest";
import { inputText } from "../core/item.js";
import { selfReport } from "../scorers/self-report.js";
import { CHEAP, fixtureDataset, fixtureEval, LADDER } from "../testing/benchmark-fixture.js";
import { withCaching } from "./cached-plan.js";
import { planRun } from "./plan-run.js";

const shared = fixtureEval({
  cache: true,
  prompt: (item) => ({ system: "Sort.", messages: [{ role: "user", content: inputText(item, "text") }] }),
});
const options = { tiers: LADDER, trials: 1, limit: null, judge: null };

describe("a plan with caching", () => {
  it("changes no cell, and puts the breakpoint on the tiers that may cache", () => {
    const evals = [{ evaluation: shared, dataset: fixtureDataset(3) }];
    const plan = planRun(evals, options);
    const cached = withCaching(plan, evals, (tier) => tier !== CHEAP);
    expect(cached.map(({ cell }) => cell)).toEqual(plan.map(({ cell }) => cell));
    for (const { tier, request } of cached) expect(request.cacheAfter).toBe(tier === CHEAP ? undefined : "system");
  });

  it("takes the prompts of all items, also where one is asked", () => {
    const evals = [{ evaluation: shared, dataset: fixtureDataset(3) }];
    const cached = withCaching(planRun(evals, { ...options, limit: 1 }), evals, () => true);
    expect(cached.map(({ request }) => request.cacheAfter)).toEqual(LADDER.map(() => "system"));
  });

  it("counts what signals add to the system text", () => {
    const evaluation = fixtureEval({ cache: true, signals: [selfReport({ levels: ["low", "high"] })] });
    const evals = [{ evaluation, dataset: fixtureDataset(3) }];
    expect(withCaching(planRun(evals, options), evals, () => true)[0]?.request.cacheAfter).toBe("system");
  });

  it("leaves evals alone that do not ask for it", () => {
    const evals = [{ evaluation: fixtureEval(), dataset: fixtureDataset(3) }];
    const plan = planRun(evals, options);
    expect(withCaching(plan, evals, () => true)).toBe(plan);
  });

  it.each([
    [
      fixtureEval({ cache: true }),
      3,
      /^eval "triage": cache is true, but the prompts of its items begin with nothing in common/,
    ],
    [shared, 1, /^eval "triage": cache is true, but there is no second item whose prompt could begin alike/],
  ])("refuses an eval that shares nothing", (evaluation, items, message) => {
    const evals = [{ evaluation, dataset: fixtureDataset(items) }];
    expect(() => withCaching(planRun(evals, options), evals, () => true)).toThrow(message);
  });
});
