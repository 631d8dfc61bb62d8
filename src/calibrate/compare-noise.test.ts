import { describe, expect, test } from "vitest";
import type { Run } from "../core/run.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { runNoise } from "./compare-noise.js";
import { pairRuns, type RunSide } from "./compare-pairs.js";

const TIERS = ["haiku", "opus"];

/** Per tier the answers to item 0, 1, …; several digits apart by a blank are several trials. */
function sideOf(
  runId: string,
  answers: { readonly [tier: string]: string },
  change: Partial<Run> = {},
  spec: Partial<OutcomeSpec> = {},
): RunSide {
  const outcomes = Object.entries(answers).flatMap(([tier, lines]) =>
    lines
      .split(" ")
      .flatMap((line, trial) =>
        line
          .split("")
          .map((digit, i) => seededOutcome({ itemId: `item-${i}`, tier, trial, runId, score: Number(digit), ...spec })),
      ),
  );
  return { run: seededRun(TIERS, { runId, ...change }), items: [], outcomes };
}
const noiseOf = (base: RunSide, anchor: RunSide, head = base) =>
  runNoise(base, anchor, pairRuns(base, head).cells, 0.95);

describe("rates", () => {
  const base = sideOf("base", { haiku: "11110000", opus: "11111111" });
  const anchor = sideOf("anchor", { haiku: "1010", opus: "1111" });
  const head = sideOf("head", { haiku: "01110000", opus: "11111110" });

  test("by cell, over all of the anchor, and of what is compared", () => {
    const { anchorRunId, cells, rate, headRate } = noiseOf(base, anchor, head);
    expect(anchorRunId).toBe("anchor");
    expect(cells).toEqual([
      {
        taskType: "triage",
        tier: "haiku",
        items: 4,
        changedItems: 2,
        rate: { v: 0.5, ci: wilsonInterval(2, 4, 0.95), n: 4 },
      },
      {
        taskType: "triage",
        tier: "opus",
        items: 4,
        changedItems: 0,
        rate: { v: 0, ci: wilsonInterval(0, 4, 0.95), n: 4 },
      },
    ]);
    // An item that was put to two tiers is one unit.
    expect(rate).toMatchObject({ v: 0.25, n: 4 });
    expect(headRate).toMatchObject({ v: 0.125, n: 8 });
  });

  test("an item changes where its mean over the trials does", () => {
    const repeated = sideOf("base", { haiku: "11 01" });
    expect(noiseOf(repeated, sideOf("anchor", { haiku: "01 11" })).cells[0]).toMatchObject({ changedItems: 0 });
    expect(noiseOf(repeated, sideOf("anchor", { haiku: "11 11" })).cells[0]).toMatchObject({ changedItems: 1 });
  });
});

describe("what is no anchor", () => {
  const base = sideOf("base", { haiku: "11 11" });
  const refusal = (anchor: RunSide) => () => noiseOf(base, anchor);
  const says = (found: string) =>
    `"anchor" is no anchor for "base": ${found}; an anchor runs the unchanged models again`;

  test("another model, or other parameters", () => {
    const params = { maxTokens: 1024 };
    const asked = (model: string, changed: Run["tiers"][number]["params"]) =>
      sideOf("anchor", { haiku: "11" }, { tiers: [{ id: "haiku", model, params: changed }] });
    expect(refusal(asked("new", params))).toThrow(says('tier "haiku" is new there and claude-haiku here'));
    expect(refusal(asked("claude-haiku", { maxTokens: 9 }))).toThrow(says('tier "haiku" has other parameters'));
    // Opus was not asked again, which is no reason.
    expect(noiseOf(base, asked("claude-haiku", params)).rate.v).toBe(0);
  });

  test("one that is simulated where the other is not", () => {
    expect(refusal(sideOf("anchor", { haiku: "11" }, { simulated: true }))).toThrow(says("one of them is simulated"));
  });

  test("one of whose trials was put in another way, be it a single one", () => {
    const anchor = sideOf("anchor", { haiku: "11 11" });
    const outcomes = anchor.outcomes.map((row) =>
      row.itemId === "item-1" && row.trial === 1 ? { ...row, cellKey: "other" } : row,
    );
    expect(refusal({ ...anchor, outcomes })).toThrow(says('item "item-1" was put to tier "haiku" in another way'));
    // Cells of other trials have other keys.
    expect(noiseOf(base, anchor).rate).toMatchObject({ v: 0, n: 2 });
  });
});
