/**
 * Answers of known quality for a judged task type, with the verdicts that a simulated judge
 * gives them: it errs at the planted rates of the demonstration's middle tier. No real model was asked.
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { labelFolder } from "../cli/judging.js";
import { loadEvals, loadProject } from "../cli/load-project.js";
import { verdictSource } from "../core/judge-label.js";
import { NO_USAGE } from "../core/model-response.js";
import { isScore, type Judge, type Score } from "../core/score.js";
import { FIXTURE_ANNOTATOR, type JudgeFixture, labelsOfFixture } from "../datasets/judge-labels.js";
import { demoWorld } from "../simulator/demo-world.js";
import { verdictOn } from "../simulator/judging.js";

const JUDGE_MODEL = "claude-sonnet-5-5";

type Written = Omit<JudgeFixture, "annotator" | "judge" | "rubric" | "recorded">;

/** The lines of `judge-fixtures.jsonl` of one task type, from `judge-fixtures.js` beside its items. */
export async function recordedFixtures(root: string, taskType: string): Promise<string> {
  const project = await loadProject(root);
  const [one] = await loadEvals(project, [taskType]);
  const judge = one?.evaluation.scorers.find((scorer) => scorer.kind === "judge");
  if (one === undefined || judge === undefined) throw new RangeError(`${taskType} has no judge`);
  const source = join(labelFolder(project, one.evaluation), "judge-fixtures.js");
  if (!existsSync(source)) throw new RangeError(`no ${source}`);
  const { fixtures } = (await import(pathToFileURL(source).href)) as {
    fixtures: (items: ReadonlyMap<string, object>) => Iterable<Written>;
  };
  const items = new Map(one.dataset.items.map((item) => [item.id, item]));
  return [...fixtures(items)].map((written) => `${JSON.stringify(recorded(written, judge))}\n`).join("");
}

function recorded(written: Written, judge: Judge): JudgeFixture {
  const { name, version: rubric } = judge;
  const fixture = { ...written, annotator: FIXTURE_ANNOTATOR as typeof FIXTURE_ANNOTATOR, judge: name, rubric };
  const { value: score, criteria } = simulatedScore(fixture, judge);
  const model = verdictSource(JUDGE_MODEL, { simulated: true });
  return { ...fixture, recorded: { model, score, ...(criteria === undefined ? {} : { criteria }) } };
}

function simulatedScore(fixture: JudgeFixture, judge: Judge): Score {
  const rates = demoWorld({ haiku: "haiku", sonnet: "sonnet", opus: "opus" }, []).tiers["sonnet"]?.judge;
  if (rates === undefined) throw new RangeError("the demonstration has no middle tier");
  const isRight = labelsOfFixture(fixture).every(({ isMet }) => isMet);
  const identity = [fixture.itemId, fixture.source, fixture.answer];
  const task = {
    criteria: Object.keys(fixture.human),
    properties: ["criteria", "reason"],
    candidate: fixture.answer,
    inputHash: null,
    identity: identity.join("\n"),
  };
  const key = { isReference: () => isRight } as unknown as Parameters<typeof verdictOn>[2];
  const text = verdictOn(task, rates, key, { identity, callKey: "0", malformedRate: 0 });
  const response = {
    text,
    stopReason: "end_turn",
    model: JUDGE_MODEL,
    requestId: null,
    usage: NO_USAGE,
    latencyMs: 0,
    simulated: true,
  } as const;
  const score = judge.read(response);
  if (!isScore(score)) throw new RangeError(score.reason);
  return score;
}
