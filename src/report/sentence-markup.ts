import { type Html, html } from "./html.js";

/** Characters of a name that may stay on one line even where the line is that of a phone. */
const LONGEST_WHOLE = 18;
const WORD = /[\p{L}\p{N}_-]/u;

/** A large sentence in which the names of tiers do not break at their hyphens. */
export function sentenceMarkup(sentence: string, names: readonly string[]): Html {
  const found = firstName(sentence, names);
  if (found === null) return html`${sentence}`;
  const { name, start } = found;
  const rest = sentence.slice(start + name.length);
  const kind = name.length > LONGEST_WHOLE ? "name" : "name name-whole";
  return html`${sentence.slice(0, start)}<bdi class="${kind}">${name}</bdi>${sentenceMarkup(rest, names)}`;
}

interface FoundName {
  readonly name: string;
  readonly start: number;
}

function firstName(sentence: string, names: readonly string[]): FoundName | null {
  const found = names.flatMap((name): FoundName[] => {
    const start = name === "" ? -1 : placeOf(name, sentence, 0);
    return start < 0 ? [] : [{ name, start }];
  });
  return found.sort((a, b) => a.start - b.start || b.name.length - a.name.length)[0] ?? null;
}

/** Where a name stands as a word of its own; −1: nowhere. */
function placeOf(name: string, sentence: string, from: number): number {
  const start = sentence.indexOf(name, from);
  if (start < 0) return start;
  const [before, after] = [sentence[start - 1] ?? " ", sentence[start + name.length] ?? " "];
  return WORD.test(before) || WORD.test(after) ? placeOf(name, sentence, start + 1) : start;
}
