import { costPlot } from "./cost-plot.js";
import { type CostRow, costView, moneyTotal } from "./cost-view.js";
import { figureMarkup } from "./figure-markup.js";
import { count } from "./format-number.js";
import { type Html, html } from "./html.js";
import { judgeView, type TrustRow, trustView } from "./judge-view.js";
import type { ReportInput } from "./report-input.js";
import { type Column, named, tableMarkup } from "./table-markup.js";

const COLUMNS: readonly Column<CostRow>[] = [
  { header: "Tier", kind: "row", cell: ({ tier }) => named(tier) },
  { header: "Cells", kind: "number", cell: ({ cells }) => count(cells) },
  { header: "Answers", kind: "number", cell: ({ answers }) => moneyTotal(answers) },
  { header: "Signals", kind: "number", cell: ({ signals }) => moneyTotal(signals) },
  { header: "Judge", kind: "number", cell: ({ judge }) => moneyTotal(judge) },
  { header: "List price", kind: "number", cell: ({ list }) => moneyTotal(list) },
  { header: "Charged", kind: "number", cell: ({ charged }) => moneyTotal(charged) },
];

/** What the measurement itself cost; production pays neither the judge nor the failed attempts. */
export function costPart({ calibration, outcomes, runs }: ReportInput): Html {
  const view = costView(outcomes, runs, calibration.tierOrder);
  const text = {
    title: "Cost of the measurement by tier",
    description: view.rows.map(({ tier, list }) => `${tier}: ${moneyTotal(list)}.`).join(" "),
  };
  const wide = costPlot(view, 760, { id: "cost-wide", ...text });
  const narrow = costPlot(view, 340, { id: "cost-narrow", ...text });
  const data = tableMarkup({ caption: "Cost of the measurement", columns: COLUMNS, rows: [...view.rows, view.total] });
  const intro = html`<p>What the measurement cost. “Charged” is what the ledger counts against the budget, failed attempts included and discounts taken. The judge is paid here only, never in production.</p>`;
  if (wide === null || narrow === null) return html`<h3>Cost of the measurement</h3>${intro}${data}`;
  const caption = html`<span class="key"><span class="swatch swatch-answers" aria-hidden="true"></span>answers</span> ${view.hasSignals ? html`<span class="key"><span class="swatch swatch-signals" aria-hidden="true"></span>signals (extra calls)</span> ` : null}${view.hasJudge ? html`<span class="key"><span class="swatch swatch-judge" aria-hidden="true"></span>judge</span>` : null}`;
  return html`<h3>Cost of the measurement</h3>${intro}${figureMarkup({ caption, wide, narrow, data })}`;
}

/** The judge's bill and errors. */
export function judgePart({ calibration, outcomes, runs }: ReportInput): Html {
  const view = judgeView(outcomes, runs);
  if (view === null)
    return html`<h3>Judge</h3><p>No judge was asked: every score comes from a deterministic validator or from an import.</p>`;
  const warning =
    view.judgesItself.length > 0
      ? html`<p class="lead-warning">The judge's model is also the model of ${named(view.judgesItself.join(", "))}: it judged its own answers, and judges tend to prefer those.</p>`
      : null;
  return html`<h3>Judge</h3><dl class="facts"><div><dt>Model</dt><dd>${named(view.models.join(", "))}</dd></div><div><dt>Verdicts</dt><dd>${view.judged}</dd></div><div><dt>Unreadable verdicts</dt><dd>${view.errors}</dd></div>${view.abstained === null ? null : html`<div><dt>Abstained</dt><dd>${view.abstained}</dd></div>`}${view.split === null ? null : html`<div><dt>Votes against</dt><dd>${view.split}</dd></div>`}${view.flips === null ? null : html`<div><dt>Changed with the order</dt><dd>${view.flips}</dd></div>`}<div><dt>List price</dt><dd>${view.cost}</dd></div></dl>${warning}${trustPart(calibration)}`;
}

const TRUST_COLUMNS: readonly Column<TrustRow>[] = [
  { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
  { header: "Judge", cell: ({ judge }) => named(judge) },
  { header: "Human labels", kind: "number", cell: ({ labels }) => labels },
  { header: "Kappa", cell: ({ kappa }) => kappa },
  { header: "Trust", cell: ({ trust }) => trust },
];

/** Whether people agree with the judge: what may be certified depends on it. */
function trustPart(calibration: ReportInput["calibration"]): Html | null {
  const rows = trustView(calibration);
  if (rows.length === 0) return null;
  return tableMarkup({ caption: "How far the judge agrees with people", columns: TRUST_COLUMNS, rows });
}
