import { ROW_LIMITS, type RowLimits } from "./limits.js";
import { shown } from "./shown.js";

/** What is wrong with a JSON text, and where: `offset` counts UTF-16 units from 0. */
export interface JsonFault {
  readonly offset: number;
  readonly rule: string;
}

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const BACKSLASH = 92;
/** A string may hold half a surrogate pair, or U+0000, only where one of these is written. */
const SUSPECT_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;
const LONE_SURROGATE = /\p{Cs}/u;
/** Up to so many keys a list is faster than a set. */
const FEW_KEYS = 16;
/** So many digits are always exact. */
const EXACT_DIGITS = 15;
/** Characters of a key or number in a message. */
const NAME = 40;

/**
 * The first thing in a JSON text that `JSON.parse` would take in silence and we
 * do not: a key used twice, a number that would be rounded, half a character, a
 * `__proto__`, or more depth, keys or values than the limits allow. Made for text
 * that is JSON; of any other it may say nothing, and `JSON.parse` then objects.
 */
export function jsonFault(text: string, limits: RowLimits = ROW_LIMITS): JsonFault | null {
  return new JsonScan(text, limits).run();
}

/** The keys of an object so far; `null` for an array. */
interface Frame {
  readonly names: string[] | null;
  many: Set<string> | null;
}

class JsonScan {
  readonly #text: string;
  readonly #limits: RowLimits;
  readonly #isSuspect: boolean;
  readonly #frames: Frame[] = [];
  #at = 0;
  #values = 0;
  /** Whether a string that comes now is a key. */
  #expectsKey = false;

  constructor(text: string, limits: RowLimits) {
    this.#text = text;
    this.#limits = limits;
    this.#isSuspect = SUSPECT_ESCAPE.test(text);
  }

  run(): JsonFault | null {
    while (this.#at < this.#text.length) {
      const fault = this.#step(this.#text.charCodeAt(this.#at));
      if (fault !== null) return fault;
      if (this.#values > this.#limits.values)
        return this.#fault(`more than ${this.#limits.values.toLocaleString("en")} values on one line`);
    }
    return null;
  }

  #step(code: number): JsonFault | null {
    if (code === QUOTE) return this.#string();
    if (code === COMMA) this.#expectsKey = (this.#frames.at(-1)?.names ?? null) !== null;
    else if (code === 123 || code === 91) return this.#open(code === 123);
    else if (code === 125 || code === 93) this.#close();
    else if (code === MINUS || (code >= 48 && code <= 57)) return this.#number();
    else if (code === 116 || code === 110) return this.#literal(4);
    else if (code === 102) return this.#literal(5);
    this.#at += 1;
    return null;
  }

  #open(isObject: boolean): JsonFault | null {
    if (this.#frames.length >= this.#limits.depth)
      return this.#fault(`nested deeper than ${this.#limits.depth} levels`);
    this.#frames.push({ names: isObject ? [] : null, many: null });
    this.#expectsKey = isObject;
    this.#values += 1;
    this.#at += 1;
    return null;
  }

  #close(): void {
    this.#frames.pop();
    this.#expectsKey = false;
  }

  #literal(length: number): null {
    this.#values += 1;
    this.#at += length;
    return null;
  }

  #string(): JsonFault | null {
    const start = this.#at;
    const end = this.#closingQuote(start + 1);
    this.#at = end < 0 ? this.#text.length : end + 1;
    if (end < 0) return null;
    const fault = this.#isSuspect ? this.#characters(start, end) : null;
    if (fault !== null) return fault;
    if (this.#expectsKey) return this.#key(start, end);
    this.#values += 1;
    return null;
  }

  #closingQuote(from: number): number {
    let end = this.#text.indexOf('"', from);
    while (end >= 0 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    return end;
  }

  #isEscaped(quote: number): boolean {
    let before = quote - 1;
    while (this.#text.charCodeAt(before) === BACKSLASH) before -= 1;
    return (quote - before) % 2 === 0;
  }

  #characters(start: number, end: number): JsonFault | null {
    const written = this.#text.slice(start + 1, end);
    if (!SUSPECT_ESCAPE.test(written)) return null;
    const text = decoded(written);
    if (text.includes("\0")) return this.#fault("U+0000 in a text; take it out", start);
    if (LONE_SURROGATE.test(text)) return this.#fault("half of a surrogate pair in a text; no text has it", start);
    return null;
  }

  #key(start: number, end: number): JsonFault | null {
    this.#expectsKey = false;
    const frame = this.#frames.at(-1);
    if (frame === undefined || frame.names === null) return null;
    const written = this.#text.slice(start + 1, end);
    const key = written.includes("\\") ? decoded(written) : written;
    if (key === "__proto__") return this.#fault('key "__proto__", which no JSON reader keeps; rename it', start);
    if (isTaken(frame, frame.names, key))
      return this.#fault(`key "${shown(key, NAME)}" occurs twice in one object`, start);
    if (frame.names.length > this.#limits.keys)
      return this.#fault(`more than ${this.#limits.keys.toLocaleString("en")} keys in one object`, start);
    return null;
  }

  #number(): JsonFault | null {
    const start = this.#at;
    let code: number;
    do {
      this.#at += 1;
      code = this.#text.charCodeAt(this.#at);
      // Digits, and what else a number may hold: + - . E e
    } while ((code >= 48 && code <= 57) || code === 46 || code === 101 || code === 69 || code === 43 || code === 45);
    this.#values += 1;
    if (this.#at - start <= EXACT_DIGITS && !/[eE]/.test(this.#text.slice(start, this.#at))) return null;
    const rule = numberFault(this.#text.slice(start, this.#at));
    return rule === null ? null : this.#fault(rule, start);
  }

  #fault(rule: string, offset = this.#at): JsonFault {
    return { offset, rule };
  }
}

/** Adds a key to its object, unless it is there. */
function isTaken(frame: Frame, names: string[], key: string): boolean {
  if (names.length >= FEW_KEYS) frame.many ??= new Set(names);
  if (frame.many === null ? names.includes(key) : frame.many.has(key)) return true;
  frame.many?.add(key);
  names.push(key);
  return false;
}

function numberFault(written: string): string | null {
  const value = Number(written);
  const isExponential = /[eE]/.test(written);
  if (!isExponential && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return `number "${shown(written, NAME)}" is beyond 2^53 and would be rounded; write it as a text`;
  if (Math.abs(value) === Number.POSITIVE_INFINITY)
    return `number "${shown(written, NAME)}" is too large; write it as a text`;
  if (value === 0 && /[1-9]/.test(written.split(/[eE]/)[0] ?? ""))
    return `number "${shown(written, NAME)}" is too small and would become 0; write it as a text`;
  return null;
}

/** A JSON string as it reads; as it is written where its escapes are broken. */
function decoded(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return written;
  }
}
