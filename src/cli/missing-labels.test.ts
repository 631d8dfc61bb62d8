import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defineEval, type EvalSpec } from "../core/eval.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { codeTests } from "../scorers/code-tests.js";
import { custom } from "../scorers/custom.js";
import { judge } from "../scorers/judge.js";
import { labelMatch } from "../scorers/label-match.js";
import { oneOf } from "../scorers/one-of.js";
import { pairwiseJudge } from "../scorers/pairwise-judge.js";
import { evalSource, itemLine, startTestApi, type TestProject, testProject } from "../testing/test-project.js";
import { missingLabels } from "./missing-labels.js";
import { tellWrongGold } from "./tell-wrong-gold.js";

const ITEMS = "datasets/triage/items.jsonl";
const EVAL = "evals/triage.eval.ts";
const LINE =
  'datasets/triage: item "item-7" has no "expected", without which scorer "label-match" of evals/triage.eval.ts cannot score (expected is not a text); add "expected", or leave the item out';

let project: TestProject;
beforeEach(() => {
  project = testProject(7);
  const own = evalSource().replace(/scorers: \[\{.*?\n {2}\}\]/s, "scorers: [labelMatch()]");
  project.write(EVAL, `import { labelMatch } from "tierbench";\n${own}`);
});
afterEach(() => project[Symbol.dispose]());

describe("one item without its label, among others that have theirs", () => {
  const withoutLabel = itemLine(7).replace(/,"expected":"\w+"/, "");

  it("is refused with dataset, item and remedy, and nothing is paid", async () => {
    await using api = await startTestApi(project);
    project.write(ITEMS, `${project.read(ITEMS)}${withoutLabel}\n`);
    const { env } = api;
    for (const args of ["run --dry-run", "run"]) {
      const ran = await project.tierbench(args, { env });
      expect([ran.code, ran.err]).toEqual([2, [`tierbench: ${LINE}`]]);
    }
    expect([api.billUsd(), project.files().filter((name) => name.endsWith(".duckdb"))]).toEqual([0, []]);
  });

  it("is an error to lint, also as an empty cell of a table", async () => {
    const rows = [0, 1, 2, 3, 4, 5, 6].map((index) => `item-${index},ticket ${index},refund`);
    const table = testProject(0);
    try {
      for (const file of ["tierbench.config.ts", EVAL]) table.write(file, project.read(file));
      table.write("datasets/triage.csv", ["id,text,expected", ...rows, "item-7,ticket 7,"].join("\n"));
      table.write(EVAL, project.read(EVAL).replace("datasets/triage", "datasets/triage.csv"));
      const ran = await table.tierbench("datasets lint triage --json");
      const found = JSON.parse(ran.text).datasets[0].findings.filter(
        (one: { readonly rule: string }) => one.rule === "gold-missing",
      );
      const message = LINE.replace("datasets/triage:", "datasets/triage.csv:");
      expect(found).toEqual([{ rule: "gold-missing", severity: "error", items: ["item-7"], message }]);
      expect(ran.code).toBe(1);
    } finally {
      table[Symbol.dispose]();
    }
  });

  it("does not stop a run that leaves it out", async () => {
    project.write(ITEMS, `${withoutLabel}\n${project.read(ITEMS)}`);
    const limits = [1, 2, 3, 4, 5, 6, 7].map((limit) => project.tierbench(`run --dry-run --limit ${limit}`));
    const codes = (await Promise.all(limits)).map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted((a, b) => a - b));
    expect(new Set(codes)).toEqual(new Set([0, 2]));
  });
});

const BASE = {
  taskType: "t",
  dataset: "d",
  prompt: () => ({ messages: [{ role: "user", content: "?" } as const] }),
};
const items = ["a", "b", undefined, "a", undefined].map((expected, index) =>
  itemFrom({ id: `i${index}`, input: { text: `${index}` }, ...(expected === undefined ? {} : { expected }) }, "t"),
);
const missing = (spec: Pick<EvalSpec, "scorers"> & Partial<EvalSpec>) =>
  missingLabels(defineEval({ ...BASE, ...spec }), items);
const mine = (score: (expected: unknown, text: string) => number) =>
  custom({ name: "mine", version: "1", needsLabel: true, score: ({ item, text }) => score(item.expected, text) });

describe("missingLabels", () => {
  it("names the items that a scorer cannot score without, and why", async () => {
    const throws = mine((expected, text) => ((expected as string).length === text.length ? 1 : 0));
    const reason = expect.stringMatching(/^threw: .*undefined/);
    expect(await missing({ scorers: [throws] })).toEqual([{ scorer: "mine", items: ["i2", "i4"], failure: reason }]);
  });

  it("says nothing of scorers that need none, find it elsewhere, or only ask", async () => {
    const elsewhere = mine((expected, text) => ((expected ?? "b") === text ? 1 : 0));
    const asks = judge({ task: "Answer.", criteria: [{ name: "right", question: "Is it right?" }] });
    expect(await missing({ scorers: [oneOf(["c"]), elsewhere, asks] })).toEqual([]);
  });

  it("does not take an answer of the wrong form for a label that is missing", async () => {
    const scorer = mine((expected, text) => (JSON.parse(text).kind === (expected ?? "x") ? 1 : 0));
    const referenceAnswer = () => '{"kind":"x"}';
    expect(await missing({ scorers: [scorer], referenceAnswer })).toEqual([]);
  });

  it("tells apart what gives 0 to everything", async () => {
    const naive = mine((expected, text) => (expected === text ? 1 : 0));
    const [found, ...others] = await missing({ scorers: [naive] });
    expect([found?.items, found?.failure, others]).toEqual([["i2", "i4"], null, []]);
    const notes: string[] = [];
    const evaluation = defineEval({ ...BASE, scorers: [naive] });
    const plan = items.map((item) => ({ evaluation, item }));
    await tellWrongGold(plan, { note: (line) => void notes.push(line) });
    expect(notes).toEqual([
      'd: item "i2" and 1 more of 5 have no "expected", without which scorer "mine" of t gives 0 whatever the answer; add "expected", or leave these items out',
    ]);
  });

  it("tries judges that show the label, and programs without running them", async () => {
    const pairwise = pairwiseJudge({ task: "Answer.", better: "Shorter." });
    expect((await missing({ scorers: [pairwise] }))[0]?.items).toEqual(["i2", "i4"]);
    const [found] = await missing({ scorers: [codeTests({ language: "python", entry: "f" })] });
    expect([found?.items, found?.failure]).toEqual([["i2", "i4"], expect.stringMatching(/expected\.tests/)]);
  });

  it("asks a scorer although the eval knows the right answer: it may not", async () => {
    const [found] = await missing({ scorers: [labelMatch()], referenceAnswer: () => "a" });
    expect(found?.items).toEqual(["i2", "i4"]);
  });

  it("ends early where it is told to", async () => {
    const evaluation = defineEval({ ...BASE, scorers: [labelMatch()] });
    expect(await missingLabels(evaluation, items, AbortSignal.abort())).toEqual([]);
  });
});
