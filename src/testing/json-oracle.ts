import type { JsonValue } from "../core/json.js";

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** Matches every string, so that none is entered in its middle; a key is one with a colon. */
const STRING_OR_KEY = /"(?:[^"\\]|\\.)*"(\s*:)?/g;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Whether a text is JSON that a reader may take as it stands: nothing in it is
 * used twice, rounded, half a character or too deep. Slow and plain, to hold the
 * fast scanner against.
 */
export function isPlainJson(text: string, mostDepth: number): boolean {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return false;
  }
  const bare = text.replaceAll(STRING, '""');
  if (depthOf(bare) > mostDepth) return false;
  const { keys, strings } = partsOf(value);
  const written = [...text.matchAll(STRING_OR_KEY)].filter(([, colon]) => colon !== undefined);
  if (written.length !== keys.length || keys.includes("__proto__")) return false;
  if ([...keys, ...strings].some((one) => one.includes("\0") || /\p{Cs}/u.test(one))) return false;
  return (bare.match(NUMBER) ?? []).every(isKept);
}

function depthOf(bare: string): number {
  let [depth, most] = [0, 0];
  for (const character of bare) {
    if (character === "[" || character === "{") depth += 1;
    if (character === "]" || character === "}") depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}

function partsOf(value: JsonValue): { readonly keys: readonly string[]; readonly strings: readonly string[] } {
  if (typeof value === "string") return { keys: [], strings: [value] };
  if (typeof value !== "object" || value === null) return { keys: [], strings: [] };
  const inside = Object.values(value).map((one) => partsOf(one));
  return {
    keys: [...(Array.isArray(value) ? [] : Object.keys(value)), ...inside.flatMap(({ keys }) => keys)],
    strings: inside.flatMap(({ strings }) => strings),
  };
}

/** Whether a double says what was written: exactly where it is whole, finitely and not as 0 elsewhere. */
function isKept(written: string): boolean {
  const value = Number(written);
  if (!Number.isFinite(value)) return false;
  const [digits = "", exponent] = written.split(/[eE]/);
  if (value === 0) return !/[1-9]/.test(digits);
  if (exponent !== undefined) return true;
  const whole = BigInt(digits.split(".")[0] ?? "");
  return whole < 2n ** 53n && whole > -(2n ** 53n) && Math.abs(value) < 2 ** 53;
}
