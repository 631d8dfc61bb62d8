/** Names of the months as they begin, January first; a name must match to its end or to a full stop. */
const MONTHS: readonly (readonly string[])[] = [
  [
    "january",
    "jan",
    "januar",
    "jänner",
    "janvier",
    "janv",
    "enero",
    "ene",
    "gennaio",
    "janeiro",
    "januari",
    "stycznia",
    "styczeń",
  ],
  [
    "february",
    "feb",
    "februar",
    "feber",
    "février",
    "févr",
    "febrero",
    "febbraio",
    "fevereiro",
    "februari",
    "lutego",
    "luty",
  ],
  ["march", "mar", "märz", "mrz", "mars", "marzo", "março", "maart", "marca", "marzec"],
  ["april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "kwiecień"],
  ["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja"],
  ["june", "jun", "juni", "juin", "junio", "giugno", "junho", "czerwca", "czerwiec"],
  ["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "lipca", "lipiec"],
  ["august", "aug", "août", "agosto", "ago", "augustus", "augusti", "sierpnia", "sierpień"],
  ["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro", "września", "wrzesień"],
  ["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "października", "październik"],
  ["november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopad"],
  [
    "december",
    "dec",
    "dezember",
    "dez",
    "décembre",
    "déc",
    "diciembre",
    "dic",
    "dicembre",
    "dezembro",
    "grudnia",
    "grudzień",
  ],
];
const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
/** Japanese eras: the year before their first. */
const ERAS: { readonly [era: string]: number } = { 令和: 2018, 平成: 1988, 昭和: 1925 };
/** The longest text that is looked at: no date is longer. */
const MOST_CHARACTERS = 60;

/**
 * Reads one calendar date as people write it, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish
 * or Japanese.
 *
 * @returns `YYYY-MM-DD`; null where the text is no real date, or could be two: `03/04/2025` is in March or in April
 */
export function parseDate(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const normal = text.normalize("NFKC").trim().toLowerCase();
  return yearFirst(normal) ?? eastern(normal) ?? withMonthName(normal) ?? dayAndMonth(normal);
}

function yearFirst(text: string): string | null {
  const found = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:t[\d:.]+(?:z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  return found === null ? null : isoDate(Number(found[1]), Number(found[3]), Number(found[4]));
}

function eastern(text: string): string | null {
  const found = /^(令和|平成|昭和)?\s?(元|\d{1,4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日$/.exec(text);
  if (found === null) return null;
  const [, era, year = "", month, day] = found;
  const number = year === "元" ? 1 : Number(year);
  return isoDate(era === undefined ? number : number + (ERAS[era] ?? 0), Number(month), Number(day));
}

function withMonthName(text: string): string | null {
  const words = text.replace(/^\p{L}+\.?,\s+/u, "").replace(/\b(?:de|del|of|den|le)\b/gu, " ");
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s*[-/ ]?\s*(\p{L}+)\.?\s*[-/ ,]?\s*(\d{4})$/u.exec(words);
  if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(words);
  return monthFirst === null ? null : named(monthFirst[3], monthFirst[1], monthFirst[2]);
}

function named(year?: string, name?: string, day?: string): string | null {
  const month = MONTH_NUMBERS.get(name ?? "");
  return month === undefined ? null : isoDate(Number(year), month, Number(day));
}

/** Points stand between day and month, in this order; strokes and dashes in either, unless one reading is no date. */
function dayAndMonth(text: string): string | null {
  const found = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})$/.exec(text);
  if (found === null) return null;
  const [, first, mark, second, year] = found;
  const dayFirst = isoDate(Number(year), Number(second), Number(first));
  if (mark === ".") return dayFirst;
  const monthFirst = isoDate(Number(year), Number(first), Number(second));
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) return null;
  return dayFirst ?? monthFirst;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
