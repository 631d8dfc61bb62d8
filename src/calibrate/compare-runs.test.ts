import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import type { RunSide } from "./compare-pairs.js";
import { compareRuns, type RunComparisonOptions } from "./compare-runs.js";

const OPTIONS: RunComparisonOptions = {
  reference: "opus",
  margin: 0.05,
  harm: 0.02,
  confidence: 0.95,
  seed: 1,
  minItems: 30,
  traffic: null,
  maxCostIncrease: null,
  flipLimit: 5,
};

const ones = (n: number) => "1".repeat(n);
const line = (n: number, wrong: number) => "0".repeat(wrong) + ones(n - wrong);

function side(runId: string, outcomes: readonly Outcome[], change: Partial<Run> = {}): RunSide {
  const run = seededRun(["haiku", "sonnet", "opus"], { runId, ...change });
  return { run, items: [], outcomes: outcomes.map((one) => ({ ...one, runId })) };
}

describe("both directions", () => {
  const base = outcomesFromStrings({ haiku: line(300, 60), sonnet: ones(300), opus: ones(300) });
  const head = outcomesFromStrings({ haiku: line(300, 2), sonnet: line(300, 60), opus: ones(300) });
  const found = compareRuns(side("a", base), side("b", head), OPTIONS);
  const of = (tier: string) => found.changes.find((change) => change.tier === tier);

  test("a tier that became worse fails the gate, with Holm over all cells", () => {
    expect(of("sonnet")).toMatchObject({ verdict: "regressed", alert: "worse", flips: { lost: 60, gained: 0 } });
    expect(of("sonnet")?.adjustedRegressionPValue).toBeGreaterThan(2 * (of("sonnet")?.regressionPValue ?? 1));
    expect(found.gate).toMatchObject({ verdict: "failed", regressed: [{ taskType: "triage", tier: "sonnet" }] });
  });

  test("a cheaper tier that is good enough now is named, and the plan that follows", () => {
    expect(of("haiku")).toMatchObject({ verdict: "held", alert: "better" });
    expect(of("opus")).toMatchObject({ verdict: "held", alert: null, pValue: 1 });
    const { diff } = found.routing;
    expect(diff?.nowGoodEnough.map(({ tier }) => tier)).toEqual(["haiku"]);
    expect(diff?.noLongerGoodEnough.map(({ tier }) => tier)).toEqual(["sonnet"]);
    expect(diff?.changes).toMatchObject([
      { taskType: "triage", base: { choice: { tier: "sonnet" } }, head: { choice: { tier: "haiku" } } },
    ]);
  });

  test("flips: whole counts, a bounded list, losses first", () => {
    expect(found.flips).toMatchObject({ worse: 60, better: 58 });
    expect(found.flips.shown).toHaveLength(5);
    expect(found.flips.shown[0]).toMatchObject({ tier: "sonnet", itemId: "item-0000", base: 1, head: 0 });
  });
});

describe("the gate", () => {
  test("identical runs pass where the interval is inside the margin, and are open where it is not", () => {
    const gateOf = (n: number) => {
      const rows = outcomesFromStrings({ haiku: line(n, 3), opus: ones(n) });
      return compareRuns(side("a", rows), side("b", rows), OPTIONS);
    };
    expect(gateOf(200).gate).toMatchObject({ verdict: "passed", regressed: [], inconclusive: [] });
    expect(gateOf(40).gate).toMatchObject({
      verdict: "inconclusive",
      inconclusive: [{ tier: "haiku" }, { tier: "opus" }],
    });
    expect(gateOf(40).changes[0]?.itemsNeeded).toBeGreaterThan(40);
    expect(gateOf(200).changes.every(({ alert }) => alert === null)).toBe(true);
  });

  test("many missing answers rule nothing out", () => {
    const base = outcomesFromStrings({ haiku: ones(400), opus: ones(400) });
    const head = base.map((one, i) =>
      i % 20 === 0 ? seededOutcome({ itemId: one.itemId, tier: one.tier, score: null }) : one,
    );
    const { gate, changes } = compareRuns(side("a", base), side("b", head), OPTIONS);
    expect(changes.map(({ missing }) => missing)).toEqual([
      { base: 0, head: 20 },
      { base: 0, head: 20 },
    ]);
    expect(gate.verdict).toBe("inconclusive");
  });

  test.each([
    [0.1, "failed", ["haiku"], []],
    [0.5, "inconclusive", [], ["haiku"]],
    [0.9, "passed", [], []],
  ])("a cost that rose by half, at most %d: %s", (maxCostIncrease, verdict, costFailed, costInconclusive) => {
    const priced = (factor: number) =>
      outcomesFromStrings({ haiku: ones(300) }, (itemId) => ({
        costUsd: 0.001 * (1 + (factor - 1) * (Number(itemId.slice(-1)) / 4.5)),
      }));
    const { gate, tiers } = compareRuns(side("a", priced(1)), side("b", priced(1.5)), { ...OPTIONS, maxCostIncrease });
    expect(tiers[0]?.costUsd?.ratio?.v).toBeCloseTo(1.5, 9);
    expect(gate).toMatchObject({ verdict, costFailed, costInconclusive });
  });

  test("an unknown cost is never a small one", () => {
    const rows = outcomesFromStrings({ haiku: ones(300) }, () => ({ costUsd: null, latencyMs: null }));
    const found = compareRuns(side("a", rows), side("b", rows), { ...OPTIONS, maxCostIncrease: 0.1 });
    expect(found.tiers[0]).toMatchObject({ costUsd: null, latencyMs: null });
    expect(found.gate).toMatchObject({ verdict: "inconclusive", costInconclusive: ["haiku"] });
  });
});

