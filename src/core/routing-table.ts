/**
 * `routing-table.json`: pure data that a router follows. The shape and the reason
 * of every field are in docs/routing-table.md. Unknown fields are kept and
 * ignored; unknown required features refuse to load.
 * @module
 */
import { z } from "zod";
import { DatasetRefSchema } from "./dataset.js";
import { EstimateSchema, IntervalSchema } from "./estimate.js";
import { AcceptSchema } from "./policy.js";
import { PriceSchema } from "./price.js";
import { SIGNAL_KINDS } from "./signal.js";
import { EFFORTS } from "./tier.js";

/** The same limits hold for whoever writes a table and whoever reads one. */
export const TABLE_LIMITS = Object.freeze({ bytes: 1_048_576, routes: 10_000, tiers: 64, steps: 8 });

/** The schema version that this version of tierbench writes. */
export const SCHEMA_VERSION = "1.0.0";
/** What a reader of this version can follow. */
export const KNOWN_FEATURES = ["cascade.v1"] as const;

/** A tier as the router needs it, with its dated prices. */
export const TableTierSchema = z.looseObject({
  id: z.string().min(1),
  /** 0 = cheapest. */
  rank: z.int().nonnegative(),
  provider: z.string(),
  model: z.string().min(1),
  params: z.looseObject({
    maxTokens: z.int().positive().optional(),
    effort: z.enum(EFFORTS).optional(),
    thinking: z.looseObject({ type: z.string() }).optional(),
  }),
  capabilities: z
    .looseObject({
      contextWindow: z.int().positive().optional(),
      maxOutput: z.int().positive().optional(),
      vision: z.boolean().optional(),
      tools: z.boolean().optional(),
    })
    .optional(),
  prices: z.array(PriceSchema),
});
export type TableTier = z.infer<typeof TableTierSchema>;

/** How a signal is read at run time. `tier`, which readers need not know: the one that the caller asks about the answer. */
export const TableSignalSchema = z.looseObject({
  kind: z.enum(SIGNAL_KINDS),
  /** Least to most confident; absent for a continuous signal in [0, 1]. */
  levels: z.array(z.string()).min(1).optional(),
  version: z.string(),
  onMissing: z.literal("lowest"),
});

/** A promise that a program can check again. */
export const GuaranteeSchema = z.looseObject({
  /** `non-inferiority`: quality ≥ reference − epsilon. `harm-rate`: share of lost right answers ≤ epsilon. */
  type: z.enum(["non-inferiority", "harm-rate", "reference"]),
  epsilon: z.number().min(0).max(1),
  /** Probability, over the drawing of the items, that the statement is false. */
  delta: z.number().gt(0).lt(1),
  /** Of this route alone; of all routes at once; of the mean over the traffic. */
  scope: z.enum(["per-route", "simultaneous", "whole-table"]),
  method: z.string(),
  pValue: z.number().min(0).max(1).nullable(),
  /** Failures counted, where the method counts. */
  k: z.int().nonnegative().nullable(),
  n: z.int().nonnegative(),
  assumes: z.array(z.string()),
});
export type Guarantee = z.infer<typeof GuaranteeSchema>;

/** What to do with one task type, what to expect of it, and why. */
export const RouteSchema = z.looseObject({
  match: z.object({ taskType: z.string().min(1) }),
  constraints: z
    .looseObject({
      maxInputTokens: z.int().positive().optional(),
    })
    .optional(),
  plan: z
    .array(z.object({ tier: z.string(), accept: AcceptSchema, carry: z.literal("none") }))
    .min(1)
    .max(TABLE_LIMITS.steps),
  onExhausted: z.literal("return-best"),
  /** Tiers to try, in order, when a call fails: an outage, not a bad answer. */
  errorFallback: z.array(z.string()),
  expected: z.looseObject({
    n: z.int().nonnegative(),
    quality: EstimateSchema,
    vsReference: z.object({ diff: z.number(), ci: IntervalSchema }),
    costUsd: EstimateSchema.nullable(),
    escalation: EstimateSchema,
    latencyP50Ms: z.number().nonnegative().nullable(),
  }),
  guarantee: GuaranteeSchema.nullable(),
  alternatives: z.array(
    z.looseObject({
      tier: z.string(),
      quality: z.number().nullable(),
      costUsd: z.number().nullable(),
      reason: z.string(),
    }),
  ),
  monitor: z.looseObject({
    escalationP0Upper: z.number().min(0).max(1),
    alarmAlpha: z.number().gt(0).lt(1),
    onAlarm: z.enum(["alarm", "demote"]),
  }),
  status: z.enum(["certified", "estimated", "insufficient-data", "manual"]),
  reason: z.string(),
  /** More items that would probably settle what is undecided. */
  itemsStillNeeded: z.int().nonnegative().nullable(),
});
export type Route = z.infer<typeof RouteSchema>;

