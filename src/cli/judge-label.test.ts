import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { LABEL_FILE, readJudgeLabels } from "../datasets/judge-labels.js";
import { openStore } from "../store/duckdb-store.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import type { TestEffectsOptions } from "../testing/test-effects.js";
import { emptyProject, itemLine, type Ran, TEST_CONFIG } from "../testing/test-project.js";

const project = emptyProject();
afterAll(() => project[Symbol.dispose]());
const LABELS = `datasets/essay/${LABEL_FILE}`;
const QUESTIONS = [
  { name: "faithful", question: "Is it supported?" },
  { name: "complete", question: "Is nothing missing?" },
];

function judgeSource(version: string, questions: unknown = QUESTIONS): string {
  return `{ kind: "judge", name: "rubric", version: ${JSON.stringify(version)}, questions: ${JSON.stringify(questions)},
    request: () => ({ messages: [] }), read: () => ({ scorer: "rubric", failure: "judge_error", reason: "" }) }`;
}
const evalSource = (taskType: string, scorers: string) => `export default {
  taskType: "${taskType}", dataset: "datasets/${taskType}", reduce: "min", signals: [], scorers: [${scorers}],
  prompt: () => ({ messages: [] }),
};`;

const ITEMS = Array.from({ length: 12 }, (_, i) => `item-${i}`);
const HOSTILE = "=cmd|'/C calc'!A1\u001b]0;owned\u0007\nsecond line, \"quoted\"";
const textOf = (itemId: string, tier: string) => (itemId === "item-0" ? HOSTILE : `${itemId} told by ${tier.length}`);

beforeAll(async () => {
  project.write("tierbench.config.ts", `export default ${JSON.stringify(TEST_CONFIG)};\n`);
  project.write("evals/plain.eval.ts", evalSource("plain", ""));
  project.write("datasets/essay/items.jsonl", ITEMS.map((_, i) => `${itemLine(i)}\n`).join(""));
  const outcomes = ITEMS.flatMap((itemId, i) =>
    ["haiku", "sonnet"].map((tier) => {
      const value = i % 2;
      const score = {
        scorer: "rubric",
        kind: "judge",
        value,
        reason: "SECRET",
        version: "v1",
        judgeModel: "secret-model",
      } as const;
      const outcome = seededOutcome({ itemId, tier, score: value, taskType: "essay" });
      return { ...outcome, cellKey: sha256Hex(outcome.cellKey), scores: [score], responseText: textOf(itemId, tier) };
    }),
  );
  const plan = outcomes.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
    key,
    itemId,
    taskType,
    tier,
    trial,
  }));
  const items = ITEMS.map((id, i) => itemFrom({ id, input: { text: `=ticket ${i}` }, expected: "x" }, "essay"));
  await using database = await openStore(project.path("results.duckdb"));
  await database.createRun(
    seededRun(["haiku", "sonnet"], { plannedCells: plan.length, taskTypes: ["essay"] }),
    plan,
    items,
  );
  await database.createRun(seededRun(["haiku"], { runId: "empty", createdAt: "2026-10-29T08:00:00.000Z" }), [], []);
  await Promise.all(outcomes.map((one) => database.record(one, [])));
});

beforeEach(() => {
  project.write("evals/essay.eval.ts", evalSource("essay", judgeSource("v1")));
  project.write(LABELS, "");
});

const label = (args: string, options: Partial<TestEffectsOptions> = {}): Promise<Ran> =>
  project.tierbench(`judge label ${args} --db results.duckdb`, options);
const labels = () => readJudgeLabels(project.path(LABELS));

