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
  return JSON.stringify(cut(oneLine));
}

/** JSON for reasons, short: its own quotes tell the text "null" from null. */
export function shownJson(json: string): string {
  return cut(json);
}

function cut(text: string): string {
  return text.length > QUOTE_CHARACTERS ? `${text.slice(0, QUOTE_CHARACTERS)}…` : text;
}
