import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../core/errors.js";
import { startCli } from "../testing/cli-process.js";
import {
  CELLS,
  CONCURRENCY,
  ITEMS,
  outcomesOf,
  pointOf,
  stopAt,
  straightOutcomes,
  UNDER_WAY,
  untilAsked,
} from "../testing/stopped-process.js";
import { evalSource, startTestApi, TEST_CONFIG, testProject } from "../testing/test-project.js";

/** Processes start slowly where many tests run at once. */
const PATIENCE_MS = 240_000;
const SEED = Math.floor(Math.random() * 2 ** 31);

let straight: string;

beforeAll(async () => {
  straight = await straightOutcomes();
}, PATIENCE_MS);

describe("a run that is stopped", () => {
  it.each(Array.from({ length: 10 }, (_, index) => index))(
    `loses nothing, buys nothing twice and can be finished: point %i of seed ${SEED}`,
    async (index) => {
      const { point, wrong } = await stopAt(pointOf(SEED, index), straight);
      expect(wrong, JSON.stringify(point)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe("a second signal", () => {
  it(
    "cuts calls that hang, and the rest of the run finishes them",
    async () => {
      using project = testProject(ITEMS);
      const hung = await startTestApi(project, [{ match: {}, fault: { kind: "stall-headers" } }]);
      const run = startCli(["run", "-j", "2", "--no-progress"], { cwd: project.root, env: hung.env });
      await untilAsked(hung, UNDER_WAY, run);
      run.child.kill("SIGTERM");
      await run.untilSaid(/finishing the calls under way/);
      const cutMs = performance.now();
      run.child.kill("SIGINT");
      // The first signal says how it ends; the deadline of the calls is two minutes.
      expect(await run.ended).toMatchObject({ code: EXIT.terminated });
      expect(performance.now() - cutMs).toBeLessThan(10_000);
      expect(hung.stats().requests).toBe(UNDER_WAY);
      await hung[Symbol.asyncDispose]();

      await using api = await startTestApi(project);
      const { host } = new URL(api.env.ANTHROPIC_BASE_URL ?? "");
      const rest = await project.tierbench(`run --resume -q --allow-base-url ${host}`, { env: api.env });
      expect([rest.code, rest.text]).toEqual([EXIT.ok, expect.stringContaining(`${CELLS} of ${CELLS} cells scored`)]);
      expect(await outcomesOf(project)).toBe(straight);
    },
    PATIENCE_MS,
  );

  it(
    "ends a run whose scorer never answers, within its second",
    async () => {
      using project = testProject(ITEMS);
      const never = "score: () => new Promise((resolve) => setTimeout(resolve, 1e8)), unused: () => ({";
      project.write("evals/triage.eval.ts", evalSource().replace("score: ({ item, text }) => ({", never));
      await using api = await startTestApi(project);
      const run = startCli(["run", "-j", "2", "--no-progress"], { cwd: project.root, env: api.env });
      await untilAsked(api, UNDER_WAY, run);
      run.child.kill("SIGINT");
      await run.untilSaid(/finishing the calls under way/);
      const cutMs = performance.now();
      run.child.kill("SIGINT");
      expect(await run.ended).toMatchObject({ code: EXIT.interrupted });
      expect(performance.now() - cutMs).toBeLessThan(10_000);
    },
    PATIENCE_MS,
  );

  it(
    "is not needed where the drain has an end",
    async () => {
      using project = testProject(ITEMS);
      await using api = await startTestApi(project, [{ match: {}, fault: { kind: "stall-headers" } }]);
      const args = ["run", "-j", "2", "--no-progress", "--drain-ms", "300"];
      const run = startCli(args, { cwd: project.root, env: api.env });
      await untilAsked(api, UNDER_WAY, run);
      run.child.kill("SIGHUP");
      const { code, err } = await run.ended;
      expect([code, err]).toEqual([EXIT.hungUp, expect.stringContaining("took longer than 1 s and are cut")]);
      expect(api.stats().requests).toBe(UNDER_WAY);
    },
    PATIENCE_MS,
  );
});

it(
  "a run that was stopped and continued sends no burst, and no more calls time out than were under way",
  async () => {
    using project = testProject(ITEMS);
    project.write("tierbench.config.ts", `export default ${JSON.stringify({ ...TEST_CONFIG, deadlineMs: 6000 })};\n`);
    await using api = await startTestApi(project, [], 0.1);
    const run = startCli(["run", "-j", String(CONCURRENCY), "--no-progress", "--json"], {
      cwd: project.root,
      env: api.env,
    });
    await untilAsked(api, 10, run);
    run.child.kill("SIGSTOP");
    await delay(7000);
    run.child.kill("SIGCONT");
    const { code, out } = await run.ended;
    expect(api.stats().peakConcurrency).toBeLessThanOrEqual(UNDER_WAY);
    const { errored, missing } = JSON.parse(out) as { readonly errored: number; readonly missing: number };
    expect([code === (errored === 0 ? EXIT.ok : EXIT.incomplete), missing]).toEqual([true, 0]);
    expect(errored).toBeLessThanOrEqual(UNDER_WAY);
    expect((await project.tierbench("run --resume --retry-errors -q", { env: api.env })).code).toBe(EXIT.ok);
    expect(await outcomesOf(project)).toBe(straight);
  },
  PATIENCE_MS,
);

it(
  "a reader of events that goes away after the first one does not stop the run",
  async () => {
    using project = testProject(ITEMS);
    await using api = await startTestApi(project);
    const run = startCli(["run", "--json"], { cwd: project.root, env: api.env });
    await once(run.child.stderr ?? run.child, "data");
    run.child.stderr?.destroy();
    expect(await run.ended).toMatchObject({ code: EXIT.ok, out: expect.stringMatching(/^\{"runId".*\}\n$/) });
    expect(await outcomesOf(project)).toBe(straight);
  },
  PATIENCE_MS,
);
