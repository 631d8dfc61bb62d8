import { describe, expect, it } from "vitest";
import { startTestApi, testProject } from "../../testing/test-project.js";

const ITEMS = 8;
const CELLS = 3 * ITEMS;
const RUN = "run --db r.duckdb";

describe("run --resume of a batch run", () => {
  it("takes up in another process what goes on at the server", async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project, [], 0, null);
    const cut = await project.tierbench(`${RUN} --batch`, {
      env: api.env,
      onNote: (line, effects) => void (line.includes("in progress") && effects.interrupt()),
    });
    expect(cut.code, cut.text).toBe(130);
    expect(cut.text).toMatch(/charged \$0, and up to \$0\.\d+ for batches under way/);
    api.endBatches();
    const resumed = await project.tierbench(`${RUN} --resume`, { env: api.env });
    expect(resumed.code, resumed.text).toBe(0);
    expect(resumed.text).toContain(`${CELLS} of ${CELLS} cells scored`);
    expect(api.stats()).toMatchObject({ batches: [CELLS], paidCalls: CELLS });
    expect((await project.tierbench(`${RUN} --resume`, { env: api.env })).text).toContain("nothing to do");
  });

  it("stops where the batch is gone, and asks anew when its user gives it up", async () => {
    using project = testProject(ITEMS);
    await using first = await startTestApi(project, [], 0, null);
    const cut = await project.tierbench(`${RUN} --batch`, {
      env: first.env,
      onNote: (line, effects) => void (line.includes("in progress") && effects.interrupt()),
    });
    const [, name = ""] = /batch (b1-\w+)/.exec(cut.text) ?? [];
    await using second = await startTestApi(project);
    const elsewhere = await project.tierbench(`${RUN} --resume`, { env: second.env });
    expect([elsewhere.code, elsewhere.err.length]).toEqual([2, 1]);
    expect(elsewhere.text).toContain(first.env.ANTHROPIC_BASE_URL);
    const there = `--allow-base-url ${new URL(second.env.ANTHROPIC_BASE_URL ?? "").host}`;
    expect(elsewhere.text).toContain(there);
    const stopped = await project.tierbench(`${RUN} --resume ${there}`, { env: second.env });
    expect(stopped.code).toBe(2);
    expect(stopped.err.at(-1)).toContain(`--abandon-batch ${name}`);
    expect(second.stats().batches).toEqual([]);
    const again = await project.tierbench(`${RUN} --resume ${there} --abandon-batch ${name}`, { env: second.env });
    expect(again.code, again.text).toBe(0);
    expect(again.text).toContain(`batch ${name} is given up: ${CELLS} calls charged at the worst case`);
    expect(second.stats().batches).toEqual([CELLS]);
  });

  it("tells programs too what may still be charged", async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project, [], 0, null);
    const cut = await project.tierbench(`${RUN} --batch --json`, {
      env: api.env,
      onListening(effects) {
        const looking = setInterval(() => {
          if (api.stats().batches.length === 0) return;
          clearInterval(looking);
          effects.interrupt();
        }, 20);
      },
    });
    expect(cut.code, cut.text).toBe(130);
    const { chargedUsd, underWayUsd } = cut.json as { chargedUsd: number; underWayUsd: number };
    expect(chargedUsd).toBe(0);
    expect(underWayUsd).toBeGreaterThan(0);
  });

  it("knows that a simulator has ended with its process, and says so beforehand", async () => {
    using project = testProject(ITEMS);
    const cut = await project.tierbench(`${RUN} --batch --provider simulator`, {
      onNote: (line, effects) => void (line.includes("handed in") && effects.interrupt()),
    });
    const [, name = ""] = /batch (b1-\w+) \(\w+\), 24 requests, ends with the simulator/.exec(cut.text) ?? [];
    expect(name, cut.text).not.toBe("");
    const refused = await project.tierbench(`${RUN} --resume`);
    expect([refused.code, refused.err.length]).toEqual([2, 1]);
    expect(refused.text).toContain(`run --resume --abandon-batch ${name}`);
    const again = await project.tierbench(`${RUN} --resume --abandon-batch ${name}`);
    expect(again.code, again.text).toBe(0);
  });
});
