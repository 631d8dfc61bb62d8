import { z } from "zod";
import type { Item } from "./item.js";

/** `dataset.json` beside `items.jsonl`. */
export const DatasetManifestSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  description: z.string().optional(),
  license: z.string().optional(),
  /** A string that occurs nowhere else: a model that prints it has seen the items. */
  canary: z.string().min(16).optional(),
  /** For classification: the labels an item may expect. Any other is an error. */
  labels: z.array(z.string().min(1)).min(2).optional(),
});
export type DatasetManifest = z.infer<typeof DatasetManifestSchema>;

/** A dataset that has been read and checked whole. */
export interface Dataset {
  readonly manifest: DatasetManifest;
  readonly taskType: string;
  readonly items: readonly Item[];
  /** SHA-256 over the content hashes of all items, in id order. */
  readonly sha256: string;
}

/** What a run and a table remember of a dataset. */
export const DatasetRefSchema = z.object({
  id: z.string(),
  version: z.string(),
  sha256: z.string(),
  items: z.int().nonnegative(),
  clusters: z.int().nonnegative(),
  license: z.string().optional(),
});
export type DatasetRef = z.infer<typeof DatasetRefSchema>;
