import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../core/errors.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { evalSource, type Ran, startTestApi, type TestProject, testProject } from "../testing/test-project.js";

const ITEMS = 16;
const CELLS = ITEMS * 3;
const OUTCOMES =
  "'SELECT task_type, item_id, tier, trial, status, outcome_class, score, response_text, cost_nano_usd FROM outcomes ORDER BY ALL' --json";

let project: TestProject;

beforeEach(() => {
  project = testProject(ITEMS);
});
afterEach(() => project[Symbol.dispose]());

async function outcomesOf(of: TestProject): Promise<unknown> {
  const ran = await of.tierbench(`query ${OUTCOMES}`);
  expect(ran.err).toEqual([]);
  return ran.json;
}

/** What a run without any interruption leaves behind. */
async function straightOutcomes(): Promise<unknown> {
  using other = testProject(ITEMS);
  await using api = await startTestApi(other);
  expect((await other.tierbench("run", { env: api.env })).code).toBe(EXIT.ok);
  return await outcomesOf(other);
}

function lastLine({ err }: Ran): string {
  return err.at(-1) ?? "";
}

describe("a budget", () => {
  it("ends a run with exit 5, and more of it finishes the run, never above the cap", async () => {
    await using api = await startTestApi(project);
    const short = await project.tierbench("run --budget-usd 0.002 -j 2 --no-progress", { env: api.env });
    expect([short.code, lastLine(short)]).toEqual([
      EXIT.budget,
      expect.stringMatching(
        /the budget ended with \d+ cells missing; go on with: npx tierbench run --resume run_\w+ --budget-usd <more>/,
      ),
    ]);
    expect(api.billUsd()).toBeGreaterThan(0);
    expect(api.billUsd()).toBeLessThanOrEqual(0.002);
    expect((await project.tierbench("calibrate")).code).toBe(EXIT.incomplete);

    const stillShort = await project.tierbench("run --resume --budget-usd 0.002 --no-progress", { env: api.env });
    expect(stillShort.code).toBe(EXIT.budget);
    expect(api.billUsd()).toBeLessThanOrEqual(0.002);

    const whole = await project.tierbench("run --resume --budget-usd 0.5 --no-progress", { env: api.env });
    expect([whole.code, whole.out[0]]).toEqual([EXIT.ok, expect.stringContaining(`${CELLS} of ${CELLS} cells scored`)]);
    expect(await outcomesOf(project)).toEqual(await straightOutcomes());
    const charged = Number(/charged \$([\d.]+)/.exec(whole.out[0] ?? "")?.[1]);
    expect(charged).toBeCloseTo(api.billUsd(), 5);
  });
});

describe("an interrupt", () => {
  it("finishes what is under way, says how to go on, and the rest gives what a straight run gives", async () => {
    await using api = await startTestApi(project);
    let isFirst = true;
    const cut = await project.tierbench("run -j 1", {
      env: api.env,
      onNote(line, effects) {
        if (!isFirst || !/^\d+\/\d+ cells/.test(line)) return;
        isFirst = false;
        effects.interrupt();
      },
    });
    expect(cut.code).toBe(EXIT.interrupted);
    expect(cut.err).toContain("interrupted: finishing the calls under way; once more to cut them");
    expect(lastLine(cut)).toMatch(
      /interrupted with \d+ cells missing; every answer that came is kept; go on with: npx tierbench run --resume run_/,
    );
    const paid = api.stats().paidCalls;
    expect(paid).toBeLessThan(CELLS);
    expect((await project.tierbench("list")).text).toContain("interrupted");

    const rest = await project.tierbench("run --resume -q", { env: api.env });
    expect([rest.code, api.stats().paidCalls]).toEqual([EXIT.ok, CELLS]);
    expect(await outcomesOf(project)).toEqual(await straightOutcomes());
  });

  it("a second one cuts the calls under way", async () => {
    const slow: FaultPlan = [{ match: {}, fault: { kind: "stall-headers" } }];
    await using api = await startTestApi(project, slow);
    const running = project.tierbench("run -j 2", {
      env: api.env,
      onNote: (line, effects) => {
        if (line.startsWith("interrupted: ")) effects.interrupt();
      },
      onListening: (effects) => void untilAsked(() => api.stats().requests, 6).then(() => effects.interrupt()),
    });
    const cut = await running;
    expect(cut.code).toBe(EXIT.interrupted);
    expect(api.stats().requests).toBe(6);
  });
});

/** Resolves once a counter has come so far. */
async function untilAsked(count: () => number, least: number): Promise<void> {
  while (count() < least) await new Promise((resolve) => setImmediate(resolve));
}

