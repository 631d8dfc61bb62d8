import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../core/errors.js";
import { openStore } from "../store/duckdb-store.js";
import { TEST_NOW_MS } from "../testing/test-effects.js";
import { evalSource, type Ran, startTestApi, type TestProject, testProject } from "../testing/test-project.js";

const DAY_MS = 86_400_000;
let project: TestProject;

beforeEach(() => {
  project = testProject(4);
});
afterEach(() => project[Symbol.dispose]());

const run = (flags = "", options = {}): Promise<Ran> =>
  project.tierbench(`run --provider simulator --no-progress ${flags}`, options);

async function runIds(): Promise<readonly string[]> {
  await using store = await openStore(project.path(".tierbench/results.duckdb"), { readOnly: true });
  return (await store.runs()).map(({ runId }) => runId);
}

describe("a second run of the same database", () => {
  it("takes what the first was answered, says so, and can be told not to", async () => {
    await run("--limit 2");
    const ran = await run();
    const [first = "", second = ""] = await runIds();
    expect([ran.code, ran.err]).toEqual([EXIT.ok, [`6 of 12 cells taken from ${first}; --no-cache asks anew`]]);
    expect(ran.out[0]).toContain(`${second}: 12 of 12 cells scored, 0 errored, 0 missing`);
    await using store = await openStore(project.path(".tierbench/results.duckdb"), { readOnly: true });
    expect((await store.attempts(second)).length).toBe(6);
    const origins = (await store.outcomes({ runIds: [second] })).map(({ reusedFrom }) => reusedFrom);
    expect(origins.filter((origin) => origin === first).length).toBe(6);
  });

  it("counts them in JSON, and is short where it is told to be", async () => {
    await run("--limit 2");
    const told = await run("--json");
    expect([told.json, told.err]).toEqual([expect.objectContaining({ reused: 6, scored: 12 }), []]);
    expect((await run("--quiet")).err).toEqual([]);
  });

  it("asks anew with --no-cache, for other trials, other prompts, and answers that are too old", async () => {
    await run();
    const note = (ran: Ran) => ran.err.join("\n");
    expect(note(await run("--no-cache"))).toBe("");
    expect(note(await run("--trials 2"))).toMatch(/^12 of 24 cells taken from run_\w+; /);
    const after = (days: number) => ({ nowMs: TEST_NOW_MS + days * DAY_MS });
    expect(note(await run("--limit 1", after(7)))).toMatch(/^3 of 3 cells taken/);
    expect(note(await run("", after(7.1)))).toBe("");
    expect(note(await run("--cache-days 0.5", after(7.7)))).toBe("");
    expect(note(await run("--cache-days 9", after(16)))).toMatch(/^12 of 12 cells taken/);
    project.write("evals/triage.eval.ts", evalSource().replace("Name the queue.", "Which queue?"));
    expect(note(await run("", after(16)))).toBe("");
  });

  it("says in a dry run what is left to spend", async () => {
    const before = await run("--dry-run");
    expect(before.out.join("\n")).not.toMatch(/taken from/);
    await run("--limit 2");
    const { out } = await run("--dry-run");
    expect(out.at(-1)).toMatch(/^The costs count the rest: 6 of 12 cells taken from run_\w+; --no-cache asks anew\.$/);
    expect(out[0]).toMatch(/^total +6 /m);
    expect((await run("--dry-run --no-cache")).out[0]).toMatch(/^total +12 /m);
  });

  it("never mixes simulated and real answers, nor hosts", async () => {
    await using api = await startTestApi(project);
    await run();
    const real = await project.tierbench("run --no-progress", { env: api.env });
    expect(real.err.join("\n")).not.toMatch(/taken from/);
    expect(api.stats().paidCalls).toBe(12);
    await using other = await startTestApi(project);
    expect((await project.tierbench("run --no-progress", { env: other.env })).err.join("\n")).not.toMatch(/taken from/);
    expect(other.stats().paidCalls).toBe(12);
  });

  it("refuses flags that contradict each other", async () => {
    for (const [flags, message] of [
      ["--no-cache --cache-days 3", /--cache-days does not go with --no-cache/],
      ["--cache-days 0", /--cache-days: give a number above 0, found "0"/],
      ["--resume latest --cache-days 3", /--cache-days does not go with --resume/],
    ] as const) {
      const ran = await run(flags);
      expect([ran.code, ran.err.length, ran.err[0]]).toEqual([EXIT.usage, 1, expect.stringMatching(message)]);
    }
  });
});

describe("a comparison of runs that share answers", () => {
  it("leaves those cells out, and refuses where there are no others", async () => {
    await run("--limit 2");
    await run();
    await run();
    const [first = "", second = "", third = ""] = await runIds();
    const same = await project.tierbench(`compare ${second} ${third}`);
    expect([same.code, same.out, same.err]).toEqual([
      EXIT.usage,
      [],
      [expect.stringMatching(/stand on the same answers: there is nothing new to compare; .*run --no-cache$/)],
    ]);
    const nothing = await project.tierbench(`compare ${first} ${second}`);
    expect(nothing.code).toBe(EXIT.usage);

    await run("--limit 3 --no-cache");
    const [, , , fourth = ""] = await runIds();
    await run();
    const fifth = (await runIds()).at(-1) ?? "";
    // Nine cells of the fifth are the fourth's, of which the second has answers of its own.
    const compared = await project.tierbench(`compare ${second} ${fifth}`);
    expect([compared.code, compared.err]).toEqual([
      EXIT.ok,
      ["3 cells left out: both runs stand on the same answer there"],
    ]);
    const anchored = await project.tierbench(`compare ${fourth} ${second} --anchor ${fifth}`);
    expect(anchored.err).toEqual([expect.stringMatching(/--anchor: 9 cells of run .* which says nothing about noise/)]);
  });

  it("counts an answer once where both runs are calibrated together", async () => {
    await run();
    await run();
    const [first = "", second = ""] = await runIds();
    const table = async (runs: string, out: string) => {
      const ran = await project.tierbench(`calibrate ${runs} --out ${out} --json`);
      expect(ran.code, ran.text).toBe(EXIT.ok);
      return (ran.json as { readonly taskTypes: readonly unknown[] }).taskTypes;
    };
    expect(await table(`${first} ${second}`, "b.json")).toEqual(await table(first, "a.json"));
  });
});
