import { type Excerpt, type FailureRow, failuresView } from "./failures-view.js";
import { count, counted } from "./format-number.js";
import { type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { sectionMarkup } from "./section-markup.js";
import { PRINTED_CASES } from "./style-print.js";
import { type Column, foldedTable, named } from "./table-markup.js";

const FATE_WORDS = {
  kept: "the table keeps this answer",
  escalated: "the table asks on",
  "not asked": "the table does not ask this tier",
} as const;

const COLUMNS: readonly Column<FailureRow>[] = [
  { header: "Item", kind: "row", cell: itemCell },
  { header: "Expected", cell: ({ expected }) => excerptCell(expected, "not stored") },
  { header: "The tier answered", cell: ({ answer }) => excerptCell(answer, "not kept") },
  { header: "The reference answered", cell: ({ referenceAnswer }) => excerptCell(referenceAnswer, "not kept") },
  {
    header: "Why",
    cell: ({ reasons }) =>
      reasons.length === 0
        ? html`<span class="quiet">not stated</span>`
        : html`${reasons.map((reason) => excerptText(reason))}`,
  },
];

/** The items to look at before believing any average. */
export function failuresSection({ outcomes, items, table }: ReportInput): Html {
  const view = failuresView(outcomes, items, table);
  if (view.total === 0) return sectionMarkup("failures", html`<p>There is no such item in these runs.</p>`);
  const shown = view.rows.length < view.total ? `The first ${count(view.rows.length)} are shown` : "All are shown";
  return sectionMarkup(
    "failures",
    html`<p>${counted(view.total, "case")} in all. The table would keep ${count(view.kept)} of these wrong answers; in ${counted(view.escalated, "case")} its cascade would doubt the answer and ask on; the rest are on tiers that it does not ask. ${shown}: kept ones first, task types in turn.</p>${foldedTable({ caption: "Items that a tier got wrong and the reference got right", columns: COLUMNS, rows: view.rows, isStacked: true }, (_, index) => index < PRINTED_CASES)}${printNote(view.rows.length)}`,
  );
}

/** Paper holds the cases that count most; the file holds all of them. */
function printNote(rows: number): Html | null {
  const left = rows - PRINTED_CASES;
  if (left <= 0) return null;
  return html`<p class="only-print note">${counted(left, "more case")}, and the prompts, in the report itself.</p>`;
}

function itemCell({ itemId, taskType, tier, fate, scores, prompt }: FailureRow): Html {
  const details =
    prompt === null
      ? html`<span class="note">prompt not stored</span>`
      : html`<details><summary>Prompt</summary>${excerptText(prompt)}</details>`;
  return html`<span class="item-id">${named(itemId)}</span><span class="note">${named(taskType)}, <strong>${named(tier)}</strong></span><span class="note">${FATE_WORDS[fate]}</span><span class="note">score ${scores}</span>${details}`;
}

function excerptCell(excerpt: Excerpt | null, absent: string): Html {
  return excerpt === null ? html`<span class="quiet">${absent}</span>` : excerptText(excerpt);
}

function excerptText({ text, more }: Excerpt): Html {
  const words = text === "" ? html`<span class="quiet">empty</span>` : html`${text}`;
  return html`<div class="text" dir="auto">${words}</div>${more > 0 ? html`<p class="more">… ${counted(more, "more character")}</p>` : null}`;
}
