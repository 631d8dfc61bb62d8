import { describe, expect, it } from "vitest";
import { policyRow } from "../testing/report-rows.js";
import { minimalReportSample, reportSample } from "../testing/report-sample.js";
import { scatterView } from "./scatter-view.js";

const CANVAS = { width: 880, height: 440, left: 52, right: 40, top: 30, bottom: 50 };
const { calibration } = reportSample();

describe("scatter", () => {
  it("draws every policy with a cost and joins the front, cheapest first, without the oracle", () => {
    const mark = (name: string, quality: number, cost: number, isParetoOptimal: boolean) => ({
      ...policyRow(
        name,
        name === "oracle" ? { kind: "oracle" as const } : { kind: "single" as const, tier: name },
        quality,
        cost,
      ),
      isParetoOptimal,
    });
    const policies = [
      mark("opus", 0.9, 0.01, true),
      mark("sonnet", 0.8, 0.02, false),
      mark("haiku", 0.7, 0.0005, true),
      mark("oracle", 0.95, 0.0004, true),
      policyRow("always-free", { kind: "single", tier: "free" }, 0.5, null),
    ];
    const view = scatterView({ ...calibration, policies }, CANVAS);
    expect(view?.front).toEqual([
      { cost: 0.5, quality: 0.7 },
      { cost: 10, quality: 0.9 },
    ]);
    expect(view?.points.map(({ short, kind }) => [short, kind])).toEqual([
      ["opus", "single"],
      ["sonnet", "single"],
      ["haiku", "single"],
      ["Oracle", "oracle"],
    ]);
    expect(view?.unpriced).toEqual(["Always free"]);
    expect(view?.x.kind).toBe("log");
  });

  it("has nothing to draw where no cost is known", () => {
    expect(scatterView(minimalReportSample().calibration, CANVAS)).toBeNull();
  });
});
