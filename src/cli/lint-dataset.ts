import type { Dataset } from "../core/dataset.js";
import { isTierbenchError, messageOf, UsageError } from "../core/errors.js";
import { composeRequest, type EvalDefinition, stripSignals } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { ModelRequest } from "../core/model-request.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import { lintCanary, lintLabelNoise, type StoredAnswer } from "../datasets/lint-answers.js";
import { lintDuplicates } from "../datasets/lint-duplicates.js";
import type { Finding } from "../datasets/lint-finding.js";
import { type LabelCheck, lintLabels } from "../datasets/lint-labels.js";
import { lintLeaks, type PromptOf } from "../datasets/lint-leaks.js";
import { lintOverlap } from "../datasets/lint-overlap.js";
import { leavesOf } from "../datasets/plain-words.js";
import type { EvalWithItems } from "../runner/plan-run.js";

/** A dataset and what there is to say about it. */
export interface LintedDataset {
  readonly dataset: string;
  /** Null where it was looked at without an eval. */
  readonly taskType: string | null;
  readonly items: number;
  readonly sha256: string;
  readonly findings: readonly Finding[];
}

/** A dataset by itself: no prompts, no answers. */
export function lintAlone({ manifest, items, sha256 }: Dataset): LintedDataset {
  const findings = [...lintDuplicates(items), ...lintCanary(manifest.canary, items, [], [])];
  return { dataset: manifest.name, taskType: null, items: items.length, sha256, findings: worstFirst(findings) };
}

/**
 * A dataset with the prompts that its eval makes of it, and the answers of a run.
 *
 * @param gold - what was found of its right answers
 * @throws UsageError naming the eval and the item where a prompt fails
 */
export function lintWithEval(
  { evaluation, dataset }: EvalWithItems,
  tier: Tier,
  answers: readonly StoredAnswer[],
  gold: readonly Finding[] = [],
): LintedDataset {
  const { manifest, items, sha256 } = dataset;
  const prompted = items.map((item) => ({ item, prompt: promptText(needRequest(evaluation, item, tier)) }));
  const prompts = prompted.map(({ prompt }) => prompt);
  const findings = [
    ...lintDuplicates(items),
    ...lintLeaks(items, triedPrompt(evaluation, tier)),
    ...lintOverlap(prompted),
    ...lintCanary(manifest.canary, items, prompts, answers),
    ...lintLabelNoise(answers),
    ...lintLabels(manifest.labels, labelChecks(evaluation)),
    ...gold,
  ];
  const { taskType } = evaluation;
  return { dataset: manifest.name, taskType, items: items.length, sha256, findings: worstFirst(findings) };
}

/** Validators and signals that say which labels they allow. */
function labelChecks({ scorers, signals }: EvalDefinition): readonly LabelCheck[] {
  const validators = scorers.filter((scorer) => scorer.kind === "validator");
  return [...validators, ...signals].flatMap(({ name, labels }) => (labels === undefined ? [] : [{ name, labels }]));
}

/** The answers of a run to the items as they are today; of those that have changed since, there are none. */
export async function storedAnswers(
  store: Store,
  { runId }: Run,
  { evaluation, dataset }: EvalWithItems,
): Promise<{ readonly answers: readonly StoredAnswer[]; readonly changed: number }> {
  const { taskType } = evaluation;
  const today = new Map(dataset.items.map((item) => [item.id, item.contentHash]));
  const stored = (await store.items([runId])).filter((item) => item.taskType === taskType);
  const same = new Set(stored.flatMap((item) => (today.get(item.id) === item.contentHash ? [item.id] : [])));
  const outcomes = await store.outcomes({ runIds: [runId], taskTypes: [taskType] });
  const answers = outcomes.flatMap(({ itemId, tier, score, responseText }) =>
    responseText === null || !same.has(itemId)
      ? []
      : [{ itemId, tier, score, text: stripSignals(evaluation, responseText) }],
  );
  return { answers, changed: stored.length - same.size };
}

function triedPrompt(evaluation: EvalDefinition, tier: Tier): PromptOf {
  return (item) => {
    try {
      return promptText(composeRequest(evaluation, item, tier));
    } catch {
      // An item that was changed on purpose may be one that the author's code does not expect.
      return null;
    }
  };
}

function needRequest(evaluation: EvalDefinition, item: Item, tier: Tier): ModelRequest {
  try {
    return composeRequest(evaluation, item, tier);
  } catch (cause) {
    if (isTierbenchError(cause)) throw cause;
    throw new UsageError(`eval "${evaluation.taskType}": prompt, on item "${item.id}": ${messageOf(cause)}`, { cause });
  }
}

/** Every text of a request, content blocks included. */
function promptText({ system, messages }: ModelRequest): string {
  const texts = messages.flatMap(({ content }) =>
    typeof content === "string" ? [content] : content.flatMap((block) => leavesOf(block).map(({ text }) => text)),
  );
  return [system ?? "", ...texts].join("\n");
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
}
