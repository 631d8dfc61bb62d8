import type { JsonObject, JsonValue } from "../core/json.js";
import type { SeededRandom } from "./seeded-random.js";

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const NUMERAL = /\d+(?:[.,]\d+)*/g;
const DAY_MS = 86_400_000;

/** A value of the same JSON type that says something else, as a careless reader would get it wrong. Always differs. */
export function alteredValue(value: JsonValue, random: SeededRandom): JsonValue {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return alteredNumber(value, random);
  if (typeof value === "string") return alteredString(value, random);
  if (isList(value)) return alteredList(value, random);
  return alteredObject(value, random);
}

/** The text with one of its numbers changed; null where it has no number. */
export function withAlteredNumber(text: string, random: SeededRandom): string | null {
  const numerals = [...text.matchAll(NUMERAL)];
  if (numerals.length === 0) return null;
  const chosen = random.pick(numerals);
  return text.slice(0, chosen.index) + alteredNumeral(chosen[0], random) + text.slice(chosen.index + chosen[0].length);
}

/** Whether a text says something that {@link alteredValue} can change without inventing words. */
export function hasNumber(text: string): boolean {
  return /\d/.test(text);
}

function alteredString(text: string, random: SeededRandom): string {
  if (ISO_DATE.test(text)) return shiftedDate(text, random);
  const altered = withAlteredNumber(text, random);
  if (altered !== null) return altered;
  const words = text.split(" ");
  return words.length > 1 ? words.slice(0, -1).join(" ") : `${text} 2`;
}

function shiftedDate(date: string, random: SeededRandom): string {
  const days = (1 + random.integer(27)) * (random.chance(0.5) ? 1 : -1);
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) return alteredNumeral(date, random);
  return new Date(at + days * DAY_MS).toISOString().slice(0, 10);
}

/** Two neighbouring digits swapped; where all are the same, one digit replaced. */
function alteredNumeral(numeral: string, random: SeededRandom): string {
  const places = [...numeral.matchAll(/\d/g)].map(({ index }) => index);
  const swaps = places.filter((at) => places.includes(at + 1) && numeral[at] !== numeral[at + 1]);
  if (swaps.length > 0) {
    const at = random.pick(swaps);
    return `${numeral.slice(0, at)}${numeral[at + 1]}${numeral[at]}${numeral.slice(at + 2)}`;
  }
  const at = random.pick(places);
  const digit = (Number(numeral[at]) + 1 + random.integer(9)) % 10;
  return `${numeral.slice(0, at)}${digit}${numeral.slice(at + 1)}`;
}

function alteredNumber(value: number, random: SeededRandom): number {
  const altered = Number(alteredNumeral(String(value), random));
  // A swap can overflow in the exponent, or vanish in the last digits.
  if (Number.isFinite(altered) && altered !== value) return altered;
  return Number.isSafeInteger(Math.trunc(value)) ? value + 1 + random.integer(9) : value / 2;
}

function alteredList(list: readonly JsonValue[], random: SeededRandom): JsonValue {
  if (list.length === 0) return ["unknown"];
  const at = random.integer(list.length);
  if (list.length > 1 && random.chance(0.5)) return list.filter((_, index) => index !== at);
  return list.map((value, index) => (index === at ? alteredValue(value, random) : value));
}

function alteredObject(object: JsonObject, random: SeededRandom): JsonObject {
  const fields = Object.keys(object);
  if (fields.length === 0) return { unknown: true };
  const field = random.pick(fields);
  return { ...object, [field]: alteredValue(object[field] ?? null, random) };
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
