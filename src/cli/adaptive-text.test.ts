import { expect, it } from "vitest";
import type { AdaptivePair } from "./adaptive-run.js";
import { adaptiveText } from "./adaptive-text.js";

const pair: AdaptivePair = {
  taskType: "triage",
  tier: "haiku",
  decision: "non-inferior",
  units: 40,
  of: 60,
  skipped: 20,
  loss: 0.011,
};

it.each([
  [150, "asked 150 of 200 cells (−25.0 %)"],
  [200, "asked 200 of 200 cells (0.0 %)"],
])("what %i cells save is a change, and none is without a sign", (asked, line) => {
  expect(
    adaptiveText({ pairs: [pair], asked, of: 200 })
      .split("\n")
      .at(-1),
  ).toBe(line);
});
