import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Calibration } from "../../core/calibration.js";
import { UsageError } from "../../core/errors.js";
import { contentHash } from "../../core/json.js";
import type { Outcome } from "../../core/outcome.js";
import { readTable } from "../../core/table-file.js";
import { openStore } from "../../store/duckdb-store.js";
import { outcomesFromStrings, seededRun } from "../../testing/seeded-outcomes.js";
import { testEffects } from "../../testing/test-effects.js";
import { emptyProject } from "../../testing/test-project.js";
import { parseWords } from "../parse-words.js";
import { calibrateVerb } from "./calibrate.js";
import { reportVerb } from "./report.js";

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());

const COST: { readonly [tier: string]: number } = { haiku: 0.001, opus: 0.01 };
const line = (right: number, wrong: number) => "1".repeat(right) + "0".repeat(wrong);

async function run(verb: typeof calibrateVerb, args: string) {
  const effects = testEffects({ cwd: project.root });
  const words = parseWords(verb, `${args} --db results.duckdb`.split(/ +/), {});
  const { help: _help, debug: _debug, ...flags } = words.flags;
  expect(await verb.execute({ ...words, flags }, effects)).toBe(0);
  return effects;
}
const calibrate = async (args: string) => (await run(calibrateVerb, `one ${args} --json`)).json as Calibration;
const tableOf = () => readTable(readFileSync(project.path("routing-table.json"), "utf8"), "routing-table.json");

/** Two easy task types, on which haiku is as good, and a hard one. */
beforeAll(async () => {
  const types = {
    calm: { haiku: line(196, 4), opus: line(196, 4) },
    mild: { haiku: line(196, 4), opus: line(196, 4) },
    hard: { haiku: line(60, 140), opus: line(190, 10) },
  };
  const outcomes = Object.entries(types).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, (itemId, tier) => ({
      itemId: `${taskType}-${itemId}`,
      taskType,
      runId: "one",
      costUsd: COST[tier] ?? 0,
    })).map((one): Outcome => ({ ...one, cellKey: contentHash(one.cellKey) })),
  );
  const plan = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
    key,
    itemId,
    taskType,
    tier,
    trial,
  }));
  await using store = await openStore(project.path("results.duckdb"));
  const failureCostsUsd = { calm: 0.001, mild: 0.001, hard: 0.001 };
  const known = { runId: "one", taskTypes: Object.keys(types), plannedCells: plan.length, failureCostsUsd };
  await store.createRun(seededRun(["haiku", "opus"], known), plan, []);
  await Promise.all(outcomes.map((one) => store.record(one, [])));
});

const routes = ({ taskTypes }: Calibration) =>
  Object.fromEntries(taskTypes.map(({ taskType, choice }) => [taskType, choice.kind === "single" ? choice.tier : ""]));

describe("calibrate", () => {
  it("promises the whole in the table, with its split, cross-fitted figures and basis", async () => {
    const calibration = await calibrate("");
    expect(routes(calibration)).toEqual({ calm: "haiku", hard: "opus", mild: "haiku" });
    const { totals, provenance, policy } = tableOf();
    expect(totals.guarantee).toMatchObject({ scope: "whole-table", type: "non-inferiority", epsilon: 0.03 });
    expect(totals["basis"]).toBe("whole-table");
    expect(totals["crossFitted"]).toMatchObject({ netLoss: 0 });
    expect(provenance["splits"]).toMatchObject({ choosing: 240, testing: 360 });
    expect(policy["objective"]).toEqual({ kind: "cost" });
  });

  it("prints the verdict first, then routes, policies and advice", async () => {
    const { text } = await run(calibrateVerb, "one --tasks-per-day 1");
    expect(text.split("\n")[0]).toMatch(/^One table for all task types has 0\.0 points of quality and \d/);
    expect(text).toMatch(/^hard +200 +certified +opus$/m);
    expect(text).toMatch(/^advice: At 1 tasks a day the table saves \$0\.\d\d a month/m);
  });

  it("takes a budget, and keeps within it", async () => {
    const calibration = await calibrate("--max-cost-usd 0.005");
    expect(calibration.whole.basis).toBe("budget");
    const table = calibration.policies.find(({ name }) => name === "table");
    expect(table?.costUsd?.v).toBeLessThanOrEqual(0.005);
    expect(tableOf().policy["objective"]).toEqual({ kind: "budget", costUsd: 0.005 });
  });

  it("takes what a wrong answer costs, as a number or from the evals", async () => {
    expect(routes(await calibrate("--failure-cost-usd 1"))).toMatchObject({ hard: "opus" });
    expect(routes(await calibrate("--failure-cost-usd evals"))).toEqual({
      calm: "haiku",
      hard: "haiku",
      mild: "haiku",
    });
    expect((await run(reportVerb, "--table routing-table.json --out r.html")).text).toContain("report on rt_");
  });

  it.each([
    ["--max-cost-usd 1 --failure-cost-usd 1", "two different objectives"],
    ["--failure-cost-usd much", "give a number above 0, or evals"],
    ["--max-cost-usd 0.0001", "below the cheapest table, $0.001"],
  ])("refuses %s in one line", async (flags, message) => {
    const refused = await calibrate(flags).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UsageError);
    expect(String(refused)).toContain(message);
    expect(String(refused)).not.toContain("\n");
  });
});
