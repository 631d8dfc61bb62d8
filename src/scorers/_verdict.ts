import type { Score, ScoreFailure } from "../core/score.js";

/** How much of an answer a reason quotes. */
const QUOTE_CHARACTERS = 80;

/** The score of a validator. */
export function verdict(scorer: string, version: string, value: number, reason: string): Score {
  return { scorer, kind: "validator", version, value, reason };
}

/** A validator that could not say: its pattern ran too long, its label is missing. */
export function cannotSay(scorer: string, reason: string): ScoreFailure {
  return { scorer, failure: "validator_error", reason };
}

/** A short quotation for reasons. */
export function quoted(text: string): string {
  const oneLine = text.replace(/\s+/g, " ").trim();
  return JSON.stringify(oneLine.length > QUOTE_CHARACTERS ? `${oneLine.slice(0, QUOTE_CHARACTERS)}…` : oneLine);
}
