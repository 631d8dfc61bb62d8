import { setImmediate as nextTurn } from "node:timers/promises";
import { ballotsOf } from "../core/ballot.js";
import { messageOf } from "../core/errors.js";
import { type EvalDefinition, referenceAnswer } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { RunProgram } from "../core/program.js";
import { isScore, type Scorer, type ScoringContext } from "../core/score.js";
import { unaskedContext } from "../scorers/unasked-answer.js";

/** Items without a label of which one scorer makes nothing, whatever the answer. */
export interface MissingLabels {
  readonly scorer: string;
  /** Ids, in the order of the items. */
  readonly items: readonly string[];
  /** Why it cannot score the first of them; null: it gives all of them 0. */
  readonly failure: string | null;
}

interface Gap {
  readonly scorer: string;
  readonly item: string;
  readonly failure: string | null;
}

/** Answers of the right form that a scorer is tried with: what it says of one alone may be due to that one. */
const MOST_ANSWERS = 3;
const NO_TRAJECTORY = JSON.stringify({ calls: [], text: "" });
const NONCE = "0".repeat(32);

/**
 * What lacks its label, scorer by scorer. An item may do without where its scorers can: those that need none, judges that
 * show none, and what finds elsewhere what is right. So each is tried on it; no model is asked, and no program is run.
 *
 * @param signal - ends it early; the rest of the items is then not tried
 */
export async function missingLabels(
  evaluation: EvalDefinition,
  items: readonly Item[],
  signal?: AbortSignal,
): Promise<readonly MissingLabels[]> {
  const texts = answersOf(evaluation, items);
  const gaps: Gap[] = [];
  for (const item of items.filter(({ expected }) => expected === undefined)) {
    if (signal?.aborted === true) break;
    const contexts = await contextsOf(evaluation, item, texts);
    for (const scorer of evaluation.scorers) {
      const gap = contexts.length === 0 ? null : await gapIn(scorer, contexts);
      if (gap !== null) gaps.push({ scorer: scorer.name, item: item.id, ...gap });
    }
    await nextTurn();
  }
  // Where the eval says itself what would be right, a 0 for that is told as what it is.
  const knowsBetter = evaluation.referenceAnswer !== undefined || evaluation.tools !== undefined;
  return evaluation.scorers.flatMap(({ name }) => {
    const own = gaps.filter(({ scorer }) => scorer === name);
    const failed = own.filter(({ failure }) => failure !== null);
    return [...together(failed), ...(knowsBetter ? [] : together(own.filter(({ failure }) => failure === null)))];
  });
}

function together(gaps: readonly Gap[]): readonly MissingLabels[] {
  const [first] = gaps;
  if (first === undefined) return [];
  return [{ scorer: first.scorer, items: gaps.map(({ item }) => item), failure: first.failure }];
}

/** What items that have a label would be answered, as far as that is known. */
function answersOf(evaluation: EvalDefinition, items: readonly Item[]): readonly string[] {
  const texts = new Set<string>();
  for (const item of items) {
    if (texts.size === MOST_ANSWERS) break;
    if (item.expected !== undefined) for (const text of known(() => referenceAnswer(evaluation, item))) texts.add(text);
  }
  return [...texts];
}

/** What scorers would see of some answers to one item. None where the eval's own code fails on it, which is told elsewhere. */
async function contextsOf(
  evaluation: EvalDefinition,
  item: Item,
  others: readonly string[],
): Promise<readonly ScoringContext[]> {
  const own = known(() => referenceAnswer(evaluation, item));
  const texts =
    own.length > 0 ? own : others.length > 0 ? others : [evaluation.tools === undefined ? "" : NO_TRAJECTORY];
  const contexts: ScoringContext[] = [];
  for (const text of texts) {
    try {
      contexts.push({ ...(await unaskedContext(evaluation, item, text)), runProgram: notRun });
    } catch {}
  }
  return contexts;
}

function known(answer: () => string): readonly string[] {
  try {
    return [answer()];
  } catch {
    return [];
  }
}

/** Null: it can score. */
async function gapIn(scorer: Scorer, contexts: readonly ScoringContext[]): Promise<Pick<Gap, "failure"> | null> {
  if (scorer.kind === "validator" && !scorer.needsLabel) return null;
  const found: (number | string)[] = [];
  for (const context of contexts) found.push(await tryOn(scorer, context));
  const failures = found.filter((one) => typeof one === "string");
  if (failures.length === found.length) return { failure: failures[0] ?? "" };
  return found.every((one) => one === 0 || typeof one === "string") ? { failure: null } : null;
}

/** The score, or why there is none. A judge could give any, if it has something to ask. */
async function tryOn(scorer: Scorer, context: ScoringContext): Promise<number | string> {
  try {
    if (scorer.kind === "judge") {
      for (const ballot of ballotsOf(scorer)) ballot.request(context, NONCE);
      return 1;
    }
    const result = await scorer.score(context);
    return isScore(result) ? result.value : result.reason;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

const notRun: RunProgram = () => Promise.resolve({ kind: "broken", reason: "not run" });
