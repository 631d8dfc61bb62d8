import type { Interval } from "../core/estimate.js";

/** An axis whose pixels can be computed without drawing. */
export interface Axis {
  readonly kind: "linear" | "log";
  readonly domain: Interval;
  readonly ticks: readonly number[];
}

const LOG_FROM_RATIO = 10;
const NICE_STEPS = [1, 2, 2.5, 5, 10];
/** Pixels that the label of a tick needs. */
const TICK_ROOM = 46;
/** Ticks within a decade, with the smallest distance between two, in decades. */
const LOG_MULTIPLES = [
  { of: [1, 2, 5], gap: Math.log10(2) },
  { of: [1, 3], gap: Math.log10(3) },
];

/**
 * An axis that holds all values: logarithmic where they are positive and span
 * more than a factor of ten.
 *
 * @param length - of the axis, pixels
 */
export function costAxis(values: readonly number[], length: number): Axis {
  const finite = values.filter(Number.isFinite);
  const [lo, hi] = [Math.min(...finite), Math.max(...finite)];
  if (lo > 0 && hi / lo > LOG_FROM_RATIO) return logAxis(lo / 1.4, hi * 1.4, length);
  return linearAxis([0, hi > 0 ? hi * 1.12 : 1], Math.max(2, Math.round(length / 130)));
}

/** An axis of shares around the values given, never outside the bounds. */
export function shareAxis(values: readonly number[], bounds: Interval): Axis {
  const finite = values.filter(Number.isFinite);
  const [lo, hi] = [Math.min(...finite), Math.max(...finite)];
  const pad = Math.max(0.01, (hi - lo) * 0.08);
  return linearAxis([Math.max(bounds[0], lo - pad), Math.min(bounds[1], hi + pad)], 6);
}

/** Ticks at round numbers inside a domain. */
export function linearAxis(domain: Interval, wanted: number): Axis {
  const [lo, hi] = domain;
  const raw = (hi - lo) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (NICE_STEPS.find((nice) => nice * power >= raw * 0.999) ?? 10) * power;
  const first = Math.ceil(lo / step - 1e-9);
  const last = Math.floor(hi / step + 1e-9);
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => round((first + index) * step));
  return { kind: "linear", domain, ticks };
}

function logAxis(lo: number, hi: number, length: number): Axis {
  const from = Math.floor(Math.log10(lo));
  const powers = Array.from({ length: Math.ceil(Math.log10(hi)) - from + 1 }, (_, index) => from + index);
  const perDecade = length / (Math.log10(hi) - Math.log10(lo));
  const multiples = LOG_MULTIPLES.find(({ gap }) => gap * perDecade >= TICK_ROOM)?.of ?? [1];
  const ticks = powers.flatMap((power) => multiples.map((multiple) => round(multiple * 10 ** power)));
  return { kind: "log", domain: [lo, hi], ticks: ticks.filter((tick) => tick >= lo && tick <= hi) };
}

/** The pixel of a value; values outside land on the edge. */
export function pixel({ kind, domain }: Axis, [from, to]: Interval, value: number): number {
  const place = kind === "log" ? Math.log : (number: number) => number;
  const clamped = Math.min(domain[1], Math.max(domain[0], value));
  const share = (place(clamped) - place(domain[0])) / (place(domain[1]) - place(domain[0]));
  return from + share * (to - from);
}

/** A value moved onto the axis where it lies outside. */
export function clampToAxis({ domain }: Axis, value: number): number {
  return Math.min(domain[1], Math.max(domain[0], value));
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
