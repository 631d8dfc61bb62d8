import { inspect } from "node:util";
import { z } from "zod";
import { ConfigSchema } from "../core/config.js";
import { suggestion } from "./nearest-name.js";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** How much of a value a message shows. */
const VALUE_CHARACTERS = 80;

/** What is wrong with a configuration: the field, what may stand there, and what was found. */
export function configFault({ issues: [issue] }: z.ZodError, config: unknown): string {
  const path = issue?.path ?? [];
  const places = placesAt(path);
  if (issue?.code === "unrecognized_keys") {
    const [unknown = ""] = issue.keys;
    const known = [...new Set(places.flatMap(({ properties = {} }) => Object.keys(properties)))];
    const near = suggestion(unknown, known);
    return `${fieldText([...path, unknown])}there is no such field${near === "" ? `; fields: ${known.join(", ")}` : near}`;
  }
  const found = valueText(path.reduce<unknown>(memberOf, config));
  if (path.length === 0) return `: not a configuration, found ${found}; write: export default defineConfig({ … })`;
  const rule = issue?.code === "invalid_format" ? issue.message : `give ${wishText(places)}`;
  return `${fieldText(path)}${rule}, found ${found}`;
}

function fieldText(path: readonly PropertyKey[]): string {
  return ` field ${JSON.stringify(path.map(String).join("."))}: `;
}

/** What the schema says of a field: of each alternative, where there are several. */
function placesAt(path: readonly PropertyKey[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (places, step) => places.flatMap((place) => alternativesOf(place).flatMap((one) => partOf(one, step))),
    [z.toJSONSchema(ConfigSchema, { io: "input" })],
  );
}

function alternativesOf(place: JsonSchema): readonly JsonSchema[] {
  return (place.oneOf ?? place.anyOf ?? [place]).filter((one) => typeof one === "object");
}

function partOf({ properties, items, additionalProperties }: JsonSchema, step: PropertyKey): readonly JsonSchema[] {
  const part = typeof step === "number" ? items : (properties?.[String(step)] ?? additionalProperties);
  return typeof part === "object" && !Array.isArray(part) ? [part] : [];
}

function wishText(places: readonly JsonSchema[]): string {
  const values = places.flatMap((place) => place.enum ?? (place.const === undefined ? [] : [place.const]));
  if (values.length > 0) return `one of: ${values.join(", ")}`;
  const [place = {}] = places;
  if (place.type === "integer") return `a whole number${rangeText(place, 1)}`;
  if (place.type === "number") return `a number${rangeText(place, 0)}`;
  if (place.type === "array") return `a list${place.minItems === undefined ? "" : ` of ${place.minItems} or more`}`;
  return place.type === "string" ? "text" : "an object";
}

/** ` from 1 to 100`, ` above 0`; ends that only say what a number can hold are left out. */
function rangeText({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema, step: 0 | 1): string {
  const isOpen = step === 0 && typeof exclusiveMinimum === "number";
  const least = typeof exclusiveMinimum === "number" ? exclusiveMinimum + step : minimum;
  const most = typeof exclusiveMaximum === "number" ? exclusiveMaximum - step : maximum;
  const hasLeast = least !== undefined && least !== Number.MIN_SAFE_INTEGER;
  if (most !== undefined && most !== Number.MAX_SAFE_INTEGER)
    return isOpen ? ` between ${least} and ${most}` : ` from ${least} to ${most}`;
  if (!hasLeast) return "";
  return isOpen ? ` above ${least}` : ` of ${least} or more`;
}

function memberOf(value: unknown, step: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
}

function valueText(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "function") return "a function";
  if (typeof value === "string") return cut(JSON.stringify(value));
  if (typeof value !== "object" || value === null) return cut(inspect(value));
  return Array.isArray(value) ? `a list of ${value.length}` : "an object";
}

function cut(text: string): string {
  return text.length > VALUE_CHARACTERS ? `${text.slice(0, VALUE_CHARACTERS)}…` : text;
}
