import { z } from "zod";
import { JsonObjectSchema, JsonValueSchema } from "./json.js";

/** What a reader gives back for a value that is not as its schema asks. */
const REFUSED = Symbol("refused");
type Reader = (value: unknown) => unknown;
/** Whose checks are read too, as far as they are known. */
const CHECKED = [z.ZodArray, z.ZodNumber, z.ZodString];
/** Deeper values are Zod's, so that nothing is taken that it could not read again. */
const MOST_LEVELS = 500;

const readers = new WeakMap<z.ZodType, Reader>();

/**
 * `schema.safeParse`, for the rows that are written and read by the hundred thousand: takes a copy, checked, of what a
 * schema of objects, lists, texts, numbers, words and booleans says, many times as fast. Where the value is
 * refused, or the schema says more than that, Zod itself has the word.
 */
export function parsePlain<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  const known = readers.get(schema) ?? readerOf(schema);
  readers.set(schema, known);
  const data = known(value);
  return data === REFUSED ? schema.safeParse(value) : { success: true, data: data as z.output<S> };
}

function readerOf(schema: z.ZodType): Reader {
  if (schema === JsonValueSchema) return (value) => readJson(value);
  if (schema === JsonObjectSchema) return (value) => (Array.isArray(value) ? REFUSED : objectOnly(readJson(value)));
  if (!isUnchecked(schema) && !CHECKED.some((kind) => schema instanceof kind)) return zodReader(schema);
  if (schema instanceof z.ZodReadonly && schema.def.innerType instanceof z.ZodObject)
    return frozenReader(readerOf(schema.def.innerType));
  if (schema instanceof z.ZodNullable) return nullReader(readerOf(schema.def.innerType as z.ZodType));
  if (schema instanceof z.ZodArray) {
    const isWithin = lengthCheck(schema);
    if (isWithin !== null) return listReader(readerOf(schema.def.element as z.ZodType), isWithin);
  }
  if (schema instanceof z.ZodObject && isUnchecked(schema)) {
    const { catchall, shape } = schema.def;
    if (catchall === undefined || catchall instanceof z.ZodNever) return objectReader(shape, catchall !== undefined);
  }
  if (schema instanceof z.ZodUnknown) return (value) => value;
  if (schema instanceof z.ZodLiteral) {
    const words = schema.def.values;
    return (value) => (words.includes(value as z.core.util.Literal) ? value : REFUSED);
  }
  if (schema instanceof z.ZodBoolean) return (value) => (typeof value === "boolean" ? value : REFUSED);
  if (schema instanceof z.ZodEnum) {
    const words = new Set<unknown>(Object.values(schema.def.entries));
    return (value) => (words.has(value) ? value : REFUSED);
  }
  if (schema instanceof z.ZodNumber) return numberReader(schema) ?? zodReader(schema);
  if (schema instanceof z.ZodString) return textReader(schema) ?? zodReader(schema);
  return zodReader(schema);
}

function isUnchecked({ def }: z.ZodType): boolean {
  return (def.checks ?? []).length === 0;
}

function nullReader(inner: Reader): Reader {
  return (value) => (value === null ? null : inner(value));
}

function frozenReader(inner: Reader): Reader {
  return (value) => {
    const data = inner(value);
    return data === REFUSED ? REFUSED : Object.freeze(data);
  };
}

/** A copy of a value that JSON can say, as `z.json` takes it. */
function readJson(value: unknown, levels = MOST_LEVELS): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : REFUSED;
  if (typeof value !== "object" || levels === 0) return REFUSED;
  if (Array.isArray(value)) return readList(value, (entry) => readJson(entry, levels - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype || Object.getOwnPropertySymbols(value).length > 0) return REFUSED;
  const copy: { [name: string]: unknown } = {};
  for (const [name, field] of Object.entries(value)) {
    const data = readJson(field, levels - 1);
    if (data === REFUSED || name === "__proto__") return REFUSED;
    copy[name] = data;
  }
  return copy;
}

function objectOnly(data: unknown): unknown {
  return typeof data === "object" && data !== null ? data : REFUSED;
}

function listReader(element: Reader, isWithin: (length: number) => boolean): Reader {
  return (value) => (Array.isArray(value) && isWithin(value.length) ? readList(value, element) : REFUSED);
}

