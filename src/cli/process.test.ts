import { once } from "node:events";
import { existsSync } from "node:fs";
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

  it.runIf(existsSync("/dev/full")).each([
    [
      "standard output",
      "> /dev/full",
      /^(\d+\/72 cells.*\n)+tierbench: standard output cannot be written: ENOSPC.*\n$/,
    ],
    ["standard error", "2> /dev/full", /^$/],
    ["both", "> /dev/full 2> /dev/full", /^$/],
  ])("does the whole run, and ends with 4, where the disk that takes %s is full", async (_, where, said) => {
    using full = testProject(24);
    const under = ["/bin/sh", "-c", `exec "$@" ${where}`, "sh"];
    const { code, err } = await startCli(["run", "--provider", "simulator"], { cwd: full.root, under }).ended;
    expect([code, err]).toEqual([4, expect.stringMatching(said)]);
    const { json } = await full.tierbench("query 'SELECT count(*), count(score) FROM outcomes' --json");
    expect(json).toMatchObject({ rows: [[72, 72]] });
    expect((await full.tierbench("list")).text).toMatch(/simulated +finished/);
  });

  it.runIf(existsSync("/dev/full"))("keeps the exit code of what fails, whatever the disk", async () => {
    const under = ["/bin/sh", "-c", 'exec "$@" > /dev/full 2> /dev/full', "sh"];
    const { code } = await startCli(["rnu"], { cwd: project.root, under }).ended;
    expect(code).toBe(2);
  });

  it("finishes the calls under way when it is interrupted, and ends with 130", async () => {
    await using api = await startTestApi(project, [], 0.3);
    const run = startCli(["run", "-j", "2"], { cwd: project.root, env: api.env });
    await run.untilSaid(/./);
    run.child.kill("SIGINT");
    const { code, err } = await run.ended;
    expect([code, err]).toEqual([
      130,
      expect.stringMatching(/interrupted: finishing [^]*every answer that came is kept; go on with/),
    ]);
    const { json } = await project.tierbench(
      "query 'SELECT count(*) FROM outcomes WHERE run_id = (SELECT max(run_id) FROM runs)' --json",
    );
    expect(json).toMatchObject({ rows: [[api.stats().paidCalls]] });
    expect(api.stats().paidCalls).toBeLessThan(72);
  });
});
