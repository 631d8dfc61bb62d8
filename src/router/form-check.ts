/** What is wrong with a value, and where below it. */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Looks at one value; null: nothing is wrong. Allocates on failure only. */
export type FormCheck = (value: unknown) => Problem | null;

/** A check that any value passes for which `holds` is true. */
export function must(be: string, holds: (value: unknown) => boolean): FormCheck {
  return (value) => (holds(value) ? null : { path: [], message: `must be ${be}, found ${shown(value)}` });
}

/** Also passes `undefined`, and so a missing field. */
export function optional(check: FormCheck): FormCheck {
  return (value) => (value === undefined ? null : check(value));
}

/** Also passes `null`. */
export function nullable(check: FormCheck): FormCheck {
  return (value) => (value === null ? null : check(value));
}

/** An object with these fields; fields that are not named pass, whatever they hold. */
export function fields(checks: { readonly [name: string]: FormCheck }): FormCheck {
  const entries = Object.entries(checks);
  return (value) => {
    if (!isObject(value)) return wrongKind("an object", value);
    for (const [name, check] of entries) {
      const problem = check(value[name]);
      if (problem !== null) return below(name, problem);
    }
    return null;
  };
}

/** A plain object from any name to values of one form. The name `__proto__` does not count as an entry. */
export function entries(check: FormCheck): FormCheck {
  return (value) => {
    if (!isPlain(value)) return wrongKind("an object", value);
    for (const name of Reflect.ownKeys(value)) {
      if (name === "__proto__" || !Object.prototype.propertyIsEnumerable.call(value, name)) continue;
      if (typeof name === "symbol") return { path: [String(name)], message: "must be named by text" };
      const problem = check(value[name]);
      if (problem !== null) return below(name, problem);
    }
    return null;
  };
}

/** An array of `atLeast` to `atMost` elements of one form. */
export function list(check: FormCheck, atLeast = 0, atMost = Number.POSITIVE_INFINITY): FormCheck {
  return (value) => {
    if (!Array.isArray(value)) return wrongKind("an array", value);
    if (value.length < atLeast) return { path: [], message: `must have at least ${atLeast} elements` };
    if (value.length > atMost) return { path: [], message: `has ${value.length} elements, at most ${atMost}` };
    for (let index = 0; index < value.length; index += 1) {
      const problem = check(value[index]);
      if (problem !== null) return below(String(index), problem);
    }
    return null;
  };
}

/** True for whatever has fields: not null, not an array. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object made by a literal, by JSON, or without a prototype; of this realm or another. */
function isPlain(value: unknown): value is { readonly [name: string]: unknown } {
  if (!isObject(value)) return false;
  const maker = value["constructor"];
  if (typeof maker !== "function") return true;
  const prototype: unknown = maker.prototype;
  return isObject(prototype) && Object.hasOwn(prototype, "isPrototypeOf");
}

function below(name: string, { path, message }: Problem): Problem {
  return { path: [name, ...path], message };
}

function wrongKind(kind: string, value: unknown): Problem {
  return { path: [], message: `must be ${kind}, found ${shown(value)}` };
}

function shown(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "nothing";
    case "string":
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case "number":
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    default:
      return `a ${typeof value}`;
  }
}
