/**
 * The form of a routing table, field by field, without a schema library. Equal in
 * verdict to the schema in core: one list of cases runs over both.
 */
import { entries, type FormCheck, fields, list, must, nullable, optional } from "./form-check.js";
import { isDate, isDateTime } from "./iso-time.js";

/** What a table may hold at most; the same numbers hold for whoever writes one. */
export const LIMITS = Object.freeze({ bytes: 1_048_576, routes: 10_000, tiers: 64, steps: 8 });

const text = must("text", (value) => typeof value === "string");
const name = must("text that is not empty", (value) => typeof value === "string" && value.length > 0);
const flag = must("true or false", (value) => typeof value === "boolean");
const date = must("a date like 2026-12-31", isDate);
const dateTime = must("a UTC time like 2026-12-31T00:00:00Z", isDateTime);
const nothing = must("null", (value) => value === null);
const number = numberIn("a finite number", Number.isFinite);
const notNegative = numberIn("a number of 0 or more", (value) => Number.isFinite(value) && value >= 0);
const share = numberIn("a number in [0, 1]", (value) => value >= 0 && value <= 1);
const openShare = numberIn("a number in (0, 1)", (value) => value > 0 && value < 1);
const integer = numberIn("an integer", Number.isSafeInteger);
const count = numberIn("an integer of 0 or more", (value) => Number.isSafeInteger(value) && value >= 0);
const countFromOne = numberIn("an integer of 1 or more", (value) => Number.isSafeInteger(value) && value >= 1);

function numberIn(range: string, holds: (value: number) => boolean): FormCheck {
  return must(range, (value) => typeof value === "number" && holds(value));
}

function oneOf(...allowed: readonly string[]): FormCheck {
  const quoted = allowed.map((word) => `"${word}"`).join(" or ");
  return must(quoted, (value) => typeof value === "string" && allowed.includes(value));
}

function matching(form: string, pattern: RegExp): FormCheck {
  return must(form, (value) => typeof value === "string" && pattern.test(value));
}

const interval = list(number, 2, 2);
const estimate = fields({ v: number, ci: interval, n: count });

const tokenPrices = fields({
  in: notNegative,
  out: notNegative,
  cacheWrite5m: nullable(notNegative),
  cacheWrite1h: nullable(notNegative),
  cacheRead: nullable(notNegative),
});

const price = fields({
  effectiveFrom: date,
  currency: oneOf("USD"),
  perMTok: tokenPrices,
  batchMultiplier: nullable(numberIn("a number in (0, 1]", (value) => value > 0 && value <= 1)),
  promptTokensOver: optional(fields({ threshold: countFromOne, perMTok: tokenPrices })),
  source: text,
  retrievedAt: date,
});

const tier = fields({
  id: name,
  rank: count,
  provider: text,
  model: name,
  params: fields({
    maxTokens: optional(countFromOne),
    effort: optional(oneOf("low", "medium", "high", "xhigh", "max")),
    thinking: optional(fields({ type: text })),
  }),
  capabilities: optional(
    fields({
      contextWindow: optional(countFromOne),
      maxOutput: optional(countFromOne),
      vision: optional(flag),
      tools: optional(flag),
    }),
  ),
  prices: list(price),
});

const signal = fields({
  kind: oneOf("self-report", "validator", "agreement", "reviewer", "imported"),
  levels: optional(list(text, 1)),
  version: text,
  onMissing: oneOf("lowest"),
});

const condition = fields({
  signal: text,
  atLeast: must("a level or a finite number", (value) => typeof value === "string" || Number.isFinite(value)),
});
const conditions = fields({ all: list(condition, 1) });
const accept: FormCheck = (value) => (value === "always" ? null : conditions(value));

const guarantee = fields({
  type: oneOf("non-inferiority", "harm-rate", "reference"),
  epsilon: share,
  delta: openShare,
  scope: oneOf("per-route", "simultaneous", "whole-table"),
  method: text,
  pValue: nullable(share),
  k: nullable(count),
  n: count,
  assumes: list(text),
});

const expected = fields({
  n: count,
  quality: estimate,
  vsReference: fields({ diff: number, ci: interval }),
  costUsd: nullable(estimate),
  escalation: estimate,
  latencyP50Ms: nullable(notNegative),
});

const route = fields({
  match: fields({ taskType: name }),
  constraints: optional(fields({ maxInputTokens: optional(countFromOne) })),
  plan: list(fields({ tier: text, accept, carry: oneOf("none") }), 1, LIMITS.steps),
  onExhausted: oneOf("return-best"),
  errorFallback: list(text),
  expected,
  guarantee: nullable(guarantee),
  alternatives: list(fields({ tier: text, quality: nullable(number), costUsd: nullable(number), reason: text })),
  monitor: fields({ escalationP0Upper: share, alarmAlpha: openShare, onAlarm: oneOf("alarm", "demote") }),
  status: oneOf("certified", "estimated", "insufficient-data", "manual"),
  reason: text,
  itemsStillNeeded: nullable(count),
});

const provenance = fields({
  tool: fields({ name: text, version: text }),
  simulated: flag,
  runIds: list(text),
  createdAt: dateTime,
  datasets: list(
    fields({ id: text, version: text, sha256: text, items: count, clusters: count, license: optional(text) }),
  ),
  promptHashes: entries(text),
  judge: nullable(fields({ tier: text, model: text, rubricHashes: entries(text) })),
  priceBookDate: nullable(text),
  trials: countFromOne,
  seed: integer,
  missingCells: count,
});

/** Every field of a table, except for names that point at nothing. */
export const tableForm: FormCheck = fields({
  $schema: optional(text),
  schemaVersion: matching("a version 1.x.y, or tierbench newer", /^1\.\d+\.\d+$/),
  requires: list(oneOf("cascade.v1")),
  tableId: name,
  supersedes: nullable(text),
  provenance,
  validity: fields({
    notBefore: dateTime,
    staleAfter: dateTime,
    expiresAt: dateTime,
    onStale: oneOf("warn"),
    onExpired: oneOf("reference"),
    modelPin: oneOf("strict", "warn"),
  }),
  tiers: list(tier, 1, LIMITS.tiers),
  defaults: fields({
    unknownTaskType: oneOf("safe"),
    referenceTier: text,
    maxHops: numberIn("an integer of 0 to 8", (value) => Number.isInteger(value) && value >= 0 && value <= 8),
    maxCostUsd: nullable(numberIn("a number above 0", (value) => Number.isFinite(value) && value > 0)),
  }),
  signals: entries(signal),
  routes: entries(route),
  policy: fields({
    margin: openShare,
    harm: openShare,
    confidence: numberIn("a number in (0.5, 1)", (value) => value > 0.5 && value < 1),
    simultaneous: flag,
    traffic: nullable(entries(notNegative)),
  }),
  totals: fields({
    qualityVsReference: estimate,
    costVsReference: nullable(estimate),
    guarantee: optional(nullable(guarantee)),
  }),
  checksum: fields({
    alg: oneOf("sha256"),
    canonical: oneOf("rfc8785"),
    value: matching("64 lower-case hex digits", /^[0-9a-f]{64}$/),
  }),
  signature: nothing,
});
