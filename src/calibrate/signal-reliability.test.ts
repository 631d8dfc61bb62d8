import { describe, expect, test } from "vitest";
import type { SignalReading } from "../core/signal.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { signalReliability } from "./signal-reliability.js";

type Answer = Omit<OutcomeSpec, "tier" | "itemId"> & { readonly itemId?: string };

/** What haiku answered; opus is right on every item and reads nothing. */
function reliabilityOf(answers: readonly Answer[], confidence = 0.95) {
  const rows = answers.flatMap((answer, i) => {
    const item = { itemId: `item-${String(i).padStart(2, "0")}`, ...answer };
    return [seededOutcome({ ...item, tier: "haiku" }), seededOutcome({ ...item, tier: "opus", score: 1, signals: [] })];
  });
  const levels = { name: "sure", taskType: "triage", kind: "self-report" as const, version: "1", extraCalls: 0 };
  const run = seededRun(["haiku", "opus"], { signals: [{ ...levels, levels: ["low", "mid", "high"] }] });
  return outcomeMatrices(rows, [run], "opus").matrices.flatMap((matrix) => signalReliability(matrix, confidence));
}
const odds = (value: number): readonly SignalReading[] => [{ name: "odds", value }];
const sure = (value: number): readonly SignalReading[] => [{ name: "sure", value }];

describe("AUROC", () => {
  test("right answers read higher in three of four pairs", () => {
    const [found] = reliabilityOf([
      { score: 1, signals: odds(0.9) },
      { score: 1, signals: odds(0.4) },
      { score: 0, signals: odds(0.6) },
      { score: 0, signals: odds(0.1) },
    ]);
    expect(found).toMatchObject({ taskType: "triage", tier: "haiku", signal: "odds", auroc: 0.75, missing: 0 });
  });

  test("half a score is not right", () => {
    const [found] = reliabilityOf([
      { score: 0.51, signals: odds(0.9) },
      { score: 0.5, signals: odds(0.1) },
    ]);
    expect(found?.auroc).toBe(1);
  });

  test("none where all are right; a missing reading is the lowest, and counted", () => {
    expect(reliabilityOf([{ score: 1, signals: odds(0.9) }])[0]?.auroc).toBeNull();
    const [found] = reliabilityOf([
      { score: 1, signals: odds(0.2) },
      { score: 0, signals: [] },
      { score: 0, signals: [{ name: "odds", value: 0.9, isMissing: true }] },
    ]);
    expect(found).toMatchObject({ auroc: 1, missing: 2 });
    expect(found?.bins.map(({ label, n }) => [label, n])).toEqual([
      ["0–0.1", 2],
      ["0.2–0.3", 1],
    ]);
  });
});

describe("bins", () => {
  test("tenths of a continuous signal, the last with its upper end", () => {
    const [found] = reliabilityOf([
      { score: 0, signals: odds(0) },
      { score: 1, signals: odds(0.05) },
      { score: 1, signals: odds(0.5) },
      { score: 0, signals: odds(0.99) },
      { score: 1, signals: odds(1) },
      { score: 1, signals: odds(0.9) },
    ]);
    expect(found?.bins.map(({ label, n, quality }) => [label, n, quality.v])).toEqual([
      ["0–0.1", 2, 0.5],
      ["0.5–0.6", 1, 1],
      ["0.9–1", 3, 2 / 3],
    ]);
    expect(found?.bins[0]?.quality).toEqual({ v: 0.5, ci: wilsonInterval(1, 2, 0.95), n: 2 });
  });

  test("levels by name, those that nobody read left out", () => {
    const [found] = reliabilityOf([
      { score: 0, signals: sure(0) },
      { score: 1, signals: sure(2) },
      { score: 1, signals: sure(2) },
    ]);
    expect(found?.bins.map(({ label, n, quality }) => [label, n, quality.v])).toEqual([
      ["low", 1, 0],
      ["high", 2, 1],
    ]);
  });

  test("one entry per signal, in the order of their names", () => {
    const both = [...sure(1), ...odds(0.5)];
    expect(reliabilityOf([{ score: 1, signals: both }]).map(({ signal }) => signal)).toEqual(["odds", "sure"]);
  });

  test("answers of one item or cluster are one unit; in each bin units are counted anew", () => {
    const [found] = reliabilityOf([
      { score: 1, itemId: "a", signals: odds(0.1) },
      { score: 0, itemId: "b", trial: 0, signals: odds(0.15) },
      { score: 1, itemId: "b", trial: 1, signals: odds(0.85) },
      { score: 1, itemId: "c", cluster: "doc", signals: odds(0.8) },
      { score: 1, itemId: "d", cluster: "doc", signals: odds(0.8) },
      { score: 0, itemId: "e", cluster: "doc", signals: odds(0.1) },
    ]);
    expect(found?.bins.map(({ label, n, quality }) => [label, n, quality.n])).toEqual([
      ["0.1–0.2", 3, 3],
      ["0.8–0.9", 3, 2],
    ]);
    // Two units without any spread.
    expect(found?.bins[1]?.quality.ci[0]).toBeCloseTo(wilsonInterval(2, 2, 0.95)[0], 12);
  });

  test("a higher level, wider intervals", () => {
    const answers = [0, 1, 1, 1].map((score) => ({ score, signals: odds(0.5) }));
    const [narrow, wide] = [0.8, 0.99].map((level) => reliabilityOf(answers, level)[0]?.bins[0]?.quality.ci ?? [0, 0]);
    expect(narrow).toEqual(wilsonInterval(3, 4, 0.8));
    expect(wide).toEqual(wilsonInterval(3, 4, 0.99));
  });
});
