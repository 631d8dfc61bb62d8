import { describe, expect, it } from "vitest";
import { chartLabel } from "./chart-label.js";

describe("chart label", () => {
  it.each([
    ["haiku", 6, "haiku"],
    ["sonnet", 6, "sonnet"],
    ["sonnet-3-5", 6, "sonne…"],
    ["two\nlines", 20, "two lines"],
    ["a\u202eb", 20, "a⟦U+202E⟧b"],
  ])("%j in %d characters", (text, limit, label) => expect(chartLabel(text, limit)).toBe(label));
});
