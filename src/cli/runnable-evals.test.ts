import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { defineEval } from "../core/eval.js";
import type { Language } from "../core/program.js";
import { itemFrom } from "../datasets/item-from-row.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { codeTests } from "../scorers/code-tests.js";
import { custom } from "../scorers/custom.js";
import { type RunnableOptions, runnable } from "./runnable-evals.js";

const plain = custom({ name: "plain", version: "1", needsLabel: false, score: () => 1 });

/** An eval with items whose answers are in these languages; none: plain text. */
function evalOf(taskType: string, languages: readonly Language[] = []): EvalWithItems {
  const scorers = languages.length === 0 ? [plain] : [codeTests()];
  const evaluation = defineEval({ taskType, dataset: "d", prompt: () => ({ messages: [] }), scorers });
  const inputs = languages.length === 0 ? [{}] : languages.map((language) => ({ language }));
  const items = inputs.map((input, index) => itemFrom({ id: `${taskType}-${index}`, input }, taskType));
  return { evaluation, dataset: { items } as unknown as EvalWithItems["dataset"] };
}

async function tried(
  evals: readonly EvalWithItems[],
  change: Partial<RunnableOptions> = {},
  refused: readonly Language[] = [],
) {
  const notes: string[] = [];
  const sandbox = {
    refusal: (language: Language) =>
      Promise.resolve(refused.includes(language) ? `no isolation for ${language}` : null),
    run: () => Promise.resolve({ kind: "called", results: [] } as const),
  };
  const options = { cellsPerItem: 3, sandbox, ...change };
  const result = await runnable(evals, options, { note: (line) => notes.push(line) });
  const kept = result.evals.map(({ evaluation, dataset }) => `${evaluation.taskType} ${dataset.items.length}`);
  return { kept, notes, runs: result.runProgram !== undefined };
}

const CODE = evalOf("code", ["python", "python", "typescript"]);

describe("runnable", () => {
  it("lets evals be that run no programs", async () => {
    expect(await tried([evalOf("a"), evalOf("b")])).toEqual({ kept: ["a 1", "b 1"], notes: [], runs: false });
  });

  it("leaves out what runs programs where that is not allowed, and says how many cells", async () => {
    expect(await tried([evalOf("a"), CODE])).toEqual({
      kept: ["a 1"],
      notes: [
        expect.stringMatching(/^code: 9 cells skipped, those in python and typescript: .*--allow-code/) as unknown,
      ],
      runs: false,
    });
  });

  it("counts no more cells than would have been asked", async () => {
    const { notes } = await tried([evalOf("a"), CODE], { limit: 1 });
    expect(notes[0]).toMatch(/^code: 3 cells skipped/);
  });

  it("counts the cells of a run that there is, where it is told them", async () => {
    const cells = [0, 1, 7].map((index) => ({ taskType: "code", itemId: `code-${index}` }));
    const { notes } = await tried([evalOf("a"), CODE], { cells: [...cells, { taskType: "a", itemId: "a-0" }] });
    expect(notes[0]).toMatch(/^code: 2 cells skipped/);
  });

  it("runs them where it is allowed", async () => {
    const allowed = await tried([evalOf("a"), CODE], { allowCode: true });
    expect(allowed).toEqual({ kept: ["a 1", "code 3"], notes: [], runs: true });
  });

  it("leaves out the language that cannot be isolated, and no other", async () => {
    expect(await tried([CODE], { allowCode: true }, ["python"])).toEqual({
      kept: ["code 1"],
      notes: ["code: 6 cells skipped, those in python: no isolation for python"],
      runs: true,
    });
  });

  it.each([
    ["alone, and not allowed", [CODE], {}, []],
    ["named, and not allowed", [evalOf("a"), CODE], { named: ["code"] }, []],
    ["named, and not isolated", [evalOf("a"), CODE], { named: ["code"], allowCode: true }, ["python", "typescript"]],
    [
      "all there is, and not isolated",
      [CODE, evalOf("other", ["python"])],
      { allowCode: true },
      ["python", "typescript"],
    ],
  ] as const)("refuses an eval that is %s", async (_, evals, change, refused) => {
    await expect(tried(evals, change, refused)).rejects.toThrow(UsageError);
  });
});
