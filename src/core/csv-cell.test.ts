import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvLine, textOfCell } from "./csv-cell.js";

describe("a CSV cell", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "  =1",
    "\uFEFF=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\u200B=1",
    "'=1",
  ])("is no formula: %j", (text) => {
    expect(csvCell(text)).toMatch(/^"?'/);
    expect(textOfCell(csvCell(text).replace(/^"|"$/g, ""))).toBe(text);
  });

  it("leaves plain text alone, quotes what must be, and keeps numbers numbers", () => {
    expect(csvLine(["a", 'say "b", c', "two\nlines", -1, null])).toBe('a,"say ""b"", c","two\nlines",-1,\n');
  });

  it("gives any text back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const cell = csvCell(text);
        const inner = cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 ? cell.slice(1, -1) : cell;
        return textOfCell(cell.startsWith('"') ? inner.replaceAll('""', '"') : inner) === text;
      }),
    );
  });
});
