import type { Item } from "../core/item.js";
import { evenly, type Finding } from "./lint-finding.js";
import { leavesOf } from "./plain-words.js";
import { RunIndex, WordNumbers, type WordRun, type WordSequence } from "./word-runs.js";

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
  readonly prompt: WordSequence;
  /** The texts of the input, each as words. */
  readonly leaves: readonly WordSequence[];
  /** The longest of them: what makes the item what it is. */
  readonly main: WordSequence;
  /** How many words in a row are looked for. */
  readonly length: number;
}

/**
 * Items that stand in a prompt besides being asked: as an example, with the
 * answer, most likely. Text is the same if 13 words in a row are, whatever its
 * case, punctuation, white space or compatibility forms.
 */
export function lintOverlap(prompted: readonly PromptedItem[]): readonly Finding[] {
  const numbers = new WordNumbers();
  const all = prompted.map((one) => wordsIn(one, numbers)).filter(({ length }) => length >= LEAST_WORDS);
  const asked = evenly(all, MOST_PROMPTS);
  const copies = new Map(all.map((words) => [words, copiesInOwnPrompt(words)]));
  const usual = median([...copies.values()]);
  const others = promptsWith(all, asked);
  return all.flatMap((words): readonly Finding[] => {
    const count = others.get(words) ?? 0;
    const isTwice = (copies.get(words) ?? 0) > usual;
    return count === 0 && !isTwice ? [] : [finding(words, count, isTwice, asked.length)];
  });
}

function finding({ id, length }: Words, others: number, isTwice: boolean, asked: number): Finding {
  const isEverywhere = isTwice || others >= (asked - 1) / 2;
  const message = isEverywhere
    ? "its text also stands in the prompt that asks it, as an example does"
    : `its text stands in the prompts of other items (${others} of the ${asked} that were searched)`;
  const severity = isEverywhere && length >= SURE_WORDS ? "error" : "warning";
  return { rule: "example-overlap", severity, items: [id], message };
}

function wordsIn({ item, prompt }: PromptedItem, numbers: WordNumbers): Words {
  const leaves = leavesOf(item.input).map(({ text }) => numbers.sequence(text));
  const none = numbers.sequence("");
  const main = leaves.reduce((longest, leaf) => (leaf.ids.length > longest.ids.length ? leaf : longest), none);
  const length = Math.min(RUN_WORDS, main.ids.length);
  return { id: item.id, prompt: numbers.sequence(prompt), leaves, main, length };
}

/** Item → in how many prompts, at most, one of its runs stands that is none of the asked item's own. */
function promptsWith(all: readonly Words[], asked: readonly Words[]): ReadonlyMap<Words, number> {
  const most = new Map<Words, number>();
  for (const length of new Set(all.map((words) => words.length))) {
    const index = new RunIndex(length);
    const runs = all.filter((words) => words.length === length).map((words) => [words, runsOf(words, index)] as const);
    const counts = new Map<WordRun, number>();
    for (const words of asked) {
      const own = new Set(words.leaves.flatMap((leaf) => [...index.foundIn(leaf)]));
      for (const run of new Set(index.foundIn(words.prompt)))
        if (!own.has(run)) counts.set(run, (counts.get(run) ?? 0) + 1);
    }
    for (const [words, own] of runs)
      most.set(
        words,
        own.reduce((top, run) => Math.max(top, counts.get(run) ?? 0), 0),
      );
  }
  return most;
}

function runsOf({ leaves, length }: Words, index: RunIndex): readonly WordRun[] {
  return leaves.flatMap((leaf) =>
    Array.from({ length: Math.max(0, leaf.ids.length - length + 1) }, (_, start) => index.add(leaf, start)),
  );
}

/** How often the beginning of the item's text stands in its own prompt, beyond how often the item itself has it. */
function copiesInOwnPrompt({ prompt, leaves, main, length }: Words): number {
  const index = new RunIndex(length);
  index.add(main, 0);
  const count = (sequence: WordSequence): number => [...index.foundIn(sequence)].length;
  return count(prompt) - leaves.reduce((sum, leaf) => sum + count(leaf), 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
