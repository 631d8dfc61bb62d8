import { jsonDocument } from "./answer-key.js";
import type { SeededRandom } from "./seeded-random.js";

/** The reference in one of the spellings in which models give it: JSON spacing and trailing white space vary. */
export function rightAnswer(reference: string, random: SeededRandom): string {
  const document = jsonDocument(reference);
  const text = document === null ? reference : random.pick([reference, JSON.stringify(document, null, 2)]);
  return random.chance(0.3) ? `${text}\n` : text;
}
