import { csv, good, type HostileCase, jsonl, withFiles } from "./hostile-case.js";

const MEBIBYTE = 1_048_576;
const badId = /items\.jsonl:1 field "id": must be 1 to 128 of A-Z a-z 0-9 \. _ : -/;
const withId = (name: string, id: string, verdict: HostileCase["verdict"] = badId) =>
  jsonl(`id: ${name}`, good(id), verdict);

const IDS: readonly HostileCase[] = [
  jsonl(
    "id: used twice",
    `${good("a")}\n${good("b")}\n${good("a")}\n`,
    /:3 field "id": id "a" is already used on line 1/,
  ),
  jsonl("id: used twice, in another case", `${good("a")}\n${good("A")}\n`, 2),
  withId("with a composed letter (NFC)", "caf\u00e9"),
  withId("with a decomposed letter (NFD)", "cafe\u0301"),
  withId("with a space at the end", "a "),
  withId("with a newline at the end", "a\\n"),
  withId("with a zero-width space", "a\u200b"),
  withId("with a Cyrillic letter that looks like a", "\u0430"),
  withId("in full width", "\uff41"),
  withId("empty", ""),
  withId("of 128 characters", "a".repeat(128), 1),
  withId("of 129 characters", "a".repeat(129)),
  withId("that climbs", "../../etc/passwd"),
  withId("that is an absolute path", "/etc/passwd"),
  withId("that is a method of objects", "toString", 1),
  withId("__proto__", "__proto__", 1),
  jsonl("id: a number", `{"id":7,"input":{}}`, /:1 field "id": /),
  jsonl("id: null", `{"id":null,"input":{}}`, /:1 field "id": /),
];

const line = (fields: string) => `{"id":"a",${fields}}`;
const LABELS = JSON.stringify({ name: "demo", version: "1", labels: ["caf\u00e9", "tea"] });
const label = (name: string, text: string, verdict: HostileCase["verdict"]) =>
  withFiles(
    `label: ${name}`,
    { "items.jsonl": line(`"input":{},"expected":"${text}"`), "dataset.json": LABELS },
    verdict,
  );

