/**
 * Everything that must hold of a dataset that is shipped: its form, its README, its
 * reference answers, and that wrong answers are told from right ones.
 * @module
 */
import { resolve } from "node:path";
import { lintWithEval } from "../cli/lint-dataset.js";
import { messageOf } from "../core/errors.js";
import { referenceAnswer } from "../core/eval.js";
import { DIFFICULTIES, type Item } from "../core/item.js";
import { TierSchema } from "../core/tier.js";
import { groupsBy } from "../datasets/lint-finding.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { formFailures, isRegenerated } from "./dataset-form.js";
import { type Mutate, mutationsOf } from "./dataset-mutations.js";
import { scoreAnswer } from "./dataset-scores.js";

/** Named kinds of items that are made to mislead. */
const ADVERSARIAL = ["injection", "near-miss", "wrong-units", "empty-input", "over-long"];
const LEAST_MUTATIONS = 5;
const LEAST_KILLED = 0.99;
/** Items that are scored at a time: some validators start a process for each answer. */
const AT_ONCE = 4;

/** What was found out about one dataset. Counts; `failures` and `skips` are lines for a person. */
export interface DatasetReport {
  readonly taskType: string;
  readonly items: number;
  readonly bands: readonly number[];
  readonly clusters: number;
  readonly tags: number;
  readonly adversarial: number;
  readonly references: Tried;
  readonly mutations: Tried;
  readonly regenerated: "yes" | "no" | "not generated" | "not tried";
  readonly findings: number;
  readonly failures: readonly string[];
  readonly skips: readonly string[];
}

/** Answers scored, those of them that came out as they must, and those that no validator here could score. */
export interface Tried {
  readonly tried: number;
  readonly asExpected: number;
  readonly skipped: number;
}

/** One answer that was scored. */
interface Trial {
  readonly item: Item;
  readonly kind: "reference" | "mutation";
  readonly name: string;
  readonly value: number | null;
  readonly reason: string;
}

/**
 * Looks at one dataset with its eval.
 *
 * @param root - the folder that the eval's path of the dataset is relative to
 * @param every - answers of every so many-th item are scored, beginning with the first; the generator is left alone
 *   where that is not every item
 */
export async function verifyDataset(root: string, one: EvalWithItems, every = 1): Promise<DatasetReport> {
  const { evaluation, dataset } = one;
  const { taskType } = evaluation;
  const { items } = dataset;
  const folder = resolve(root, evaluation.dataset);
  const mutate = await mutationsOf(folder);
  const scored = await tryItems(one, mutate, every);
  const references = scored.trials.filter(({ kind }) => kind === "reference");
  const mutations = scored.trials.filter(({ kind }) => kind === "mutation");
  const same = every === 1 ? await isRegenerated(root, folder) : null;
  const { findings } = lintWithEval(one, TierSchema.parse({ id: "haiku", model: "claude-haiku" }), []);
  const failures = [
    ...formFailures(one, folder),
    ...scored.failures,
    ...referenceFailures(references),
    ...mutationFailures(mutations),
    ...(same === false ? [`items.jsonl is not what the generator makes; run: npm run datasets -- ${taskType}`] : []),
    ...findings.map(({ rule, items: ids, message }) => `items ${ids.join(", ")}: lint ${rule}: ${message}`),
  ];
  return {
    taskType,
    items: items.length,
    bands: DIFFICULTIES.map((band) => items.filter(({ difficulty }) => difficulty === band).length),
    clusters: new Set(items.flatMap(({ cluster }) => cluster ?? [])).size,
    tags: new Set(items.flatMap(({ tags }) => tags ?? [])).size,
    adversarial: items.filter(({ tags = [] }) => tags.some((tag) => ADVERSARIAL.includes(tag))).length,
    references: summed(references, (value) => value === 1),
    mutations: summed(mutations, (value) => value < 1),
    regenerated: every > 1 ? "not tried" : same === null ? "not generated" : same ? "yes" : "no",
    findings: findings.length,
    failures: failures.map((line) => `${taskType}: ${line}`),
    skips: [...skipLines(scored.trials), ...survivorLines(mutations)].map((line) => `${taskType}: ${line}`),
  };
}

