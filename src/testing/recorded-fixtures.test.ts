import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { doubtedTaskTypes, judgeTrusts } from "../calibrate/judge-trust.js";
import { labelFolder, labelsOf } from "../cli/judging.js";
import { loadDefinitions, loadProject } from "../cli/load-project.js";
import { FIXTURE_FILE, readJudgeFixtures } from "../datasets/judge-labels.js";
import { recordedFixtures } from "./recorded-fixtures.js";
import { seededOutcome } from "./seeded-outcomes.js";

const ROOT = resolve(import.meta.dirname, "../..");
const project = await loadProject(ROOT);
const judged = (await loadDefinitions(project)).filter(({ scorers }) => scorers.some(({ kind }) => kind === "judge"));

describe("the shipped judged task types", () => {
  it("are known", () => {
    expect(judged.length).toBeGreaterThan(0);
  });

  it.each(judged.map((one) => [one.taskType, one] as const))(
    "%s has its fixtures, for its rubric of today",
    async (name, one) => {
      const file = join(labelFolder(project, one), FIXTURE_FILE);
      const known = readFileSync(file, "utf8");
      expect(known, `write it anew with: npm run judge:fixtures -- ${name}`).toBe(await recordedFixtures(ROOT, name));
      const fixtures = await readJudgeFixtures(file);
      const right = fixtures.filter(({ human }) => Object.values(human).every(Boolean));
      expect(Math.min(right.length, fixtures.length - right.length)).toBeGreaterThanOrEqual(30);
      expect(new Set(fixtures.map(({ answer }) => answer)).size).toBe(fixtures.length);
      const judges = one.scorers.flatMap((scorer) =>
        scorer.kind === "judge" ? [{ name: scorer.name, criteria: scorer.questions?.map((one) => one.name) }] : [],
      );
      for (const { human, judge, recorded } of fixtures) {
        expect(judges).toContainEqual({ name: judge, criteria: Object.keys(human) });
        expect(recorded?.model).toMatch(/^simulated /);
      }
    },
  );

  it.each(judged.map((one) => [one.taskType, one] as const))(
    "%s: recorded verdicts speak for the simulated judge alone",
    async (taskType, one) => {
      const [judge] = one.scorers.filter((scorer) => scorer.kind === "judge");
      const labels = { [taskType]: await labelsOf(project, one) };
      const doubted = (simulated: boolean) => {
        const plain = seededOutcome({ itemId: "i", tier: "haiku", score: 1, taskType, simulated });
        const version = judge?.version ?? "";
        const score = {
          scorer: judge?.name ?? "",
          kind: "judge",
          value: 1,
          reason: "",
          version,
          judgeModel: "claude-sonnet-5-5",
        } as const;
        const trusts = judgeTrusts(
          [{ ...plain, scores: [score] }],
          { labels, floors: {} },
          { confidence: 0.95, seed: 1 },
        );
        return doubtedTaskTypes(trusts).has(taskType);
      };
      expect([doubted(true), doubted(false)]).toEqual([false, true]);
    },
  );
});
