import { describe, expect, it } from "vitest";
import { policyRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { baselinesView } from "./baselines-view.js";

const { calibration } = reportSample();
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("baselines", () => {
  it("puts the table first, then tiers by price, the oracle last, and names cheapest and reference", () => {
    const { rows } = baselinesView(calibration);
    expect(rows.map(({ name, role }) => [name, role])).toEqual([
      ["This table", ""],
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
});
