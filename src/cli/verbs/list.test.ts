import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../core/errors.js";
import type { CostLine } from "../../runner/run-costs.js";
import type { FaultPlan } from "../../simulator/fault-plan.js";
import { startTestApi, type TestApi, type TestProject, testProject } from "../../testing/test-project.js";

/** Half the first answers of one tier are billed and lost on the way; half of another's are refused at first. */
const FAULTS: FaultPlan = [
  { match: { model: "claude-sonnet-5-5" }, nth: 1, rate: 0.5, fault: { kind: "reset-mid-body" } },
  { match: { model: "claude-opus-5-5" }, nth: 1, rate: 0.5, fault: { kind: "status", status: 529, retryAfter: 0 } },
];

let project: TestProject;
let api: TestApi;

beforeAll(async () => {
  project = testProject(6);
  api = await startTestApi(project, FAULTS);
  const ran = await project.tierbench("run --no-progress", { env: api.env });
  expect(ran.code, ran.text).toBe(EXIT.ok);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  project[Symbol.dispose]();
});

interface Bill {
  readonly tiers: { readonly [tier: string]: CostLine };
  readonly judge: CostLine;
  readonly total: CostLine;
}

describe("list --costs", () => {
  it("brackets the real bill, by tier", async () => {
    const ran = await project.tierbench("list --costs --json");
    expect(ran.code, ran.text).toBe(EXIT.ok);
    const { tiers, judge, total } = ran.json as Bill;
    expect(Object.keys(tiers)).toEqual(["haiku", "sonnet", "opus"]);
    const billNanoUsd = Math.round(api.billUsd() * 1e9);
    expect(total.failures).toBeGreaterThan(0);
    expect(total.leastNanoUsd).toBeLessThanOrEqual(billNanoUsd);
    expect(total.mostNanoUsd).toBeGreaterThanOrEqual(billNanoUsd);
    const sum = Object.values(tiers).reduce((all, line) => all + (line.mostNanoUsd ?? Number.NaN), 0);
    expect(sum + (judge.mostNanoUsd ?? Number.NaN)).toBe(total.mostNanoUsd);
    expect([judge.answers, total.answers]).toEqual([0, 18]);
  });

  it("says so in lines that fit, with what the run said it was charged", async () => {
    const ran = await project.tierbench("list --costs");
    expect(ran.out.join("\n")).toMatch(
      /^run_\w+ \(simulated\): between \$[\d.]+ and \$[\d.]+; \d+ calls? without an answer$/m,
    );
    for (const line of ran.out.join("\n").split("\n").slice(0, -1)) expect(line.length, line).toBeLessThanOrEqual(120);
  });

  it.each([
    ["list --costs nobody", /no run "nobody" in this store/],
    ["list --costs outside", /run "outside" was imported: its calls are not known/],
    ["list --costs --parquet lake", /--costs does not go with --parquet/],
    ["list --costs --db none.duckdb", /none\.duckdb/],
  ])("%s is refused in one line", async (args, message) => {
    project.write("rows.csv", "item_id,task_type,tier,score\na,t,small,1\n");
    await project.tierbench("import rows.csv --format outcomes --name outside");
    const ran = await project.tierbench(args);
    expect([ran.code, ran.out, ran.err]).toEqual([EXIT.usage, [], [expect.stringMatching(message)]]);
  });
});
