import { describe, expect, it } from "vitest";
import { CALIBRATION_DEFAULTS, calibrate } from "../calibrate/calibrate.js";
import { spendingPlan } from "../calibrate/spending-plan.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { planLine, planLines } from "./plan-lines.js";

const COSTS: { readonly [tier: string]: number } = { haiku: 0.0001, opus: 0.004 };

function planOf(taskTypes: readonly string[], opusUsd: number | null = 0.004, tasksPerDay: number | null = null) {
  const rows = taskTypes.flatMap((taskType) =>
    outcomesFromStrings({ haiku: `0${"1".repeat(49)}`, opus: `${"1".repeat(49)}0` }, (_, tier) => ({
      taskType,
      costUsd: tier === "opus" ? opusUsd : (COSTS[tier] ?? 0),
      simulated: true,
    })),
  );
  const options = { ...CALIBRATION_DEFAULTS, reference: "opus" };
  const calibration = calibrate(rows, [seededRun(["haiku", "opus"])], options, { resamples: 20 });
  return spendingPlan(calibration, { tasksPerDay });
}

const flat = (text: string) => text.replace(/\s+/g, " ");

describe("planLines", () => {
  it("keeps a pair on one line where it fits, and says that responses were simulated", () => {
    const lines = planLines(planOf(["triage"])).split("\n");
    expect(lines[0]).toMatch(/^SIMULATED/);
    expect(lines).toContainEqual(expect.stringMatching(/^task type {2}tier .* saves\/1k +requests$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^triage +haiku +50 +275 +275 +225 +\d+ % +\$0\.92\d +\$0\.92\d +\$3\.90 +[\d,]+$/),
    );
  });

  it("puts names above their numbers where they do not fit, so that siblings stay apart", () => {
    const names = ["one", "two"].map((end) => `a_long_family_name_of_task_types_that_differ_at_their_${end}`);
    const text = planLines(planOf([...names, "x".repeat(300)]));
    for (const name of names) expect(text).toMatch(new RegExp(`^\\d\\. ${name} on haiku$`, "m"));
    const table = text.split("\n").slice(text.split("\n").findIndex((line) => line.includes("if equal")));
    for (const line of table) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  it("calls the money unknown where one side of a pair has no price", () => {
    const text = planLines(planOf(["triage"], null));
    expect(text).toMatch(/^triage +haiku .* unknown +unknown +unknown +unknown$/m);
    expect(flat(text)).toContain("cost unknown, expected saving per 1,000 requests unknown.");
    expect(text).not.toContain("$");
    expect(flat(planLine(planOf(["triage"], null)))).toContain("225 more items, unknown; all 1 step: unknown");
  });

  it("says in a sentence whether the volume is worth it", () => {
    expect(flat(planLines(planOf(["triage"], 0.004, 2)))).toContain(
      "At 2 tasks per day the volume is too small: no step pays for itself within the 92 days that a table counts.",
    );
    expect(flat(planLines(planOf(["triage"], 0.004, 2000)))).toMatch(
      /At 2,000 tasks per day 1 of 1 step pays for itself within the 92 days that a table counts: \$0\.92\d spent, \$\d+ saved on average in that time\./,
    );
  });
});
