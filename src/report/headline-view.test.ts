import { describe, expect, it } from "vitest";
import type { PolicyEvaluation } from "../core/calibration.js";
import type { RoutingTable } from "../core/routing-table.js";
import { est, policyRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { headlineView } from "./headline-view.js";

const { calibration, table } = reportSample();
const TABLE_POLICY = { kind: "table", routes: {}, otherwise: "opus" } as const;
const single = (tier: string, quality: number, cost: number | null) =>
  policyRow(`always-${tier}`, { kind: "single", tier }, quality, cost);
const plain = (text: string) => text.replaceAll("\u00a0", " ");

function viewOf(policies: readonly PolicyEvaluation[], changed: RoutingTable = table) {
  return headlineView({ ...calibration, policies }, changed);
}

describe("headline", () => {
  it("says in one sentence what moves, what it saves and what it risks", () => {
    const own: PolicyEvaluation = {
      ...policyRow("table", TABLE_POLICY, 0.896, 0.0029),
      qualityVsReference: est(-0.004, -0.019, 0.011, 450),
      costRatio: est(0.29, 0.26, 0.32, 450),
    };
    const view = viewOf([single("opus", 0.9, 0.01), own]);
    expect(plain(view.sentence)).toBe(
      "Route 2 of 3 task types away from opus: costs 71 % less, quality −0.4 points (−1.9 to +1.1).",
    );
    expect(plain(view.figures[0]?.evidence ?? "")).toBe("95 % interval 68 % to 74 % less, n = 450");
    expect(view.figures[0]?.detail).toBe("$2.90 instead of $10.00 per 1,000 items");
  });

  it("says plainly when one tier for everything is cheaper and at least as good", () => {
    const view = viewOf([
      single("sonnet", 0.92, 0.002),
      single("opus", 0.9, 0.01),
      policyRow("table", TABLE_POLICY, 0.89, 0.004),
    ]);
    expect(view.isTableWorthwhile).toBe(false);
    expect(plain(view.comparison)).toBe(
      "This table is not better than the best single tier: sending everything to sonnet costs 50 % less and scores +3.0 points against the table.",
    );
  });

  it("does not call a cheaper but worse tier better", () => {
    const view = viewOf([
      single("haiku", 0.8, 0.0004),
      single("opus", 0.9, 0.01),
      policyRow("table", TABLE_POLICY, 0.89, 0.004),
    ]);
    expect(view.isTableWorthwhile).toBe(true);
    expect(plain(view.comparison)).toContain("opus for everything, which costs 150 % more");
  });

  it("names the closest tier when none is as good", () => {
    const view = viewOf([single("opus", 0.9, 0.01), policyRow("table", TABLE_POLICY, 0.91, 0.004)]);
    expect(plain(view.comparison)).toContain("The best of them, opus for everything, scores −1.0 points");
  });

  it("never prints an unknown cost as nothing", () => {
    const view = viewOf([single("opus", 0.9, null), policyRow("table", TABLE_POLICY, 0.89, null)]);
    expect(view.sentence).toContain("cost unknown");
    expect(view.figures[0]?.value).toBe("unknown");
    expect(JSON.stringify(view)).not.toContain("$0");
  });

  it("says so when everything stays on the reference", () => {
    const stay = { tier: "opus", accept: "always" as const, carry: "none" as const };
    const routes = Object.fromEntries(
      Object.entries(table.routes).map(([name, route]) => [name, { ...route, plan: [stay] }]),
    );
    const view = viewOf(calibration.policies, { ...table, routes });
    expect(view.sentence).toBe("Keep all 3 task types on opus: nothing cheaper has been shown to be good enough.");
    expect(view.isTableWorthwhile).toBe(false);
  });
});
