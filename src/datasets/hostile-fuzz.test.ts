import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTierbenchError } from "../core/errors.js";
import { canonicalJson, type JsonValue } from "../core/json.js";
import { isPlainJson } from "../testing/json-oracle.js";
import { inPieces, mutatedBytes } from "../testing/mutated-bytes.js";
import { collectItems } from "./collect-items.js";
import { ROW_LIMITS } from "./limits.js";
import { rowsFrom } from "./read-rows.js";
import { strictJson } from "./strict-json.js";

/** `npm run prove:datasets` asks for more. */
const CASES = Number(process.env["FUZZ_CASES"] ?? 20_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const options = { numRuns: CASES / 2, seed: SEED };
const timeout = 60_000 + CASES * 20;

const line = (id: string, more = {}) =>
  JSON.stringify({
    id,
    input: { text: `text of ${id}`, n: [1.5, -2e3, true, null], deep: { a: { b: ["x"] } } },
    expected: "a",
    ...more,
  });
const JSONL = [
  `${line("a")}\n${line("b", { cluster: "c", tags: ["x", "y"], difficulty: "hard" })}\n`,
  `\uFEFF${line("a", { expected: { facts: ["é", "\u{1F600}"], total: 1077.6 } })}\r\n\r\n${line("b")}`,
  `{"id": "a", "input": {"caf\\u00e9": "\\ud83d\\ude00 \\"quoted\\" \\\\", "": 0}}\n`,
].map((text) => Buffer.from(text));
const CSV = [
  "id,text,expected,tags\na,hello,x,p;q\nb,world,y,\n",
  '\uFEFFid,text,expected\r\na,"with ""quotes"", a comma\r\nand lines",x\r\nb,é,y\r\n',
].map((text) => Buffer.from(text));

type Ending = { readonly items: readonly object[] } | { readonly refused: string };

async function loaded(pieces: readonly Buffer[], file: string): Promise<Ending> {
  async function* chunks() {
    yield* pieces;
  }
  try {
    return { items: await collectItems(rowsFrom(chunks(), file), "t", { name: "t", version: "1" }) };
  } catch (thrown) {
    if (!isTierbenchError(thrown) || thrown.exitCode !== 2) throw thrown;
    return { refused: thrown.message };
  }
}

/** A line of JSONL as an item must say it. */
function itemFields(text: string): object {
  const { id, input, ...others } = JSON.parse(text) as { readonly [key: string]: JsonValue };
  return { id, input, ...others };
}

const prototypes = () => [Object, Array, String].map(({ prototype }) => Reflect.ownKeys(prototype));

describe(`mutated datasets (seed ${SEED})`, () => {
  it("are read as JSON exactly where a plain reader finds nothing to object to", { timeout }, () => {
    const texts = mutatedBytes([...JSONL, Buffer.from("[1,2]"), Buffer.from('{"a":{"b":[{}]}}')]).map((bytes) =>
      bytes.toString("utf8").replace(/^\uFEFF/, ""),
    );
    const spaced = fc
      .tuple(fc.jsonValue(), fc.nat({ max: 3 }))
      .map(([value, space]) => JSON.stringify(value, null, space));
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: texts }, { weight: 1, arbitrary: spaced }), (text) => {
        const expected = isPlainJson(text, ROW_LIMITS.depth);
        plain += Number(expected);
        let value: JsonValue | undefined;
        try {
          value = strictJson(text, (offset) => ({ file: "f", line: 1, column: (offset ?? 0) + 1 }));
        } catch (thrown) {
          if (!isTierbenchError(thrown)) throw thrown;
          expect(expected, thrown.message).toBe(false);
          return;
        }
        expect(expected).toBe(true);
        expect(value).toEqual(JSON.parse(text));
      }),
      options,
    );
    expect(plain / options.numRuns).toBeGreaterThan(0.1);
  });

  it("end in items that say what was written, or in one line, however they arrive", { timeout }, async () => {
    const before = prototypes();
    const file = fc.constantFrom("items.jsonl", "items.jsonl", "items.jsonl", "items.csv");
    const given = file.chain((name) =>
      fc.tuple(
        fc.constant(name),
        mutatedBytes(name === "items.csv" ? CSV : JSONL),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      ),
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(given, async ([name, bytes, cuts]) => {
        const ending = await loaded([bytes], name);
        expect(await loaded(inPieces(bytes, cuts), name)).toEqual(ending);
        if ("refused" in ending) {
          expect(ending.refused).toMatch(/^items\.(jsonl|csv)(:\d+(:\d+)?)?( field "[^"]*")?: \S.*$/);
          expect(ending.refused.length).toBeLessThan(400);
          return;
        }
        accepted += 1;
        expect(() => canonicalJson(ending.items)).not.toThrow();
        if (name === "items.csv") return;
        const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        const written = text.split("\n").filter((one) => !/^[ \t\r]*$/.test(one));
        expect(written.every((one) => isPlainJson(one, ROW_LIMITS.depth))).toBe(true);
        expect(ending.items).toMatchObject(written.map(itemFields));
      }),
      options,
    );
    expect(accepted / options.numRuns).toBeGreaterThan(0.05);
    expect(prototypes()).toEqual(before);
  });
});
