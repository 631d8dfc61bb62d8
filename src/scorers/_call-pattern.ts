import { z } from "zod";
import type { ToolStep } from "../core/conversation.js";
import { canonicalJson, type JsonObject, JsonObjectSchema } from "../core/json.js";
import type { Tool } from "../core/tool.js";

export const CallPatternSchema = z.strictObject({
  /** Of the tool. */
  name: z.string().min(1),
  /** Arguments that the call has, among others. */
  input: JsonObjectSchema.default({}),
});
/** Calls of one tool with some arguments. */
export type CallPattern = z.output<typeof CallPatternSchema>;

/** Schemas with one of these may take arguments that `properties` does not list. */
const OPEN_SCHEMA = [
  "additionalProperties",
  "unevaluatedProperties",
  "patternProperties",
  "$ref",
  "$dynamicRef",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "dependentSchemas",
];

/** Whether a call is of the tool, with the arguments that the pattern names. */
export function fits(step: Pick<ToolStep, "name" | "input">, { name, input }: CallPattern): boolean {
  if (step.name !== name) return false;
  return Object.entries(input).every(
    ([field, value]) => Object.hasOwn(step.input, field) && canonicalJson(step.input[field]) === canonicalJson(value),
  );
}

/** Why no call could ever fit: there is no such tool, or it takes no such argument; null where one could. */
export function strangeIn({ name, input }: CallPattern, tools: readonly Tool[]): string | null {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return `tool "${name}"; there are: ${tools.map((one) => one.name).join(", ")}`;
  const known = argumentsOf(tool.inputSchema);
  const stranger = Object.keys(input).find((field) => known !== null && !known.includes(field));
  return stranger === undefined ? null : `argument "${stranger}" of ${name}; there are: ${known?.join(", ")}`;
}

/** The arguments that a schema lists; null where it lists none, or others may be taken too. */
function argumentsOf(schema: JsonObject): readonly string[] | null {
  const { properties } = schema;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return null;
  const isOpen = OPEN_SCHEMA.some((keyword) => Object.hasOwn(schema, keyword) && schema[keyword] !== false);
  return isOpen ? null : Object.keys(properties);
}

export function callText({ name, input }: CallPattern): string {
  return `${name} ${JSON.stringify(input)}`;
}
