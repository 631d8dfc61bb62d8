import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCli } from "../testing/cli-process.js";
import { startTestApi, type TestProject, testProject } from "../testing/test-project.js";

let project: TestProject;

beforeAll(() => {
  project = testProject(24);
});
afterAll(() => project[Symbol.dispose]());

describe("the process", () => {
  it("answers on standard output, and complains on standard error with exit code 2", async () => {
    const good = await startCli(["--version"], { cwd: project.root }).ended;
    expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: "" });
    const bad = await startCli(["rnu"], { cwd: project.root }).ended;
    expect(bad).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/^tierbench: unknown verb "rnu".*\n$/) });
  });

  it.each(["tierbench.config.ts", "evals/triage.eval.ts"])("names %s where it never finishes loading", async (name) => {
    using stuck = project.copy();
    stuck.write(name, `await new Promise(() => {});\n${stuck.read(name)}`);
    const { code, out, err } = await startCli(["run", "--dry-run"], { cwd: stuck.root }).ended;
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^tierbench: .*: its top-level await waits for what never comes; take it out\n$/);
    expect(err).toContain(name);
  });

  it("goes on when nobody reads what it says", async () => {
    const { child } = startCli(["run", "--provider", "simulator"], { cwd: project.root });
    child.stderr?.destroy();
    child.stdout?.destroy();
    expect(await once(child, "close")).toEqual([0, null]);
    expect((await project.tierbench("list")).text).toMatch(/simulated +finished/);
  });

  it("finishes the calls under way when it is interrupted, and ends with 130", async () => {
    await using api = await startTestApi(project, [], 0.3);
    const run = startCli(["run", "-j", "2"], { cwd: project.root, env: api.env });
    await run.untilSaid(/./);
    run.child.kill("SIGINT");
    const { code, err } = await run.ended;
    expect([code, err]).toEqual([130, expect.stringMatching(/interrupted: finishing [^]*nothing is lost; go on with/)]);
    const { json } = await project.tierbench(
      "query 'SELECT count(*) FROM outcomes WHERE run_id = (SELECT max(run_id) FROM runs)' --json",
    );
    expect(json).toMatchObject({ rows: [[api.stats().paidCalls]] });
    expect(api.stats().paidCalls).toBeLessThan(72);
  });
});