describe("noise from an anchor", () => {
  const base = side("a", outcomesFromStrings({ haiku: ones(200), opus: ones(200) }));
  const head = side("b", outcomesFromStrings({ haiku: line(200, 20), opus: ones(200) }));
  const again = outcomesFromStrings({ haiku: line(40, 4) });

  test("its rate stands beside the result", () => {
    const { noise, changes } = compareRuns(base, head, OPTIONS, side("c", again));
    expect(noise).toMatchObject({ anchorRunId: "c", rate: { v: 0.1, n: 40 }, headRate: { v: 0.05 } });
    expect(changes[0]?.noise).toMatchObject({ items: 40, changedItems: 4, rate: { v: 0.1 } });
    expect(changes[1]?.noise).toBeNull();
  });

  test("another model, or another question, is no anchor", () => {
    const other = seededRun(["haiku"], { tiers: [{ id: "haiku", model: "new", params: { maxTokens: 1024 } }] });
    expect(() => compareRuns(base, head, OPTIONS, { ...side("c", again), run: { ...other, runId: "c" } })).toThrow(
      /"c" is no anchor for "a": tier "haiku" is new there and claude-haiku here/,
    );
    const played = side("c", again, { simulated: true });
    expect(() => compareRuns(base, head, OPTIONS, played)).toThrow(/no anchor for "a": one of them is simulated/);
    const asked = again.map((one) => ({ ...one, cellKey: `other ${one.cellKey}` }));
    expect(() => compareRuns(base, head, OPTIONS, side("c", asked))).toThrow(/was put to tier "haiku" in another way/);
  });
});

describe("what else changed", () => {
  test("models, prompts, costs and latencies", () => {
    const rows = (costUsd: number, latencyMs: number) =>
      outcomesFromStrings({ haiku: ones(60) }, () => ({ costUsd, latencyMs }));
    const tiers = [{ id: "haiku", model: "new", params: { maxTokens: 1024 } }];
    const found = compareRuns(
      side("a", rows(0.002, 800), { promptHashes: { triage: "p" } }),
      side("b", rows(0.001, 1200), { promptHashes: { triage: "q" }, tiers }),
      OPTIONS,
    );
    expect(found.models).toEqual([
      { tier: "haiku", base: 'claude-haiku {"maxTokens":1024}', head: 'new {"maxTokens":1024}' },
    ]);
    expect(found.changedPrompts).toEqual(["triage"]);
    expect(found.tiers[0]?.costUsd).toMatchObject({ baseUsd: 0.002, headUsd: 0.001, ratio: { v: 0.5 } });
    expect(found.tiers[0]?.latencyMs).toMatchObject({ base: { p50: 800 }, head: { p95: 1200 }, ratio: { v: 1.5 } });
    expect(found.routing).toMatchObject({ diff: null, whyNot: expect.stringContaining('only the tier "haiku"') });
  });

  test("the same bytes for rows in any order", () => {
    const rows = outcomesFromStrings({ haiku: line(90, 9), opus: ones(90) });
    const text = (base: readonly Outcome[]) => JSON.stringify(compareRuns(side("a", base), side("b", rows), OPTIONS));
    expect(text([...rows].reverse())).toBe(text(rows));
  });

  test.each([
    [{ margin: Number.NaN }, /margin must be from 0/],
    [{ confidence: 1 }, /confidence must be/],
    [{ maxCostIncrease: -0.1 }, /maxCostIncrease must be 0 or more/],
    [{ flipLimit: 1.5 }, /flipLimit must be/],
  ])("options out of range: %o", (change, message) => {
    const rows = outcomesFromStrings({ haiku: ones(9) });
    expect(() => compareRuns(side("a", rows), side("b", rows), { ...OPTIONS, ...change })).toThrow(message);
  });
});

const FILE = new URL("../../../shared/data/bashkit-claude.csv.gz", import.meta.url);
const isThere = existsSync(FILE);

describe.skipIf(!isThere)(`three dated runs of real agents${isThere ? "" : " (skipped: no ../shared/data)"}`, () => {
  test("58 graded tasks: a summer apart, no regression of 3 points can be certified or ruled out", () => {
    const [head = "", ...lines] = gunzipSync(readFileSync(FILE)).toString("utf8").trim().split("\n");
    const names = head.trim().split(",");
    const rows = lines.map((text) => {
      const cells = text.trim().split(",");
      const field = (name: string) => cells[names.indexOf(name)] ?? "";
      const spec = { itemId: field("item_id"), taskType: field("task_type"), tier: field("tier") };
      return { run: field("run"), outcome: seededOutcome({ ...spec, score: Number(field("score")) }) };
    });
    const of = (date: string) =>
      side(
        date,
        rows.filter(({ run }) => run === date).map(({ outcome }) => outcome),
      );
    const found = compareRuns(of("2026-02-28"), of("2026-06-26"), OPTIONS);
    expect(found.comparability.items).toBe(58);
    expect(found.changes.every(({ items }) => items <= 58)).toBe(true);
    expect(found.gate.verdict).toBe("inconclusive");
    expect(found.changes.some(({ verdict }) => verdict === "regressed")).toBe(false);
  });
});
