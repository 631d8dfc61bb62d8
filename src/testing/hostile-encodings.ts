import { between, good, type HostileCase, jsonl, textOf } from "./hostile-case.js";

const lines = `${good("a")}\n${good("b")}\n`;
const utf16be = Buffer.from(lines, "utf16le").swap16();
const utf32le = Buffer.concat(Array.from(lines, (one) => Buffer.from([one.charCodeAt(0), 0, 0, 0])));
const bom = Buffer.from("\uFEFF");
const notUtf8 = /items\.jsonl:2:\d+: not UTF-8 text; save it as UTF-8$/;
const notJson = /items\.jsonl:\d+(:\d+)?: not JSON: /;

/** Line ends, byte order marks and white space. */
const SEPARATORS: readonly HostileCase[] = [
  jsonl("byte order mark", Buffer.concat([bom, Buffer.from(lines)]), 2),
  jsonl("byte order mark twice", Buffer.concat([bom, bom, Buffer.from(lines)]), /:1(:1)?: not JSON: a byte order mark/),
  jsonl("byte order mark between files that were joined", between("\n\uFEFF"), /:2(:1)?: not JSON: a byte order mark/),
  jsonl("nothing but a byte order mark", bom, /items\.jsonl: no items/),
  jsonl("CRLF", between("\r\n"), 2),
  jsonl("CRLF and LF", `${good("a")}\r\n${good("b")}\n${good("c")}\r\n`, 3),
  jsonl("CR alone between items", between("\r"), /:1:\d+: not JSON: lines must end in LF or CRLF/),
  jsonl("CR as white space inside an item", good("a").replaceAll(",", ",\r"), 1),
  jsonl("no newline at the end", lines.trimEnd(), 2),
  jsonl("blank lines", `\n\n${good("a")}\n \t\r\n${good("b")}\n\n`, 2),
  jsonl("NEL between items", between("\u0085"), notJson),
  jsonl("LS between items", between("\u2028"), notJson),
  jsonl("PS between items", between("\u2029"), notJson),
  jsonl("vertical tab between items", between("\v"), notJson),
  jsonl("a line with a no-break space", between("\n\u00a0\n"), /:2(:1)?: not JSON/),
  jsonl("NEL, LS and PS in a text", good("a", "x\u0085y\u2028z\u2029"), 1),
  jsonl("a newline inside a text", good("a", "x\ny"), /:1(:\d+)?: not JSON: unterminated string/),
];

const BYTES: readonly HostileCase[] = [
  jsonl("NUL between items", between("\0"), /:1:\d+: not JSON: it has NUL bytes/),
  jsonl("NUL in a text", textOf([0]), /:2:\d+: not JSON: it has NUL bytes/),
  jsonl("NUL in a text, escaped", good("a", "x\\u0000y"), /:1:\d+: U\+0000 in a text/),
  jsonl("UTF-16, little end first", Buffer.from(`\uFEFF${lines}`, "utf16le"), /:1:1: not UTF-8 text; it is UTF-16/),
  jsonl("UTF-16, big end first", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), /:1:1: .* it is UTF-16/),
  jsonl("UTF-16 without a mark", Buffer.from(lines, "utf16le"), /:1(:\d+)?: not JSON: it has NUL bytes/),
  jsonl("UTF-32", utf32le, /:1(:\d+)?: not JSON: it has NUL bytes/),
  jsonl("overlong /", textOf([0xc0, 0xaf]), notUtf8),
  jsonl("overlong NUL", textOf([0xc0, 0x80]), notUtf8),
  jsonl("overlong / in three bytes", textOf([0xe0, 0x80, 0xaf]), notUtf8),
  jsonl("overlong / in four bytes", textOf([0xf0, 0x80, 0x80, 0xaf]), notUtf8),
  jsonl("a raw surrogate", textOf([0xed, 0xa0, 0x80]), notUtf8),
  jsonl("a raw surrogate pair (CESU-8)", textOf([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]), notUtf8),
  jsonl("beyond U+10FFFF", textOf([0xf4, 0x90, 0x80, 0x80]), notUtf8),
  jsonl("a byte that UTF-8 never has", textOf([0xff]), notUtf8),
  jsonl("a stray continuation byte", textOf([0x80]), notUtf8),
  jsonl("Latin-1", Buffer.from(`${good("a")}\n${good("b", "caf\u00e9")}\n`, "latin1"), notUtf8),
  jsonl(
    "a character cut off at the end",
    Buffer.concat([Buffer.from(good("a")), Buffer.from([0xe2, 0x82])]),
    /not UTF-8/,
  ),
  jsonl("a replacement character that was written", good("a", "x\uFFFDy"), 1),
  jsonl("the same before a bad byte", textOf([0xef, 0xbf, 0xbd, 0xff]), /:2:\d+: not UTF-8/),
];

const CHARACTERS: readonly HostileCase[] = [
  jsonl("half a surrogate pair, escaped, high", good("a", "x\\ud83dy"), /:1:27: half of a surrogate pair/),
  jsonl("half a surrogate pair, escaped, low", good("a", "x\\uDE00"), /:1:27: half of a surrogate pair/),
  jsonl("a surrogate pair the wrong way round", good("a", "\\ude00\\ud83d"), /half of a surrogate pair/),
  jsonl("half a surrogate pair in a key", `{"id":"a","input":{"\\udc00":1}}`, /half of a surrogate pair/),
  jsonl("a surrogate pair, escaped", good("a", "\\ud83d\\ude00"), 1),
  jsonl("the words \\ud83d, with the backslash escaped", good("a", "\\\\ud83d"), 1),
  jsonl("an emoji, noncharacters and tag characters", good("a", "\u{1F600}\uFFFF\u{E0041}"), 1),
  jsonl("direction overrides and zero-width characters", good("a", "\u202Eevil\u202C\u200B"), 1),
  jsonl("a raw terminal sequence", good("a", "\u001b[2J"), /:1(:\d+)?: not JSON: bad control character/),
  jsonl("an escaped terminal sequence", good("a", "\\u001b[2J"), 1),
];

/** Bytes that are no text, or not the text they seem. */
export const HOSTILE_ENCODINGS: readonly HostileCase[] = [...SEPARATORS, ...BYTES, ...CHARACTERS];
