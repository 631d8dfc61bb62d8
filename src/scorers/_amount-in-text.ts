/** An amount of money as somebody wrote it. */
export interface WrittenAmount {
  readonly value: number;
  /** What the sign or code beside it may stand for; empty where there is none. */
  readonly currencies: readonly string[];
}

/** Signs that several countries share stand for all of them: the text around decides, and an answer has none. */
const SIGNS: { readonly [sign: string]: readonly string[] } = {
  "€": ["EUR"],
  "£": ["GBP"],
  "¥": ["JPY", "CNY"],
  円: ["JPY"],
  元: ["CNY"],
  "₩": ["KRW"],
  "₹": ["INR"],
  "₺": ["TRY"],
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"],
  kr: ["SEK", "NOK", "DKK", "ISK"],
  fr: ["CHF"],
  sfr: ["CHF"],
  zł: ["PLN"],
  kč: ["CZK"],
  ft: ["HUF"],
  r$: ["BRL"],
};
const AMOUNT =
  /^([^\d\-+−.,]*)([-+−]?)([^\d\-+−.,]*)(\d[\d.,'’ \u00A0\u2009\u202F]*?)(?:[.,][-–—]{1,2})?([^\d.,'’]*)$/u;
/** The longest text that is looked at: no amount is longer. */
const MOST_CHARACTERS = 80;

/**
 * Reads one amount: a code or sign before or after, either decimal mark, grouped or not, either minus, or brackets.
 *
 * @returns null where the text is no amount, or could be two: `1.234` is a thousand in one country and one in another
 */
export function parseAmount(text: string): WrittenAmount | null {
  if (text.length > MOST_CHARACTERS) return null;
  const normal = text.normalize("NFKC").trim();
  const bracketed = /^\((.*)\)$/.exec(normal)?.[1];
  const found = AMOUNT.exec(bracketed ?? normal);
  if (found === null) return null;
  const [, before = "", minus = "", between = "", digits = "", after = ""] = found;
  const named = [before, between, after].map((part) => part.trim()).filter((part) => part !== "");
  if (named.length > 1) return null;
  const currencies = named[0] === undefined ? [] : currenciesOf(named[0]);
  const [value, other] = readingsOf(digits);
  if (currencies === null || value === undefined || other !== undefined) return null;
  return { value: minus === "-" || minus === "−" || bracketed !== undefined ? -value : value, currencies };
}

function currenciesOf(sign: string): readonly string[] | null {
  if (/^[A-Z]{3}$/.test(sign)) return [sign];
  const known = sign.toLowerCase().replace(/\.$/, "");
  return Object.hasOwn(SIGNS, known) ? (SIGNS[known] ?? null) : null;
}

/**
 * Every number that digits with points, commas, apostrophes and spaces may stand for.
 *
 * @returns none where they are no number, two where the mark before three digits may be decimal or not
 */
export function readingsOf(written: string): readonly number[] {
  const text = written.trim().replace(/(?<=\d)['’ \u00A0\u2009\u202F](?=\d{3}(?!\d))/gu, "");
  if (/^\d+$/.test(text)) return [Number(text)];
  const found = /^(\d[\d.,]*)([.,])(\d+)$/.exec(text);
  if (found === null) return [];
  const [, whole = "", mark = "", rest = ""] = found;
  const asGrouped = groupedNumber(text, mark);
  const other = mark === "." ? "," : ".";
  const before = whole.includes(other) ? groupedNumber(whole, other) : /^\d+$/.test(whole) ? Number(whole) : null;
  const asDecimal = before === null ? null : Number(`${before}.${rest}`);
  return [asGrouped, asDecimal].filter((reading) => reading !== null);
}

/** Groups of three, or of two before the last three, none of them behind a leading zero. */
function groupedNumber(text: string, mark: string): number | null {
  const [first = "", ...groups] = text.split(mark);
  const isGrouped =
    /^[1-9]\d{0,2}$/.test(first) &&
    groups.at(-1)?.length === 3 &&
    groups.slice(0, -1).every((group) => /^\d{2,3}$/.test(group)) &&
    /^\d{3}$/.test(groups.at(-1) ?? "");
  return isGrouped ? Number([first, ...groups].join("")) : null;
}
