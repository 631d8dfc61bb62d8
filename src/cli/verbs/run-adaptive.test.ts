import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../core/errors.js";
import { evalSource, itemLine, startTestApi, type TestProject, testProject } from "../../testing/test-project.js";

const ITEMS = 140;
const MOST = 2 * ITEMS * 3;

interface Summary {
  readonly runId: string;
  readonly status: string;
  readonly planned: number;
  readonly missing: number;
  readonly adaptive: {
    readonly asked: number;
    readonly of: number;
    readonly saved: number | null;
    readonly pairs: readonly { readonly taskType: string; readonly tier: string; readonly decision: string }[];
  };
}

/** Two task types: the simulated tiers are much alike on the first, the cheapest is hopeless on the second. */
let project: TestProject;

beforeEach(() => {
  project = testProject(ITEMS);
  project.write("evals/extract.eval.ts", evalSource("extract"));
  project.write(
    "datasets/extract/items.jsonl",
    Array.from({ length: ITEMS }, (_, index) => `${itemLine(index, "extract")}\n`).join(""),
  );
});
afterEach(() => project[Symbol.dispose]());

const CELLS = "'SELECT cell_key, score FROM outcomes ORDER BY ALL' --json";

describe("run --adaptive", () => {
  it("decides each pair, stops there, and says what that saved; resuming finds nothing to do", async () => {
    const ran = await project.tierbench("run --adaptive --margin 0.1 --provider simulator");
    expect(ran.code).toBe(EXIT.ok);
    const [first = "", table = "", next] = ran.out;
    expect(first).toMatch(/^run_\w+: (\d+) of \1 cells scored, 0 errored, 0 missing; charged \$[\d.]+ \(simulated\)$/);
    expect(table).toMatch(/^task type +tier +decision +units +of +skipped +points$/m);
    expect(table).toMatch(/^extract +haiku +(good enough|undecided: no more items) +\d+ +140 +0 /m);
    expect(table).toMatch(/^extract +sonnet +(not needed|good enough) +\d+ +140 +0 /m);
    expect(table).toMatch(/^triage +haiku +worse +\d+ +140 +0 +−\d+\.\d$/m);
    expect(table).toMatch(/^asked \d+ of 840 cells \(−\d+\.\d %\)$/m);
    expect(next).toMatch(/^next: npx tierbench calibrate run_/);
    expect(ran.err).toContainEqual(expect.stringMatching(/^triage, haiku: worse after \d+ of 140 units$/));

    const again = await project.tierbench("run --resume --json");
    expect(again.code).toBe(EXIT.ok);
    const { adaptive, status, planned, missing } = again.json as Summary;
    expect({ status, missing, of: adaptive.of }).toEqual({ status: "finished", missing: 0, of: MOST });
    expect(planned).toBe(adaptive.asked);
    expect(adaptive.saved).toBeCloseTo(1 - adaptive.asked / MOST, 12);
    expect(adaptive.asked).toBeLessThan(0.9 * MOST);
    expect(again.err).toEqual([expect.stringMatching(/^nothing to do: every pair of run_\w+ has been tried$/)]);
    const runs = (await project.tierbench("list --json")).json as readonly { readonly adaptive: unknown }[];
    expect(runs[0]?.adaptive).toEqual({
      seed: 1,
      batchUnits: 10,
      minUnits: 30,
      margin: 0.1,
      confidence: 0.95,
      reference: "opus",
      mostCells: MOST,
      largestUnits: { extract: 1, triage: 1 },
    });
  });

  it("interrupted and resumed, buys what an unbroken run buys, and calibrate waits for it", async () => {
    await using api = await startTestApi(project);
    const { env } = api;
    const args = "run --adaptive --margin 0.25 -j 4";
    let isFirst = true;
    const cut = await project.tierbench(args, {
      env,
      onNote(line, effects) {
        if (!isFirst || !/^\d+\/\d+ cells/.test(line)) return;
        isFirst = false;
        effects.interrupt();
      },
    });
    expect(cut.code).toBe(EXIT.interrupted);
    expect(cut.out[1]).toMatch(/^asked \d+ of 840 cells so far$/m);
    expect(cut.out[1]).toMatch(/^triage +sonnet +open /m);
    expect(cut.err.at(-1)).toMatch(
      /interrupted with at most \d+ cells missing; every answer that came is kept; go on with/,
    );
    expect((await project.tierbench("calibrate --margin 0.1")).text).toMatch(/cells missing; finish it with/);

    const rest = await project.tierbench("run --resume -q", { env });
    expect([rest.code, rest.out.length]).toEqual([EXIT.ok, 1]);
    const paid = api.stats().paidCalls;
    const resumed = (await project.tierbench(`query ${CELLS}`)).json;

    using other = project.copy();
    const whole = await other.tierbench(`${args} --no-progress --db other.duckdb`, { env });
    expect(whole.code).toBe(EXIT.ok);
    expect((await other.tierbench(`query ${CELLS} --db other.duckdb`)).json).toEqual(resumed);
    expect(api.stats().paidCalls).toBe(2 * paid);
  });

  it("keeps a budget, and says how far it came", async () => {
    await using api = await startTestApi(project);
    const short = await project.tierbench("run --adaptive --budget-usd 0.02 --no-progress", { env: api.env });
    expect(short.code).toBe(EXIT.budget);
    expect(short.err.at(-1)).toMatch(/the budget ended with at most \d+ cells missing; go on with/);
    expect(api.billUsd()).toBeLessThanOrEqual(0.02);
    expect(short.out.join("\n")).toMatch(/ cells so far$/m);
  });

  it("asks in another order with another seed", async () => {
    const asked = async (seed: number) => {
      const args = `run --adaptive --margin 0.3 --seed ${seed} --provider simulator --limit 15 -q --db ${seed}.duckdb`;
      expect((await project.tierbench(args)).code).toBe(EXIT.ok);
      const sql = `'SELECT item_id FROM cells ORDER BY position' --json --db ${seed}.duckdb`;
      return (await project.tierbench(`query ${sql}`)).json;
    };
    expect(await asked(1)).not.toEqual(await asked(2));
  });

  it("--dry-run shows the most that it can take", async () => {
    const ran = await project.tierbench("run --adaptive --trials 2 --dry-run");
    expect([ran.code, ran.out.at(-1)]).toEqual([EXIT.ok, expect.stringMatching(/^At most 1680 cells, if no pair/)]);
  });

  it.each([
    ["run --margin 0.1", /--margin goes with --adaptive/],
    ["run --reference opus --dry-run", /--reference goes with --adaptive/],
    ["run --resume --adaptive", /--adaptive does not go with --resume/],
    ["run --resume --seed 2", /--seed does not go with --resume/],
    [
      "run --adaptive --tiers haiku,sonnet --reference opus",
      /"opus" is not among the tiers of this run: haiku, sonnet/,
    ],
    ["run --adaptive --tiers haiku", /name two tiers or more/],
    ["run --adaptive --margin 2", /--margin: give a fraction between 0 and 1/],
  ])("refuses %s", async (args, message) => {
    const ran = await project.tierbench(args);
    expect([ran.code, ran.text]).toEqual([EXIT.usage, expect.stringMatching(message)]);
  });

  it("leaves variables that are meant for other verbs alone", async () => {
    const env = { TIERBENCH_MARGIN: "0.1", TIERBENCH_REFERENCE: "opus" };
    const ran = await project.tierbench("run --dry-run", { env });
    expect([ran.code, ran.out.at(-1)]).toEqual([EXIT.ok, expect.stringMatching(/^840 cells\./)]);
    const adaptive = await project.tierbench("run --adaptive --dry-run", { env });
    expect(adaptive.code).toBe(EXIT.ok);
  });
});
