import { z } from "zod";
import { DatasetRefSchema } from "./dataset.js";
import { SIGNAL_KINDS } from "./signal.js";
import { TierSchema } from "./tier.js";

/** How a signal of a run is to be read, and named in a table. */
export const SignalDefinitionSchema = z.object({
  name: z.string(),
  taskType: z.string(),
  kind: z.enum(SIGNAL_KINDS),
  levels: z.array(z.string()).nullable(),
  version: z.string(),
  extraCalls: z.int().nonnegative(),
});
export type SignalDefinition = z.infer<typeof SignalDefinitionSchema>;

/** How a run stands: under way, whole, or cut short and why. */
export const RUN_STATUSES = ["running", "finished", "interrupted", "budget", "incomplete"] as const;

/** One execution of the benchmark under one frozen configuration. */
export const RunSchema = z.object({
  runId: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  status: z.enum(RUN_STATUSES),
  /** `run`: measured here. `import`: measured elsewhere. */
  origin: z.enum(["run", "import"]),
  /** True where any answer came from a simulator. */
  simulated: z.boolean(),
  toolVersion: z.string(),
  tiers: z.array(TierSchema),
  trials: z.int().positive(),
  taskTypes: z.array(z.string()),
  datasets: z.array(DatasetRefSchema),
  signals: z.array(SignalDefinitionSchema),
  /** Task type → hash of the prompt's wording for every item. */
  promptHashes: z.record(z.string(), z.string()),
  judge: z.object({ tier: z.string(), model: z.string(), rubricHashes: z.record(z.string(), z.string()) }).nullable(),
  priceBookDate: z.string().nullable(),
  /** Task type → what a wrong answer costs, USD. */
  failureCostsUsd: z.record(z.string(), z.number()),
  baseUrl: z.string().nullable(),
  plannedCells: z.int().nonnegative(),
});
export type Run = z.infer<typeof RunSchema>;
