import { printableLine } from "./printable.js";
import {
  cellsText,
  leftText,
  PLAIN_SIGNS,
  projectedText,
  rateText,
  type Signs,
  spentText,
  stateText,
} from "./progress-text.js";
import type { RunTally } from "./run-tally.js";
import { cutToWidth, shownWidth } from "./shown-width.js";
import type { TierTally } from "./tier-tally.js";

const BAR_COLUMNS = 20;
const NAME_COLUMNS = 24;
const GAP = "  ";

interface Column {
  readonly title: string;
  readonly isNumeric: boolean;
  /** Columns go in this order where the terminal is narrow, the highest first; 0 stays. */
  readonly dispensable: number;
  readonly cell: (tally: TierTally) => string;
}

/** How a run stands, one line for each tier and one for all of them, as wide as the terminal is at most. */
export function progressTable(tally: RunTally, nowMs: number, columns: number, signs: Signs): readonly string[] {
  const rows = [...tally.tiers, tally.total];
  // The last column of a terminal stays free.
  const shown = fitting(
    columnsOf(tally, nowMs, signs).map((column) => textsOf(column, rows, signs)),
    columns - 1,
  );
  return ["", ...rows].map((_, row) =>
    shown
      .map(({ texts }) => texts[row] ?? "")
      .join(GAP)
      .trimEnd(),
  );
}

function columnsOf(tally: RunTally, nowMs: number, signs: Signs): readonly Column[] {
  const { total } = tally;
  const isTotal = (row: TierTally) => row === total;
  const projected = (row: TierTally) => (isTotal(row) ? tally.projectedNanoUsd() : row.projectedNanoUsd());
  const leftMs = (row: TierTally) => (isTotal(row) ? tally.leftMs(nowMs) : row.leftMs(nowMs));
  const state = (row: TierTally) => (row.left === 0 ? "" : stateText(tally.stateOf(row.name), nowMs));
  const number = (title: string, dispensable: number, cell: Column["cell"]): Column => ({
    title,
    isNumeric: true,
    dispensable,
    cell,
  });
  return [
    { title: "tier", isNumeric: false, dispensable: 0, cell: ({ name }) => nameText(name) },
    { title: "", isNumeric: false, dispensable: 5, cell: (row) => barText(row, signs) },
    number(tally.isAtMost ? "cells, at most" : "cells", 0, cellsText),
    number("errored", 1, ({ errored }) => String(errored)),
    number("rate", 4, (row) => (row.left === 0 ? "" : rateText(row.ratePerSecond(nowMs), signs))),
    ...(tally.isFree
      ? []
      : [number("spent", 0, spentText), number("in all", 2, (row) => projectedText(projected(row), tally, signs))]),
    number("left", 0, (row) => leftText(leftMs(row), signs)),
    { title: "", isNumeric: false, dispensable: 3, cell: (row) => (isTotal(row) ? "" : state(row)) },
  ];
}

interface ShownColumn {
  readonly texts: readonly string[];
  readonly width: number;
  readonly dispensable: number;
}

function textsOf(
  { title, isNumeric, dispensable, cell }: Column,
  rows: readonly TierTally[],
  signs: Signs,
): ShownColumn {
  const plain = [title, ...rows.map(cell)].map((text) => (signs === PLAIN_SIGNS ? asAscii(text) : text));
  const width = Math.max(...plain.map(shownWidth));
  const texts = plain.map((text) => {
    const padding = " ".repeat(width - shownWidth(text));
    return isNumeric ? padding + text : text + padding;
  });
  return { texts, width, dispensable };
}

function fitting(all: readonly ShownColumn[], columns: number): readonly ShownColumn[] {
  const shown = all.filter(({ width }) => width > 0);
  const width = shown.reduce((sum, column) => sum + column.width + GAP.length, -GAP.length);
  const first = Math.max(...shown.map(({ dispensable }) => dispensable));
  if (width <= columns || first === 0) return shown;
  return fitting(
    shown.filter(({ dispensable }) => dispensable !== first),
    columns,
  );
}

function nameText(name: string): string {
  const line = printableLine(name);
  return shownWidth(line) <= NAME_COLUMNS ? line : `${cutToWidth(line, NAME_COLUMNS - 3)}...`;
}

function barText({ done, total }: TierTally, signs: Signs): string {
  const full = Math.min(BAR_COLUMNS, Math.floor((done / Math.max(1, total)) * BAR_COLUMNS));
  return signs.done.repeat(full) + signs.open.repeat(BAR_COLUMNS - full);
}

function asAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, "?");
}
