const SIGNIFICANT_DIGITS = 12;

/**
 * A copy of plain data with every fraction rounded to 12 significant digits, so
 * that the last bits of a platform's mathematics never reach a file. Whole
 * numbers stay as they are, and so do thresholds (`atLeast`): they are readings
 * that were observed, and rounding one could turn its own item away.
 */
export function roundNumbers<T>(value: T): T {
  return rounded(value) as T;
}

function rounded(value: unknown): unknown {
  if (typeof value === "number") {
    return Number.isInteger(value) ? value : Number(value.toPrecision(SIGNIFICANT_DIGITS));
  }
  if (Array.isArray(value)) return value.map(rounded);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key === "atLeast" ? entry : rounded(entry)]),
  );
}
