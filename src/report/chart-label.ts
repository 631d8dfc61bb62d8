import { clipText, visibleText } from "./visible-text.js";

/**
 * A name as it fits into a drawing: one line, cut with an ellipsis. The whole
 * name is in the table of numbers.
 *
 * @param limit - characters, ≥ 2
 */
export function chartLabel(text: string, limit: number): string {
  const line = visibleText(text).replace(/[\n\t]/g, " ");
  const { shown, more } = clipText(line, limit);
  return more === 0 ? line : `${clipText(shown, limit - 1).shown}…`;
}
