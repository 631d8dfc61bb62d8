import { describe, expect, test } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Score } from "../core/score.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { pairRuns, type RunSide } from "./compare-pairs.js";

function side(
  runId: string,
  outcomes: readonly Outcome[],
  hashes: { readonly [itemId: string]: string } = {},
): RunSide {
  const items = Object.entries(hashes).map(([id, contentHash]) => ({ id, taskType: "triage", contentHash }));
  return { run: seededRun(["haiku", "opus"], { runId }), outcomes: outcomes.map((one) => ({ ...one, runId })), items };
}

const scoredBy = (version: string, judgeModel?: string): Score[] => [
  { scorer: "s", kind: "judge", value: 1, reason: "", version, ...(judgeModel === undefined ? {} : { judgeModel }) },
];

describe("what is compared", () => {
  test("the same items on the same tiers, the rest counted", () => {
    const base = outcomesFromStrings({ haiku: "1110", sonnet: "1111" });
    const head = outcomesFromStrings({ haiku: "011", opus: "111" });
    const moved = head.map((one) => ({ ...one, itemId: one.itemId.replace("0002", "0009") }));
    const { cells, comparability } = pairRuns(side("a", base), side("b", moved));
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ taskType: "triage", tier: "haiku", missing: { base: 0, head: 0 } });
    expect(cells[0]?.items.map(({ itemId }) => itemId)).toEqual(["item-0000", "item-0001"]);
    expect(comparability).toEqual({
      items: 2,
      onlyInBase: 2,
      onlyInHead: 1,
      changedContent: 0,
      changedScorers: 0,
      tiersOnlyInBase: ["sonnet"],
      tiersOnlyInHead: ["opus"],
      isMatchedByIdOnly: true,
    });
  });

  test("an item of another content is another item, and an equal one is not", () => {
    const rows = outcomesFromStrings({ haiku: "111" });
    const old = { "item-0000": "a", "item-0001": "b", "item-0002": "c" };
    const { cells, comparability } = pairRuns(side("a", rows, old), side("b", rows, { ...old, "item-0001": "other" }));
    expect(cells[0]?.items.map(({ itemId }) => itemId)).toEqual(["item-0000", "item-0002"]);
    expect(comparability).toMatchObject({ items: 2, changedContent: 1, isMatchedByIdOnly: false });
  });

  test.each([
    ["version", scoredBy("1"), scoredBy("2")],
    ["judge model", scoredBy("1", "sonnet"), scoredBy("1", "sonnet-new")],
    ["presence", scoredBy("1"), []],
  ])("a score of another scorer's %s is not comparable", (_what, before, after) => {
    const rows = outcomesFromStrings({ haiku: "11" });
    const base = rows.map((one) => ({ ...one, scores: scoredBy("1") }));
    const head = [{ ...base[0], scores: after } as Outcome, base[1] as Outcome];
    const first = [{ ...base[0], scores: before } as Outcome, base[1] as Outcome];
    const { cells, comparability } = pairRuns(side("a", first), side("b", head));
    expect(cells[0]?.items.map(({ itemId }) => itemId)).toEqual(["item-0001"]);
    expect(comparability.changedScorers).toBe(1);
  });

  test("an answer that was cut scores 0 against any scorer, and hides no other one's", () => {
    const rows = outcomesFromStrings({ haiku: "11" }).map((one) => ({ ...one, scores: scoredBy("1") }));
    const scores: Score[] = [{ scorer: "model_truncated", kind: "validator", version: "1", value: 0, reason: "cut" }];
    const cut = rows.map((one) => ({ ...one, outcomeClass: "model_truncated", score: 0, scores }));
    const { cells, comparability } = pairRuns(side("a", rows), side("b", cut));
    expect([cells[0]?.items.length, comparability.changedScorers]).toEqual([2, 0]);
    const trials = rows.map((one) => ({ ...one, trial: 1, cellKey: `${one.cellKey}/1`, scores: scoredBy("2") }));
    expect(() => pairRuns(side("a", rows), side("b", [...cut, ...trials]))).toThrow(/items 2 scored by other scorers/);
  });

  test("an outage is missing on its side, never wrong", () => {
    const base = outcomesFromStrings({ haiku: "111" });
    const failed = seededOutcome({ itemId: "item-0001", tier: "haiku", score: null });
    const { cells } = pairRuns(side("a", base), side("b", [...base.filter((_, i) => i !== 1), failed]));
    expect(cells[0]?.missing).toEqual({ base: 0, head: 1 });
    expect(cells[0]?.items).toHaveLength(2);
  });

  test("on both sides, and of tiers that were run on the task type", () => {
    const base = outcomesFromStrings({ haiku: "11", opus: "11" });
    const lost = seededOutcome({ itemId: "item-0000", tier: "haiku", score: null });
    const lostToo = seededOutcome({ itemId: "item-0001", tier: "haiku", score: null });
    const both = pairRuns(
      side("a", [lost, ...base.slice(1)]),
      side("b", [lostToo, ...base.filter((one) => one.tier === "opus" || one.itemId === "item-0000")]),
    );
    expect(both.cells.map(({ tier, missing }) => [tier, missing])).toEqual([["opus", { base: 0, head: 0 }]]);
    const three = outcomesFromStrings({ haiku: "111" });
    const { cells } = pairRuns(side("a", [lost, ...three.slice(1)]), side("b", three));
    expect(cells[0]).toMatchObject({ tier: "haiku", missing: { base: 1, head: 0 } });
    expect(cells[0]?.items.map(({ itemId }) => itemId)).toEqual(["item-0001", "item-0002"]);
  });

  test("a tier that one side did not run on a task type is not missing there", () => {
    const triage = outcomesFromStrings({ haiku: "1", opus: "1" });
    const reply = (tiers: { readonly [tier: string]: string }) =>
      outcomesFromStrings(tiers, () => ({ taskType: "reply" }));
    const base = [...triage, ...reply({ haiku: "1", opus: "1" })];
    const head = [...triage, ...reply({ opus: "1" })];
    const expected = [
      ["reply", "opus", 0, 0],
      ["triage", "haiku", 0, 0],
      ["triage", "opus", 0, 0],
    ];
    for (const { cells } of [pairRuns(side("a", base), side("b", head)), pairRuns(side("a", head), side("b", base))]) {
      expect(cells.map(({ taskType, tier, missing }) => [taskType, tier, missing.base, missing.head])).toEqual(
        expected,
      );
    }
  });

  test("task types in the order of their names, whichever side has them", () => {
    const of = (...taskTypes: readonly string[]) =>
      taskTypes.flatMap((taskType) => outcomesFromStrings({ haiku: "11" }, () => ({ taskType })));
    const { cells, comparability } = pairRuns(
      side("a", of("triage", "old", "code")),
      side("b", of("new", "triage", "code")),
    );
    expect(cells.map(({ taskType }) => taskType)).toEqual(["code", "triage"]);
    expect(comparability).toMatchObject({ items: 4, onlyInBase: 2, onlyInHead: 2 });
  });

  test("an item whose content only one side knows is matched by its id, aloud", () => {
    const rows = outcomesFromStrings({ haiku: "1" });
    const known = { "item-0000": "a" };
    for (const [before, after] of [
      [known, {}],
      [{}, known],
    ]) {
      const { comparability } = pairRuns(side("a", rows, before), side("b", rows, after));
      expect(comparability).toMatchObject({ items: 1, changedContent: 0, isMatchedByIdOnly: true });
    }
    expect(pairRuns(side("a", rows, known), side("b", rows, known)).comparability.isMatchedByIdOnly).toBe(false);
  });

  test("items of one cluster are one unit, an item alone is its own", () => {
    const clusters = ["x", "x", null, "item-0002", null];
    const rows = outcomesFromStrings({ haiku: "11111" }, (itemId) => ({
      cluster: clusters[Number(itemId.slice(-1))] ?? null,
    }));
    const units = pairRuns(side("a", rows), side("b", rows)).cells[0]?.items.map(({ unit }) => unit) ?? [];
    expect(units[0]).toBe(units[1]);
    expect(new Set(units).size).toBe(4);
  });

  test("scorers count as the same in any order", () => {
    const two: Score[] = [...scoredBy("1"), { scorer: "t", kind: "validator", value: 1, reason: "", version: "1" }];
    const rows = outcomesFromStrings({ haiku: "1" }).map((one) => ({ ...one, scores: two }));
    const turned = rows.map((one) => ({ ...one, scores: two.toReversed() }));
    expect(pairRuns(side("a", rows), side("b", turned)).comparability).toMatchObject({ items: 1, changedScorers: 0 });
  });

  test("the order of the rows does not matter", () => {
    const base = outcomesFromStrings({ opus: "1101", haiku: "1011" });
    expect(pairRuns(side("a", [...base].reverse()), side("b", base))).toEqual(
      pairRuns(side("a", base), side("b", base)),
    );
  });
});

