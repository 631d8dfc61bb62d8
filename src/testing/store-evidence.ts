import { isDeepStrictEqual } from "node:util";
import type { Store } from "../core/store.js";
import { keyOf, sampleAttempt, sampleIntent, sampleOutcome, sampleResponse } from "./store-rows.js";

/** What a store has acknowledged, by cell key. */
export interface Evidence {
  /** Intents. */
  readonly sent: Set<string>;
  /** Answers whose cells have no outcome. */
  readonly paid: Set<string>;
  /** Outcomes. */
  readonly kept: Set<string>;
}

export function noEvidence(): Evidence {
  return { sent: new Set(), paid: new Set(), kept: new Set() };
}

/** Adds what a store writer has said. */
export function addLines(evidence: Evidence, lines: readonly string[]): void {
  for (const line of lines) {
    const [word, key = ""] = line.split(" ");
    if (word === "sent" || word === "paid" || word === "kept") evidence[word].add(key);
  }
}

/**
 * Carries out cells in the way of the store writer: every tenth gets no outcome,
 * and the last one stays an intent.
 */
export async function carryOutCells(store: Store, prefix: string, cells: number, evidence: Evidence): Promise<void> {
  await Promise.all(
    Array.from({ length: cells }, async (_, number) => {
      const name = `${prefix}-${number}`;
      const key = keyOf(name);
      await store.intend("run-1", sampleIntent(name));
      evidence.sent.add(key);
      if (number === cells - 1) return;
      const settled = store.settle("run-1", sampleAttempt(name), sampleResponse());
      if (number % 10 !== 9) await store.record(sampleOutcome(name), []);
      await settled;
      (number % 10 === 9 ? evidence.paid : evidence.kept).add(key);
    }),
  );
}

/**
 * What of the evidence a store does not bear out, in words.
 *
 * @param store - just opened, so that nothing is in flight
 * @param mostLost - attempts that may have died between intent and settlement
 */
export async function contradictions(store: Store, evidence: Evidence, mostLost: number): Promise<string[]> {
  const outcomes = await store.outcomes();
  const attempts = await store.attempts("run-1");
  const answers = await store.answers("run-1");
  const found: string[] = [];
  const cells = new Set(outcomes.map(({ cellKey }) => cellKey));
  const attempted = new Set(attempts.map(({ cellKey }) => cellKey));
  const answered = new Set(answers.map(({ cellKey }) => cellKey));
  for (const key of evidence.kept) if (!cells.has(key)) found.push(`no outcome of ${key}`);
  for (const key of evidence.paid) if (!answered.has(key) && !cells.has(key)) found.push(`no answer of ${key}`);
  for (const key of evidence.sent) if (!attempted.has(key)) found.push(`no attempt of ${key}`);
  for (const outcome of outcomes) {
    if (!isDeepStrictEqual(outcome, sampleOutcome(outcome.itemId))) found.push(`outcome of ${outcome.itemId} changed`);
  }
  for (const { response, cellKey } of answers) {
    if (!isDeepStrictEqual(response, sampleResponse())) found.push(`answer of ${cellKey} changed`);
    if (cells.has(cellKey)) found.push(`answer of ${cellKey} beside its outcome`);
  }
  if (cells.size !== outcomes.length) found.push("a cell has two outcomes");
  return [...found, ...(await contradictionsOfCalls(store, evidence, mostLost))];
}

async function contradictionsOfCalls(store: Store, { kept, paid }: Evidence, mostLost: number): Promise<string[]> {
  const attempts = await store.attempts("run-1");
  const found: string[] = [];
  const lost = attempts.filter(({ outcomeClass }) => outcomeClass === "unknown_outcome");
  if (lost.length > mostLost) found.push(`${lost.length} attempts of unknown outcome, at most ${mostLost} were open`);
  for (const { cellKey, chargedNanoUsd } of lost) {
    if (kept.has(cellKey) || paid.has(cellKey)) found.push(`the attempt of ${cellKey} was settled, and is lost`);
    if (chargedNanoUsd !== sampleIntent("").worstCaseNanoUsd)
      found.push(`the lost attempt of ${cellKey} is charged ${chargedNanoUsd}`);
  }
  for (const attempt of attempts) {
    if (lost.includes(attempt)) continue;
    const { cellKey } = attempt;
    if (!isDeepStrictEqual(attempt, { ...sampleAttempt(""), cellKey })) found.push(`attempt of ${cellKey} changed`);
  }
  const open = await store.intents("run-1");
  if (open.length > 0) found.push(`${open.length} intents are open`);
  return found;
}
