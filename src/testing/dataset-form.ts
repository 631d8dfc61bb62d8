import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { composeRequest, type EvalDefinition } from "../core/eval.js";
import { DIFFICULTIES } from "../core/item.js";
import { canonicalJson } from "../core/json.js";
import { TierSchema } from "../core/tier.js";
import { groupsBy } from "../datasets/lint-finding.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { falseCounts } from "./dataset-readme.js";
import { skeleton } from "./dataset-skeleton.js";

/** Fewer say too little about a tier; a classification needs more, as each answer says less. */
const LEAST_ITEMS = 200;
const LEAST_CLASSIFIED = 300;
const LEAST_BAND_SHARE = 0.2;

const ASKED = TierSchema.parse({ id: "haiku", model: "claude-haiku" });

/** What is wrong with the form of a dataset: its size, bands, inputs, canary, README. One line each, with the remedy. */
export function formFailures(one: EvalWithItems, folder: string): readonly string[] {
  return [...sizeFailures(one), ...inputFailures(one), ...canaryFailures(one), ...readmeFailures(one, folder)];
}

function sizeFailures({ evaluation, dataset: { items, manifest } }: EvalWithItems): readonly string[] {
  const least = manifest.labels === undefined ? LEAST_ITEMS : LEAST_CLASSIFIED;
  const few = DIFFICULTIES.map((band) => [band, items.filter(({ difficulty }) => difficulty === band).length] as const)
    .filter(([, count]) => count < LEAST_BAND_SHARE * items.length)
    .map(([band, count]) => `only ${count} of ${items.length} items are ${band}; 20 % or more of them should be`);
  return [
    ...(items.length < least ? [`${items.length} items; ${least} or more are asked`] : []),
    ...few,
    ...(manifest.name === evaluation.taskType ? [] : [`dataset.json names it ${manifest.name}; name it as the eval`]),
  ];
}

function inputFailures({ dataset: { items } }: EvalWithItems): readonly string[] {
  const equal = groupsBy(items, ({ input }) => canonicalJson(input));
  const known = new Set(equal.flat());
  const alike = groupsBy(
    items.filter((item) => !known.has(item)),
    ({ input }) => skeleton(input),
  );
  const ids = (group: readonly { readonly id: string }[]): string => group.map(({ id }) => id).join(", ");
  return [
    ...equal.map((group) => `items ${ids(group)}: the same input; change or drop all but one`),
    ...alike.map((group) => `items ${ids(group)}: differ in names and numbers only; make them different tasks`),
  ];
}

function canaryFailures({ evaluation, dataset: { items, manifest } }: EvalWithItems): readonly string[] {
  const { canary = "" } = manifest;
  if (!/^tierbench-canary-[0-9a-f-]{36}$/.test(canary))
    return ['dataset.json: no canary of the form "tierbench-canary-<uuid>"; add one'];
  return items
    .filter((item) => promptText(evaluation, item).includes(canary))
    .map(({ id }) => `item ${id}: the canary is in its prompt; take it out`);
}

function promptText(evaluation: EvalDefinition, item: EvalWithItems["dataset"]["items"][number]): string {
  const { system, messages } = composeRequest(evaluation, item, ASKED);
  return `${system ?? ""}\n${canonicalJson(messages)}`;
}

function readmeFailures({ dataset }: EvalWithItems, folder: string): readonly string[] {
  const file = join(folder, "README.md");
  if (!existsSync(file)) return ["no README.md; write the datasheet"];
  const readme = readFileSync(file, "utf8");
  const hasCanary = readme.includes(dataset.manifest.canary ?? "tierbench-canary-");
  return [
    ...(hasCanary ? [] : ["README does not hold the canary of dataset.json; add it"]),
    ...falseCounts(readme, dataset),
  ];
}

/** `datasets/generate.js`. */
interface Generators {
  readonly generate: (name: string) => Promise<string>;
}

/** Whether the generator of a dataset makes exactly the items that are there; null where it has none. */
export async function isRegenerated(root: string, folder: string): Promise<boolean | null> {
  if (!existsSync(join(folder, "generator.js"))) return null;
  const file = pathToFileURL(join(root, "datasets/generate.js")).href;
  const { generate } = (await import(/* @vite-ignore */ file)) as Generators;
  const made = await generate(folder.split(/[\\/]/).at(-1) ?? "");
  return made === readFileSync(join(folder, "items.jsonl"), "utf8");
}