/** The whole table; names that point at nothing are refused. */
export const RoutingTableSchema = z
  .looseObject({
    $schema: z.string().optional(),
    schemaVersion: z.string().regex(/^1\.\d+\.\d+$/, "this version of tierbench reads schema version 1.x.y"),
    requires: z.array(z.enum(KNOWN_FEATURES, "needs a newer tierbench to follow")),
    tableId: z.string().min(1),
    supersedes: z.string().nullable(),
    provenance: z.looseObject({
      tool: z.object({ name: z.string(), version: z.string() }),
      simulated: z.boolean(),
      runIds: z.array(z.string()),
      createdAt: z.iso.datetime(),
      datasets: z.array(DatasetRefSchema),
      promptHashes: z.record(z.string(), z.string()),
      judge: z
        .looseObject({ tier: z.string(), model: z.string(), rubricHashes: z.record(z.string(), z.string()) })
        .nullable(),
      priceBookDate: z.string().nullable(),
      trials: z.int().positive(),
      seed: z.int(),
      missingCells: z.int().nonnegative(),
    }),
    validity: z.object({
      notBefore: z.iso.datetime(),
      staleAfter: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      onStale: z.literal("warn"),
      onExpired: z.literal("reference"),
      modelPin: z.enum(["strict", "warn"]),
    }),
    tiers: z.array(TableTierSchema).min(1).max(TABLE_LIMITS.tiers),
    defaults: z.looseObject({
      unknownTaskType: z.literal("safe"),
      referenceTier: z.string(),
      maxHops: z.int().min(0).max(TABLE_LIMITS.steps),
      /** Ceiling for one request over all its calls; null: none. */
      maxCostUsd: z.number().positive().nullable(),
    }),
    signals: z.record(z.string(), TableSignalSchema),
    routes: z.record(z.string(), RouteSchema),
    policy: z.looseObject({
      margin: z.number().gt(0).lt(1),
      harm: z.number().gt(0).lt(1),
      confidence: z.number().gt(0.5).lt(1),
      simultaneous: z.boolean(),
      traffic: z.record(z.string(), z.number().nonnegative()).nullable(),
    }),
    totals: z.looseObject({
      qualityVsReference: EstimateSchema,
      costVsReference: EstimateSchema.nullable(),
      /** What the table promises as a whole, under the traffic mix; absent or null: nothing. */
      guarantee: GuaranteeSchema.nullable().optional(),
    }),
    checksum: z.object({
      alg: z.literal("sha256"),
      canonical: z.literal("rfc8785"),
      value: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    signature: z.null(),
  })
  .superRefine((table, context) => {
    for (const { path, message } of danglingNames(table))
      context.addIssue({ code: "custom", path: [...path], message });
  });
export type RoutingTable = z.infer<typeof RoutingTableSchema>;

interface NamedTable {
  readonly tiers: readonly { readonly id: string }[];
  readonly defaults: { readonly referenceTier: string };
  readonly signals: { readonly [name: string]: { readonly levels?: readonly string[] | undefined } };
  readonly routes: { readonly [taskType: string]: z.infer<typeof RouteSchema> };
}

interface Dangling {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Names that a table uses and does not define. */
function danglingNames(table: NamedTable): readonly Dangling[] {
  const found: Dangling[] = [];
  const tiers = new Set(table.tiers.map((tier) => tier.id));
  const needTier = (tier: string, path: readonly (string | number)[]) => {
    if (!tiers.has(tier)) found.push({ path, message: `tier "${tier}" is not in tiers` });
  };
  if (tiers.size !== table.tiers.length) found.push({ path: ["tiers"], message: "a tier id occurs twice" });
  needTier(table.defaults.referenceTier, ["defaults", "referenceTier"]);
  const names = Object.keys(table.routes);
  if (names.length > TABLE_LIMITS.routes) {
    found.push({ path: ["routes"], message: `${names.length} routes, at most ${TABLE_LIMITS.routes}` });
  }
  for (const [name, route] of Object.entries(table.routes)) {
    if (route.match.taskType !== name) {
      found.push({
        path: ["routes", name, "match", "taskType"],
        message: `must be "${name}", found "${route.match.taskType}"`,
      });
    }
    route.errorFallback.forEach((tier, index) => needTier(tier, ["routes", name, "errorFallback", index]));
    route.plan.forEach((step, index) => {
      needTier(step.tier, ["routes", name, "plan", index, "tier"]);
      if (step.accept === "always") return;
      for (const { signal, atLeast } of step.accept.all) {
        const path = ["routes", name, "plan", index, "accept"];
        const definition = Object.hasOwn(table.signals, signal) ? table.signals[signal] : undefined;
        if (definition === undefined) found.push({ path, message: `signal "${signal}" is not in signals` });
        else if (typeof atLeast === "string" && !definition.levels?.includes(atLeast)) {
          found.push({ path, message: `signal "${signal}" has no level "${atLeast}"` });
        } else if (typeof atLeast === "number" && definition.levels !== undefined) {
          found.push({ path, message: `signal "${signal}" has levels; atLeast must name one` });
        }
      }
    });
  }
  return found;
}
