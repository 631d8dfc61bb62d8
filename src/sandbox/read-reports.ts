import type { JsonValue } from "../core/json.js";
import type { CallResult, ProgramResult } from "../core/program.js";
import type { WorldEnd } from "./isolated-process.js";

interface Line {
  readonly ready?: unknown;
  readonly broken?: unknown;
  readonly index?: unknown;
  readonly value?: JsonValue;
  readonly threw?: unknown;
  readonly failure?: unknown;
}

/** What was handed over before a world was ready says why it was not. */
export function isReady({ reports }: WorldEnd): boolean {
  return reports.startsWith('{"ready"');
}

/**
 * What a program reported of its calls. The program itself may have written it: all that it can forge is results, and
 * of several for one call the first counts.
 */
export function readReports(end: WorldEnd, calls: number): ProgramResult {
  const results = new Map<number, CallResult>();
  for (const line of end.reports.split("\n").map(parse)) {
    if (typeof line.broken === "string" && results.size === 0) return { kind: "broken", reason: line.broken };
    const { index } = line;
    if (typeof index === "number" && !results.has(index)) results.set(index, resultOf(line));
  }
  const missing: CallResult = { kind: "nothing", reason: end.limit ?? "ended before the call did" };
  return { kind: "called", results: Array.from({ length: calls }, (_, index) => results.get(index) ?? missing) };
}

function parse(line: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function resultOf({ value, threw, failure }: Line): CallResult {
  if (value !== undefined) return { kind: "returned", value };
  if (Array.isArray(threw)) return { kind: "threw", classes: threw.filter((name) => typeof name === "string") };
  return { kind: "nothing", reason: typeof failure === "string" ? failure : "reported what cannot be read" };
}
