import { describe, expect, it } from "vitest";
import { outcomeRow } from "../testing/report-rows.js";
import { endingsView } from "./endings-view.js";

describe("endings", () => {
  it("keeps errored cells apart from answers, by tier", () => {
    const outcomes = [
      outcomeRow(),
      outcomeRow({ tier: "opus" }),
      outcomeRow({ outcomeClass: "model_refusal", score: 0 }),
      outcomeRow({ status: "errored", score: null, outcomeClass: "infra_timeout" }),
      outcomeRow({ status: "skipped", score: null, outcomeClass: "toString", tier: "new" }),
    ];
    const view = endingsView(outcomes, ["haiku", "opus"]);
    expect(view.tiers).toEqual(["haiku", "opus", "new"]);
    expect(view.rows.map(({ outcomeClass, isAnswer, counts }) => [outcomeClass, isAnswer, counts])).toEqual([
      ["ok", true, [1, 1, 0]],
      ["model_refusal", true, [1, 0, 0]],
      ["infra_timeout", false, [1, 0, 0]],
      ["toString", false, [0, 0, 1]],
    ]);
    expect(view).toMatchObject({ cells: 5, missing: 2 });
    expect(view.rows.at(-1)?.words).toBe("");
  });
});
