import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText, printable, printableLine } from "./printable.js";
import { textTable } from "./text-table.js";

/** Pieces that terminals, bidirectional text and CI systems act on. */
const HOSTILE = [
  "\u001b[2J",
  "\u001b]0;title\u0007",
  "\u001b]52;c;AAAA\u001b\\",
  "\u001bP",
  "\u009b31m",
  "\u009d",
  "\b",
  "\r",
  "\u007f",
  "\u0000",
  "\u202e",
  "\u2066",
  "\u200b",
  "\u200d",
  "\ufeff",
  "\u{e0041}",
  "\u2028",
  "\u2029",
  "\u0085",
  "\ud800",
  "::error::",
  "  ::add-mask::x",
  "\t::stop-commands::t",
  "::",
  ":",
  "##[group]",
  "##[",
  "#",
  "##vso[task.setvariable]",
  "\n",
] as const;
const text = array(oneof(constantFrom(...HOSTILE), string(), string({ unit: "grapheme" }))).map((parts) =>
  parts.join(""),
);

/** What acts on a terminal; line feed and tab do no harm. */
const ACTS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** As the runners of GitHub and Azure read a line. */
function isCommand(line: string): boolean {
  return line.trimStart().startsWith("::") || /##\[|##vso\[/.test(line);
}

describe("printable text", () => {
  it("has nothing that a terminal acts on and no CI command, whatever it is made of", () => {
    assert(
      property(text, (hostile) => {
        const shown = printable(hostile);
        expect(shown).not.toMatch(ACTS);
        expect(shown.split("\n").filter(isCommand)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same text where nothing is hostile", () => {
    for (const plain of ["a: b::c # d ## e", "Grüße, 東京, ½ ≥ −3\n\tnext", "run_1:2", "std::vector"]) {
      expect(printable(plain)).toBe(plain);
    }
  });

  it("shows what it took away", () => {
    expect(printable("a\u001b[31mb\u202ec")).toBe("a\\u{1b}[31mb\\u{202e}c");
    expect(printable("::error::x\n  ::debug::y\nz ##[group]")).toBe("\\::error::x\n  \\::debug::y\nz #\\#[group]");
  });

  it("on one line stays there", () => {
    assert(
      property(text, (hostile) => {
        expect(printableLine(hostile)).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

describe("JSON", () => {
  it("means what it meant and is as harmless", () => {
    assert(
      property(text, (hostile) => {
        const document = jsonText({ [hostile]: [hostile] }, 2);
        expect(document).not.toMatch(ACTS);
        expect(document.split("\n").filter(isCommand)).toEqual([]);
        expect(JSON.parse(document)).toEqual({ [hostile]: [hostile] });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a table", () => {
  it("has one line for each row, whatever is in the cells", () => {
    assert(
      property(array(text, { minLength: 1 }), (cells) => {
        const lines = textTable(
          ["a", "b"],
          cells.map((cell) => [cell, "1"]),
        ).split("\n");
        expect(lines).toHaveLength(cells.length + 1);
        expect(lines.filter((line) => ACTS.test(line))).toEqual([]);
      }),
    );
  });

  it("aligns figures right, names left, and wide characters by their width", () => {
    expect(
      textTable(
        ["name", "cost", "tier"],
        [
          ["東京", "$0.1", "sonnet-3-5"],
          ["b", "unknown", "opus"],
        ],
      ),
    ).toBe("name     cost  tier\n東京     $0.1  sonnet-3-5\nb     unknown  opus");
  });
});
