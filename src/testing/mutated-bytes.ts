import * as fc from "fast-check";

/** What breaks readers, to be put where it was not expected. */
const TOKENS: readonly Uint8Array[] = [
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "\n",
  "\r",
  "\r\n",
  "\0",
  " ",
  "\t",
  "\uFEFF",
  "\u2028",
  "\u0085",
  '"__proto__":1,',
  '"id":"a",',
  '"a":1,"a":2,',
  '"\\u0061":1,',
  "\\ud800",
  "\\udc00",
  "\\u0000",
  "\\u12",
  "\\x",
  "NaN",
  "-Infinity",
  "1e999",
  "1e-999",
  "9007199254740993",
  "-9007199254740992",
  "0.1",
  "-0",
  "01",
  "1.",
  "null",
  "[".repeat(70),
  '{"a":'.repeat(70),
  '""',
  '\\"',
  "\u{1F600}",
  "\uFFFD",
  "e\u0301",
  "/*",
  "'",
  ";",
  "=1+1",
].map((text) => Buffer.from(text));

const BYTES: readonly Uint8Array[] = [
  [0xff],
  [0xfe, 0xff],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0x82],
  [0x80],
  [0x1f, 0x8b],
].map((bytes) => Buffer.from(bytes));

interface Mutation {
  readonly kind: "insert" | "replace" | "remove" | "repeat" | "cut" | "flip";
  /** Where, as a fraction of the length. */
  readonly at: number;
  readonly length: number;
  readonly token: Uint8Array;
  readonly bit: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("insert", "insert", "replace", "remove", "repeat", "cut", "flip"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  token: fc.constantFrom(...TOKENS, ...TOKENS, ...BYTES),
  bit: fc.nat({ max: 7 }),
});

/** Good bytes after up to six things have happened to them; after none, sometimes. */
export function mutatedBytes(originals: readonly Uint8Array[]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(mutation, { maxLength: 6 }))
    .map(([original, mutations]) => mutations.reduce(mutated, Buffer.from(original)));
}

function mutated(bytes: Buffer, { kind, at, length, token, bit }: Mutation): Buffer {
  const start = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, start), bytes.subarray(start)];
  switch (kind) {
    case "insert":
      return Buffer.concat([before, token, after]);
    case "replace":
      return Buffer.concat([before, token, after.subarray(token.length)]);
    case "remove":
      return Buffer.concat([before, after.subarray(length)]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, length), after]);
    case "cut":
      return before;
    case "flip":
      return flipped(bytes, start, bit);
    default:
      throw new RangeError(`no mutation: ${String(kind satisfies never)}`);
  }
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
  return changed;
}

/** Bytes as they might arrive: cut into pieces anywhere. */
export function inPieces(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [...new Set(cuts.map((cut) => Math.floor(cut * bytes.length)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}
