import type { CalibrationOptions } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";

export interface SampleCalibrationSpec {
  readonly outcomes: readonly Outcome[];
  readonly tierOrder: readonly string[];
  readonly options: CalibrationOptions;
  readonly simulated: boolean;
  /** Task types that are to run as a cascade from the cheapest tier. */
  readonly cascades: readonly string[];
  readonly warnings: readonly string[];
}