/** What must be unique across all datasets, and is not. */
export function sharedNames(all: readonly EvalWithItems[]): readonly string[] {
  const ids = all.flatMap(({ dataset }) => dataset.items.map(({ id }) => ({ id, type: dataset.taskType })));
  const canaries = all.map(({ dataset }) => ({ id: dataset.manifest.canary ?? null, type: dataset.taskType }));
  const where = (group: readonly { readonly type: string }[]): string => group.map(({ type }) => type).join(", ");
  return [
    ...groupsBy(ids, ({ id }) => id).map((group) => `${where(group)}: item ${group[0]?.id}: id used twice; rename one`),
    ...groupsBy(canaries, ({ id }) => id).map((group) => `${where(group)}: the same canary; give each its own`),
  ];
}

interface Scored {
  readonly trials: readonly Trial[];
  readonly failures: readonly string[];
}

async function tryItems(one: EvalWithItems, mutate: Mutate, every: number): Promise<Scored> {
  const items = one.dataset.items.filter((_, at) => at % every === 0);
  const trials: Trial[] = [];
  const failures: string[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE).map(async (item) => {
      try {
        return await tryItem(one, item, mutate);
      } catch (thrown) {
        failures.push(`item ${item.id}: ${messageOf(thrown)}; correct the eval, its mutations or the item`);
        return [];
      }
    });
    for (const made of await Promise.all(some)) {
      trials.push(...made);
      const count = made.length - 1;
      const id = made[0]?.item.id;
      if (id !== undefined && count < LEAST_MUTATIONS)
        failures.push(`item ${id}: ${count} mutations; give it ${LEAST_MUTATIONS} or more in mutations.js`);
    }
  }
  return { trials, failures };
}

async function tryItem({ evaluation, dataset }: EvalWithItems, item: Item, mutate: Mutate): Promise<readonly Trial[]> {
  const reference = referenceAnswer(evaluation, item);
  const tried = async (kind: Trial["kind"], name: string, text: string): Promise<Trial> => {
    const { value, reasons } = await scoreAnswer(evaluation, item, text);
    return { item, kind, name, value, reason: reasons.join("; ") };
  };
  const wrong = mutate(reference, item, dataset.items);
  return Promise.all([
    tried("reference", "reference", reference),
    ...wrong.map(([name, text]) => tried("mutation", name, text)),
  ]);
}

function referenceFailures(references: readonly Trial[]): readonly string[] {
  return references
    .filter(({ value }) => value !== null && value !== 1)
    .map(({ item, value, reason }) => `item ${item.id}: its reference scores ${value} (${reason}); correct its gold`);
}

/** Where nearly all wrong answers fail, the few that pass are named, for they may be right in another way. */
function mutationFailures(mutations: readonly Trial[]): readonly string[] {
  const { tried, asExpected, skipped } = summed(mutations, (value) => value < 1);
  const isKilled = asExpected >= LEAST_KILLED * (tried - skipped);
  const unscored = mutations
    .filter(({ value }) => Number.isNaN(value))
    .map(
      ({ item, name, reason }) =>
        `item ${item.id}: mutation "${name}" could not be scored (${reason}); correct the validator`,
    );
  return [
    ...unscored,
    ...(isKilled ? [] : survivorLines(mutations).map((line) => `${line}; sharpen the validator or the mutation`)),
    ...tooFewKilled(mutations),
  ];
}

function survivorLines(mutations: readonly Trial[]): readonly string[] {
  return mutations
    .filter(({ value }) => value !== null && value >= 1)
    .map(({ item, name, value, reason }) => `item ${item.id}: mutation "${name}" scores ${value} (${reason})`);
}

/** Whatever survives elsewhere, every item tells so many wrong answers from its right one. */
function tooFewKilled(mutations: readonly Trial[]): readonly string[] {
  const killed = new Map<string, number>();
  for (const { item, value } of mutations) {
    if (value !== null) killed.set(item.id, (killed.get(item.id) ?? 0) + (value < 1 ? 1 : 0));
  }
  return [...killed]
    .filter(([, count]) => count < LEAST_MUTATIONS)
    .map(([id, count]) => `item ${id}: only ${count} mutations fail; sharpen its gold, or give it further mutations`);
}

function summed(trials: readonly Trial[], isExpected: (value: number) => boolean): Tried {
  const scored = trials.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    tried: trials.length,
    asExpected: scored.filter(isExpected).length,
    skipped: trials.length - scored.length,
  };
}

function skipLines(trials: readonly Trial[]): readonly string[] {
  const skipped = trials.filter(({ value }) => value === null);
  if (skipped.length === 0) return [];
  return [`skipped: ${skipped.length} of ${trials.length} answers were not scored: ${skipped[0]?.reason}`];
}