describe("nothing to compare is one line", () => {
  const rows = outcomesFromStrings({ haiku: "11" });
  const known = { "item-0000": "a", "item-0001": "b" };
  test.each([
    [side("a", rows, known), side("b", rows, { "item-0000": "c", "item-0001": "d" }), /items 2 with another content;/],
    [side("a", rows), side("b", outcomesFromStrings({ opus: "11" })), /items tiers haiku against opus;/],
    [
      side("a", rows),
      side(
        "b",
        rows.map((one) => ({ ...one, scores: scoredBy("2") })),
      ),
      /items 2 scored by other scorers; measure both/,
    ],
    [
      side("a", rows),
      side(
        "b",
        rows.map((one) => ({ ...one, itemId: `new-${one.itemId}` })),
      ),
      /items 2 only in "a", 2 only in "b";/,
    ],
    [
      side("a", outcomesFromStrings({ haiku: "1", sonnet: "1" })),
      side("b", outcomesFromStrings({ opus: "1", next: "1" })),
      /items tiers haiku, sonnet against next, opus;/,
    ],
    [
      side(
        "a",
        outcomesFromStrings({ haiku: "1", sonnet: "1" }).map((one) => ({ ...one, itemId: `old-${one.itemId}` })),
      ),
      side("b", rows),
      /nothing to compare: items 1 only in "a", 2 only in "b";/,
    ],
    [
      side("a", [seededOutcome({ itemId: "x", tier: "haiku", score: null })]),
      side(
        "b",
        outcomesFromStrings({ haiku: "1" }).map((one) => ({ ...one, itemId: "x" })),
      ),
      /nothing to compare: no item is scored in both; measure both/,
    ],
  ])("%#", (base, head, message) => {
    expect(() => pairRuns(base, head)).toThrow(message);
  });
});
