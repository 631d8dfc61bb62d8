/**
 * The wording and the form by which a model states its confidence in a field of a JSON answer.
 * @module
 */
import { UsageError } from "./errors.js";
import type { JsonObject, JsonValue } from "./json.js";
import { splitMember } from "./json-member.js";

/** A field, and what it may hold. */
export interface ConfidenceField {
  readonly field: string;
  /** Least to most confident. */
  readonly levels: readonly string[];
}

const INSTRUCTION =
  /^In the JSON object of the answer, add one last field "([A-Za-z_][A-Za-z0-9_]*)" whose value is one of: (.+)\.$/m;
/** Keywords beside `properties` that can forbid another property, or hide where it belongs. */
const HIDING = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "const", "enum", "maxProperties", "propertyNames"];

/** What the system prompt says to obtain the field. */
export function fieldInstruction({ field, levels }: ConfidenceField): string {
  return `In the JSON object of the answer, add one last field "${field}" whose value is one of: ${levels.join(", ")}.`;
}

/** The field that a system prompt asks for; null where it does not ask. */
export function requestedField(system: string): ConfidenceField | null {
  const [, field = "", levels] = INSTRUCTION.exec(system) ?? [];
  return levels === undefined ? null : { field, levels: levels.split(", ") };
}

/**
 * The schema of an answer with the field as its last, required property.
 * @throws UsageError if the schema has no room for another property, or has one of this name
 */
export function withConfidenceField(
  schema: JsonObject,
  { field, levels }: ConfidenceField,
  taskType: string,
): JsonObject {
  const { properties, required } = schema;
  const refuse = (what: string) => {
    throw new UsageError(
      `eval "${taskType}": selfReport cannot add the field "${field}" to an outputSchema that ${what}; use form "follow-up", or another field`,
    );
  };
  if (schema["type"] !== "object" || !isObject(properties)) return refuse("is not that of an object with properties");
  const hiding = HIDING.find((keyword) => Object.hasOwn(schema, keyword));
  if (hiding !== undefined) return refuse(`forbids another field by "${hiding}"`);
  if (Object.hasOwn(properties, field)) return refuse("has a field of this name");
  return {
    ...schema,
    properties: { ...properties, [field]: { type: "string", enum: [...levels] } },
    required: [...(Array.isArray(required) ? required : []), field],
  };
}

/**
 * Takes the field off an answer.
 *
 * @returns the answer without the field, and the level; null where the answer is no
 *   JSON object with the field, or the field holds none of the levels
 */
export function splitConfidenceField(
  text: string,
  { field, levels }: ConfidenceField,
): { readonly answer: string; readonly level: string | null } {
  const split = splitMember(text, field);
  if (split === null) return { answer: text, level: null };
  return { answer: split.rest, level: levelIn(split.value, levels) };
}

/** The level that a value names, whatever its case; null where it names none. */
export function levelIn(value: JsonValue, levels: readonly string[]): string | null {
  if (typeof value !== "string") return null;
  const said = value.trim().toLowerCase();
  return levels.find((level) => level.toLowerCase() === said) ?? null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
