/**
 * Datasets that mean harm or came to harm, as code: each is written into an empty
 * folder by the test that reads it.
 * @module
 */
import type { HostileCase } from "./hostile-case.js";
import { HOSTILE_ENCODINGS } from "./hostile-encodings.js";
import { HOSTILE_FILES } from "./hostile-files.js";
import { HOSTILE_ITEMS } from "./hostile-items.js";
import { HOSTILE_JSON } from "./hostile-json.js";

export const HOSTILE_DATASETS: readonly HostileCase[] = [
  ...HOSTILE_ENCODINGS,
  ...HOSTILE_JSON,
  ...HOSTILE_FILES,
  ...HOSTILE_ITEMS,
];
