/**
 * Tables that must be taken and tables that must be refused, by the schema in core
 * and by the router alike. Checksums are a matter of their own and not looked at.
 * @module
 */
import { sampleRoute, sampleTable } from "./router-sample-table.js";

export interface TableCase {
  readonly name: string;
  readonly isValid: boolean;
  /** A fresh table each time. */
  readonly table: () => unknown;
}

type Path = readonly (string | number)[];
type Fields = Record<string | number, unknown>;

const ROUTE = ["routes", "triage"] as const;
const PRICE = ["tiers", 0, "prices", 0] as const;

const SAMPLE_TEXT = JSON.stringify(sampleTable());

function sampleJson(): Fields {
  return JSON.parse(SAMPLE_TEXT) as Fields;
}

function parentOf(table: Fields, path: Path): Fields {
  return path.slice(0, -1).reduce<Fields>((value, key) => value[key] as Fields, table);
}

/** The sample with one value replaced, or added. */
export function withValue(path: Path, value: unknown): unknown {
  const table = sampleJson();
  const key = path.at(-1) ?? "";
  // Not an assignment: the key may be __proto__.
  Object.defineProperty(parentOf(table, path), key, { value, enumerable: true, writable: true, configurable: true });
  return table;
}

/** The sample with one field missing. */
export function without(path: Path): unknown {
  const table = sampleJson();
  delete parentOf(table, path)[path.at(-1) ?? ""];
  return table;
}

function valid(name: string, table: () => unknown): TableCase {
  return { name: `valid: ${name}`, isValid: true, table };
}

function broken(name: string, table: () => unknown): TableCase {
  return { name: `broken: ${name}`, isValid: false, table };
}

function set(isValid: boolean, path: Path, ...values: readonly unknown[]): readonly TableCase[] {
  return values.map((value) => {
    const name = `${path.join(".")} = ${describeValue(value)}`;
    return isValid ? valid(name, () => withValue(path, value)) : broken(name, () => withValue(path, value));
  });
}

function describeValue(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value.constructor?.name ?? "object";
  return (JSON.stringify(value) ?? typeof value).slice(0, 60);
}

function manyRoutes(count: number): unknown {
  const plan = [{ tier: "opus", accept: "always" as const, carry: "none" as const }];
  const names = Array.from({ length: count }, (_, index) => `type-${index}`);
  return withValue(["routes"], Object.fromEntries(names.map((name) => [name, sampleRoute(name, plan)])));
}

function manyTiers(count: number): unknown {
  const [haiku, sonnet, opus] = sampleTable().tiers;
  const more = Array.from({ length: count - 3 }, (_, index) => ({ ...opus, id: `tier-${index}`, rank: 3 + index }));
  return withValue(["tiers"], [haiku, sonnet, opus, ...more]);
}

function steps(count: number): unknown {
  return Array.from({ length: count }, () => ({ tier: "opus", accept: "always", carry: "none" }));
}

/** Each field that a table cannot do without. */
const REQUIRED: readonly Path[] = [
  ["schemaVersion"],
  ["requires"],
  ["tableId"],
  ["supersedes"],
  ["provenance"],
  ["provenance", "tool"],
  ["provenance", "simulated"],
  ["provenance", "judge"],
  ["provenance", "priceBookDate"],
  ["provenance", "promptHashes"],
  ["provenance", "datasets", 0, "clusters"],
  ["validity"],
  ["validity", "notBefore"],
  ["validity", "expiresAt"],
  ["validity", "modelPin"],
  ["tiers"],
  ["tiers", 0, "params"],
  ["tiers", 0, "prices"],
  [...PRICE, "perMTok", "cacheRead"],
  [...PRICE, "batchMultiplier"],
  ["defaults"],
  ["defaults", "maxCostUsd"],
  ["signals"],
  ["signals", "self-report", "onMissing"],
  ["routes"],
  [...ROUTE, "match"],
  [...ROUTE, "plan"],
  [...ROUTE, "plan", 0, "accept"],
  [...ROUTE, "plan", 0, "carry"],
  [...ROUTE, "onExhausted"],
  [...ROUTE, "errorFallback"],
  [...ROUTE, "expected"],
  [...ROUTE, "expected", "quality", "ci"],
  [...ROUTE, "guarantee"],
  [...ROUTE, "alternatives"],
  [...ROUTE, "monitor"],
  [...ROUTE, "itemsStillNeeded"],
  ["policy"],
  ["policy", "traffic"],
  ["totals"],
  ["totals", "costVsReference"],
  ["checksum"],
  ["signature"],
];

