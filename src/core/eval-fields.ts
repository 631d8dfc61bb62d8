import { UsageError } from "./errors.js";
import type { EvalSpec } from "./eval.js";

/** Every field that an eval may have, and what must stand there; a type check alone would not reach JavaScript. */
const FIELDS: { readonly [field in keyof EvalSpec]-?: "text" | "function" | "list" | "any" } = {
  taskType: "text",
  description: "any",
  dataset: "text",
  prompt: "function",
  scorers: "list",
  signals: "any",
  reduce: "any",
  cache: "any",
  failureCostUsd: "any",
  referenceAnswer: "any",
  tools: "any",
  environment: "any",
  environmentVersion: "any",
  maxTurns: "any",
  referenceTrajectory: "any",
};

/** @throws UsageError on a field that there is not, which is mostly one misspelt, or without one that must be there */
export function checkFields(spec: EvalSpec): void {
  const name = `eval ${JSON.stringify(spec.taskType ?? "")}`;
  const fields = Object.keys(FIELDS).join(", ");
  const unknown = Object.keys(spec).find((field) => !Object.hasOwn(FIELDS, field));
  if (unknown !== undefined) throw new UsageError(`${name}: there is no field "${unknown}"; fields: ${fields}`);
  for (const [field, kind] of Object.entries(FIELDS)) {
    const value: unknown = spec[field as keyof EvalSpec];
    if (!isKind(value, kind)) throw new UsageError(`${name}: ${field} must be a ${kind}; add it`);
  }
}

function isKind(value: unknown, kind: (typeof FIELDS)[keyof EvalSpec]): boolean {
  if (kind === "any") return true;
  if (kind === "list") return Array.isArray(value);
  return typeof value === (kind === "text" ? "string" : "function");
}
