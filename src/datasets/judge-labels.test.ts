import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isTierbenchError } from "../core/errors.js";
import { sha256Hex } from "../core/json.js";
import type { JudgeLabel } from "../core/judge-label.js";
import {
  LABEL_HEADER,
  labelLine,
  labelLineUnder,
  labelsOfFixture,
  readJudgeFixtures,
  readJudgeLabels,
} from "./judge-labels.js";

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

  it("keep what the judge said of the criterion, where it is known", async () => {
    const met = [{ ...LABEL, judgeMet: true }, { ...LABEL, judgeMet: false }, LABEL];
    expect(await readJudgeLabels(fileOf(`${LABEL_HEADER}${met.map(labelLine).join("")}`))).toEqual(met);
    const strange = fileOf(`${LABEL_HEADER}${labelLine({ ...LABEL, judgeMet: true }).replace(",yes\n", ",perhaps\n")}`);
    await expect(readJudgeLabels(strange)).rejects.toThrow(/field "judge_met": "perhaps" is neither yes nor no/);
  });

  it("go on under the columns that a file has", async () => {
    const older = LABEL_HEADER.replace(",judge_met", "");
    const moved = `judge_met,${older}`;
    for (const header of [older, moved, `\uFEFF${older}`]) {
      const line = labelLineUnder(header.trimEnd(), { ...LABEL, judgeMet: true });
      const [read] = await readJudgeLabels(fileOf(`${header}${line}`));
      expect(read).toEqual(header === moved ? { ...LABEL, judgeMet: true } : LABEL);
    }
    for (const header of [older.replace("verdict,", ""), `${older.trim()},note`, "item_id,answer", ""])
      expect(labelLineUnder(header, LABEL)).toBeNull();
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
