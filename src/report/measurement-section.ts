import { type AnswerCostRow, answerCostView } from "./answer-cost-view.js";
import { cachePart } from "./cache-section.js";
import { costPart, judgePart } from "./cost-section.js";
import { type EndingRow, endingsView } from "./endings-view.js";
import { figureMarkup } from "./figure-markup.js";
import { count, counted } from "./format-number.js";
import { type Html, html } from "./html.js";
import { latencyPlot } from "./latency-plot.js";
import { type LatencyRow, latencyView } from "./latency-view.js";
import type { ReportInput } from "./report-input.js";
import { sectionMarkup } from "./section-markup.js";
import { signalsPart } from "./signals-section.js";
import { type Column, foldedTable, named, tableMarkup } from "./table-markup.js";

const LATENCY_COLUMNS: readonly Column<LatencyRow>[] = [
  { header: "Task type", kind: "row", cell: ({ scope }) => named(scope) },
  { header: "Tier", cell: ({ tier }) => named(tier) },
  { header: "Median", kind: "number", cell: ({ p50 }) => p50 },
  { header: "95th percentile", kind: "number", cell: ({ p95 }) => p95 },
  { header: "Mean (interval)", kind: "number", cell: ({ mean }) => mean },
];

const ANSWER_COST_COLUMNS: readonly Column<AnswerCostRow>[] = [
  { header: "Task type", kind: "row", cell: ({ scope }) => named(scope) },
  { header: "Tier", cell: ({ tier }) => named(tier) },
  { header: "Median", kind: "number", cell: ({ p50 }) => p50 },
  { header: "95th percentile", kind: "number", cell: ({ p95 }) => p95 },
  { header: "Mean (interval)", kind: "number", cell: ({ mean }) => mean },
];

/** The bill, the speed, the signals, the judge, and how calls ended. */
export function measurementSection(input: ReportInput): Html {
  return sectionMarkup("measurement", [
    costPart(input),
    answerCostPart(input),
    ...cachePart(input),
    latencyPart(input),
    signalsPart(input),
    judgePart(input),
    endingsPart(input),
  ]);
}

/** Costs have long tails, of which a mean says little. */
function answerCostPart({ calibration }: ReportInput): Html | null {
  const rows = answerCostView(calibration);
  if (rows.length === 0) return null;
  return html`<h3>Cost of one answer</h3>${foldedTable({ caption: "Cost of one answer at list price, without signals", columns: ANSWER_COST_COLUMNS, rows }, (_, index) => index < calibration.overall.length)}`;
}

function latencyPart({ calibration }: ReportInput): Html {
  const view = latencyView(calibration);
  if (view === null) return html`<h3>Latency</h3><p>Latency was not measured.</p>`;
  const text = {
    title: "Latency by tier",
    description: view.rows
      .slice(0, calibration.overall.length)
      .map(({ tier, p50, p95 }) => `${tier}: median ${p50}, 95th percentile ${p95}.`)
      .join(" "),
  };
  return html`<h3>Latency</h3>${figureMarkup({
    caption: "Of calls that answered, from sending to the last byte, over all task types.",
    wide: latencyPlot(view, 760, { id: "latency-wide", ...text }),
    narrow: latencyPlot(view, 340, { id: "latency-narrow", ...text }),
    data: tableMarkup({ caption: "Latency by task type and tier", columns: LATENCY_COLUMNS, rows: view.rows }),
  })}`;
}

function endingsPart({ calibration, outcomes }: ReportInput): Html {
  const view = endingsView(outcomes, calibration.tierOrder);
  const columns: readonly Column<EndingRow>[] = [
    {
      header: "Ending",
      kind: "row",
      cell: ({ outcomeClass, words }) =>
        html`<code>${named(outcomeClass)}</code>${words === "" ? null : html`<span class="note">${words}</span>`}`,
    },
    { header: "Counts as", cell: ({ isAnswer }) => (isAnswer ? "an answer" : "missing, never wrong") },
    ...view.tiers.map(
      (tier, index): Column<EndingRow> => ({
        header: tier,
        kind: "number",
        cell: ({ counts }) => count(counts[index] ?? 0),
      }),
    ),
    { header: "All", kind: "number", cell: ({ total }) => count(total) },
  ];
  const missing =
    view.missing === 0
      ? "None is missing."
      : `${counted(view.missing, "cell")} of ${count(view.cells)} ${view.missing === 1 ? "is" : "are"} missing: an outage is not a wrong answer.`;
  return html`<h3>How calls ended</h3><p>${missing}</p>${tableMarkup({ caption: "Endings by tier", columns, rows: view.rows })}`;
}
