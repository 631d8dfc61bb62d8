import { UsageError } from "../core/errors.js";
import { canonicalJson, type JsonValue } from "../core/json.js";
import { parseAmount } from "./_amount-in-text.js";
import { parseDate } from "./_date-in-text.js";
import { parseNumber } from "./_number-in-text.js";
import { areSameQuantity, parseQuantity } from "./_quantity-in-text.js";

const COMPARISONS = ["text", "code", "number", "equal", "date", "amount", "quantity"] as const;

/**
 * How a field is compared. `text`: case, white space and punctuation folded (of `+` and `✗` nothing would be left: as code).
 * `code`: white space folded only. `number`: within half a cent. `equal`: the same JSON.
 * As people write them: `date`, `amount` (within half a cent; a currency that the label names must be there),
 * `quantity` (`1.5 kg` is `1500 g`). What could be read in two ways is wrong.
 */
export type FieldComparison = (typeof COMPARISONS)[number];

/** @throws UsageError on a comparison that there is not: it would be taken for another one */
export function checkComparison(scorer: string, comparison: FieldComparison): void {
  if (COMPARISONS.includes(comparison)) return;
  const found = JSON.stringify(comparison);
  throw new UsageError(`${scorer}: there is no comparison ${found}; there are: ${COMPARISONS.join(", ")}`);
}

/** Whether two values of a field are the same, compared one way. `null` is the same as `null` only. */
export function areSameValue(want: JsonValue, got: JsonValue, comparison: FieldComparison): boolean {
  if (want === null || got === null) return want === got;
  if (comparison === "equal") return canonicalJson(want) === canonicalJson(got);
  // The brackets of an array would be folded away with other punctuation.
  if (typeof want !== "object" && typeof got === "object") return false;
  if (comparison === "number") return Math.abs(asNumber(want) - asNumber(got)) < 0.005;
  if (comparison === "date") return areSameDate(asText(want), asText(got));
  if (comparison === "amount") return areSameAmount(want, got);
  if (comparison === "quantity") return areSameQuantities(asText(want), asText(got));
  const fold = comparison === "code" || isSymbol(asText(want)) ? foldCode : foldText;
  return fold(asText(want)) === fold(asText(got));
}

/** Signs without a letter or a digit, which `text` could not tell apart. */
function isSymbol(text: string): boolean {
  return text.trim() !== "" && foldText(text) === "";
}

function areSameDate(want: string, got: string): boolean {
  const day = parseDate(want);
  return day !== null && day === parseDate(got);
}

function areSameAmount(want: JsonValue, got: JsonValue): boolean {
  const [label, said] = [want, got].map((value) =>
    typeof value === "number" ? { value, currencies: [] } : parseAmount(asText(value)),
  );
  if (!label || !said || !(Math.abs(label.value - said.value) < 0.005)) return false;
  return label.currencies.length === 0 || label.currencies.some((currency) => said.currencies.includes(currency));
}

function areSameQuantities(want: string, got: string): boolean {
  const [label, said] = [parseQuantity(want), parseQuantity(got)];
  return label !== null && said !== null && areSameQuantity(label, said);
}

function asNumber(value: JsonValue): number {
  return typeof value === "number" ? value : (parseNumber(asText(value)) ?? Number.NaN);
}

function asText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function foldCode(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

function foldText(text: string): string {
  const normal = text.normalize("NFKC").toLowerCase();
  return normal.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