describe("judge label in a terminal", () => {
  it("shows blinded answers in an order of its own, and keeps every label at once", async () => {
    const kept: number[] = [];
    const counted = (word: string) => () => {
      kept.push(project.read(LABELS).split("\n").filter(Boolean).length);
      return word;
    };
    const { code, text } = await label("essay --annotator Ada", { typed: ["y", "n", "YES", "q"].map(counted) });
    expect(code).toBe(0);
    expect(text).toContain("answer 1 of 23");
    expect(text).not.toMatch(/haiku|sonnet|SECRET|secret-model|item-\d+ .*tier/);
    expect(text).not.toContain("\u001b");
    // Header and labels: each is in the file before the next question.
    expect(kept[0]).toBe(0);
    expect(new Set(kept).size).toBe(4);
    const first = await labels();
    expect(first.every(({ annotator, rubric }) => annotator === "Ada" && rubric === "v1")).toBe(true);
    expect(first[0]).toMatchObject({ criterion: "faithful", isMet: true, judgeModel: "secret-model" });
    expect(first.find(({ criterion }) => criterion === "complete")).toMatchObject({ isMet: false });
    const again = await label("essay --annotator Ada", { typed: ["q"] });
    expect(again.text).toContain("complete: Is nothing missing?");
    const other = await label("essay --annotator Bo --seed 9", { typed: ["q"] });
    expect(other.text.split("\n").slice(0, 12)).not.toEqual(text.split("\n").slice(0, 12));
  });

  it("goes back, skips, and says what it does not understand", async () => {
    const { text } = await label("essay --annotator Ada --limit 1", { typed: ["b", "\u001b[A", "y", "b", "n", "s"] });
    expect(text).toContain("This is the first question.");
    expect(text).toContain("is none of: y yes, n no, s skip, b back, q quit");
    const found = await labels();
    expect(found.map(({ criterion, isMet }) => [criterion, isMet])).toEqual(
      expect.arrayContaining([
        ["faithful", true],
        ["faithful", false],
      ]),
    );
    expect(found.at(-1)).toMatchObject({ criterion: "faithful", isMet: false });
  });

  it("labels both tiers where they say the same", async () => {
    await label("essay --annotator Ada", { typed: Array.from({ length: 46 }, () => "y") });
    const same = (await labels()).filter(({ answerSha256 }) => answerSha256 === sha256Hex(HOSTILE));
    expect(same.map(({ tier, criterion }) => `${tier} ${criterion}`).sort()).toEqual([
      "haiku complete",
      "haiku faithful",
      "sonnet complete",
      "sonnet faithful",
    ]);
    const { text, code } = await label("essay --annotator Ada", { typed: [] });
    expect([code, text]).toEqual([0, `Ada has labelled all 23 answers already: ${LABELS}`]);
  });

  it("goes on in a file whose last line was cut", async () => {
    await label("essay --annotator Ada --limit 1", { typed: ["y"] });
    project.write(LABELS, project.read(LABELS).trimEnd());
    await label("essay --annotator Ada --limit 1", { typed: ["n"] });
    expect((await labels()).map(({ criterion }) => criterion)).toEqual(
      expect.arrayContaining(["faithful", "complete"]),
    );
  });

  it.each([
    ["essay", {}, /--annotator is missing: who labels\?/],
    ["essay --annotator =x", {}, /--annotator: must be a name of at most 64 letters/],
    ["essay --annotator Ada", {}, /no terminal to ask on; write a sheet with --export file\.csv/],
    ["essay empty --annotator Ada", { typed: [] }, /run "empty" has no answer of essay to label/],
    ["plain --annotator Ada", { typed: [] }, /eval "plain" has no judge: there is nothing to label/],
    ["nothing --annotator Ada", { typed: [] }, /unknown eval "nothing"; one of: essay, plain/],
    ["essay --annotator Ada --pass-at 0.5", {}, /--pass-at goes with: judge agreement/],
    ["essay --export a.csv --import b.csv", {}, /--export and --import: give one of them/],
  ])("refuses in one line: %s", async (args, options, message) => {
    const { code, err, out } = await label(args, options);
    expect([code, out]).toEqual([2, []]);
    expect(err).toEqual([expect.stringMatching(message)]);
  });
});