function readList(list: readonly unknown[], element: Reader): unknown {
  // Holes too: `map` would pass them over.
  const copy = Array.from(list, (entry) => element(entry));
  return copy.includes(REFUSED) ? REFUSED : copy;
}

function objectReader(shape: z.ZodRawShape, isStrict: boolean): Reader {
  const fields = Object.entries(shape).map(([name, field]) => {
    const isOptional = field instanceof z.ZodOptional;
    const schema = isOptional ? field.def.innerType : field;
    return { name, isOptional, read: readerOf(schema as z.ZodType) };
  });
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return REFUSED;
    const from = value as { readonly [name: string]: unknown };
    const copy: { [name: string]: unknown } = {};
    let names = 0;
    for (const { name, isOptional, read } of fields) {
      const field = from[name];
      // One that is there and says nothing is rare enough to be Zod's.
      if (isOptional && field === undefined && !(name in from)) continue;
      const data = read(field);
      if (data === REFUSED) return REFUSED;
      copy[name] = data;
      names += 1;
    }
    if (!isStrict) return copy;
    for (const _ in from) names -= 1;
    return names === 0 ? copy : REFUSED;
  };
}

/** Null where a check is more than lengths and a pattern. */
function textReader(schema: z.ZodString): Reader | null {
  if ("format" in schema.def) return null;
  const patterns = (schema.def.checks ?? []).filter(({ _zod }) => _zod.def.check === "string_format");
  const isWithin = lengthCheck(schema, patterns.length);
  const tests = patterns.map(({ _zod }) => patternOf(_zod.def));
  const known = tests.filter((pattern) => pattern !== null);
  if (isWithin === null || known.length < tests.length) return null;
  return (value) => {
    if (typeof value !== "string" || !isWithin(value.length)) return REFUSED;
    for (const pattern of known) if (!pattern.test(value)) return REFUSED;
    return value;
  };
}

/** Null where it is not a pattern that can be asked again and again. */
function patternOf(def: z.core.$ZodCheckDef): RegExp | null {
  const { format, pattern } = def as Partial<z.core.$ZodCheckRegexDef>;
  return format === "regex" && pattern !== undefined && !pattern.global && !pattern.sticky ? pattern : null;
}

/** Null where a check is not of a length. @param others - checks that somebody else carries out */
function lengthCheck({ def }: z.ZodString | z.ZodArray, others = 0): ((length: number) => boolean) | null {
  let [least, most] = [0, Number.POSITIVE_INFINITY];
  let found = others;
  for (const check of def.checks ?? []) {
    const { check: kind, minimum, maximum, length } = check._zod.def as LengthCheck;
    if (kind === "min_length") least = Math.max(least, minimum ?? 0);
    else if (kind === "max_length") most = Math.min(most, maximum ?? most);
    else if (kind === "length_equals") [least, most] = [Math.max(least, length ?? 0), Math.min(most, length ?? most)];
    else continue;
    found += 1;
  }
  if (found < (def.checks ?? []).length) return null;
  return (length) => length >= least && length <= most;
}

interface LengthCheck extends z.core.$ZodCheckDef {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
}

/** Null where a check is not a bound. */
function numberReader(schema: z.ZodNumber): Reader | null {
  const isInteger = "format" in schema.def && schema.def.format === "safeint";
  if ("format" in schema.def && !isInteger) return null;
  const checks = (schema.def.checks ?? []).map((check) => boundOf(check._zod.def));
  const bounds = checks.filter((bound) => bound !== null);
  if (bounds.length < checks.length) return null;
  return (value) => {
    if (typeof value !== "number" || !(isInteger ? Number.isSafeInteger(value) : Number.isFinite(value)))
      return REFUSED;
    for (const isWithin of bounds) if (!isWithin(value)) return REFUSED;
    return value;
  };
}

function boundOf(def: z.core.$ZodCheckDef): ((value: number) => boolean) | null {
  const { value: bound, inclusive } = def as Partial<z.core.$ZodCheckGreaterThanDef>;
  if (typeof bound !== "number") return null;
  if (def.check === "greater_than") return inclusive ? (value) => value >= bound : (value) => value > bound;
  if (def.check === "less_than") return inclusive ? (value) => value <= bound : (value) => value < bound;
  return null;
}

function zodReader(schema: z.ZodType): Reader {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : REFUSED;
  };
}
