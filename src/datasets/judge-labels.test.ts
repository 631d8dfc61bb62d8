import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isTierbenchError } from "../core/errors.js";
import { sha256Hex } from "../core/json.js";
import type { JudgeLabel } from "../core/judge-label.js";
import { LABEL_HEADER, labelLine, labelsOfFixture, readJudgeFixtures, readJudgeLabels } from "./judge-labels.js";

const folder = mkdtempSync(join(tmpdir(), "tierbench-labels-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(text: string, name = "labels.csv"): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const LABEL: JudgeLabel = {
  itemId: "-i1",
  cluster: '=cmd|"x"',
  tier: "haiku",
  answerSha256: "a".repeat(64),
  answerLength: 12,
  judge: "judge",
  rubric: "r1",
  criterion: "faithful",
  isMet: false,
  annotator: "Zoë B.",
  judgeScore: 0.5,
  judgeModel: "simulated m",
};

describe("labels in a file", () => {
  it("come back as they were written", async () => {
    const other = { ...LABEL, cluster: null, judgeScore: null, judgeModel: null, isMet: true, criterion: "*" };
    const file = fileOf(`${LABEL_HEADER}${labelLine(LABEL)}${labelLine(other)}`);
    expect(await readJudgeLabels(file)).toEqual([LABEL, other]);
  });

  it("may name the answer by its text, and leave out what the judge said", async () => {
    const file = fileOf(
      "item_id,tier,answer,judge,rubric,criterion,verdict,annotator\ni1,haiku,so,judge,r1,*,yes,Ada\n",
    );
    expect(await readJudgeLabels(file)).toMatchObject([
      { answerSha256: sha256Hex("so"), answerLength: 2, isMet: true, judgeScore: null, cluster: null },
    ]);
  });

  it("are none where there is no file", async () => {
    expect(await readJudgeLabels(join(folder, "none.csv"))).toEqual([]);
  });

  it.each([
    [
      "verdict",
      (line: string) => line.replace(",no,", ",maybe,"),
      /labels\.csv:2 field "verdict": "maybe" is neither yes nor no/,
    ],
    ["hash", (line: string) => line.replace("a".repeat(64), "abc"), /field "answer_sha256": must be 64 hex digits/],
    ["annotator", (line: string) => line.replace("Zoë B.", "=Zoë"), /field "annotator": must be a name/],
    ["score", (line: string) => line.replace("0.5", "2"), /field "judge_score"/],
  ])("refuse a strange %s by its place", async (_, change, message) => {
    const file = fileOf(`${LABEL_HEADER}${change(labelLine(LABEL))}`);
    await expect(readJudgeLabels(file)).rejects.toSatisfy(
      (thrown) => isTierbenchError(thrown) && message.test(thrown.message),
    );
  });

  it.each([
    [LABEL_HEADER.replace("verdict", "vote"), /field "vote": no such column; there are: item_id/],
    [LABEL_HEADER.replace(",annotator", ""), /field "annotator": no such column; every label needs it/],
  ])("refuse strange columns", async (header, message) => {
    const file = fileOf(`${header}${",".repeat(header.split(",").length - 1)}\n`);
    await expect(readJudgeLabels(file)).rejects.toThrow(message);
  });
});

describe("a fixture", () => {
  const fixture = {
    itemId: "i1",
    source: "terse",
    answer: "so it was",
    human: { faithful: true, complete: false },
    annotator: "author",
    judge: "judge",
    rubric: "r1",
    recorded: { model: "simulated m", score: 1 },
  };

  it("is a label for every criterion", async () => {
    const [read] = await readJudgeFixtures(fileOf(`${JSON.stringify(fixture)}\n`, "fixtures.jsonl"));
    if (read === undefined) throw new Error("no fixture");
    expect(labelsOfFixture(read)).toMatchObject([
      { criterion: "faithful", isMet: true, tier: "terse", answerSha256: sha256Hex("so it was"), judgeScore: 1 },
      { criterion: "complete", isMet: false, judgeModel: "simulated m" },
    ]);
  });

  it("is refused by its place where it is none", async () => {
    const file = fileOf(`${JSON.stringify({ ...fixture, human: { faithful: "yes" } })}\n`, "fixtures.jsonl");
    await expect(readJudgeFixtures(file)).rejects.toThrow(/fixtures\.jsonl:1 field "human\.faithful"/);
  });
});