const FIELDS: readonly HostileCase[] = [
  jsonl("no input", line(`"expected":"a"`), /:1 field "input": must be a JSON object/),
  jsonl("input: an array", line(`"input":[]`), /:1 field "input": must be a JSON object/),
  jsonl("input: a text", line(`"input":"x"`), /:1 field "input": must be a JSON object/),
  jsonl("input: paths outside, which are text", line(`"input":{"file":"../../etc/passwd","other":"/etc/shadow"}`), 1),
  jsonl("input: a spreadsheet formula", line(`"input":{"text":"=cmd|' /C calc'!A0"}`), 1),
  jsonl("a field that no item has", line(`"input":{},"lable":"a"`), /items\.jsonl:1: Unrecognized key: "lable"/),
  jsonl(
    "a field whose name has a mebibyte",
    line(`"input":{},"${"k".repeat(MEBIBYTE)}":1`),
    /Unrecognized key: "k+…; the right answer goes into "expected"/,
  ),
  jsonl("tags: a text", line(`"input":{},"tags":"x"`), /:1 field "tags"/),
  jsonl("tags: 33 of them", line(`"input":{},"tags":[${'"x",'.repeat(32)}"x"]`), /:1 field "tags"/),
  jsonl("tags: one of 65 characters", line(`"input":{},"tags":["${"x".repeat(65)}"]`), /:1 field "tags\.0"/),
  jsonl("cluster: empty", line(`"input":{},"cluster":""`), /:1 field "cluster"/),
  jsonl("cluster: of 129 characters", line(`"input":{},"cluster":"${"x".repeat(129)}"`), /:1 field "cluster"/),
  jsonl("difficulty: unknown", line(`"input":{},"difficulty":"brutal"`), /:1 field "difficulty"/),
  label("as the manifest writes it", "caf\u00e9", 1),
  label("decomposed (NFD)", "cafe\u0301", /:1 field "expected": label ".*" is not one of: caf\u00e9, tea/),
  label("in another case", "Tea", /label "Tea" is not one of/),
  label("with a space at the end", "tea ", /label "tea " is not one of/),
  label("of a mebibyte", "x".repeat(MEBIBYTE), /label "x{119}… is not one of/),
];

const CSV: readonly HostileCase[] = [
  csv("byte order mark, CRLF, quotes and a newline inside", '\uFEFFid,text,expected\r\na,"x ""y""\r\nz",b\r\n', 1),
  csv("CR alone between records", "id,text\ra,x\rb,y\r", 2),
  csv("CRLF and LF", "id,text\r\na,x\nb,y\r\n", 2),
  csv("a quote that is never closed", 'id,text\na,"x\nb,y\n', /items\.csv(:\d+)?: Quote Not Closed/),
  csv(
    "a quote that swallows 17 MiB",
    () => `id,text\na,"${"x\n".repeat(8.5 * MEBIBYTE)}`,
    /record longer than 16 MiB; is a quote not closed/,
  ),
  csv("a quote in the middle of a value", 'id,text\na,x"y"\n', /items\.csv:2: Invalid Opening Quote/),
  csv("text after a closing quote", 'id,text\na,"x"y\n', /items\.csv:2: Invalid Closing Quote/),
  csv("too many columns", "id,text\na,x\nb,y,z\n", /items\.csv:3: Invalid Record Length/),
  csv("too few columns", "id,text\na\n", /items\.csv:2: Invalid Record Length/),
  csv("a header and nothing else", "id,text\n", /items\.csv: no items/),
  csv("an empty file", "", /items\.csv: no items/),
  csv("a column twice", "id,text, text\na,x,y\n", /items\.csv:1: column "text" occurs twice/),
  csv("a column without a name", "id,text,\na,x,\n", /items\.csv:1: column 3 has no name/),
  csv("__proto__", "id,__proto__\na,x\n", /items\.csv:1: column "__proto__"/),
  csv("constructor and toString", "id,constructor,toString\na,x,y\n", 1),
  csv(
    "10,001 columns",
    `id,${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(",")}\n`,
    /:1: more than 10,000 columns/,
  ),
  csv("a million columns", `id${",".repeat(1_000_000)}\n`, /:1: more than 10,000 columns/),
  csv("NUL", "id,text\na,x\0y\n", /items\.csv:2: NUL in the text/),
  csv("UTF-16", Buffer.from("\uFEFFid,text\na,x\n", "utf16le"), /items\.csv:1:1: not UTF-8 text; it is UTF-16/),
  csv("Latin-1", Buffer.from("id,text\na,x\nb,caf\u00e9\n", "latin1"), /items\.csv:3:6: not UTF-8/),
  csv("semicolons", "id;text\na;x\n", /items\.csv:1: one column, "id;text"; separate columns by commas/),
  csv(
    "semicolons, and a comma in a name",
    "id;text, in German;expected\na;x;y\n",
    /items\.csv:1: 2 columns, the first "id;text"; separate columns by commas, not by semicolons$/,
  ),
  csv("an id used twice", "id,text\na,x\na,y\n", /items\.csv:3 field "id": id "a" is already used on line 2/),
  csv("a bad id before a broken record", 'id,text\n/,x\nb,y"z\n', /items\.csv:2 field "id"/),
  csv("33 tags", `id,tags\na,${"x;".repeat(33)}\n`, /items\.csv:2 field "tags"/),
  csv("a spreadsheet formula", "id,text\na,=HYPERLINK(1)\n", 1),
];

/** Rows that are read well and are no items, and tables that are none. */
export const HOSTILE_ITEMS: readonly HostileCase[] = [...IDS, ...FIELDS, ...CSV];
