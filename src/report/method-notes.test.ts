import { describe, expect, it } from "vitest";
import { minimalReportSample, reportSample } from "../testing/report-sample.js";
import { methodNotes } from "./method-notes.js";

const { calibration } = reportSample();
const words = (of: typeof calibration) => methodNotes(of).promised.join(" ").replaceAll("\u00a0", " ");

describe("method notes", () => {
  it("name the split, the promise of the whole and how it is tested", () => {
    expect(words(calibration)).toContain("on 180 of the independent items tables are made");
    expect(words(calibration)).toContain("on the other 270 they are tested in that order until one fails");
    expect(words(calibration)).toContain("at most 5.0 points below opus");
  });

  it("say how many clusters a test of the whole rests on where some stand in several task types", () => {
    const { certificate } = calibration.whole;
    if (certificate === null) throw new Error("the sample has changed");
    const whole = { ...calibration.whole, certificate: { ...certificate, n: 266 } };
    expect(words({ ...calibration, whole })).toContain(
      "on the other 270 (266, where those that stand in several task types count once) they are tested",
    );
  });

  it("describe only what was done", () => {
    const minimal = words(minimalReportSample().calibration);
    expect(minimal).not.toMatch(/cascade|tables are made|λ-path|stopped asking/);
    expect(minimal).toContain("Holm");
    expect(words(calibration)).not.toContain("λ-path");
  });

  it("describe the λ-path and adaptive stopping where they were used", () => {
    const taskTypes = calibration.taskTypes.map((decision) => ({
      ...decision,
      comparisons: decision.comparisons.map((comparison) => ({ ...comparison, test: "e-process" as const })),
      cascades: decision.cascades.map((cascade) => ({ ...cascade, path: "λ-path of optimal routing" })),
    }));
    const text = words({ ...calibration, taskTypes });
    expect(text).toContain("λ-path");
    expect(text).toContain("e-processes");
  });

  it("say that the mean can hide a task type", () => {
    expect(methodNotes(calibration).notPromised.join(" ")).toContain("one task type may lose more");
  });
});
