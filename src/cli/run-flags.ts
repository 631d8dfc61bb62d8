import { z } from "zod";
import { sharedFlags } from "./define-verb.js";
import {
  anyInteger,
  budgetCap,
  campaignName,
  commonInput,
  confidenceLevel,
  fraction,
  nameList,
  openFraction,
  portNumber,
  positiveInteger,
  positiveNumber,
  providerInput,
  providerName,
  shardPart,
  tierAmounts,
} from "./flag-values.js";
import { CACHE_DAYS } from "./reuse-answers.js";

/** Errored cells beyond this share make a run incomplete; the same share calibration accepts. */
export const FAIL_ON_ERROR = 0.005;

/** What `run` may be told, as its help shows it. */
export const RUN_FLAGS = {
  tiers: { type: "string", value: "a,b", help: "only these tiers" },
  trials: { type: "string", value: "n", help: "independent repetitions of every item" },
  limit: { type: "string", short: "n", value: "n", help: "at most n items of each eval, a fixed choice" },
  concurrency: { type: "string", short: "j", value: "n", help: "calls under way at once, per tier" },
  "budget-usd": {
    type: "string",
    value: "usd",
    help: "never charge more than this, or none; a resumed run keeps it",
  },
  "tier-budget-usd": { type: "string", value: "a=usd,…", help: "the same for single tiers, without the judge" },
  resume: {
    type: "string",
    value: "run",
    bare: "latest",
    help: "do the missing cells of a run; without a name, or latest: of the newest",
  },
  "retry-errors": { type: "boolean", help: "with --resume: try errored cells again too" },
  "dry-run": { type: "boolean", help: "print evals, calls, tokens and cost, and spend nothing" },
  provider: { type: "string", value: "name", help: "anthropic (needs ANTHROPIC_API_KEY) or simulator" },
  "simulator-port": { type: "string", value: "port", help: "where the simulator listens (default: a free port)" },
  "fail-on-error": {
    type: "string",
    value: "share",
    help: `exit 4 above this share of errored cells (default ${FAIL_ON_ERROR})`,
  },
  batch: { type: "boolean", help: "send the calls in message batches: half the price, up to a day of waiting" },
  "abandon-batch": {
    type: "string",
    value: "name",
    help: "with --resume: charge a lost batch, and ask its calls anew",
  },
  "no-cache": { type: "boolean", help: "ask every cell anew, although a run of this database has its answer" },
  "cache-days": {
    type: "string",
    value: "n",
    help: `take answers that are at most n days old (default ${CACHE_DAYS})`,
  },
  shard: { type: "string", value: "i/n", help: "only the i-th of n parts of the plan; merge joins their databases" },
  "run-name": { type: "string", value: "name", help: "names the campaign: same name and plan, same run id anywhere" },
  adaptive: { type: "boolean", help: "ask ten items at a time, and stop each tier once its comparison is decided" },
  reference: { type: "string", value: "tier", help: "with --adaptive: the tier we must not be worse than" },
  margin: { type: "string", value: "x", help: "with --adaptive: largest acceptable loss, a fraction (default 0.03)" },
  confidence: { type: "string", value: "x", help: "with --adaptive: level of the decisions (default 0.95)" },
  seed: { type: "string", value: "n", help: "with --adaptive: of the order of the items (default 1)" },
  ...sharedFlags("db", "config", "json", "quiet", "no-progress", "drain-ms", "allow-base-url", "allow-code"),
} as const;

export const runInput = z.strictObject({
  ...commonInput,
  ...providerInput,
  tiers: nameList.optional(),
  trials: positiveInteger.optional(),
  limit: positiveInteger.optional(),
  concurrency: positiveInteger.optional(),
  "budget-usd": budgetCap.optional(),
  "tier-budget-usd": tierAmounts.optional(),
  resume: z.string().optional(),
  "retry-errors": z.boolean().default(false),
  "dry-run": z.boolean().default(false),
  provider: providerName.optional(),
  "simulator-port": portNumber.optional(),
  "fail-on-error": fraction.optional(),
  batch: z.boolean().default(false),
  "abandon-batch": z.string().optional(),
  "no-cache": z.boolean().default(false),
  "cache-days": positiveNumber.optional(),
  shard: shardPart.optional(),
  "run-name": campaignName.optional(),
  adaptive: z.boolean().default(false),
  reference: z.string().optional(),
  margin: openFraction.optional(),
  confidence: confidenceLevel.optional(),
  seed: anyInteger.optional(),
});
export type RunInput = z.infer<typeof runInput>;
