import { UsageError } from "../core/errors.js";
import type { Difficulty } from "../core/item.js";
import { canonicalJson } from "../core/json.js";
import type { ToolCall } from "../core/tool.js";
import type { PlayedTrajectory } from "./wrong-trajectory.js";

/** What the simulator must know to play a model on one item. */
export interface AnswerKeyEntry {
  /** `promptFingerprint` of the request as it is sent: signals' instructions included. */
  readonly fingerprint: string;
  readonly itemId: string;
  readonly taskType: string;
  readonly difficulty?: Difficulty | undefined;
  /** The text of the right answer, without a self-report. */
  readonly reference: string;
  /** Of an item that is a conversation with tools: what a right model does. */
  readonly trajectory?: PlayedTrajectory | undefined;
  /** `contentHash` of the item's input: what is judged beside it is held against this item's reference. */
  readonly inputHash?: string | undefined;
  /** For classification: all labels, so that a wrong answer is another label. */
  readonly labels?: readonly string[] | undefined;
}

/** The right answers, by prompt. */
export interface AnswerKey {
  readonly size: number;
  get(fingerprint: string): AnswerKeyEntry | undefined;
  /** All right answers of a task type, without repetitions, in order of entry. */
  references(taskType: string): readonly string[];
  /** Every call of the trajectories of a task type, in order of entry. */
  calls(taskType: string): readonly ToolCall[];
  /** Whether a text is the right answer to some item, up to white space and JSON spelling. */
  isReference(text: string): boolean;
  /** The same of the items with this input alone; null where no item is known to have it. */
  isReferenceTo(inputHash: string, text: string): boolean | null;
}

/**
 * Indexes the right answers.
 *
 * @throws UsageError if two entries have the same prompt but different right answers
 */
export function answerKey(entries: Iterable<AnswerKeyEntry>): AnswerKey {
  const byFingerprint = new Map<string, AnswerKeyEntry>();
  const byTaskType = new Map<string, Set<string>>();
  const calls = new Map<string, ToolCall[]>();
  const folded = new Set<string>();
  const byInput = new Map<string, Set<string>>();
  for (const entry of entries) {
    const earlier = byFingerprint.get(entry.fingerprint);
    if (earlier && foldAnswer(earlier.reference) !== foldAnswer(entry.reference)) {
      throw new UsageError(
        `items "${earlier.itemId}" and "${entry.itemId}" of "${entry.taskType}" send the same prompt but expect different answers: make the prompts differ, or remove one item`,
      );
    }
    if (!earlier) byFingerprint.set(entry.fingerprint, entry);
    byTaskType.set(entry.taskType, (byTaskType.get(entry.taskType) ?? new Set()).add(entry.reference));
    folded.add(foldAnswer(entry.reference));
    const { inputHash } = entry;
    if (inputHash !== undefined) {
      // Of a conversation, what is said last is judged.
      const judged = foldAnswer(entry.trajectory?.text ?? entry.reference);
      byInput.set(inputHash, (byInput.get(inputHash) ?? new Set()).add(judged));
    }
    if (entry.trajectory === undefined || earlier) continue;
    const known = calls.get(entry.taskType) ?? [];
    known.push(...entry.trajectory.calls);
    calls.set(entry.taskType, known);
    // What is judged of a conversation is what is said last.
    folded.add(foldAnswer(entry.trajectory.text));
  }
  const pools = new Map([...byTaskType].map(([taskType, references]) => [taskType, [...references]]));
  return {
    size: byFingerprint.size,
    get: (fingerprint) => byFingerprint.get(fingerprint),
    calls: (taskType) => calls.get(taskType) ?? [],
    references: (taskType) => pools.get(taskType) ?? [],
    isReference: (text) => folded.has(foldAnswer(text)),
    isReferenceTo: (inputHash, text) => byInput.get(inputHash)?.has(foldAnswer(text)) ?? null,
  };
}

/** One spelling for all texts that say the same: canonical where the text is a JSON document, else single spaces. */
export function foldAnswer(text: string): string {
  const document = jsonDocument(text);
  return document === null ? text.trim().replace(/\s+/g, " ") : canonicalJson(document);
}

/** The object or array that a text is the JSON of; null where it is none. */
export function jsonDocument(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}
