import type { JsonValue } from "./json.js";

/** A text that is one JSON object, without one of its members. */
export interface SplitObject {
  /** Every other byte as it stood. */
  readonly rest: string;
  readonly value: JsonValue;
}

const FENCE = /^(\s*```[a-zA-Z]*\n)([\s\S]*?)(\n?```\s*)$/;
const SPACE = /\s/;

/**
 * Takes one member off a text that is a JSON object and nothing else; a Markdown
 * fence around it stays.
 *
 * @returns null where the text is no JSON object, or has no such member
 */
export function splitMember(text: string, name: string): SplitObject | null {
  const [, before = "", bare = text, after = ""] = FENCE.exec(text) ?? [];
  const document = objectIn(bare);
  if (document === null || !Object.hasOwn(document, name)) return null;
  const members = membersOf(bare);
  // Written twice, the last one counts, and none may stay.
  const kept = members.filter((member) => member.name !== name);
  const open = bare.slice(0, bare.indexOf("{") + 1);
  const close = bare.slice(bare.lastIndexOf("}"));
  const inner = kept.map(({ start, end }) => bare.slice(start, end)).join(",");
  const tail = kept.length === members.length || kept.at(-1) === members.at(-1) ? "" : endSpace(bare);
  return { rest: `${before}${open}${inner}${tail}${close}${after}`, value: document[name] ?? null };
}

function objectIn(text: string): { readonly [name: string]: JsonValue } | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return JSON.parse(text) as { readonly [name: string]: JsonValue };
  } catch {
    return null;
  }
}

interface Member {
  readonly name: string;
  /** With the white space around it, without commas. */
  readonly start: number;
  readonly end: number;
}

/** The members of an object that is known to be good JSON. */
function membersOf(text: string): readonly Member[] {
  const members: Member[] = [];
  const last = text.lastIndexOf("}");
  let start = text.indexOf("{") + 1;
  let depth = 0;
  for (let at = start; at <= last; at += 1) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at);
    else if (at === last || (character === "," && depth === 0)) {
      if (text.slice(start, at).trim() !== "") members.push({ name: nameIn(text, start), start, end: at });
      start = at + 1;
    } else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
  }
  return members;
}

function nameIn(text: string, from: number): string {
  const start = text.indexOf('"', from);
  return JSON.parse(text.slice(start, stringEnd(text, start) + 1)) as string;
}

/** Place of the quotation mark that ends the string which begins here. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** The white space before the closing brace: an object in lines keeps its form. */
function endSpace(text: string): string {
  const close = text.lastIndexOf("}");
  let start = close;
  while (start > 0 && SPACE.test(text[start - 1] ?? "")) start -= 1;
  return text.slice(start, close);
}
