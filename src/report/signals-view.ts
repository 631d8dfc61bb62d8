import type { Calibration, SignalReliability } from "../core/calibration.js";
import type { Interval } from "../core/estimate.js";
import { count, percent, percentInterval, sampleSize } from "./format-number.js";

export interface SignalBin {
  readonly label: string;
  readonly n: number;
  readonly quality: number;
  readonly interval: Interval;
  /** `71.0 % (62.0 % to 79.0 %), n = 88`; `no answers` for an empty bin. */
  readonly words: string;
}

/** One signal of one tier on one task type. */
export interface SignalRow {
  readonly taskType: string;
  readonly tier: string;
  readonly signal: string;
  readonly auroc: string;
  /** What the number is worth, in words. */
  readonly verdict: string;
  readonly missing: string;
  readonly bins: readonly SignalBin[];
}

/** Signals that tell right from wrong best come first within a task type. */
export function signalsView({ signals }: Calibration): readonly SignalRow[] {
  return signals.map((reliability) => ({
    taskType: reliability.taskType,
    tier: reliability.tier,
    signal: reliability.signal,
    auroc: reliability.auroc === null ? "–" : reliability.auroc.toFixed(2),
    verdict: aurocWords(reliability.auroc),
    missing: count(reliability.missing),
    bins: reliability.bins.map(binOf),
  }));
}

function binOf({ label, n, quality }: SignalReliability["bins"][number]): SignalBin {
  const words = n === 0 ? "no answers" : `${percent(quality.v)} (${percentInterval(quality.ci)}), ${sampleSize(n)}`;
  return { label, n, quality: quality.v, interval: quality.ci, words };
}

function aurocWords(auroc: number | null): string {
  if (auroc === null) return "cannot be said: all right, or all wrong";
  if (auroc >= 0.8) return "tells right from wrong well";
  if (auroc >= 0.65) return "tells right from wrong somewhat";
  if (auroc >= 0.55) return "hardly better than chance";
  return auroc > 0.45 ? "no better than chance" : "points the wrong way";
}
