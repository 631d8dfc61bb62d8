import { usdFromNano } from "../core/price.js";
import { usdText } from "./money-text.js";
import type { RunTally, TierState } from "./run-tally.js";
import type { TierTally } from "./tier-tally.js";

/** Signs that a terminal may not have. */
export interface Signs {
  readonly done: string;
  readonly open: string;
  readonly unknown: string;
  readonly atMost: string;
}

export const PLAIN_SIGNS: Signs = { done: "#", open: "-", unknown: "-", atMost: "<=" };
export const FINE_SIGNS: Signs = { done: "█", open: "░", unknown: "–", atMost: "≤" };

/** `48 s`, `12 min`, `2 h 05 min`. */
export function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Cells per second, or per minute where they are few. */
export function rateText(perSecond: number | null, { unknown }: Signs): string {
  if (perSecond === null) return unknown;
  if (perSecond >= 99.95) return `${Math.round(perSecond)}/s`;
  return perSecond >= 1 ? `${perSecond.toFixed(1)}/s` : `${(perSecond * 60).toFixed(1)}/min`;
}

export function spentText({ chargedNanoUsd }: TierTally): string {
  return chargedNanoUsd === null ? "cost unknown" : usdText(usdFromNano(chargedNanoUsd));
}

/** What is expected in the end. Not a promise, so it never stands without its sign. */
export function projectedText(nanoUsd: number | null, { isAtMost }: RunTally, { unknown, atMost }: Signs): string {
  return nanoUsd === null ? unknown : `${isAtMost ? atMost : ""}~${usdText(usdFromNano(nanoUsd))}`;
}

export function leftText(ms: number | null, { unknown }: Signs): string {
  if (ms === null) return unknown;
  return ms === 0 ? "done" : durationText(ms);
}

export function cellsText({ done, total }: TierTally): string {
  return `${done}/${total}`;
}

/** What holds a tier, or how much of it may be under way. */
export function stateText(state: TierState | null, nowMs: number): string {
  if (state === null) return "";
  const { concurrency, pausedUntilMs, isBroken } = state;
  const pausedMs = pausedUntilMs === null ? 0 : pausedUntilMs - nowMs;
  if (isBroken) return pausedMs > 0 ? `not answering, next try in ${durationText(pausedMs)}` : "not answering";
  return pausedMs > 0 ? `paused ${durationText(pausedMs)}` : `${concurrency} at a time`;
}

/** Everything on one line. What is not known yet is left out. */
export function summaryLine(tally: RunTally, nowMs: number): string {
  const { total, tiers } = tally;
  const atMost = tally.isAtMost && total.left > 0 ? " at most" : "";
  const parts = [`${cellsText(total)} cells${atMost}`, `${total.errored} errored`];
  const projected = total.left > 0 ? tally.projectedNanoUsd() : null;
  const inAll = projected === null ? "" : ` of ${projectedText(projected, tally, FINE_SIGNS)}`;
  if (!tally.isFree) parts.push(`${spentText(total)}${inAll}`);
  const rate = total.ratePerSecond(nowMs);
  if (rate !== null) parts.push(rateText(rate, FINE_SIGNS));
  const leftMs = tally.leftMs(nowMs);
  if (leftMs !== null && total.left > 0) parts.push(`${durationText(leftMs)} left`);
  const byTier = tiers.map((tier) => `${tier.name} ${cellsText(tier)}`);
  return `${parts.join(", ")}${tiers.length > 1 && total.left > 0 ? ` (${byTier.join(", ")})` : ""}`;
}