describe("judge label on a sheet", () => {
  it("gives the same labels as the terminal, and no formula to a spreadsheet", async () => {
    const { text } = await label("essay --export sheet.csv");
    expect(text).toBe("sheet.csv: 23 answers, 2 questions each; write yes or no as verdict");
    const sheet = project.read("sheet.csv");
    expect(sheet).not.toMatch(/haiku|sonnet|SECRET|secret-model|(?:^|,)"?[=+@]/m);
    expect((await label("essay --export sheet.csv")).text).toContain("sheet.csv is there already");
    project.write(
      "filled.csv",
      sheet.replaceAll(
        /(faithful|complete),(.*?),$/gm,
        (_, name, question) => `${name},${question},${name === "faithful" ? "Yes" : ""}`,
      ),
    );
    const taken = await label("essay --import filled.csv --annotator Ada");
    expect(taken.text).toBe(`23 labels added to ${LABELS}, 0 known already, 23 left empty`);
    const said = await labels();
    expect(said).toHaveLength(24);
    expect(said.every(({ criterion, isMet }) => criterion === "faithful" && isMet)).toBe(true);
    expect((await label("essay --import filled.csv --annotator Ada")).text).toContain("0 labels added to");
    expect(await labels()).toHaveLength(24);
  });

  it.each([
    [
      "an answer that is not there",
      "r-0000000000000000,rubric,faithful,yes",
      /sheet-bad\.csv:2 field "response": "r-0+" is no answer of this run/,
    ],
    [
      "a criterion that is not there",
      "ID,rubric,style,yes",
      /field "criterion": "style" of judge "rubric" is no question of this rubric/,
    ],
    ["a strange verdict", "ID,rubric,faithful,perhaps", /field "verdict": "perhaps" is neither yes nor no, nor empty/],
    [
      "a question twice",
      "ID,rubric,faithful,yes\nID,rubric,faithful,no",
      /sheet-bad\.csv:3 field "response": the same question as on line 2/,
    ],
  ])("takes nothing of one with %s", async (_, rows, message) => {
    await label("essay --export known.csv");
    const id = /r-[0-9a-f]{16}/.exec(project.read("known.csv"))?.[0] ?? "";
    project.write("sheet-bad.csv", `response,judge,criterion,verdict\n${rows.replaceAll("ID", id)}\n`);
    const { code, err } = await label("essay --import sheet-bad.csv --annotator Ada");
    expect([code, err]).toEqual([2, [expect.stringMatching(message)]]);
    expect(await labels()).toEqual([]);
  });
});

describe("judge agreement of an eval", () => {
  const agreement = (args: string) => project.tierbench(`judge agreement ${args} --db results.duckdb`);

  it("needs labels of the rubric of today", async () => {
    expect((await agreement("essay")).err).toEqual([
      expect.stringMatching(/no labels in .*tierbench judge label essay/),
    ]);
    await label("essay --annotator Ada", { typed: Array.from({ length: 46 }, (_, i) => (i % 4 < 2 ? "y" : "n")) });
    const { code, text } = await agreement("essay");
    expect(code).toBe(0);
    expect(text).toContain("judge rubric (secret-model) rubric v1: 24 labelled answers, 0 without a label");
    expect(text).toMatch(/^haiku +12 /m);
    expect((await agreement("essay run-1")).out).toEqual((await agreement("essay")).out);
    project.write("evals/essay.eval.ts", evalSource("essay", judgeSource("v2")));
    const changed = await agreement("essay");
    expect(changed.code).toBe(2);
    expect(changed.err).toEqual([
      expect.stringMatching(
        /^24 labelled answers of another version of the rubric do not count; label anew with: npx tierbench judge label essay$/,
      ),
      expect.stringMatching(/no labelled answer of essay has a verdict by its rubric of today/),
    ]);
  });

  it.each([
    ["plain", /eval "plain" has no judge/],
    ["nothing", /"nothing" is neither an eval nor a file of labels/],
    ["essay --annotator Ada", /--annotator goes with: judge label/],
  ])("refuses in one line: %s", async (args, message) => {
    const { code, err } = await agreement(args);
    expect([code, err]).toEqual([2, [expect.stringMatching(message)]]);
  });
});