describe("errors", () => {
  it("leave a run incomplete until they are tried again", async () => {
    const rejected: FaultPlan = [
      { match: { model: "claude-opus-5-5" }, nth: 1, fault: { kind: "status", status: 400 } },
    ];
    await using api = await startTestApi(project, rejected);
    const first = await project.tierbench("run --tiers haiku,opus --limit 3 --no-progress", { env: api.env });
    expect([first.code, first.out[0]]).toEqual([
      EXIT.incomplete,
      expect.stringMatching(/3 of 6 cells scored, 3 errored/),
    ]);
    expect(lastLine(first)).toMatch(/incomplete: 50\.0 % of the cells have no score; go on with: .* --retry-errors/);

    const asked = api.stats().requests;
    const again = await project.tierbench("run --resume", { env: api.env });
    expect([again.code, api.stats().requests]).toEqual([EXIT.incomplete, asked]);
    expect(again.err[0]).toMatch(/nothing to do: every cell of run_\w+ has been tried/);

    const table = await project.tierbench("calibrate --min-items 2");
    expect([table.code, project.files().includes("routing-table.json")]).toEqual([expect.any(Number), false]);
    expect(table.code).not.toBe(EXIT.ok);

    const retried = await project.tierbench("run --resume --retry-errors --no-progress", { env: api.env });
    expect([retried.code, retried.out[0]]).toEqual([
      EXIT.ok,
      expect.stringContaining("6 of 6 cells scored, 0 errored"),
    ]);
  });

  it("may be tolerated", async () => {
    const rejected: FaultPlan = [{ match: { model: "claude-opus-5-5" }, fault: { kind: "status", status: 400 } }];
    await using api = await startTestApi(project, rejected);
    const ran = await project.tierbench("run --tiers haiku,opus --limit 3 --fail-on-error 0.5", { env: api.env });
    expect(ran.code).toBe(EXIT.ok);
  });

  it("of the account stop the run at once", async () => {
    const refused: FaultPlan = [{ match: {}, fault: { kind: "status", status: 401 } }];
    await using api = await startTestApi(project, refused);
    const ran = await project.tierbench("run -j 1 --no-progress", { env: api.env });
    expect([ran.code, lastLine(ran)]).toEqual([
      EXIT.incomplete,
      expect.stringMatching(/^stopped: .*go on with: npx tierbench run --resume/),
    ]);
    expect(api.stats().requests).toBeLessThanOrEqual(6);
    expect(ran.text).not.toContain(api.env["ANTHROPIC_API_KEY"]);
  });
});

describe("resume", () => {
  it("refuses a run that is not there, other evals, and another provider", async () => {
    expect((await project.tierbench("run --provider simulator --limit 2")).code).toBe(EXIT.ok);
    const unknown = await project.tierbench("run --resume run_x");
    expect([unknown.code, unknown.text]).toEqual([2, expect.stringMatching(/no run "run_x".*tierbench list/)]);
    const other = await project.tierbench("run --resume --provider anthropic");
    expect([other.code, other.text]).toEqual([2, expect.stringMatching(/was begun with --provider simulator/)]);
  });

  it.each([
    ["prompt", "evals/triage.eval.ts", (text: string) => text.replace("Name the queue.", "Name the right queue.")],
    [
      "scorer",
      "evals/triage.eval.ts",
      (text: string) => text.replace('version: "1", needsLabel', 'version: "2", needsLabel'),
    ],
    ["items", "datasets/triage/items.jsonl", (text: string) => text.replaceAll("ticket", "letter")],
  ])("refuses where the %s changed, and pays nothing", async (_, file, change) => {
    await using api = await startTestApi(project);
    expect((await project.tierbench("run --budget-usd 0.002 -j 1 --no-progress", { env: api.env })).code).toBe(
      EXIT.budget,
    );
    const { requests } = api.stats();
    project.write(file, change(project.read(file)));
    const ran = await project.tierbench("run --resume", { env: api.env });
    expect([ran.code, ran.text]).toEqual([
      2,
      expect.stringMatching(/"triage" have changed since run run_\w+ \(first at item "item-\d+"\); start a new run/),
    ]);
    expect(api.stats().requests).toBe(requests);
  });
});

describe("score", () => {
  it("gives stored answers the scores of today's scorers, and asks nobody", async () => {
    await using api = await startTestApi(project);
    expect((await project.tierbench("run -q", { env: api.env })).code).toBe(EXIT.ok);
    const { requests } = api.stats();
    project.write("evals/triage.eval.ts", evalSource().replace("? 1 : 0", "? 0 : 0"));
    const scored = await project.tierbench("score latest --json", { env: api.env });
    expect([scored.code, scored.json]).toMatchObject([EXIT.ok, { planned: CELLS, scored: CELLS }]);
    const { json } = await project.tierbench("query 'SELECT sum(score), count(*) FROM outcomes' --json");
    expect(json).toMatchObject({ rows: [[0, CELLS]] });
    expect(api.stats().requests).toBe(requests);
    const told = await project.tierbench("score latest", { env: api.env });
    expect(told.err.at(-1)).toBe("nobody was asked, so that scoring is free: what was charged is the run's total");
    expect(told.err.join()).not.toContain("$");
  });

  it.each([
    ["score run_x", /no run "run_x"/],
    ["score latest --judge", /no eval of run "run_\w+" has a judge; leave out --judge/],
    ["score latest --budget-usd 1", /--budget-usd goes with --judge/],
    ["score latest --provider simulator", /--provider goes with --judge/],
  ])("refuses %s", async (args, message) => {
    expect((await project.tierbench("run --provider simulator --limit 1")).code).toBe(EXIT.ok);
    const ran = await project.tierbench(args);
    expect([ran.code, ran.text]).toEqual([2, expect.stringMatching(message)]);
  });
});
