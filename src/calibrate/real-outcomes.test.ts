import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";

/** Outcomes of real models, not part of the repository. */
const FOLDER = new URL("../../../shared/data/", import.meta.url);
const isThere = existsSync(new URL("bfcl-claude3.csv.gz", FOLDER));
const REASON = isThere ? "" : " (skipped: no folder ../shared/data beside the repository)";

function read(file: string): readonly Outcome[] {
  const [head = "", ...lines] = gunzipSync(readFileSync(new URL(file, FOLDER)))
    .toString("utf8")
    .trim()
    .split("\n");
  const names = head.trim().split(",");
  return lines.map((line) => {
    const cells = line.trim().split(",");
    const field = (name: string) => cells[names.indexOf(name)] ?? "";
    const reading = field("signal.agreement");
    return seededOutcome({
      itemId: field("item_id"),
      taskType: field("task_type"),
      tier: field("tier"),
      score: Number(field("score")),
      costUsd: field("cost_usd") === "" ? null : Number(field("cost_usd")),
      latencyMs: field("latency_ms") === "" ? null : Number(field("latency_ms")),
      signals: reading === "" ? [] : [{ name: "agreement", value: Number(reading) }],
    });
  });
}

describe.skipIf(!isThere)(`real outcomes${REASON}`, () => {
  test("BFCL, Claude 3: tier means, costs, oracle, and a sensible table", () => {
    const run = seededRun(["haiku", "sonnet", "sonnet-3-5", "opus"]);
    const options = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05 };
    const { policies, tierOrder, taskTypes, warnings } = calibrate(read("bfcl-claude3.csv.gz"), [run], options);
    const shown = (name: string) => {
      const one = policies.find((policy) => policy.name === name);
      return [one?.quality.v.toFixed(4), one?.costUsd?.v.toFixed(6)];
    };
    expect(tierOrder).toEqual(["haiku", "sonnet", "sonnet-3-5", "opus"]);
    expect(shown("always-haiku")).toEqual(["0.7506", "0.000183"]);
    expect(shown("always-sonnet")).toEqual(["0.8200", "0.002135"]);
    expect(shown("always-sonnet-3-5")).toEqual(["0.9053", "0.002205"]);
    expect(shown("always-opus")).toEqual(["0.8800", "0.010898"]);
    expect(shown("oracle")[0]).toBe("0.9441");
    expect(taskTypes).toHaveLength(12);
    // Cross-fitted by others: .8856 at −64 %. In-sample it may look a little better.
    const table = policies.find(({ name }) => name === "table");
    expect(table?.quality.v).toBeGreaterThan(0.875);
    expect(table?.quality.v).toBeLessThan(0.9);
    expect(table?.costRatio?.v).toBeLessThan(0.4);
    for (const { choice, comparisons } of taskTypes) {
      const chosen = comparisons.find(({ tier }) => choice.kind === "single" && tier === choice.tier);
      expect(chosen?.verdict ?? "non-inferior").toBe("non-inferior");
    }
    expect(table?.costRatio?.v).toBeGreaterThan(0.2);
    expect(warnings.join()).toMatch(
      /sonnet-3-5 for everything scores 1\.2 points above this table and costs 13\.\d % less/,
    );
  });

  test("date reasoning with a real signal, costs not known: a certified cascade on agreement", () => {
    const run = seededRun(["small", "medium", "large"]);
    const rows = read("mot-date.csv.gz").filter(({ tier }) => tier !== "small");
    const { taskTypes, signals, warnings } = calibrate(rows, [run], {
      ...CALIBRATION_DEFAULTS,
      reference: "large",
      harm: 0.05,
    });
    const [decision] = taskTypes;
    expect(decision).toMatchObject({ choice: { kind: "cascade" }, status: "certified" });
    // Others accept at 0.9 with 21.4 % escalated at .8916; the lowest certified threshold is one step below.
    expect(decision?.cascades[0]).toMatchObject({ atLeast: 0.85, harmful: 9, n: 369, isCertified: true });
    expect(decision?.cascades[0]?.quality.v).toBeCloseTo(0.8916, 4);
    expect(decision?.cascades[0]?.escalation.v).toBeCloseTo(0.206, 3);
    expect(warnings.join()).toContain("costs are not known");
    expect(signals.find(({ tier }) => tier === "medium")?.auroc).toBeGreaterThan(0.6);
  });
});
