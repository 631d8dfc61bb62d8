/** Names in one message. */
const NAMES_SHOWN = 20;
const MINUS = "\u2212";

/** Dollars with as many digits as a reader needs; "unknown" where the price is not known, never 0. */
export function usdText(usd: number | null): string {
  if (usd === null) return "unknown";
  if (usd === 0) return "$0";
  const size = Math.abs(usd);
  const sign = usd < 0 ? MINUS : "";
  if (size >= 100) return `${sign}$${size.toFixed(0)}`;
  // Rounded first, because rounding may add a digit before the point.
  const rounded = Number(size.toPrecision(3));
  return `${sign}$${rounded.toFixed(Math.max(0, Math.min(9, 2 - Math.floor(Math.log10(rounded)))))}`;
}

/** `1 route`, `2 routes`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Names one after the other, the first twenty of many. */
export function namesText(names: readonly string[]): string {
  const rest = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** A fraction as a percentage with one decimal. */
export function percentText(fraction: number): string {
  const size = (Math.abs(fraction) * 100).toFixed(1);
  return `${fraction < 0 && size !== "0.0" ? MINUS : ""}${size} %`;
}

/** A difference of fractions as points, with its sign. */
export function pointsText(difference: number): string {
  const points = (Math.abs(difference) * 100).toFixed(1);
  return `${difference < 0 && points !== "0.0" ? MINUS : "+"}${points}`;
}
