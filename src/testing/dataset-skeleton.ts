import type { Item } from "../core/item.js";
import { canonicalJson } from "../core/json.js";

const CAPITALISED = /\p{Lu}[\p{L}\p{M}\p{N}_'’-]*/gu;

/** An input without its names and numbers: two items that share it are the same task twice. */
export function skeleton(input: Item["input"]): string {
  return canonicalJson(input).replace(CAPITALISED, "N").replace(/\d+/g, "#").toLowerCase();
}
