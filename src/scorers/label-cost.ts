import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { canonicalJson } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

/** Expected label → answered label → what taking one for the other costs, in any unit. */
export interface LabelCosts {
  readonly [expected: string]: { readonly [answered: string]: number };
}

export interface LabelCostOptions {
  /** A row for every label, with a cost above 0 for every other label. A right label costs nothing. */
  readonly costs: LabelCosts;
  /** Answer and expected value are objects with the label in this field. @defaultValue they are the label */
  readonly field?: string;
}

/**
 * Validator: 1 less the cost of the confusion, as a share of the worst cost of
 * the whole matrix. An answer that is no label of the matrix costs the worst.
 *
 * @throws UsageError on a matrix that is incomplete or holds anything but costs
 */
export function labelCost(options: LabelCostOptions): Validator {
  needOptions("labelCost", options, "costs");
  const { costs, field, ...stray } = options;
  refuseStray("labelCost", stray);
  const name = field === undefined ? "label-cost" : `label-cost-${field}`;
  const matrix = matrixFrom(costs);
  const worst = Math.max(...[...matrix.values()].flatMap((row) => [...row.values()]));
  const version = `1:${canonicalJson({ costs, field: field ?? null })}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const expected = labelIn(item.expected, field);
      const row = expected === undefined ? undefined : matrix.get(expected);
      if (expected === undefined || row === undefined)
        return cannotSay(name, `item "${item.id}": ${field ?? "expected"} is no label of costs: ${list(matrix)}`);
      const answered = labelIn(field === undefined ? text : jsonAnswer(text), field);
      if (answered === expected) return verdict(name, version, 1, "equal");
      const cost = answered === undefined ? undefined : row.get(answered);
      if (cost === undefined) return verdict(name, version, 0, `expected ${quoted(expected)}, got ${quoted(text)}`);
      const reason = `expected ${quoted(expected)}, got ${quoted(answered ?? "")}: costs ${cost} of ${worst}`;
      return verdict(name, version, 1 - cost / worst, reason);
    },
  };
}

type Matrix = ReadonlyMap<string, ReadonlyMap<string, number>>;

function fold(label: string): string {
  return label.trim().toLowerCase();
}

function list(matrix: Matrix): string {
  return [...matrix.keys()].join(", ");
}

function labelIn(value: JsonValue | undefined, field: string | undefined): string | undefined {
  if (field === undefined) return typeof value === "string" ? fold(value) : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const label = Object.hasOwn(value, field) ? (value as { readonly [key: string]: JsonValue })[field] : undefined;
  return typeof label === "string" ? fold(label) : undefined;
}

function matrixFrom(costs: LabelCosts): Matrix {
  const labels = Object.keys(costs);
  if (labels.length < 2) throw new UsageError(`labelCost needs two labels or more, found ${labels.length}`);
  const alike = labels.find((label, index) => labels.findIndex((other) => fold(other) === fold(label)) !== index);
  if (alike !== undefined) throw new UsageError(`labelCost has the label "${alike}" in two spellings: keep one`);
  return new Map(labels.map((label) => [fold(label), rowFrom(label, labels, costs)]));
}

function rowFrom(expected: string, labels: readonly string[], costs: LabelCosts): ReadonlyMap<string, number> {
  const row = costs[expected] ?? {};
  const stranger = Object.keys(row).find((answered) => !labels.includes(answered));
  if (stranger !== undefined)
    throw new UsageError(`labelCost: costs of "${expected}" name "${stranger}", which has no row of its own: add one`);
  if (Object.hasOwn(row, expected) && row[expected] !== 0)
    throw new UsageError(`labelCost: "${expected}" answered rightly costs ${row[expected]}: leave it out`);
  const others = labels.filter((label) => label !== expected);
  const unpriced = others.find((label) => !((row[label] ?? 0) > 0 && Number.isFinite(row[label])));
  if (unpriced !== undefined) {
    const found = Object.hasOwn(row, unpriced) ? String(row[unpriced]) : "nothing";
    throw new UsageError(`labelCost: "${expected}" taken for "${unpriced}" needs a cost above 0, found ${found}`);
  }
  return new Map(others.map((label) => [fold(label), row[label] ?? 0]));
}
