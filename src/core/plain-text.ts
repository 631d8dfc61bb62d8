/**
 * Text of which a reader sees everything, and sees it as it is meant.
 * @module
 */

/** Cannot be seen, or act on their surroundings: controls, bidirectional overrides, zero-width and tag characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text made plain, and what was done to it. */
export interface PlainText {
  readonly text: string;
  /** Characters that were taken out. */
  readonly hidden: number;
  /** Characters there were, where some were cut off at the end; null: none. */
  readonly cutFrom: number | null;
}

/**
 * Folds look-alike forms (NFKC), takes hidden characters out, and cuts what is too long.
 * Line breaks and tabs stay. Words that need a joiner (some scripts, some emoji) lose it.
 *
 * @param most - characters that are kept, an integer ≥ 1
 */
export function plainText(text: string, most: number): PlainText {
  let hidden = 0;
  const folded = text
    .replaceAll("\r\n", "\n")
    .normalize("NFKC")
    .replace(HIDDEN, (character) => {
      if (character === "\n" || character === "\t") return character;
      hidden += 1;
      return "";
    });
  if (folded.length <= most) return { text: folded, hidden, cutFrom: null };
  // Not in the middle of a pair.
  const end = /[\ud800-\udbff]/.test(folded.charAt(most - 1)) ? most - 1 : most;
  return { text: folded.slice(0, end), hidden, cutFrom: folded.length };
}
