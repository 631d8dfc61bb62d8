import { describe, expect, it } from "vitest";
import { lintLabels } from "./lint-labels.js";

const LABELS = ["refund", "Bug report", "other"];
const found = (...allowed: readonly string[]) => lintLabels(LABELS, [{ name: "one-of", labels: allowed }]);

describe("a check that allows a set of labels", () => {
  it.each([[LABELS], [["other", "bug report ", "REFUND", "refund"]]])("is that of the dataset: %j", (allowed) =>
    expect(found(...allowed)).toEqual([]),
  );

  it("fails right answers where it lacks a label", () =>
    expect(found("refund", "bug-report", "other")).toEqual([
      {
        rule: "label-set",
        severity: "error",
        items: [],
        message:
          '"one-of" does not allow "Bug report" and allows "bug-report", against the labels of dataset.json; give both the same',
      },
    ]));

  it("lets pass what is never right where it has one more", () =>
    expect(found(...LABELS, "none", "x\n")).toMatchObject([
      {
        severity: "warning",
        message: '"one-of" allows "none", "x\\u{a}", against the labels of dataset.json; give both the same',
      },
    ]));

  it("is one finding for each, and none where the dataset lists no labels", () => {
    const checks = ["a", "b"].map((name) => ({ name, labels: ["refund"] }));
    expect(lintLabels(LABELS, checks).map(({ message }) => message.slice(0, 3))).toEqual(['"a"', '"b"']);
    expect(lintLabels(undefined, checks)).toEqual([]);
  });
});
