import { z } from "zod";
import { DataError } from "./errors.js";
import { JsonObjectSchema, JsonValueSchema, sha256Hex } from "./json.js";

/** What an item id may look like: it is printed, stored and compared, never a path. */
export const ITEM_ID_PATTERN = /^[A-Za-z0-9._:-]{1,128}$/;

/** The two sides of a dataset. */
export const SPLITS = ["calibration", "test"] as const;
/** Rows used to choose (`calibration`) or to check (`test`). */
export type Split = (typeof SPLITS)[number];

/** Authors' bands of difficulty, easiest first. */
export const DIFFICULTIES = ["easy", "medium", "hard"] as const;
/** The author's guess of how hard an item is; the simulator plants abilities against it. */
export type Difficulty = (typeof DIFFICULTIES)[number];

/** One line of a dataset, as its author writes it. */
export const ItemSpecSchema = z.strictObject({
  id: z.string().regex(ITEM_ID_PATTERN, "must be 1 to 128 of A-Z a-z 0-9 . _ : -"),
  input: JsonObjectSchema,
  expected: JsonValueSchema.optional(),
  /** Items that share a source (a document, a session) share a cluster: they are not independent. */
  cluster: z.string().min(1).max(128).optional(),
  difficulty: z.enum(DIFFICULTIES).optional(),
  tags: z.array(z.string().max(64)).max(32).optional(),
});
export type ItemSpec = z.infer<typeof ItemSpecSchema>;

/** One labelled task. */
export const ItemSchema = ItemSpecSchema.extend({
  taskType: z.string().min(1),
  split: z.enum(SPLITS),
  /** SHA-256 of the canonical JSON of input and expected. */
  contentHash: z.string().length(64),
}).readonly();
export type Item = z.infer<typeof ItemSchema>;

/** Share of the items that are used to choose; the rest is used to check. */
export const CALIBRATION_SHARE = 0.4;

/**
 * The split of an item, fixed by its identity alone, so that adding items never
 * moves old ones. Items of one cluster land on the same side.
 *
 * @param identity - the cluster where there is one, else the item id
 */
export function splitOf(identity: string): Split {
  const draw = Number.parseInt(sha256Hex(`split:${identity}`).slice(0, 8), 16) / 2 ** 32;
  return draw < CALIBRATION_SHARE ? "calibration" : "test";
}

/**
 * A field of an item's input that must be text.
 * @throws DataError naming the item and the field
 */
export function inputText({ id, input }: Pick<Item, "id" | "input">, field: string): string {
  const value = input[field];
  if (typeof value === "string") return value;
  const found = value === undefined ? `nothing; its fields: ${Object.keys(input).join(", ")}` : JSON.stringify(value);
  throw new DataError(`item "${id}": input needs text here, found ${found}`, { field: `input.${field}` });
}
