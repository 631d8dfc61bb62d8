import { describe, expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { pairRuns, type RunSide } from "./compare-pairs.js";
import { routingDiff } from "./compare-routing.js";

const TIERS = ["haiku", "sonnet", "opus", "max"];
const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04, max: 0.2 };
const OPTIONS: CalibrationOptions = {
  ...CALIBRATION_DEFAULTS,
  reference: "opus",
  margin: 0.1,
  harm: 0.1,
  minItems: 20,
};
const [GOOD, BAD] = ["1".repeat(60), "01".repeat(30)];

/** Per task type and tier the right and wrong answers. */
interface Answers {
  readonly [taskType: string]: { readonly [tier: string]: string };
}

function sideOf(runId: string, answers: Answers): RunSide {
  const outcomes = Object.entries(answers).flatMap(([taskType, ofType]): readonly Outcome[] =>
    outcomesFromStrings(ofType, (_, tier) => ({ taskType, runId, costUsd: COSTS[tier] ?? 0 })),
  );
  return { run: seededRun(TIERS, { runId }), items: [], outcomes };
}

function diffOf(before: Answers, after: Answers, change: Partial<CalibrationOptions> = {}) {
  const [base, head] = [sideOf("a", before), sideOf("b", after)];
  return routingDiff(base, head, pairRuns(base, head).cells, { ...OPTIONS, ...change });
}

const names = (verdicts: readonly { readonly taskType: string; readonly tier: string }[] | undefined) =>
  verdicts?.map(({ taskType, tier }) => `${taskType} ${tier}`);
const single = (tier: string) => ({ choice: { kind: "single", tier }, status: "certified" });

describe("the same plans", () => {
  test("change nothing, whatever is good in both", () => {
    const world = { one: { haiku: GOOD, opus: GOOD }, two: { haiku: BAD, opus: GOOD } };
    expect(diffOf(world, world)).toEqual({
      diff: { reference: "opus", taskTypes: 2, changes: [], nowGoodEnough: [], noLongerGoodEnough: [] },
      whyNot: null,
    });
  });
});

describe("what became good enough, and what no longer is", () => {
  const before = {
    one: { haiku: BAD, sonnet: GOOD, opus: GOOD },
    two: { haiku: GOOD, sonnet: GOOD, opus: GOOD },
    three: { haiku: BAD, sonnet: BAD, opus: GOOD },
  };
  const after = {
    one: { haiku: GOOD, sonnet: GOOD, opus: GOOD },
    two: { haiku: BAD, sonnet: GOOD, opus: GOOD },
    three: { haiku: BAD, sonnet: BAD, opus: GOOD },
  };
  const { diff } = diffOf(before, after);

  test("by task type and tier, with both verdicts", () => {
    expect(names(diff?.nowGoodEnough)).toEqual(["one haiku"]);
    expect(names(diff?.noLongerGoodEnough)).toEqual(["two haiku"]);
    expect(diff?.nowGoodEnough[0]).toMatchObject({
      base: { tier: "haiku", verdict: "inferior", difference: { v: -0.5 } },
      head: { tier: "haiku", verdict: "non-inferior", difference: { v: 0 } },
    });
  });

  test("plans that follow, of task types that change alone", () => {
    expect(diff?.taskTypes).toBe(3);
    expect(diff?.changes.map(({ taskType }) => taskType)).toEqual(["one", "two"]);
    expect(diff?.changes[0]).toMatchObject({
      base: { choice: { tier: "sonnet" } },
      head: { choice: { tier: "haiku" } },
    });
    expect(diff?.changes[1]).toMatchObject({
      base: { choice: { tier: "haiku" } },
      head: { choice: { tier: "sonnet" } },
    });
  });
});

test("a tier dearer than the reference is no news", () => {
  const worse = { one: { haiku: BAD, opus: GOOD, max: BAD } };
  const better = { one: { haiku: BAD, opus: GOOD, max: GOOD } };
  const found = diffOf(worse, better).diff;
  expect([found?.changes, found?.nowGoodEnough, diffOf(better, worse).diff?.noLongerGoodEnough]).toEqual([[], [], []]);
});

describe("no diff", () => {
  test("where no table follows, and why", () => {
    const alone = { one: { haiku: GOOD } };
    const { diff, whyNot } = diffOf(alone, alone);
    expect(diff).toBeNull();
    expect(whyNot).toBe('only the tier "haiku" has outcomes: choosing needs at least two tiers');
  });

  test("a mistake of the caller is no reason but an error", () => {
    const world = { one: { haiku: GOOD, opus: GOOD } };
    expect(() => diffOf(world, world, { margin: 2 })).toThrow(UsageError);
  });
});

test("one task type: the plan of the whole with its status", () => {
  const found = diffOf({ one: { haiku: BAD, opus: GOOD } }, { one: { haiku: GOOD, opus: GOOD } }).diff;
  expect(found?.changes).toEqual([{ taskType: "one", base: single("opus"), head: single("haiku") }]);
});
