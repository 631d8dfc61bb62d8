import { sampleRoute, sampleTable } from "./router-sample-table.js";

export interface TableCase {
  readonly name: string;
  readonly isValid: boolean;
  /** A fresh table each time. */
  readonly table: () => unknown;
}

export type Path = readonly (string | number)[];

type Fields = Record<string | number, unknown>;

const SAMPLE_TEXT = JSON.stringify(sampleTable());

export function sampleJson(): Fields {
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

export function valid(name: string, table: () => unknown): TableCase {
  return { name: `valid: ${name}`, isValid: true, table };
}

export function broken(name: string, table: () => unknown): TableCase {
  return { name: `broken: ${name}`, isValid: false, table };
}

export function set(isValid: boolean, path: Path, ...values: readonly unknown[]): readonly TableCase[] {
  return values.map((value) => {
    const name = `${path.join(".")} = ${describeValue(value)}`;
    return isValid ? valid(name, () => withValue(path, value)) : broken(name, () => withValue(path, value));
  });
}

export function describeValue(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value.constructor?.name ?? "object";
  return (JSON.stringify(value) ?? typeof value).slice(0, 60);
}

export function manyRoutes(count: number): unknown {
  const plan = [{ tier: "opus", accept: "always" as const, carry: "none" as const }];
  const names = Array.from({ length: count }, (_, index) => `type-${index}`);
  return withValue(["routes"], Object.fromEntries(names.map((name) => [name, sampleRoute(name, plan)])));
}

export function manyTiers(count: number): unknown {
  const [haiku, sonnet, opus] = sampleTable().tiers;
  const more = Array.from({ length: count - 3 }, (_, index) => ({ ...opus, id: `tier-${index}`, rank: 3 + index }));
  return withValue(["tiers"], [haiku, sonnet, opus, ...more]);
}

export function steps(count: number): unknown {
  return Array.from({ length: count }, () => ({ tier: "opus", accept: "always", carry: "none" }));
}
