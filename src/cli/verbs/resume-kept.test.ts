import { describe, expect, it } from "vitest";
import { EXIT } from "../../core/errors.js";
import { startTestApi, testProject } from "../../testing/test-project.js";

const CAP_USD = 0.002;

describe("run --resume", () => {
  it("keeps the budget that the run was begun with, until another is said", async () => {
    using project = testProject(12);
    await using api = await startTestApi(project);
    const begun = await project.tierbench(`run --budget-usd ${CAP_USD} --no-progress`, { env: api.env });
    expect(begun.code).toBe(EXIT.budget);

    const kept = await project.tierbench("run --resume --no-progress", { env: api.env });
    expect(kept.code).toBe(EXIT.budget);
    expect(kept.err[0]).toMatch(/^the budget of \$0\.0020+ is kept; /);
    const billUsd = api.billUsd();
    expect(billUsd).toBeLessThanOrEqual(CAP_USD);

    const more = await project.tierbench("run --resume --budget-usd 0.01 --no-progress", { env: api.env });
    expect(more.code, more.text).toBe(EXIT.ok);
    expect(more.text).not.toContain("is kept");
    expect(api.billUsd()).toBeGreaterThan(billUsd);
  });

  it("keeps the budgets of single tiers beside a new one of the whole", async () => {
    using project = testProject(12);
    await using api = await startTestApi(project);
    await project.tierbench("run --tier-budget-usd opus=0.001 --no-progress", { env: api.env });
    const kept = await project.tierbench("run --resume --budget-usd 1 --no-progress", { env: api.env });
    expect(kept.code).toBe(EXIT.budget);
    expect(kept.text).toContain("--tier-budget-usd <more>");
  });

  it("asks nobody but the host where the run was begun, unless that is meant", async () => {
    using project = testProject(4);
    await using first = await startTestApi(project);
    await using second = await startTestApi(project);
    const begun = await project.tierbench(`run --budget-usd ${CAP_USD} --no-progress`, { env: first.env });
    expect(begun.code).toBe(EXIT.budget);
    const [before, now] = [first, second].map(({ env }) => env.ANTHROPIC_BASE_URL);
    const elsewhere = await project.tierbench("run --resume --budget-usd none", { env: second.env });
    expect([elsewhere.code, second.stats().requests]).toEqual([EXIT.usage, 0]);
    const host = new URL(now ?? "").host;
    expect(elsewhere.err).toEqual([
      expect.stringMatching(
        `^tierbench: run "run_\\w+" was begun at ${before}, and would go on at ${now}: set ANTHROPIC_BASE_URL to ${before}; if it is meant, say --allow-base-url ${host}$`,
      ),
    ]);
    const words = `run --resume --budget-usd none --no-progress --allow-base-url ${host}`;
    const meant = await project.tierbench(words, { env: second.env });
    expect(meant.code, meant.text).toBe(EXIT.ok);
    expect(second.billUsd()).toBeGreaterThan(0);
  });
});
