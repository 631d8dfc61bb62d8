/**
 * Text from outside, made safe to look at: nothing hides, nothing reorders its neighbours.
 * @module
 */

/** A text cut to a limit. */
export interface ClippedText {
  readonly shown: string;
  /** Characters (code points) that were left off; 0 where nothing was. */
  readonly more: number;
}

// Controls, format characters (bidi, zero width, tags), lone surrogates, line separators, and letters without ink.
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{fffe}\u{ffff}]|[\u{e0100}-\u{e01ef}]/gu;
// Persian spelling and family emoji need the joiners; they neither hide nor reorder anything.
const KEPT = new Set(["\n", "\t", "\u200c", "\u200d"]);
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;

/**
 * Shows control, bidi and other invisible characters instead of obeying them.
 * Line feeds and tabs stay. Everything visible stays as it is.
 */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => (KEPT.has(character) ? character : picture(character)));
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === DELETE) return "\u2421";
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, "0")}⟧`;
}

/**
 * Cuts a long text, never through a character.
 *
 * @param limit - characters (code points) to keep, ≥ 1
 */
export function clipText(text: string, limit: number): ClippedText {
  if (text.length <= limit) return { shown: text, more: 0 };
  const characters = Array.from(text);
  if (characters.length <= limit) return { shown: text, more: 0 };
  return { shown: characters.slice(0, limit).join(""), more: characters.length - limit };
}
