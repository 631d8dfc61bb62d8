/** How figures are printed, and how they go wrong. @module */

/** @typedef {import("../seeded.js").Seeded} Seeded */

/** @type {(value: number) => string} */
export const grouped = (value) => value.toLocaleString("en-US");
/** @type {(value: number) => string} */
export const money = (value) => value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * A number that is easily taken for another: two digits swapped, one of them changed, or a zero too many.
 *
 * @param {number} value - whole
 * @param {Seeded} chance
 */
export function misread(value, chance) {
  const digits = String(value);
  const at = chance.integer(0, Math.max(0, digits.length - 2));
  const swapped = Number(digits.slice(0, at) + (digits[at + 1] ?? "") + (digits[at] ?? "") + digits.slice(at + 2));
  const other = value + chance.pick([1, 2, 3, -1]) * 10 ** chance.integer(0, digits.length - 1);
  return swapped !== value && chance.chance(0.5) && String(swapped).length === digits.length
    ? swapped
    : other === value || other <= 0
      ? value + 2
      : other;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** @type {(day: number, month: number, year?: number) => string} */
export const dateText = (day, month, year) => `${day} ${MONTHS[month - 1]}${year === undefined ? "" : ` ${year}`}`;
