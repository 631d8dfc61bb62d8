import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { rowsByTaskType } from "./item-rows.js";
import { incompleteTaskTypes, type MissingCells, missingCells, refuseMissing } from "./missing-cells.js";

type Cell = Parameters<typeof seededOutcome>[0];
const RUNS = ["run-1", "run-2"].map((runId) => seededRun(["haiku", "opus"], { runId }));

function missingOf(cells: readonly Cell[]): readonly MissingCells[] {
  const [first] = rowsByTaskType(cells.map(seededOutcome), RUNS);
  if (first === undefined) throw new Error("one task type expected");
  return missingCells(first[0], first[1]);
}
const cell = (itemId: string, tier: string, change: Partial<Cell> = {}): Cell => ({
  itemId,
  tier,
  score: 1,
  ...change,
});
const share = (taskType: string, tier: string, cells: number, of: number): MissingCells => ({
  taskType,
  tier,
  cells,
  of,
});

describe("missingCells", () => {
  it("counts cells that errored and cells that were never run, tiers by name", () => {
    const cells = [cell("a", "opus"), cell("a", "haiku"), cell("b", "opus", { score: null }), cell("c", "opus")];
    expect(missingOf(cells)).toEqual([share("triage", "haiku", 2, 3), share("triage", "opus", 1, 3)]);
    expect(missingOf([cell("a", "opus"), cell("a", "haiku")]).map(({ cells: missing }) => missing)).toEqual([0, 0]);
  });

  it("expects every trial of an item on every tier of its run", () => {
    const trials = [0, 1].flatMap((trial) => [cell("a", "opus", { trial }), cell("b", "opus", { trial })]);
    expect(missingOf([...trials, cell("a", "haiku", { trial: 1 })])).toEqual([
      share("triage", "haiku", 3, 4),
      share("triage", "opus", 0, 4),
    ]);
  });

  it("expects no tier that a run did not use", () => {
    const second = { runId: "run-2" };
    expect(
      missingOf([cell("a", "opus"), cell("a", "haiku"), cell("a", "opus", second), cell("b", "opus", second)]),
    ).toEqual([share("triage", "haiku", 0, 1), share("triage", "opus", 0, 3)]);
  });
});

describe("incompleteTaskTypes", () => {
  it("draws the line at half a percent of a tier's cells", () => {
    expect([...incompleteTaskTypes([share("a", "haiku", 5, 1000), share("a", "opus", 5, 1000)])]).toEqual([]);
    expect([...incompleteTaskTypes([share("a", "haiku", 6, 1000), share("a", "opus", 6, 1000)])]).toEqual(["a"]);
    expect([...incompleteTaskTypes([share("a", "opus", 0, 10), share("b", "opus", 1, 10)])]).toEqual(["b"]);
    expect([...incompleteTaskTypes([])]).toEqual([]);
  });
});

describe("refuseMissing", () => {
  it("names the worst cell of the task types that lack too much", () => {
    const missing = [share("a", "haiku", 1, 100), share("a", "opus", 2, 100), share("b", "haiku", 3, 1000)];
    expect(() => refuseMissing(missing)).toThrow(
      new DataError(
        'task type "a", tier "opus": 2 of 100 cells have no score, at most 0.5 % may be missing; resume the run (score it where a scorer was broken), or use --allow-missing',
      ),
    );
    expect(() => refuseMissing([...missing, share("c", "haiku", 1, 10), share("d", "opus", 1, 11)])).toThrow(
      'task type "c", tier "haiku": 1 of 10 cells have no score (and 2 more task types), at most',
    );
    expect(() => {
      refuseMissing([share("a", "haiku", 1, 100), share("a", "opus", 1, 100)]);
    }).toThrow('tier "haiku"');
    expect(() => {
      refuseMissing([share("b", "haiku", 3, 1000)]);
    }).not.toThrow();
  });
});
