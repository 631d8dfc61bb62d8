import { describe, expect, it } from "vitest";
import { htmlText } from "./html.js";
import { type Column, foldedTable } from "./table-markup.js";

const COLUMNS: readonly Column<number>[] = [{ header: "Number", kind: "row", cell: (row) => `row ${row}` }];
const rendered = (length: number, isFirst: (row: number) => boolean) =>
  htmlText(foldedTable({ caption: "Numbers", columns: COLUMNS, rows: Array.from({ length }, (_, i) => i) }, isFirst));
const rowsIn = (text: string) => [...text.matchAll(/row (\d+)/gu)].map(([, row]) => Number(row));

describe("foldedTable", () => {
  it("keeps the rows that count outside, and every other row once, inside", () => {
    const [open = "", folded = ""] = rendered(20, (row) => row % 10 === 3).split("<details>");
    expect(rowsIn(open)).toEqual([3, 13]);
    expect(rowsIn(folded)).toHaveLength(18);
    expect(folded).toContain("<summary>18 more</summary>");
    expect(folded).toContain("Numbers: the others");
  });

  it("is whole where it is short, or where no row counts more than another", () => {
    for (const text of [rendered(12, (row) => row === 0), rendered(20, () => false)])
      expect(text).not.toContain("<details>");
    expect(rowsIn(rendered(20, () => false))).toHaveLength(20);
  });

  it("has nothing to fold where every row counts", () => {
    expect(rendered(20, () => true)).not.toContain("<details>");
  });
});
