import { canonicalJson, type JsonValue } from "../core/json.js";
import type { CacheBreakpoint, Message, Prompt } from "../core/model-request.js";

/** The smallest part of a prompt behind which a cache may end. */
interface Unit {
  readonly end: CacheBreakpoint;
  /** Equal in two prompts exactly when the part is. */
  readonly content: string;
  readonly isEmpty: boolean;
}

/**
 * Up to where all prompts are the same: the system text, then blocks of messages.
 *
 * @returns null where not even the system text is shared, or there is no second prompt to share it with
 */
export function sharedPrefix(prompts: readonly Prompt[]): CacheBreakpoint | null {
  const [first, ...others] = prompts;
  if (first === undefined || others.length === 0) return null;
  let shared = [...unitsOf(first)];
  for (const prompt of others) shared = commonStart(shared, unitsOf(prompt));
  return shared.findLast(({ isEmpty }) => !isEmpty)?.end ?? null;
}

function commonStart(units: readonly Unit[], others: Iterable<Unit>): Unit[] {
  const common: Unit[] = [];
  for (const other of others) {
    const unit = units[common.length];
    if (unit === undefined || unit.content !== other.content) break;
    common.push(unit);
  }
  return common;
}

/** Lazily: of most prompts only the beginning is looked at. */
function* unitsOf({ system = "", messages, outputSchema }: Prompt): Generator<Unit> {
  // A structured answer's schema goes before everything: another schema is another prompt from the start.
  yield { end: "system", content: canonicalJson([system, outputSchema ?? null]), isEmpty: system === "" };
  for (const [message, { role, content }] of messages.entries()) {
    for (const [block, part] of blocksOf(content).entries()) {
      yield { end: { message, block }, content: canonicalJson([message, block, role, part]), isEmpty: part === "" };
    }
  }
}

function blocksOf(content: Message["content"]): readonly JsonValue[] {
  return typeof content === "string" ? [content] : content;
}
