import { z } from "zod";

/** A closed interval [lo, hi]. */
export const IntervalSchema = z.tuple([z.number(), z.number()]);
export type Interval = z.infer<typeof IntervalSchema>;

/** A number is never without its interval and its n. */
export const EstimateSchema = z.object({
  v: z.number(),
  /** At the confidence level of the calibration (two-sided). */
  ci: IntervalSchema,
  /** Independent units: clusters where there are any, else items. Never trials. */
  n: z.int().nonnegative(),
});
export type Estimate = z.infer<typeof EstimateSchema>;
