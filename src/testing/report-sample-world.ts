import type { CalibrationOptions } from "../core/calibration.js";
import type { JsonObject } from "../core/json.js";

/** One tier of a sample world. */
export interface SampleTier {
  readonly id: string;
  readonly model: string;
  /** USD per item; null: not known. */
  readonly costUsd: number | null;
  readonly latencyMs: number;
}

export interface SampleType {
  readonly name: string;
  readonly items: number;
  /** Probability of a right answer, by tier. */
  readonly ability: readonly number[];
  readonly input: (index: number) => JsonObject;
  readonly right: (index: number) => string;
  readonly wrong: (index: number) => string;
  readonly judgeUsd?: number;
}

export interface SampleWorld {
  readonly seed: number;
  readonly tiers: readonly SampleTier[];
  readonly types: readonly SampleType[];
  readonly options: Partial<CalibrationOptions>;
  readonly simulated: boolean;
  readonly cascades: readonly string[];
  readonly hasSignals: boolean;
  /** Share of cells that never got an answer. */
  readonly errorRate: number;
  readonly warnings: readonly string[];
}

export const CREATED = "2026-11-18T09:12:44.000Z";

export const RUN_ID = "2026-11-18-quarterly";

export const HAIKU: SampleTier = { id: "haiku", model: "claude-haiku-5-5", costUsd: 0.00041, latencyMs: 620 };
export const SONNET: SampleTier = { id: "sonnet", model: "claude-sonnet-5-5", costUsd: 0.0061, latencyMs: 1450 };
export const OPUS: SampleTier = { id: "opus", model: "claude-opus-5-5", costUsd: 0.0112, latencyMs: 2600 };
