import { describe, expect, it } from "vitest";
import { policyRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { baselinesView, inSampleNote } from "./baselines-view.js";

const { calibration, table } = reportSample();
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("baselines", () => {
  it("puts the table first, then tiers by price, the oracle last, and names cheapest and reference", () => {
    const { rows } = baselinesView(calibration);
    expect(rows.map(({ name, role }) => [name, role])).toEqual([
      ["This table", "in-sample"],
      ["This table, cross-fitted", "the same way of choosing, on unseen items"],
      ["Always haiku", "cheapest tier"],
      ["Always sonnet", ""],
      ["Always opus", "reference"],
      ["Oracle", "knows the answers: a bound, not a choice"],
    ]);
  });

  it("prints quality, cost and their intervals in one unit", () => {
    const policies = [
      policyRow("always-sonnet", { kind: "single", tier: "sonnet" }, 0.88, 0.004),
      policyRow("always-opus", { kind: "single", tier: "opus" }, 0.9, null),
    ];
    const { rows, unit } = baselinesView({ ...calibration, policies });
    expect(unit.items).toBe(1000);
    expect(plain(JSON.stringify(rows[0]))).toContain('"cost":{"value":"$4.00","interval":"$3.60 to $4.40"}');
    expect(rows[0]).toMatchObject({ difference: { value: "−2.0", interval: "−4.0 to 0.0" }, front: "no" });
    expect(rows[1]).toMatchObject({
      cost: { value: "unknown", interval: "" },
      front: "unknown",
      difference: { value: "–" },
    });
  });

  it("shows no difference, and no interval of one, where the table is the reference itself", () => {
    const route = { kind: "single", tier: "opus" } as const;
    const policies = [
      policyRow("table", { kind: "table", routes: { extract: route }, otherwise: "opus" }, 0.9, 0.01),
      policyRow("always-opus", route, 0.9, 0.01),
    ];
    const whole = { ...calibration.whole, figures: null };
    const [own, always] = baselinesView({ ...calibration, whole, policies }).rows;
    const nothing = { difference: { value: "–", interval: "" }, harm: { value: "–", interval: "" }, costRatio: "–" };
    expect(own).toMatchObject({ name: "This table", role: "the reference itself", ...nothing });
    expect(always).toMatchObject({ name: "Always opus", role: "reference", ...nothing });
  });

  it("puts the cross-fitted figures beside the table's own, without an interval", () => {
    const figures = { quality: 0.87, costUsd: null, harm: 0.02, netLoss: 0.03 };
    const { rows } = baselinesView({ ...calibration, whole: { ...calibration.whole, figures } });
    expect(rows[1]).toMatchObject({
      kind: "expected",
      n: null,
      difference: { value: "−3.0", interval: "" },
      cost: { value: "unknown", interval: "" },
      costRatio: "unknown",
    });
  });

  it("has no cross-fitted row where one certified tier serves everything", () => {
    const whole = { ...calibration.whole, basis: "single-tier" as const, everywhere: "sonnet", bestSingle: "sonnet" };
    const { rows } = baselinesView({ ...calibration, whole });
    expect(rows.map(({ name, role }) => [name, role]).slice(0, 3)).toEqual([
      ["This table", ""],
      ["Always haiku", "cheapest tier"],
      ["Always sonnet", "cheapest that keeps the promise"],
    ]);
  });
});

describe("in-sample note", () => {
  const own = policyRow("table", { kind: "table", routes: {}, otherwise: "opus" }, 0.89, 0.004);
  const rival = policyRow("always-Sonnet", { kind: "single", tier: "Sonnet" }, 0.891, 0.004);
  const noteOf = (change: Partial<typeof calibration.whole>, policies = [own, rival]) =>
    inSampleNote({ ...calibration, policies, whole: { ...calibration.whole, ...change } }, table);

  it("says why a single tier that looks better here was not taken", () => {
    expect(noteOf({ bestSingle: "Sonnet" })).toContain(
      "Here always Sonnet looks as good for no more; on items that the table was not learnt from it does not.",
    );
    expect(noteOf({ bestSingle: "opus" })).toContain("it did not pass the test of all task types together");
  });

  it("gives no reason where there is nothing to explain", () => {
    expect(noteOf({}, [own])).not.toContain("Here");
    expect(noteOf({ basis: "budget" })).not.toContain("Here");
  });
});