/** Each field that may be missing. */
const OPTIONAL: readonly Path[] = [
  ["tiers", 0, "params", "maxTokens"],
  ["tiers", 0, "params", "effort"],
  ["tiers", 0, "capabilities"],
  ["tiers", 0, "capabilities", "contextWindow"],
  [...PRICE, "promptTokensOver"],
  ["provenance", "datasets", 0, "license"],
  [...ROUTE, "constraints"],
  [...ROUTE, "constraints", "maxInputTokens"],
];

const CHANGED: readonly (readonly TableCase[])[] = [
  set(true, ["$schema"], "https://example.com/schema.json", undefined),
  set(false, ["$schema"], 1, null),
  set(true, ["schemaVersion"], "1.0.0", "1.12.3"),
  set(false, ["schemaVersion"], "2.0.0", "1.0", "1.0.0-beta", "1.0.0\n", "v1.0.0", 1),
  set(true, ["requires"], [], ["cascade.v1", "cascade.v1"]),
  set(false, ["requires"], ["cascade.v2"], ["cascade.v1", "sticky.v1"], "cascade.v1", [null]),
  set(false, ["tableId"], "", 7),
  set(true, ["supersedes"], "rt_before", ""),
  set(true, ["unknownField"], { deep: [1, null] }),
  set(true, ["validity", "unknownField"], 1),
  set(true, ["provenance", "judge"], null),
  set(false, ["provenance", "simulated"], "true", 1),
  set(false, ["provenance", "trials"], 0, 1.5, -1, "2"),
  set(true, ["provenance", "seed"], 0, -5, Number.MAX_SAFE_INTEGER),
  set(false, ["provenance", "seed"], 2 ** 53, 0.5, Number.NaN, Number.POSITIVE_INFINITY),
  set(false, ["provenance", "datasets", 0, "license"], null),
  set(false, ["provenance", "promptHashes"], { a: 1 }, ["a"], null),
  set(true, ["provenance", "promptHashes"], {}, { constructor: "x", toString: "y" }),
  set(false, ["provenance", "runIds"], [1], {}),
  set(
    true,
    ["validity", "expiresAt"],
    "2028-02-29T23:59:59Z",
    "2027-01-31T00:00:00.123456789Z",
    "0000-02-29T00:00:00Z",
  ),
  set(
    false,
    ["validity", "expiresAt"],
    "2027-02-29T00:00:00Z",
    "2027-01-31",
    "2027-01-31T00:00:00",
    "2027-01-31T00:00:00+01:00",
    "2027-01-31T00:00Z",
    "2027-01-31T24:00:00Z",
    "2027-01-31T00:00:60Z",
    "2027-01-31T00:00:00.Z",
    "2027-01-31 00:00:00Z",
    "2027-01-31t00:00:00z",
    "2027-13-01T00:00:00Z",
    "+12027-01-31T00:00:00Z",
    1_800_000_000_000,
    null,
  ),
  set(false, ["validity", "onExpired"], "error"),
  set(false, ["validity", "onStale"], "demote"),
  set(true, ["validity", "modelPin"], "warn"),
  set(false, ["validity", "modelPin"], "Strict"),
  set(false, ["tiers"], [], {}, null),
  set(false, ["tiers", 1, "id"], "haiku", "", null),
  set(false, ["tiers", 2, "id"], "renamed"),
  set(false, ["tiers", 0, "rank"], -1, 0.5, "0"),
  set(true, ["tiers", 0, "rank"], 2, 99),
  set(false, ["tiers", 0, "model"], "", null),
  set(true, ["tiers", 0, "params", "temperature"], 0.5),
  set(false, ["tiers", 0, "params", "effort"], "extreme", null),
  set(true, ["tiers", 0, "params", "thinking"], { type: "enabled", budgetTokens: 2048 }),
  set(false, ["tiers", 0, "params", "thinking"], { budgetTokens: 2048 }, "enabled"),
  set(false, ["tiers", 0, "params", "maxTokens"], 0, 1e300, null),
  set(false, ["tiers", 0, "capabilities", "vision"], "no", 0, null),
  set(false, ["tiers", 0, "capabilities"], null, []),
  set(true, ["tiers", 0, "prices"], []),
  set(false, [...PRICE, "effectiveFrom"], "2026-02-30", "2026-10-07T00:00:00Z", "26-10-07"),
  set(true, [...PRICE, "retrievedAt"], "2024-02-29", "2000-02-29"),
  set(false, [...PRICE, "retrievedAt"], "1900-02-29", "2026-04-31", ""),
  set(false, [...PRICE, "currency"], "EUR"),
  set(false, [...PRICE, "perMTok", "in"], -0.1, null, Number.NaN, Number.POSITIVE_INFINITY),
  set(true, [...PRICE, "batchMultiplier"], 1, 0.001, null),
  set(false, [...PRICE, "batchMultiplier"], 0, 1.01, -1),
  set(false, [...PRICE, "promptTokensOver", "threshold"], 0),
  set(false, ["defaults", "unknownTaskType"], "reference"),
  set(false, ["defaults", "referenceTier"], "gone", "__proto__"),
  set(true, ["defaults", "maxHops"], 0, 8),
  set(false, ["defaults", "maxHops"], -1, 9, 1.5, null),
  set(true, ["defaults", "maxCostUsd"], null, 1e-9),
  set(false, ["defaults", "maxCostUsd"], 0, -1, "0.2", Number.POSITIVE_INFINITY, Number.NaN),
  set(false, ["signals", "self-report", "levels"], [], ["low"], null, [1, 2]),
  set(false, ["signals", "self-report", "levels"], undefined),
  set(false, ["signals", "agreement", "levels"], ["a", "b"]),
  set(false, ["signals", "agreement", "kind"], "guess"),
  set(true, ["signals", "agreement", "kind"], "reviewer"),
  set(true, ["signals", "agreement", "tier"], "haiku", "not looked at"),
  set(false, ["signals", "agreement", "onMissing"], "highest"),
  set(false, ["signals"], {}, [], null, new Map()),
  set(true, ["signals", "__proto__"], "not looked at"),
  set(true, ["routes"], {}),
  set(false, ["routes"], [], null, new Map(), new Date(0)),
  set(true, ["routes", "__proto__"], { anything: true }),
  set(false, ["routes", "constructor"], { anything: true }),
  set(false, ["routes", "other"], sampleRoute("another", [{ tier: "opus", accept: "always", carry: "none" }])),
  set(true, ["routes", "other"], sampleRoute("other", [{ tier: "opus", accept: "always", carry: "none" }])),
  set(false, [...ROUTE, "match", "taskType"], "", "status-line", null),
  set(true, [...ROUTE, "match", "language"], "en"),
  set(true, [...ROUTE, "plan"], steps(1), steps(8)),
  set(false, [...ROUTE, "plan"], steps(0), steps(9), {}, "opus"),
  set(false, [...ROUTE, "plan", 0, "tier"], "gone", null),
  set(false, [...ROUTE, "plan", 0, "carry"], "draft"),
  set(false, [...ROUTE, "plan", 0, "accept"], "never", { all: [] }, { any: [] }, null, ["always"]),
  set(false, [...ROUTE, "plan", 0, "accept", "all", 0, "signal"], "gone", "__proto__", "constructor", 3),
  set(true, [...ROUTE, "plan", 0, "accept", "all", 0, "atLeast"], "low", "medium"),
  set(false, [...ROUTE, "plan", 0, "accept", "all", 0, "atLeast"], "certain", 0.5, 1, null, Number.NaN),
  set(true, [...ROUTE, "plan", 0, "accept", "all", 0], { signal: "agreement", atLeast: -3 }),
  set(false, [...ROUTE, "plan", 0, "accept", "all", 0], { signal: "agreement", atLeast: "high" }),
  set(true, [...ROUTE, "errorFallback"], [], ["opus", "opus"]),
  set(false, [...ROUTE, "errorFallback"], ["gone"], [null], "opus"),
  set(false, [...ROUTE, "onExhausted"], "error"),
  set(false, [...ROUTE, "constraints", "maxInputTokens"], 0, -1, 1.5, null),
  set(false, [...ROUTE, "constraints"], null, []),
  set(false, [...ROUTE, "expected", "quality", "ci"], [0], [0, 1, 2], [0, null], [0, Number.NaN], { 0: 0, 1: 1 }),
  set(false, [...ROUTE, "expected", "quality", "v"], Number.NaN, Number.NEGATIVE_INFINITY, "0.9"),
  set(true, [...ROUTE, "expected", "costUsd"], null),
  set(false, [...ROUTE, "expected", "quality"], null),
  set(false, [...ROUTE, "expected", "latencyP50Ms"], -1, Number.POSITIVE_INFINITY),
  set(true, [...ROUTE, "guarantee"], null),
  set(true, [...ROUTE, "guarantee", "epsilon"], 0, 1),
  set(false, [...ROUTE, "guarantee", "epsilon"], -0.1, 1.1, null),
  set(false, [...ROUTE, "guarantee", "delta"], 0, 1),
  set(false, [...ROUTE, "guarantee", "pValue"], 1.5, "0.03"),
  set(true, [...ROUTE, "guarantee", "k"], null, 0),
  set(false, [...ROUTE, "guarantee", "scope"], "global"),
  set(false, [...ROUTE, "alternatives", 0, "quality"], "good", Number.NaN),
  set(false, [...ROUTE, "monitor", "onAlarm"], "panic"),
  set(false, [...ROUTE, "monitor", "alarmAlpha"], 0, 1),
  set(false, [...ROUTE, "status"], "sure"),
  set(true, [...ROUTE, "itemsStillNeeded"], 0, 120),
  set(false, [...ROUTE, "itemsStillNeeded"], -1, 0.5),
  set(false, ["policy", "confidence"], 0.5, 1),
  set(true, ["policy", "traffic"], null, {}, { any: 0 }),
  set(false, ["policy", "traffic"], { any: -1 }, { any: Number.NaN }),
  set(false, ["checksum", "value"], "ABCD", "g".repeat(64), "A".repeat(64), `${"a".repeat(64)}\n`),
  set(false, ["checksum", "alg"], "none", "sha512"),
  set(false, ["checksum", "canonical"], "none"),
  set(false, ["signature"], {}, "", undefined),
];

/** Tables that no path into the sample can express. */
const WHOLE: readonly TableCase[] = [
  valid("the sample", sampleJson),
  valid("without a prototype", () => Object.assign(Object.create(null) as object, sampleJson())),
  valid("10,000 routes", () => manyRoutes(10_000)),
  valid("64 tiers", () => manyTiers(64)),
  broken("10,001 routes", () => manyRoutes(10_001)),
  broken("65 tiers", () => manyTiers(65)),
  broken("a symbol among the routes", () => {
    const table = sampleJson();
    Object.assign(table["routes"] as object, { [Symbol("odd")]: 1 });
    return table;
  }),
  ...[null, undefined, 0, "", true, [], {}, () => 0].map((value) =>
    broken(`the whole is ${describeValue(value)}`, () => value),
  ),
];

/** Every case; names are unique. */
export const TABLE_CASES: readonly TableCase[] = [
  ...WHOLE,
  ...REQUIRED.map((path) => broken(`${path.join(".")} is missing`, () => without(path))),
  ...OPTIONAL.map((path) => valid(`${path.join(".")} is missing`, () => without(path))),
  ...CHANGED.flat(),
];
