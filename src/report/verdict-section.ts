import { type BaselineRow, baselinesView, inSampleNote, type NumberWords } from "./baselines-view.js";
import { count } from "./format-number.js";
import { type Figure, headlineView } from "./headline-view.js";
import { type Html, html } from "./html.js";
import { groundsMarkup, promiseMarkup } from "./promise-markup.js";
import { promiseView } from "./promise-view.js";
import type { ReportInput } from "./report-input.js";
import { type RouteRow, routesView, unroutedTaskTypes } from "./routes-view.js";
import { sectionMarkup } from "./section-markup.js";
import { sentenceMarkup } from "./sentence-markup.js";
import { type Column, named, tableMarkup, withNote } from "./table-markup.js";

/** A shape for each status, so that colour is never alone. */
const STATUS_GLYPHS = { certified: "✓", within: "◐", estimated: "≈", "insufficient-data": "?", manual: "✎" } as const;

const CROSS_FITTED =
  "Of two figures the less favourable is the large one. Cross-fitted: the same way of choosing, judged on items that it did not see, so that luck in choosing does not count. In-sample: this table on all items, among them those that it was made from.";

/** The answer: one sentence, big numbers, a line per task type, and the baselines beside it. */
export function verdictSection({ calibration, table }: ReportInput): Html {
  const headline = headlineView(calibration, table);
  const unrouted = unroutedTaskTypes(calibration, table);
  const baselines = baselinesView(calibration);
  const promise = promiseView(calibration, table);
  return sectionMarkup(
    "verdict",
    html`<p class="verdict-sentence">${sentenceMarkup(headline.sentence, headline.names)}</p>${promiseMarkup(promise)}<dl class="figures">${headline.figures.map(figureTile)}</dl>${headline.isCrossFitted ? html`<p class="note">${CROSS_FITTED}</p>` : null}${groundsMarkup(promise)}<h3>Where to send what</h3>${tableMarkup(
      {
        caption: "Decision for each task type",
        columns: routeColumns(table.defaults.referenceTier),
        rows: routesView(calibration, table),
        isStacked: true,
      },
    )}${unrouted.length > 0 ? html`<p>Measured but not in the table, so sent to ${named(table.defaults.referenceTier)}: ${unrouted.map((taskType, index) => html`${index > 0 ? ", " : ""}${named(taskType)}`)}.</p>` : null}<h3>Against the simple alternatives</h3><p>The same items, replayed under every policy${calibration.options.traffic === null ? "" : ", weighted by your traffic"}. ${inSampleNote(calibration, table)}</p>${tableMarkup(
      {
        caption: "This table, every single tier, and the bound",
        columns: baselineColumns(baselines.unit.label),
        rows: baselines.rows,
        rowClass: ({ kind }) => (kind === "other" ? "" : kind === "bound" ? "row-bound" : "row-own"),
      },
    )}`,
  );
}

function figureTile({ label, value, notes }: Figure): Html {
  return html`<div class="figure-tile"><dt>${named(label)}</dt><dd><span class="figure-value">${value}</span>${notes.map((note) => html`<span class="note">${named(note)}</span>`)}</dd></div>`;
}

function routeColumns(reference: string): readonly Column<RouteRow>[] {
  return [
    { header: "Task type", kind: "row", cell: (row) => withNote(named(row.taskType), row.evidence) },
    {
      header: "Send to",
      cell: ({ plan }) => withNote(html`<strong class="tier">${named(plan.first)}</strong>`, plan.after),
    },
    { header: "Status", cell: (row) => withNote(statusBadge(row), row.promise) },
    { header: `Cost against ${reference}`, cell: (row) => withNote(row.cost, row.costDetail) },
    { header: `Quality against ${reference}`, cell: (row) => withNote(row.quality, row.qualityInterval) },
    { header: "Not yet certain", cell: openCell },
  ];
}

function statusBadge({ standing, statusWords }: RouteRow): Html {
  return html`<span class="badge badge-${standing}"><span aria-hidden="true">${STATUS_GLYPHS[standing]}</span> ${statusWords}</span>`;
}

function openCell({ open, priceOfKnowing }: RouteRow): Html {
  if (open === "" && priceOfKnowing === "") return html`<span class="quiet">nothing</span>`;
  return withNote(
    html`<span class="small">${named(open)}</span>`,
    priceOfKnowing === "" ? "" : `To know: ${priceOfKnowing}`,
  );
}

function baselineColumns(unit: string): readonly Column<BaselineRow>[] {
  return [
    { header: "Policy", kind: "row", cell: ({ name, role }) => withNote(named(name), role) },
    { header: "Quality", kind: "number", cell: ({ quality }) => numberCell(quality) },
    { header: "Points against reference", kind: "number", cell: ({ difference }) => numberCell(difference) },
    { header: `Cost ${unit}`, kind: "number", cell: ({ cost }) => numberCell(cost) },
    { header: "Cost against reference", kind: "number", cell: ({ costRatio }) => costRatio },
    { header: "Right answers lost", kind: "number", cell: ({ harm }) => numberCell(harm) },
    { header: "Escalated", kind: "number", cell: ({ escalation }) => escalation },
    { header: "Mean latency", kind: "number", cell: ({ latency }) => latency },
    { header: "Unbeaten", cell: ({ front }) => front },
    { header: "n", kind: "number", cell: ({ n }) => (n === null ? "–" : count(n)) },
  ];
}

function numberCell({ value, interval }: NumberWords): Html {
  return withNote(value, interval);
}
