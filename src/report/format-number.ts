/**
 * Numbers as people read them. Everywhere else in the code a share is a fraction;
 * here, and only here, it becomes a percentage.
 * @module
 */
import type { Interval } from "../core/estimate.js";

export const UNKNOWN = "unknown";
const MINUS = "\u2212";
const NO_BREAK = "\u00a0";

/** `1234567` → `1,234,567`. */
export function count(value: number): string {
  return fixed(value, 0);
}

/** `"1 item"`, `"2 items"`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** `0.714` → `71.4 %`. */
export function percent(fraction: number, digits = 1): string {
  return Number.isNaN(fraction) ? UNKNOWN : `${fixed(fraction * 100, digits)}${NO_BREAK}%`;
}

/** `[0.68, 0.74]` → `68.0 % to 74.0 %`. */
export function percentInterval([lo, hi]: Interval, digits = 1): string {
  return `${percent(lo, digits)} to ${percent(hi, digits)}`;
}

/** `1482` → `n = 1,482`, never broken over two lines. */
export function sampleSize(n: number): string {
  return `n${NO_BREAK}=${NO_BREAK}${count(n)}`;
}

/** A share of quality in points, without a sign: `0.03` → `3.0 points`. */
export function points(fraction: number): string {
  return `${fixed(fraction * 100, 1)} points`;
}

/** A difference of two shares in percentage points, always signed: `-0.004` → `−0.4`. */
export function signedPoints(fraction: number): string {
  if (Number.isNaN(fraction)) return UNKNOWN;
  const magnitude = fixed(Math.abs(fraction) * 100, 1);
  if (magnitude === "0.0") return magnitude;
  return `${fraction < 0 ? MINUS : "+"}${magnitude}`;
}

/** `[-0.019, 0.011]` → `−1.9 to +1.1`. */
export function pointsInterval([lo, hi]: Interval): string {
  return `${signedPoints(lo)} to ${signedPoints(hi)}`;
}

/** Money with as many digits as carry meaning: `$0.00018`, `$0.12`, `$12.40`, `$1,235`. Null: `unknown`. */
export function usd(value: number | null): string {
  if (value === null || Number.isNaN(value)) return UNKNOWN;
  const magnitude = Math.abs(value);
  const sign = value < 0 ? MINUS : "";
  if (magnitude === 0) return "$0";
  if (magnitude >= 1000) return `${sign}$${fixed(magnitude, 0)}`;
  if (magnitude >= 0.0995) return `${sign}$${fixed(magnitude, 2)}`;
  const digits = Math.min(12, 1 - Math.floor(Math.log10(magnitude)));
  return `${sign}$${fixed(magnitude, digits)}`;
}

/** `[1.2, 3]` → `$1.20 to $3.00`. */
export function usdInterval([lo, hi]: Interval): string {
  return `${usd(lo)} to ${usd(hi)}`;
}

/** A ratio of costs as a change: `0.29` → `71 % less`. Null: `unknown`. */
export function costChange(ratio: number | null): string {
  if (ratio === null || Number.isNaN(ratio)) return UNKNOWN;
  const size = changeSize(ratio);
  if (size === null) return "the same";
  return `${size} ${ratio < 1 ? "less" : "more"}`;
}

/** `[0.26, 0.32]` → `68 % to 74 % less`. */
export function costChangeInterval([lo, hi]: Interval): string {
  const [small, large] = [costChange(hi), costChange(lo)];
  if (hi < 1 && small.endsWith("less") && large.endsWith("less")) return `${small.replace(" less", "")} to ${large}`;
  if (lo > 1 && small.endsWith("more") && large.endsWith("more")) return `${large.replace(" more", "")} to ${small}`;
  return `${large} to ${small}`;
}

function changeSize(ratio: number): string | null {
  const change = Math.abs(1 - ratio);
  if (change < 0.0005) return null;
  return percent(change, change < 0.0995 || (ratio < 1 && change > 0.99) ? 1 : 0);
}

/** `840` → `840 ms`, `1240` → `1.2 s`, `75000` → `75 s`. */
export function duration(ms: number): string {
  if (Number.isNaN(ms)) return UNKNOWN;
  if (ms < 999.5) return `${fixed(ms, 0)}${NO_BREAK}ms`;
  return `${fixed(ms / 1000, ms < 9950 ? 1 : 0)}${NO_BREAK}s`;
}

/** `0.031` → `0.031`, `0.00002` → `< 0.001`. */
export function probability(value: number): string {
  if (Number.isNaN(value)) return UNKNOWN;
  return value < 0.001 ? `<${NO_BREAK}0.001` : fixed(value, 3);
}

/** `0.031` → `p = 0.031`, `0.00002` → `p < 0.001`. */
export function pValueWords(value: number): string {
  const words = probability(value);
  return `p${NO_BREAK}${words.startsWith("<") ? words : `=${NO_BREAK}${words}`}`;
}

/** Whole-table unit of per-item costs: one that prints as readable money. */
export interface CostUnit {
  readonly items: 1 | 1000;
  /** `per 1,000 items` or `per item`. */
  readonly label: string;
}

/** @param costsUsd - per item; unknown ones left out */
export function costUnit(costsUsd: readonly number[]): CostUnit {
  const largest = Math.max(0, ...costsUsd.filter(Number.isFinite));
  return largest < 0.5 ? { items: 1000, label: "per 1,000 items" } : { items: 1, label: "per item" };
}

function fixed(value: number, digits: number): string {
  if (Number.isNaN(value)) return UNKNOWN;
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : "∞";
  const [whole = "", decimals] = Math.abs(value).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const text = decimals === undefined ? grouped : `${grouped}.${decimals}`;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}
