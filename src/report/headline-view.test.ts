import { describe, expect, it } from "vitest";
import type { Calibration, PolicyEvaluation, WholeTable } from "../core/calibration.js";
import type { RoutingTable } from "../core/routing-table.js";
import { est, policyRow, wholeRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { headlineView } from "./headline-view.js";

const { calibration, table } = reportSample();
const TABLE_POLICY = { kind: "table", routes: {}, otherwise: "opus" } as const;
const single = (tier: string, quality: number, cost: number | null) =>
  policyRow(`always-${tier}`, { kind: "single", tier }, quality, cost);
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const ALWAYS = single("opus", 0.9, 0.01);
const OWN: PolicyEvaluation = {
  ...policyRow("table", TABLE_POLICY, 0.896, 0.0029),
  qualityVsReference: est(-0.004, -0.019, 0.011, 450),
  costRatio: est(0.29, 0.26, 0.32, 450),
};
const { certificate } = calibration.whole;

interface Case {
  readonly policies?: readonly PolicyEvaluation[];
  readonly whole?: Partial<WholeTable>;
  readonly options?: Partial<Calibration["options"]>;
  /** The tier of every route; left out: the sample's routes. */
  readonly everywhere?: string;
}

function viewOf({ policies = [ALWAYS, OWN], whole = {}, options = {}, everywhere }: Case) {
  const taskTypes = calibration.taskTypes.map((decision) =>
    everywhere === undefined ? decision : { ...decision, choice: { kind: "single" as const, tier: everywhere } },
  );
  const changed = {
    ...calibration,
    policies,
    taskTypes,
    options: { ...calibration.options, ...options },
    whole: wholeRow("opus", whole),
  };
  return headlineView(changed, everywhere === undefined ? table : sentTo(everywhere));
}

function sentTo(tier: string): RoutingTable {
  const plan = [{ tier, accept: "always" as const, carry: "none" as const }];
  const routes = Object.fromEntries(Object.entries(table.routes).map(([name, route]) => [name, { ...route, plan }]));
  return { ...table, routes };
}

describe("headline", () => {
  it("says in one sentence what moves, what it saves and what it risks", () => {
    const view = viewOf({});
    expect(plain(view.sentence)).toBe(
      "Route 1 of 3 task types away from opus, and ask a cheaper tier before it on 1 more: costs 71 % less, quality −0.4 points (−1.9 to +1.1).",
    );
    expect(view.figures[0]?.notes.map(plain)).toEqual([
      "95 % interval 68 % to 74 % less, n = 450",
      "$2.90 instead of $10.00 per 1,000 items",
    ]);
    expect(view.isCrossFitted).toBe(false);
  });

  it("shows the less favourable of cross-fitted and in-sample, each by its name", () => {
    const figures = { quality: 0.88, costUsd: 0.0025, harm: 0.004, netLoss: 0.02 };
    const view = viewOf({ whole: { basis: "whole-table", certificate, figures } });
    expect(plain(view.sentence)).toBe(
      "Route 1 of 3 task types away from opus, and ask a cheaper tier before it on 1 more: costs 71 % less, quality −2.0 points.",
    );
    const [cost, quality, harm] = view.figures;
    expect(cost?.notes.map(plain)).toEqual([
      "$2.90 instead of $10.00 per 1,000 items",
      "cross-fitted 75 % less",
      "in-sample 71 % less, 95 % interval 68 % to 74 % less, n = 450",
    ]);
    expect(quality?.notes.map(plain)).toEqual([
      "88.0 % right instead of 90.0 %",
      "cross-fitted −2.0",
      "in-sample −0.4, 95 % interval −1.9 to +1.1, n = 450",
    ]);
    expect(plain(harm?.value ?? "")).toBe("1.0 %");
    expect(view.isCrossFitted).toBe(true);
  });

  it("sends everything to one tier where routing does not beat it", () => {
    const figures = { quality: 0.896, costUsd: 0.0029, harm: 0.01, netLoss: 0.004 };
    const whole = { basis: "single-tier", everywhere: "sonnet", bestSingle: "sonnet", certificate, figures } as const;
    const view = viewOf({ whole, everywhere: "sonnet" });
    expect(plain(view.sentence)).toBe(
      "Routing does not beat always sonnet, so everything goes to sonnet: costs 71 % less than opus, quality −0.4 points (−1.9 to +1.1).",
    );
    expect(view.isCrossFitted).toBe(false);
    expect(view.figures[3]).toMatchObject({ label: "For all task types together", value: "certified" });
  });

  it("says so when everything stays on the reference", () => {
    const view = viewOf({ whole: { everywhere: "opus" }, everywhere: "opus" });
    expect(view.sentence).toBe("Keep all 3 task types on opus: nothing cheaper has been shown to be good enough.");
    expect(view.figures.slice(0, 3).map(({ value, notes }) => [value, ...notes.map(plain)])).toEqual([
      ["the same", "the table is opus itself", "$10.00 per 1,000 items"],
      ["the same", "the table is opus itself", "90.0 % right, n = 100"],
      ["none", "the table is opus itself"],
    ]);
    expect(JSON.stringify(view)).not.toContain("interval");
  });

  it("names the objective where it is another than the lowest cost", () => {
    const figures = { quality: 0.9, costUsd: 0.0025, harm: 0.01, netLoss: 0 };
    const budget = viewOf({
      whole: { basis: "budget", figures },
      options: { objective: { kind: "budget", costUsd: 0.003 } },
    });
    expect(plain(budget.sentence)).toContain(
      "Within $0.0030 per item, route 1 of 3 task types away from opus, and ask a cheaper tier before it on 1 more: costs",
    );
    const stakes = viewOf({
      whole: { basis: "stakes", everywhere: "opus", figures: null },
      options: { objective: { kind: "stakes", failureCostsUsd: {} } },
      everywhere: "opus",
    });
    expect(stakes.sentence).toBe("For the lowest cost with errors, keep all 3 task types on opus.");
  });

  it("counts certified decisions only where the whole has no certificate", () => {
    expect(viewOf({}).figures[3]?.label).toBe("Decisions certified");
    const [, , , certainty] = viewOf({ whole: { basis: "whole-table", certificate } }).figures;
    expect(certainty).toMatchObject({ label: "The table as a whole", value: "certified" });
    expect(certainty?.notes.map(plain)[0]).toBe("p = 0.012 on 270 items");
  });

  it("says nothing of the whole once a route was set by hand", () => {
    const [name = "", first] = Object.entries(table.routes)[0] ?? [];
    if (first === undefined) throw new Error("the sample has changed");
    const edited = { ...table, routes: { ...table.routes, [name]: { ...first, status: "manual" as const } } };
    const view = headlineView(calibration, edited);
    expect(view.isCrossFitted).toBe(false);
    expect(view.figures[3]?.label).toBe("Decisions certified");
    expect(headlineView(calibration, table).isCrossFitted).toBe(true);
  });

  it("takes no figures of unseen items for a table that is the reference itself", () => {
    const figures = { quality: 0.85, costUsd: 0.0029, harm: 0.05, netLoss: 0.05 };
    const whole = { basis: "stakes", everywhere: "opus", figures } as const;
    const view = viewOf({ policies: [single("opus", 0.9, null), OWN], whole, everywhere: "opus" });
    expect(view.isCrossFitted).toBe(false);
    expect(view.figures[0]?.notes).toEqual(["the table is opus itself"]);
  });

  it("never prints an unknown cost as nothing", () => {
    const policies = [single("opus", 0.9, null), policyRow("table", TABLE_POLICY, 0.89, null)];
    const figures = { quality: 0.88, costUsd: null, harm: 0.004, netLoss: 0.02 };
    for (const whole of [{}, { basis: "whole-table", certificate, figures } as const]) {
      const view = viewOf({ policies, whole });
      expect(view.sentence).toContain("cost unknown");
      expect(view.figures[0]?.value).toBe("unknown");
      expect(JSON.stringify(view)).not.toContain("$0");
    }
  });
});
