/** A sign counts only where it touches its number and follows no letter or digit: "- 5" is a bullet, "3-5" a range. */
const NUMBER = /(?:(?<![\p{L}\p{N}])[-+−])?(?:[$€£¥]\s?)?(?:\d[\d,]*(?:\.\d+)?(?:\s?\/\s?\d+)?|\.\d+)/gu;
const PLAIN = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Groups of three, or of two and then three; a comma or space anywhere else does not belong to one number. */
const GROUPED = /^[-+]?\d{1,3}(?:[, \u00A0\u2009\u202F]\d{2,3})*[, \u00A0\u2009\u202F]\d{3}(?:\.\d+)?$/;
const FRACTION = /^([-+]?\d+)\s?\/\s?(\d+)$/;

/**
 * Reads one number as people write it: currency signs, thousands commas, a fraction, a minus of either kind.
 *
 * @returns null where the text is not one finite number
 */
export function parseNumber(text: string): number | null {
  const bare = text
    .trim()
    .replace(/\.$/, "")
    .replace(/[$€£¥]\s?|\s?%/g, "")
    .replace("−", "-");
  const fraction = FRACTION.exec(bare);
  if (fraction) return finite(Number(fraction[1]) / Number(fraction[2]));
  if (PLAIN.test(bare)) return finite(Number(bare));
  return GROUPED.test(bare) ? finite(Number(bare.replace(/[,\s]/g, ""))) : null;
}

/** The last number of a text; null where there is none, or where it cannot be read. */
export function lastNumber(text: string): number | null {
  const found = text.match(NUMBER);
  return found ? parseNumber((found.at(-1) ?? "").replace(/,+$/, "")) : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
