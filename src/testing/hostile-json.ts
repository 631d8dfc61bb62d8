import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { good, type HostileCase, holding, jsonl } from "./hostile-case.js";

const MEBIBYTE = 1_048_576;
const keys = (count: number, form = (index: number) => `"k${index}":1`) =>
  `{${Array.from({ length: count }, (_, index) => form(index)).join(",")}}`;
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const twice = (key: string) => new RegExp(`items\\.jsonl:1:\\d+: key "${key}" occurs twice in one object`);
const rounded = /items\.jsonl:1:24: number ".*" is beyond 2\^53 and would be rounded/;

const KEYS: readonly HostileCase[] = [
  jsonl("a key twice", `{"id":"a","id":"b","input":{}}`, twice("id")),
  jsonl("a key twice, deep inside", holding(`[{"a":{"b":1,"c":2,"b":1}}]`), twice("b")),
  jsonl("a key twice, once escaped", holding(`{"ab":1,"\\u0061b":2}`), twice("ab")),
  jsonl("a key twice, among many", holding(`${keys(40).slice(0, -1)},"k7":2}`), twice("k7")),
  jsonl("the empty key twice", holding(`{"":1,"":2}`), twice("")),
  jsonl("one key in several objects", holding(`[{"a":{"a":1}},{"a":2}]`), 1),
  jsonl("__proto__", `{"id":"a","input":{},"__proto__":{"polluted":1}}`, /:1:22: key "__proto__"/),
  jsonl("__proto__, deep inside", holding(`{"a":[{"__proto__":{"polluted":1}}]}`), /key "__proto__"/),
  jsonl("__proto__, escaped", holding(`{"__pr\\u006fto__":{"polluted":1}}`), /key "__proto__"/),
  jsonl("constructor.prototype", holding(`{"constructor":{"prototype":{"polluted":1}}}`), 1),
  jsonl("names of methods", holding(`{"toString":1,"hasOwnProperty":2,"valueOf":3,"__defineGetter__":4}`), 1),
  jsonl("10,000 keys", holding(keys(10_000)), 1),
  jsonl("10,001 keys", holding(keys(10_001)), /:1:\d+: more than 10,000 keys in one object/),
  {
    name: "ten million keys, of which 17 MiB are written",
    verdict: /:1: line longer than 16 MiB/,
    write: tenMillionKeys,
  },
  jsonl(
    "a key of a mebibyte, twice",
    holding(keys(2, () => `"${"k".repeat(MEBIBYTE)}":1`)),
    /key "k{40}…" occurs twice/,
  ),
];

/** The rest is a hole in the file: nobody is to read so far. */
function tenMillionKeys(folder: string): void {
  const file = openSync(join(folder, "items.jsonl"), "w");
  writeSync(file, holding(keys(200_000, (index) => `"${String(index).padStart(90, "k")}":1`)).slice(0, -20));
  ftruncateSync(file, 1024 * MEBIBYTE);
  closeSync(file);
}

const NUMBERS: readonly HostileCase[] = [
  jsonl("2^53 − 1", holding("9007199254740991"), 1),
  jsonl("2^53", holding("9007199254740992"), rounded),
  jsonl("2^53 + 1", holding("9007199254740993"), rounded),
  jsonl("−2^53 − 1", holding("-9007199254740993"), rounded),
  jsonl("2^53 + 1 with a fraction", holding("9007199254740993.0"), rounded),
  jsonl("400 digits", holding("1".repeat(400)), rounded),
  jsonl("an id as a big number", `{"id":12345678901234567890,"input":{}}`, /:1:7: number .* would be rounded/),
  jsonl("1e400", holding("1e400"), /:1:24: number "1e400" is too large/),
  jsonl("−1e400", holding("-1E+400"), /number "-1E\+400" is too large/),
  jsonl("1e−400", holding("1e-400"), /number "1e-400" is too small/),
  jsonl("1e308, −0 and a long fraction", holding("[1e308,-0,0.12345678901234567890,0e-999]"), 1),
  ...["NaN", "Infinity", "-Infinity"].map((word) => jsonl(word, holding(word), /:1(:\d+)?: not JSON: JSON has no NaN/)),
  ...["01", "+1", "0x10", ".5", "5.", "1_000"].map((word) =>
    jsonl(`the number ${word}`, holding(word), /:1(:\d+)?: not JSON/),
  ),
];

const SYNTAX: readonly HostileCase[] = [
  ...["undefined", "None", "True", "'x'", "[1,]", "[1 2]", "{a:1}", "/* x */ 1", '"\\x41"', '"\\u12"', '"x'].map(
    (word) => jsonl(`the value ${word}`, holding(word), /items\.jsonl:1(:\d+)?: not JSON/),
  ),
  ...["[1]", '"text"', "7", "null", "true"].map((line) =>
    jsonl(`the line ${line}`, `${good("a")}\n${line}\n`, /items\.jsonl:2: each line must be one JSON object/),
  ),
  jsonl("two objects on a line", `${good("a")}${good("b")}`, /:1:\d+: not JSON: unexpected non-whitespace character/),
  jsonl("an object over several lines", JSON.stringify(JSON.parse(good("a")), null, 2), /:1(:\d+)?: not JSON/),
  jsonl("a line cut off", `${good("a")}\n${good("b").slice(0, 20)}`, /:2(:\d+)?: not JSON/),
  jsonl("an empty object", "{}", /items\.jsonl:1 field "id": /),
  jsonl("an empty file", "", /items\.jsonl: no items/),
  jsonl("nothing but newlines", "\n".repeat(100_000), /items\.jsonl: no items/),
  jsonl("HTML", "<!doctype html><title>Sign in</title>", /:1(:\d+)?: not JSON/),
];

const SIZES: readonly HostileCase[] = [
  jsonl("62 arrays inside the input", holding(nested(62)), 1),
  jsonl("63 arrays inside the input", holding(nested(63)), /:1:86: nested deeper than 64 levels/),
  jsonl("a million levels of arrays", () => holding(nested(1_000_000)), /nested deeper than 64 levels/),
  jsonl("a million levels of objects", () => holding(`{"a":`.repeat(1_000_000)), /nested deeper than 64 levels/),
  jsonl("a million arrays, never closed", () => "[".repeat(1_000_000), /nested deeper than 64 levels/),
  jsonl("a million values", () => holding(`[${"0,".repeat(999_990)}0]`), 1),
  jsonl(
    "five million objects",
    () => holding(`[${"{},".repeat(5_000_000)}{}]`),
    /more than 1,000,000 values on one line/,
  ),
  jsonl("a text of 15 MiB", () => good("a", "x".repeat(15 * MEBIBYTE)), 1),
  jsonl("a line of 16 MiB", () => good("a", "x".repeat(16 * MEBIBYTE - good("a", "").length)), 1),
  jsonl(
    "a line of 16 MiB and one byte",
    () => good("a", "x".repeat(16 * MEBIBYTE - good("a", "").length + 1)),
    /:1: line longer/,
  ),
  jsonl("backslashes by the mebibyte", () => good("a", "\\\\".repeat(4 * MEBIBYTE)), 1),
  jsonl("escaped quotes by the mebibyte", () => good("a", '\\"'.repeat(4 * MEBIBYTE)), 1),
];

/** Text that a JSON parser would take, or choke on. */
export const HOSTILE_JSON: readonly HostileCase[] = [...KEYS, ...NUMBERS, ...SYNTAX, ...SIZES];
