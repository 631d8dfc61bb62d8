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
  /** The tier that the extra calls go to; absent: the one that answered. */
  tier: z.string().optional(),
});
export type SignalDefinition = z.infer<typeof SignalDefinitionSchema>;

/** How a run stands: under way, whole, or cut short and why. */
export const RUN_STATUSES = ["running", "finished", "interrupted", "budget", "incomplete"] as const;

/** How a run decides, batch by batch, what it still has to ask. */
export const AdaptiveSchema = z.object({
  /** Of the order in which the units of a task type are asked. */
  seed: z.int(),
  /** Independent units (clusters, else items) of a task type between two looks. */
  batchUnits: z.int().positive(),
  /** Units before which no pair is closed. */
  minUnits: z.int().positive(),
  /** Largest acceptable loss of quality against the reference, in (0, 1). */
  margin: z.number().gt(0).lt(1),
  /** 1 − δ; all decisions of one task type hold together with this probability, in (0.5, 1). */
  confidence: z.number().gt(0.5).lt(1),
  reference: z.string(),
  /** Cells if nothing were stopped early. */
  mostCells: z.int().nonnegative(),
  /** Task type → items of its largest unit, which the others are weighed against; absent: of those that were asked. */
  largestUnits: z.record(z.string(), z.int().positive()).optional(),
});
export type Adaptive = z.infer<typeof AdaptiveSchema>;

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
  /** Tiers that judges name themselves, and the rubrics of those judges; absent: none does. */
  panel: z
    .object({
      tiers: z.array(z.object({ tier: z.string(), model: z.string() })),
      rubricHashes: z.record(z.string(), z.string()),
    })
    .optional(),
  priceBookDate: z.string().nullable(),
  /** Task type → what a wrong answer costs, USD. */
  failureCostsUsd: z.record(z.string(), z.number()),
  baseUrl: z.string().nullable(),
  /** Cells that are to be asked; of an adaptive run those it has asked and those it may still ask. */
  plannedCells: z.int().nonnegative(),
  /** Absent: every planned cell is asked. */
  adaptive: AdaptiveSchema.optional(),
  /** Which part of the stored plan is asked here, from 1; absent: all of it. */
  shard: z.object({ index: z.int().positive(), of: z.int().min(2) }).optional(),
  /** What it may be charged, USD, as it was begun: a resumed run keeps to it unless told otherwise; absent: nothing was said. */
  budget: z
    .object({ totalUsd: z.number().positive().nullable(), tiersUsd: z.record(z.string(), z.number().positive()) })
    .optional(),
});
export type Run = z.infer<typeof RunSchema>;
