import { join } from "node:path";
import { labelFolder } from "../cli/judging.js";
import { loadEvals, loadProject } from "../cli/load-project.js";
import { referenceAnswer } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { NO_USAGE } from "../core/model-response.js";
import type { Judge, ScoringContext } from "../core/score.js";
import { FIXTURE_FILE, type JudgeFixture, readJudgeFixtures } from "../datasets/judge-labels.js";
import type { AttackTarget } from "./judge-attacks.js";

/** An answer of known quality on its item. */
export interface KnownAnswer extends AttackTarget {
  readonly item: Item;
}

/** A judge with answers to try it on. */
export interface JudgedTaskType {
  readonly taskType: string;
  readonly judge: Judge;
  readonly right: readonly KnownAnswer[];
  /** As many as were asked for. */
  readonly wrong: readonly KnownAnswer[];
}

/**
 * A shipped judged task type with its fixtures. Where they hold too few wrong answers, others join them
 * that begin like a right answer and go on like one to another item.
 */
export async function judgedTaskType(root: string, taskType: string, wrongs: number): Promise<JudgedTaskType> {
  const project = await loadProject(root);
  const [one] = await loadEvals(project, [taskType]);
  const judge = one?.evaluation.scorers.find((scorer) => scorer.kind === "judge");
  if (one === undefined || judge === undefined) throw new RangeError(`${taskType} has no judge`);
  const { evaluation, dataset } = one;
  const items = new Map(dataset.items.map((item) => [item.id, item]));
  const fixtures = await readJudgeFixtures(join(labelFolder(project, evaluation), FIXTURE_FILE));
  const criteria = judge.questions ?? [];
  const known = (itemId: string, answer: string): KnownAnswer => {
    const item = items.get(itemId);
    if (item === undefined) throw new RangeError(`no item "${itemId}"`);
    const input = JSON.stringify(item.input);
    return {
      item,
      answer,
      input,
      criteria,
      reference: referenceAnswer(evaluation, item),
      task: evaluation.description ?? "",
    };
  };
  const isRight = ({ human }: JudgeFixture) => Object.values(human).every(Boolean);
  const right = fixtures.filter(isRight).map(({ itemId, answer }) => known(itemId, answer));
  const flawed = fixtures.filter((one) => !isRight(one)).map(({ itemId, answer }) => known(itemId, answer));
  const spliced = right.map(({ item, answer }, at) =>
    known(item.id, splice(answer, right[(at + 1) % right.length]?.answer ?? "")),
  );
  const wrong = [...flawed, ...spliced].slice(0, wrongs);
  if (wrong.length < wrongs) throw new RangeError(`${taskType} has ${wrong.length} wrong answers, not ${wrongs}`);
  return { taskType, judge, right, wrong };
}

/** The first line of one text, and the other lines of another. */
function splice(first: string, second: string): string {
  return [first.split("\n")[0], ...second.split("\n").slice(1)].join("\n");
}

/** What a judge is shown of a text on an item. */
export function contextOf(item: Item, text: string): ScoringContext {
  const response = {
    text,
    stopReason: "end_turn",
    model: "m",
    requestId: null,
    usage: NO_USAGE,
    latencyMs: 0,
  } as const;
  return { item, text, response: { ...response, simulated: true } };
}
