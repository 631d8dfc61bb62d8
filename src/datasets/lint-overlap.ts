import type { Item } from "../core/item.js";
import { evenly, type Finding } from "./lint-finding.js";
import { leavesOf, plainWords, wordLine, wordRuns } from "./plain-words.js";

/** So many words in a row are no coincidence. */
const RUN_WORDS = 13;
/** Shorter texts count whole; below this they say too little. */
const LEAST_WORDS = 3;
const SURE_WORDS = 8;
/** Prompts that are searched for text that is not their own item's. */
const MOST_PROMPTS = 500;

/** An item and everything that a model is sent about it. */
export interface PromptedItem {
  readonly item: Item;
  readonly prompt: string;
}

interface Words {
  readonly id: string;
  readonly prompt: readonly string[];
  /** The texts of the input, each as words. */
  readonly leaves: readonly (readonly string[])[];
  /** All of them in a row, for prompts that join them. */
  readonly joined: readonly string[];
}

/**
 * Items that stand in a prompt besides being asked: as an example, with the
 * answer, most likely. Text is the same if 13 words in a row are, whatever its
 * case, punctuation, white space or compatibility forms.
 */
export function lintOverlap(prompted: readonly PromptedItem[]): readonly Finding[] {
  const all = prompted.map(wordsIn);
  const asked = evenly(all, MOST_PROMPTS);
  const surroundings = new Map<number, ReadonlyMap<string, number>>();
  const usual = median(all.map(copiesInOwnPrompt));
  return all.flatMap((words): readonly Finding[] => {
    const length = runLength(words);
    if (length < LEAST_WORDS) return [];
    const around = surroundings.get(length) ?? runsAround(asked, length);
    surroundings.set(length, around);
    const others = mostPrompts(words, length, around);
    const isTwice = copiesInOwnPrompt(words) > usual;
    if (others === 0 && !isTwice) return [];
    const isEverywhere = isTwice || others >= (asked.length - 1) / 2;
    const severity = isEverywhere && length >= SURE_WORDS ? "error" : "warning";
    const where = isEverywhere
      ? "its text also stands in the prompt that asks it, as an example does"
      : `its text stands in the prompts of other items (${others} of the ${asked.length} that were searched)`;
    return [{ rule: "example-overlap", severity, items: [words.id], message: where }];
  });
}

function wordsIn({ item, prompt }: PromptedItem): Words {
  const leaves = leavesOf(item.input).map(({ text }) => plainWords(text));
  return { id: item.id, prompt: plainWords(prompt), leaves, joined: leaves.flat() };
}

/** Of the text that makes the item what it is: the longest. */
function mainLeaf({ leaves }: Words): readonly string[] {
  return leaves.reduce((longest, leaf) => (leaf.length > longest.length ? leaf : longest), []);
}

function runLength(words: Words): number {
  return Math.min(RUN_WORDS, mainLeaf(words).length);
}

/** Runs of words in prompts that are not the item's own → how many prompts have them. */
function runsAround(asked: readonly Words[], length: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const words of asked) {
    const own = new Set([...words.leaves, words.joined].flatMap((leaf) => [...wordRuns(leaf, length)]));
    for (const run of new Set(wordRuns(words.prompt, length)))
      if (!own.has(run)) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

function mostPrompts(words: Words, length: number, around: ReadonlyMap<string, number>): number {
  const searched = length < RUN_WORDS ? [mainLeaf(words)] : words.leaves;
  let most = 0;
  for (const leaf of searched) for (const run of wordRuns(leaf, length)) most = Math.max(most, around.get(run) ?? 0);
  return most;
}

/** How often the beginning of the item's text stands in its own prompt, beyond how often the item itself has it. */
function copiesInOwnPrompt(words: Words): number {
  const run = mainLeaf(words).slice(0, RUN_WORDS);
  if (run.length < LEAST_WORDS) return 0;
  const own = words.leaves.reduce((sum, leaf) => sum + occurrences(leaf, run), 0);
  return occurrences(words.prompt, run) - own;
}

function occurrences(words: readonly string[], run: readonly string[]): number {
  // Runs may share their spaces, so that a split would miss the second of two in a row.
  const [line, wanted] = [wordLine(words), wordLine(run)];
  let count = 0;
  for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) count += 1;
  return count;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
