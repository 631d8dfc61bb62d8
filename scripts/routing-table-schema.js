/**
 * Publishes the JSON Schema of routing tables, for editors and other languages.
 * @module
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

/**
 * @param {string} modules - the folder of the compiled modules
 * @param {string} into - the folder in which `routing-table.v1.schema.json` is written
 */
export async function writeRoutingTableSchema(modules, into) {
  const { RoutingTableSchema } = await import(pathToFileURL(join(modules, "core", "routing-table.js")).href);
  const file = join(into, "routing-table.v1.schema.json");
  await writeFile(file, `${JSON.stringify(routingTableJsonSchema(RoutingTableSchema), null, 2)}\n`);
}

/**
 * The form of a table. Names that point at nothing and the checksum are beyond
 * what a JSON Schema can say: `tierbench check` looks at those.
 *
 * @param {import("zod").ZodType} schema
 */
export function routingTableJsonSchema(schema) {
  return {
    title: "tierbench routing table, version 1",
    ...z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }),
  };
}
