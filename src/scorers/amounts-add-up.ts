import { UsageError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { parseAmount, readingsOf } from "./_amount-in-text.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface AmountsAddUpOptions {
  /** The field of the input that is read. */
  readonly text: string;
  /** The fields of the answer that hold amounts. */
  readonly amounts: readonly string[];
}

/** A sum of more of them comes about by chance. */
const MOST_SUMMANDS = 3;
/** Sums are made of so many of the amounts, the first ones: there are many sums of three. */
const MOST_ADDED = 300;
/** What follows so many numbers is not looked at. */
const MOST_NUMBERS = 10_000;
/** A note that amounts are printed in another unit, and what they are multiplied by. */
const SCALES: readonly (readonly [note: RegExp, factor: number])[] = [
  [/cents/i, 0.01],
  [/\bT(?:EUR|USD|GBP)\b|千円|\bthousands\b/i, 1000],
];
/** Also where a scan took digits for letters; nothing that begins inside a word. */
const WRITTEN = /(?:\d|(?<!\p{L})[OoIlS])[\dOoIlS.,'’ \u00A0\u2009\u202F]*/gu;

/**
 * Validator without a label: every amount of the JSON answer stands in the input, or is the sum of up to three that do,
 * signs apart. Null stands for an amount that is not stated. Usable as a runtime signal.
 *
 * @throws UsageError without amounts
 */
export function amountsAddUp(options: AmountsAddUpOptions): Validator {
  needOptions("amountsAddUp", options, "text", "amounts");
  const { text: field, amounts, ...stray } = options;
  refuseStray("amountsAddUp", stray);
  if (amounts.length === 0) throw new UsageError("amountsAddUp needs at least one amount");
  const name = "amounts-add-up";
  const version = `2:${JSON.stringify([field, amounts])}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    score({ item, text }) {
      const source = Object.hasOwn(item.input, field) ? item.input[field] : undefined;
      if (typeof source !== "string") return cannotSay(name, `item "${item.id}": input.${field} is not a text`);
      const got = jsonAnswer(text);
      if (typeof got !== "object" || got === null || Array.isArray(got))
        return verdict(name, version, 0, `not a JSON object: ${quoted(text)}`);
      const printed = printedCents(source);
      const lost = amounts.find((amount) => !isFound(got as JsonObject, amount, printed));
      if (lost === undefined) return verdict(name, version, 1, "every amount is printed, or a sum of printed ones");
      return verdict(name, version, 0, `${lost}: neither printed nor a sum of up to ${MOST_SUMMANDS} printed amounts`);
    },
  };
}

function isFound(got: JsonObject, field: string, printed: readonly number[]): boolean {
  const value = Object.hasOwn(got, field) ? got[field] : undefined;
  if (value === null) return true;
  const amount = typeof value === "number" ? value : typeof value === "string" ? parseAmount(value)?.value : undefined;
  if (amount === undefined) return false;
  const cents = Math.round(100 * Math.abs(amount));
  return printed.includes(cents) || isSum(cents, printed.slice(0, MOST_ADDED), MOST_SUMMANDS);
}

/** Whether so many of the printed amounts from a place on, each taken once, make up an amount. */
function isSum(cents: number, printed: readonly number[], summands: number, from = 0): boolean {
  if (cents === 0 || printed.includes(cents, from)) return true;
  if (summands === 1) return false;
  return printed.some((one, at) => at >= from && one < cents && isSum(cents - one, printed, summands - 1, at + 1));
}

/** Every reading of every number of a text, as often as it is printed; letters that a scan took for digits included. */
function printedCents(text: string): readonly number[] {
  const factors = [1, ...SCALES.filter(([note]) => note.test(text)).map(([, factor]) => factor)];
  const tokens = (text.normalize("NFKC").match(WRITTEN) ?? []).filter((token) => /\d/.test(token));
  return tokens.slice(0, MOST_NUMBERS).flatMap((token) => {
    const digits = token.replace(/[Oo]/g, "0").replace(/[Il]/g, "1").replace(/S/g, "5");
    // A number with spaces in it, and each of the numbers that stand side by side, or in a line of a table.
    const apart = [digits, ...digits.split(/\s/u), ...digits.split(/[,\s]/u)];
    const pieces = new Set(apart.map((piece) => piece.replace(/[.,\s'’]+$/u, "")));
    const readings = [...pieces].flatMap(readingsOf);
    const cents = factors.flatMap((factor) => readings.map((reading) => Math.round(100 * factor * reading)));
    return [...new Set(cents)].filter((reading) => reading > 0);
  });
}
