import { describe, expect, it } from "vitest";
import type { Calibration } from "../core/calibration.js";
import type { Route, RoutingTable } from "../core/routing-table.js";
import { comparisonRow, est, summaryRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { promiseWords, routesView, unroutedTaskTypes } from "./routes-view.js";

const sample = reportSample();
const plain = (text: string) => text.replaceAll("\u00a0", " ");

function viewOf(
  route: Partial<Route>,
  decision: Partial<Calibration["taskTypes"][number]> = {},
  whole: Partial<Calibration["whole"]> = { certificate: null },
) {
  const [first] = sample.calibration.taskTypes;
  const known = sample.table.routes["triage"];
  if (first === undefined || known === undefined) throw new Error("the sample has changed");
  const calibration = {
    ...sample.calibration,
    taskTypes: [{ ...first, ...decision }],
    whole: { ...sample.calibration.whole, ...whole },
  };
  const table: RoutingTable = { ...sample.table, routes: { triage: { ...known, ...route } } };
  const [row] = routesView(calibration, table);
  if (row === undefined) throw new Error("no row");
  return row;
}

const expected = {
  n: 150,
  quality: est(0.9, 0.85, 0.94),
  vsReference: { diff: -0.004, ci: [-0.019, 0.011] as [number, number] },
  costUsd: est(0.0004, 0.0003, 0.0005),
  escalation: est(0, 0, 0),
  latencyP50Ms: null,
};

describe("routes", () => {
  it("compares cost and quality with the reference", () => {
    const row = viewOf({ expected }, { tiers: [summaryRow("haiku", 0.9, 0.0004), summaryRow("opus", 0.9, 0.01)] });
    expect(plain(row.cost)).toBe("96 % less");
    expect(row.costDetail).toBe("$0.40 instead of $10.00 per 1,000");
    expect(row.quality).toBe("−0.4 points");
    expect(plain(row.qualityInterval)).toBe("−1.9 to +1.1 at 95 %, n = 100");
  });

  it("says unknown where either cost is", () => {
    const tiers = [summaryRow("haiku", 0.9, 0.0004), summaryRow("opus", 0.9, null)];
    expect(viewOf({ expected }, { tiers }).cost).toBe("unknown");
    expect(viewOf({ expected: { ...expected, costUsd: null } }).cost).toBe("unknown");
  });

  it("says a chain of any length in words", () => {
    const ask = (tier: string, atLeast: string | number) => ({
      tier,
      accept: { all: [{ signal: "self-report", atLeast }] },
      carry: "none" as const,
    });
    const row = viewOf({
      plan: [
        ask("haiku", "high"),
        ask("sonnet", "medium"),
        ask("sonnet", 0.61234),
        { tier: "opus", accept: "always", carry: "none" },
      ],
    });
    expect(row.plan).toEqual({
      first: "haiku",
      after:
        "keep its answer if self-report is “high”; otherwise ask sonnet; then keep its answer if self-report is “medium” or more; otherwise ask sonnet; then keep its answer if self-report is at least 0.6123; otherwise ask opus",
    });
  });

  it("names only undecided tiers that would save more", () => {
    const comparisons = [
      comparisonRow("haiku", est(-0.01, -0.08, 0.06), "undecided"),
      comparisonRow("sonnet", est(0, -0.01, 0.01), "non-inferior"),
    ];
    const plan = (tier: string) => [{ tier, accept: "always" as const, carry: "none" as const }];
    expect(viewOf({ plan: plan("sonnet"), status: "certified" }, { comparisons }).open).toBe(
      "Whether haiku alone would do.",
    );
    expect(viewOf({ plan: plan("haiku"), status: "certified" }, { comparisons }).open).toBe("");
  });

  it("gives the reason and the price of knowing where nothing is certified", () => {
    const row = viewOf(
      { status: "insufficient-data", reason: "Only 12 items.", itemsStillNeeded: 1 },
      { costToDecideUsd: null },
    );
    expect(row.open).toBe("Only 12 items.");
    expect(row.priceOfKnowing).toBe("about 1 more item (cost unknown)");
    expect(row.statusWords).toBe("insufficient data");
  });

  describe("within a table that is certified as a whole", () => {
    const { certificate } = sample.calibration.whole;
    const haiku = {
      plan: [{ tier: "haiku", accept: "always" as const, carry: "none" as const }],
      guarantee: null,
      reason: "haiku: part of a table.",
    };
    const choice = { kind: "single" as const, tier: "haiku" };
    const comparisons = (verdict: "undecided" | "inferior") => [
      comparisonRow("haiku", est(-0.06, -0.09, -0.03), verdict),
    ];

    it("says that an estimated route is promised with the whole", () => {
      const decision = { choice, comparisons: comparisons("undecided") };
      const row = viewOf({ ...haiku, status: "estimated" }, decision, { certificate });
      expect(row).toMatchObject({
        status: "estimated",
        standing: "within",
        statusWords: "with the whole",
        promise: "promised with the whole table, estimated alone",
        open: "Whether it holds on this task type alone: its own items do not decide.",
      });
    });

    it("does not hide a task type that loses behind the mean", () => {
      const decision = { choice, comparisons: comparisons("inferior") };
      expect(viewOf({ ...haiku, status: "estimated" }, decision, { certificate }).open).toBe(
        "Here haiku tested worse than the margin allows; other task types make up for it in the mean.",
      );
    });

    it("leaves certified routes, uncertified wholes and changed tables as they are", () => {
      expect(viewOf({ ...haiku, status: "certified" }, { choice }, { certificate }).standing).toBe("certified");
      expect(viewOf({ ...haiku, status: "estimated" }, { choice }).promise).toBe("no promise");
      const other = { choice: { kind: "single" as const, tier: "sonnet" } };
      expect(viewOf({ ...haiku, status: "estimated" }, other, { certificate }).standing).toBe("estimated");
    });

    it("names the reference as itself where its own items did not decide", () => {
      const stay = { ...haiku, plan: [{ tier: "opus", accept: "always" as const, carry: "none" as const }] };
      const opus = { choice: { kind: "single" as const, tier: "opus" } };
      const row = viewOf({ ...stay, status: "insufficient-data" }, opus, { certificate });
      expect(row).toMatchObject({ standing: "within", promise: "this is opus itself", open: haiku.reason });
    });
  });

  it("says what each guarantee promises", () => {
    const guarantee = {
      epsilon: 0.03,
      delta: 0.05,
      scope: "per-route",
      method: "m",
      pValue: null,
      k: null,
      n: 1,
      assumes: [],
    } as const;
    const words = (type: "non-inferiority" | "harm-rate" | "reference") =>
      plain(promiseWords({ ...guarantee, type, assumes: [] }, "opus"));
    expect(words("non-inferiority")).toBe("95 % sure: at most 3.0 points below opus");
    expect(words("harm-rate")).toBe("95 % sure: loses a right answer of opus on at most 3.0 % of items");
    expect(words("reference")).toBe("this is opus itself");
    expect(promiseWords(null, "opus")).toBe("no promise");
  });

  it("shows routes that were not measured, and names types that have no route", () => {
    const { triage: _gone, ...rest } = sample.table.routes;
    const extra = sample.table.routes["structured-summary"];
    if (extra === undefined) throw new Error("the sample has changed");
    const table = {
      ...sample.table,
      routes: { ...rest, constructor: { ...extra, match: { taskType: "constructor" } } },
    };
    expect(routesView(sample.calibration, table).at(-1)).toMatchObject({
      taskType: "constructor",
      evidence: "not measured in these runs",
    });
    expect(unroutedTaskTypes(sample.calibration, table)).toEqual(["triage"]);
  });
});
