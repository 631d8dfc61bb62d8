import { count } from "./format-number.js";
import { type Content, type Html, html } from "./html.js";

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => Content;
  /** `row`: the cell names its row. `number`: right-aligned. */
  readonly kind?: "row" | "number";
}

export interface TableSpec<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Rows become cards on a phone, instead of scrolling sideways. */
  readonly isStacked?: boolean;
  /** Class of one row. */
  readonly rowClass?: (row: Row) => string;
}

const MOST_ROWS = 1000;
/** A table of so many rows is taken in at a glance. */
const GLANCE_ROWS = 12;

/** A table in its own region, so that it scrolls by itself and by keyboard, never the page. */
export function tableMarkup<Row>(spec: TableSpec<Row>): Html {
  const { caption, rows, isStacked = false } = spec;
  const left = rows.length - MOST_ROWS;
  // Restyled rows lose their meaning for assistive software unless it is spelled out.
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table role="table"${isStacked ? html` class="stack"` : null}><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${spec.columns.map(headerCell)}</tr></thead><tbody role="rowgroup">${rows.slice(0, MOST_ROWS).map((row) => rowMarkup(row, spec))}</tbody></table></div>${left > 0 ? html`<p class="more">… ${count(left)} more rows</p>` : null}`;
}

/** A table of the rows that count, and the others folded away under it; a short table is whole. */
export function foldedTable<Row>(spec: TableSpec<Row>, isFirst: (row: Row, index: number) => boolean): Html {
  const first = spec.rows.filter(isFirst);
  const others = spec.rows.filter((row, index) => !isFirst(row, index));
  if (spec.rows.length <= GLANCE_ROWS || first.length === 0 || others.length === 0) return tableMarkup(spec);
  const rest = tableMarkup({ ...spec, caption: `${spec.caption}: the others`, rows: others });
  return html`${tableMarkup({ ...spec, rows: first })}<details><summary>${count(others.length)} more</summary>${rest}</details>`;
}

function headerCell<Row>({ header, kind }: Column<Row>): Html {
  return html`<th role="columnheader" scope="col"${kind === "number" ? html` class="number"` : null}>${header}</th>`;
}

function rowMarkup<Row>(row: Row, { columns, rowClass }: TableSpec<Row>): Html {
  const cells = columns.map(({ header, cell, kind }) => {
    if (kind === "row") return html`<th role="rowheader" scope="row" data-label="${header}">${cell(row)}</th>`;
    return html`<td role="cell" data-label="${header}"${kind === "number" ? html` class="number"` : null}>${cell(row)}</td>`;
  });
  const name = rowClass?.(row) ?? "";
  return html`<tr role="row"${name === "" ? null : html` class="${name}"`}>${cells}</tr>`;
}

/** A text from outside: it cannot change the order of what stands beside it. */
export function named(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** A value with something smaller under it. */
export function withNote(value: Content, note: Content): Html {
  return note === "" ? html`${value}` : html`${value}<span class="note">${note}</span>`;
}
