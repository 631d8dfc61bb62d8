import type { JsonValue } from "../core/json.js";

/** Deeper nesting than any consumer needs; comparing or copying much deeper values would exhaust the stack. */
const MAX_DEPTH = 256;
const FENCE = /^```[a-zA-Z]*\n([\s\S]*?)\n?```$/;

/**
 * The JSON value of an answer that is JSON and nothing else; a Markdown fence
 * around all of it is taken off. Prose beside the JSON is not: the code that
 * parses the answer in production would stumble over it too.
 *
 * @returns undefined where the answer is not JSON, or nested more than 256 levels deep
 */
export function jsonAnswer(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  const bare = FENCE.exec(trimmed)?.[1] ?? trimmed;
  try {
    const value = JSON.parse(bare) as JsonValue;
    return isDeeperThan(MAX_DEPTH, value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Level by level, because the value may be deeper than the stack. */
function isDeeperThan(depth: number, value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value];
  for (let above = 0; above <= depth && level.length > 0; above += 1) {
    level = level.flatMap((entry) => (typeof entry === "object" && entry !== null ? Object.values(entry) : []));
  }
  return level.length > 0;
}
