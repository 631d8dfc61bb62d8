import { describe, expect, it } from "vitest";
import { est } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { signalsView } from "./signals-view.js";

const { calibration } = reportSample();
const signal = { taskType: "t", tier: "haiku", signal: "self-report", missing: 2, bins: [] };
const verdictOf = (auroc: number | null) =>
  signalsView({ ...calibration, signals: [{ ...signal, auroc }] })[0]?.verdict;

describe("signals", () => {
  it("says what an AUROC is worth", () => {
    expect(verdictOf(0.92)).toBe("tells right from wrong well");
    expect(verdictOf(0.7)).toBe("tells right from wrong somewhat");
    expect(verdictOf(0.58)).toBe("hardly better than chance");
    expect(verdictOf(0.5)).toBe("no better than chance");
    expect(verdictOf(0.3)).toBe("points the wrong way");
    expect(verdictOf(null)).toContain("cannot be said");
  });

  it("does not give an empty bin a quality", () => {
    const bins = [
      { label: "low", n: 0, quality: est(0, 0, 1, 0) },
      { label: "high", n: 88, quality: est(0.71, 0.62, 0.79, 88) },
    ];
    const [row] = signalsView({ ...calibration, signals: [{ ...signal, auroc: 0.7, bins }] });
    expect(row?.bins.map(({ words }) => words.replaceAll("\u00a0", " "))).toEqual([
      "no answers",
      "71.0 % (62.0 % to 79.0 %), n = 88",
    ]);
  });
});
