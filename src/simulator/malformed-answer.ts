import { jsonDocument } from "./answer-key.js";
import type { SeededRandom } from "./seeded-random.js";

type Malformation = (answer: string, random: SeededRandom) => string;

const withProse: Malformation = (answer) =>
  `Sure, this is what I found:\n\n${answer}\n\nLet me know if you would like anything changed.`;
const withOpenFence: Malformation = (answer) => `\`\`\`json\n${answer}`;
const inSentence: Malformation = (answer) => `I would say this one is ${answer.trim()}, judging by the wording.`;
const empty: Malformation = () => "";

/** The first part of a text: at least one character is missing, at most four fifths. */
export function cutText(text: string, random: SeededRandom): string {
  const share = 0.2 + 0.6 * random.next();
  return text.trimEnd().slice(0, Math.floor(text.trimEnd().length * share));
}

/**
 * An answer that does not have the form that was asked for.
 *
 * @param answer - a wrong answer: a lenient reader that finds it inside must not score it as right
 */
export function malformedAnswer(answer: string, random: SeededRandom): string {
  return random.pick(malformationsOf(answer))(answer, random);
}

function malformationsOf(answer: string): readonly Malformation[] {
  if (jsonDocument(answer) !== null) return [withProse, withOpenFence, cutText, empty];
  return answer.trim().includes("\n") ? [withProse, cutText, empty] : [inSentence, withProse, empty];
}
