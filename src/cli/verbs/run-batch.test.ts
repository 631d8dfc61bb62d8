import { describe, expect, it } from "vitest";
import { startTestApi, testProject } from "../../testing/test-project.js";

const ITEMS = 8;
const CELLS = 3 * ITEMS;
const RUN = "run --db r.duckdb";

const batchLines = (err: readonly string[]) => err.filter((line) => line.startsWith("batch "));

describe("run --batch", () => {
  it("asks everything in one batch, at half the price", async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project);
    const direct = await project.tierbench(`${RUN} --json`, { env: api.env });
    const directUsd = api.billUsd();
    const ran = await project.tierbench(`${RUN} --batch --json`, { env: api.env });
    expect([direct.code, ran.code]).toEqual([0, 0]);
    expect(api.stats().batches).toEqual([CELLS]);
    expect(ran.json).toMatchObject({ scored: CELLS, errored: 0, missing: 0 });
    const charged = (ran.json as { chargedUsd: number }).chargedUsd;
    expect(2 * charged).toBe((direct.json as { chargedUsd: number }).chargedUsd);
    expect(charged).toBeCloseTo(api.billUsd() - directUsd, 12);
    const query = `SELECT count(DISTINCT response_text) AS texts, count(*) AS runs FROM outcomes GROUP BY cell_key`;
    const same = await project.tierbench(`query '${query}' --db r.duckdb --json`);
    expect(same.json).toMatchObject({ rows: Array.from({ length: CELLS }, () => [1, 2]) });
  });

  it("says how its batches go on, and nothing of it where nobody wants to hear", async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project);
    const ran = await project.tierbench(`${RUN} --batch`, { env: api.env });
    const lines = batchLines(ran.err);
    expect(lines[0]).toMatch(/^batch b1-\w{10} \(msgbatch_sim_\w+\): 24 requests handed in$/);
    expect(lines.some((line) => line.includes(": 24 of 24 requests, in progress "))).toBe(true);
    expect(lines.at(-1)).toMatch(/: 24 of 24 requests, ended after \d+ s: 24 succeeded$/);
    const quiet = await project.tierbench(`${RUN} --batch --quiet`, { env: api.env });
    expect(batchLines(quiet.err)).toEqual([]);
  });

  it("plays on the simulator of the command line as well", async () => {
    using project = testProject(2);
    const ran = await project.tierbench(`${RUN} --batch --provider simulator`);
    expect(ran.code).toBe(0);
    expect(ran.text).toContain("6 of 6 cells scored");
  });

  it("estimates at batch prices", async () => {
    using project = testProject(ITEMS);
    const usd = async (flag: string) => {
      const ran = await project.tierbench(`run --dry-run --json${flag}`);
      return (ran.json as { calls: { total: { costUsd: { expected: number } } } }).calls.total.costUsd.expected;
    };
    expect(2 * (await usd(" --batch"))).toBeCloseTo(await usd(""), 12);
    expect((await project.tierbench("run --dry-run --batch")).text).toContain("Batch prices of");
  });

  it("keeps a budget at batch prices", async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project);
    const ran = await project.tierbench(`${RUN} --batch --budget-usd 0.0035`, { env: api.env });
    expect(ran.code).toBe(5);
    expect(api.stats().paidCalls).toBeGreaterThan(0);
    expect(api.stats().paidCalls).toBeLessThan(CELLS);
    expect(api.billUsd()).toBeLessThanOrEqual(0.0035);
  });

  it("leaves a batch running when it is interrupted, and says how to go on", async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project, [], 0, null);
    const ran = await project.tierbench(`${RUN} --batch`, {
      env: api.env,
      onNote: (line, effects) => void (line.includes("in progress") && effects.interrupt()),
    });
    expect(ran.code).toBe(130);
    expect(ran.text).toMatch(
      /interrupted: batch b1-\w+ \(msgbatch_sim_\w+\), 24 requests, goes on at the server, and run --resume takes up/,
    );
    expect(ran.text).toMatch(/go on with: npx tierbench run --resume run_\w+ --batch/);
    expect(api.stats()).toMatchObject({ batches: [CELLS], paidCalls: 0 });
  });

  it.each([
    ["run --batch --adaptive", "--batch does not go with --adaptive: it decides after every ten items"],
    ["run --abandon-batch b1", "--abandon-batch goes with --resume"],
  ])("%s is refused before anything is asked", async (args, message) => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project);
    const ran = await project.tierbench(args, { env: api.env });
    expect(ran.code).toBe(2);
    expect(ran.text).toContain(message);
    expect(api.stats().requests).toBe(0);
  });

  it("gives up no batch that the run does not have", async () => {
    using project = testProject(2);
    await using api = await startTestApi(project);
    await project.tierbench(RUN, { env: api.env });
    const ran = await project.tierbench(`${RUN} --resume --abandon-batch b7`, { env: api.env });
    expect(ran.code).toBe(2);
    expect(ran.text).toMatch(/run "run_\w+" has no batch "b7"/);
  });

  it("stops in one line where results are gone", async () => {
    using project = testProject(2);
    const gone = { kind: "status", status: 404 } as const;
    await using api = await startTestApi(project, [
      { match: { path: "/v1/messages/batches/:id/results" }, fault: gone },
    ]);
    const ran = await project.tierbench(`${RUN} --batch`, { env: api.env });
    expect(ran.code).toBe(2);
    expect(ran.err.at(-1)).toMatch(/^tierbench: batch b1-\w+ \(msgbatch_sim_\w+\): .*--abandon-batch b1-\w+ charges/);
    expect(api.stats().batches).toEqual([6]);
  });
});
