import type { ReportInput } from "../report/report-input.js";

/** Fields whose words are a closed set that a schema has checked. */
const CLOSED = new Set([
  "accept",
  "basis",
  "carry",
  "construction",
  "kind",
  "method",
  "onExhausted",
  "outcomeStatus",
  "risk",
  "scope",
  "status",
  "test",
  "type",
  "verdict",
]);

/**
 * Appends a text to every string of a report's input, names included, so that
 * what belongs together still does.
 */
export function poisoned(input: ReportInput, payload: string): ReportInput {
  return poison(input, payload, "") as ReportInput;
}

function poison(value: unknown, payload: string, key: string): unknown {
  if (typeof value === "string") return CLOSED.has(key) ? value : `${value}${payload}`;
  if (Array.isArray(value)) return value.map((entry) => poison(entry, payload, ""));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => {
    const isData = DATA_KEYED.has(key);
    return [isData ? `${name}${payload}` : name, poison(entry, payload, isData ? "" : name)];
  });
  return Object.fromEntries(entries) as unknown;
}

/** Records whose keys come from outside. */
const DATA_KEYED = new Set([
  "routes",
  "signals",
  "promptHashes",
  "rubricHashes",
  "traffic",
  "input",
  "failureCostsUsd",
]);
