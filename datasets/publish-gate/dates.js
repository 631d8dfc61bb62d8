/**
 * Days as numbers since 1 January 1970, and how they are written.
 * @module
 */

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

/** @type {(day: number) => { year: number, month: number, date: number }} */
function parts(day) {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, date: date.getUTCDate() };
}

/** @type {(part: number) => string} */
const two = (part) => String(part).padStart(2, "0");

/** @type {readonly ((day: number) => string)[]} */
export const englishDates = [
  (day) => new Date(day * 86_400_000).toISOString().slice(0, 10),
  (day) => `${parts(day).date} ${MONTHS[parts(day).month - 1]} ${parts(day).year}`,
  (day) => `${parts(day).date} ${MONTHS[parts(day).month - 1]?.slice(0, 3)}`,
  (day) => `${MONTHS[parts(day).month - 1]} ${parts(day).date}`,
  (day) => `${two(parts(day).date)}.${two(parts(day).month)}.${parts(day).year}`,
];

/** @type {(day: number) => string} */
export const germanDate = (day) => `${two(parts(day).date)}.${two(parts(day).month)}.${parts(day).year}`;

/** @type {(day: number) => string} */
export const frenchDate = (day) => `${two(parts(day).date)}/${two(parts(day).month)}/${parts(day).year}`;
