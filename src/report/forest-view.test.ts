import { describe, expect, it } from "vitest";
import { comparisonRow, est } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { forestView } from "./forest-view.js";

const { calibration } = reportSample();
const [first] = calibration.taskTypes;
if (first === undefined) throw new Error("the sample has changed");

describe("forest", () => {
  it("says difference, interval and verdict in words", () => {
    const comparisons = [
      comparisonRow("haiku", est(-0.004, -0.019, 0.011, 150), "non-inferior"),
      comparisonRow("sonnet", est(-0.02, -0.06, 0.02, 150), "undecided"),
    ];
    const { groups, margin } = forestView({ ...calibration, taskTypes: [{ ...first, comparisons }] });
    expect(margin).toBe(-0.05);
    expect(groups[0]?.rows[0]).toMatchObject({
      words: "−0.4 (−1.9 to +1.1)",
      verdictWords: "good enough",
      discordant: "4 / 3",
      adjustedPValue: "0.020",
      level: "needed at most 0.050",
      itemsNeeded: "–",
    });
    expect(groups[0]?.rows[1]).toMatchObject({ verdictWords: "undecided", itemsNeeded: "400" });
  });

  it("cuts an endless interval at the axis", () => {
    const endless = est(-0.1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1);
    const taskTypes = [{ ...first, comparisons: [comparisonRow("haiku", endless, "undecided")] }];
    const { x, groups } = forestView({ ...calibration, taskTypes });
    expect(groups[0]?.rows[0]?.drawn).toEqual([x.domain[0], x.domain[1]]);
    expect(groups[0]?.rows[0]?.words).toBe("−10.0 (−∞ to +∞)");
  });

  it("always shows zero and the margin", () => {
    const { x } = forestView(calibration);
    expect(x.domain[0]).toBeLessThan(-0.05);
    expect(x.domain[1]).toBeGreaterThan(0);
  });
});
