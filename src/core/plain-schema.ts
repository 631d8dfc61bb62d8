import { z } from "zod";

/** What a reader gives back for a value that is not as its schema asks. */
const REFUSED = Symbol("refused");
type Reader = (value: unknown) => unknown;

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
  if (schema instanceof z.ZodNullable) return nullReader(readerOf(schema.def.innerType as z.ZodType));
  if (schema instanceof z.ZodArray && isUnchecked(schema)) return listReader(readerOf(schema.def.element as z.ZodType));
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

function listReader(element: Reader): Reader {
  return (value) => {
    if (!Array.isArray(value)) return REFUSED;
    // Holes too: `map` would pass them over.
    const copy = Array.from(value, (entry) => element(entry));
    return copy.includes(REFUSED) ? REFUSED : copy;
  };
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

/** Null where a check is more than a least length. */
function textReader({ def }: z.ZodString): Reader | null {
  if ("format" in def) return null;
  let least = 0;
  for (const check of def.checks ?? []) {
    const { check: kind, minimum } = check._zod.def as Partial<z.core.$ZodCheckMinLengthDef>;
    if (kind !== "min_length" || minimum === undefined) return null;
    least = Math.max(least, minimum);
  }
  return (value) => (typeof value === "string" && value.length >= least ? value : REFUSED);
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
