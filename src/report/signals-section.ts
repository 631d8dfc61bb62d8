import { counted } from "./format-number.js";
import { type Content, type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { signalCurvePlot } from "./signal-curve-plot.js";
import { signalWorthView, type ThresholdRow, type WorthRow } from "./signal-worth-view.js";
import { signalPlot } from "./signals-plot.js";
import { type SignalRow, signalsView } from "./signals-view.js";
import { type Column, foldedTable, named, tableMarkup, withNote } from "./table-markup.js";

/** More are drawn only where the table uses them, or as the best of a task type. */
const MOST_PANELS = 12;

const SIGNAL_COLUMNS: readonly Column<SignalRow>[] = [
  { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
  { header: "Tier", cell: ({ tier }) => named(tier) },
  { header: "Signal", cell: ({ signal }) => named(signal) },
  { header: "AUROC", kind: "number", cell: ({ auroc }) => auroc },
  { header: "In words", cell: ({ verdict }) => verdict },
  { header: "Unreadable", kind: "number", cell: ({ missing }) => missing },
  {
    header: "Right at each reading",
    cell: ({ bins }) =>
      html`<ul class="plain">${bins.map((bin) => html`<li>${named(bin.label)}: ${bin.words}</li>`)}</ul>`,
  },
];

const THRESHOLD_COLUMNS: readonly Column<ThresholdRow>[] = [
  { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
  { header: "Tier, signal", cell: ({ tier, signal }) => withNote(named(tier), named(signal)) },
  { header: "Answers kept", cell: ({ threshold }) => named(threshold) },
  { header: "Wrong among them", kind: "number", cell: (row) => withNote(row.wrong, row.wrongInterval) },
  { header: "Escalated", kind: "number", cell: (row) => withNote(row.escalated, row.escalatedInterval) },
  { header: "Against always", cell: ({ stronger }) => named(stronger) },
  { header: "Bill", cell: (row) => withNote(moneyWords(row), row.moneyInterval) },
];

/** What each signal of each task type is worth; where none was measured, that. */
export function signalsPart({ calibration, runs }: Pick<ReportInput, "calibration" | "runs">): Html {
  const rows = signalsView(calibration);
  if (rows.length === 0) return html`<h3>Signals</h3><p>No signal was measured, so no cascade could be tried.</p>`;
  const worth = signalWorthView(calibration).filter(({ shown }) => shown !== null);
  const worthOf = (row: SignalRow) =>
    worth.find((one) => one.taskType === row.taskType && one.tier === row.tier && one.signal === row.signal);
  const drawn = rows.length <= MOST_PANELS ? rows : rows.filter((row) => worthOf(row)?.isFirst === true);
  const left = rows.length - drawn.length;
  return html`<h3>Signals</h3><p>A cascade keeps a cheap answer when its signal is high, and asks a stronger tier when it is not. A signal is worth something if it tells right answers from wrong ones, and if so few requests escalate that the bill stays below that of always asking ${named(calibration.options.reference)}.</p>${worthTable(worth, { calibration, runs })}<p>In each pair of charts, first the share of right answers at each reading: the dots of a good signal climb to the right. Then what is wrong among the answers that are kept: the line of a good signal starts low. Left of the dashed line, more requests escalate than break even allows. A red dot loses money, a hollow one is not decided.</p><div class="panels">${drawn.map((row, index) => signalPanel(row, worthOf(row), index))}</div>${left > 0 ? html`<p>${counted(left, "more signal")} in the table above and the numbers below.</p>` : null}<details><summary>The numbers of these charts</summary>${tableMarkup({ caption: "Reliability of signals", columns: SIGNAL_COLUMNS, rows })}${tableMarkup({ caption: "Every threshold against every stronger tier", columns: THRESHOLD_COLUMNS, rows: worth.flatMap(({ all }) => all) })}</details>`;
}

function worthTable(rows: readonly WorthRow[], { calibration, runs }: Pick<ReportInput, "calibration" | "runs">): Html {
  const { reference } = calibration.options;
  const isGate = ({ taskType, signal }: WorthRow) =>
    runs.some(({ signals }) =>
      signals.some((one) => one.kind === "validator" && one.taskType === taskType && one.name === signal),
    );
  const columns: readonly Column<WorthRow>[] = [
    { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
    {
      header: "Tier, signal",
      cell: (row) =>
        withNote(named(row.tier), html`${named(row.signal)}${isGate(row) ? "; gate: a failed check escalates" : null}`),
    },
    { header: "AUROC", kind: "number", cell: (row) => withNote(row.auroc, row.aurocInterval) },
    { header: "AURC", kind: "number", cell: (row) => withNote(row.aurc, row.aurcInterval) },
    { header: "Cost, 1,000 requests", kind: "number", cell: (row) => withNote(row.cost, row.costInterval) },
    { header: "Breaks even at", kind: "number", cell: (row) => withNote(row.breakEven, row.breakEvenNote) },
    { header: "Escalates", kind: "number", cell: escalationCell },
    {
      header: `Against always ${reference}`,
      cell: ({ shown }) => (shown === null ? "–" : withNote(moneyWords(shown), shown.moneyInterval)),
    },
  ];
  return html`${foldedTable({ caption: "What each signal is worth", columns, rows }, ({ isFirst }) => isFirst)}<p>AUROC is the chance that a right answer has a higher reading than a wrong one; 0.5 is a coin. AURC is the mean share of wrong answers over all ways to keep only the most confident ones; lower is better. Above the break-even rate of escalations, 1 − (tier + signal) / ${named(reference)}, a cascade costs more than always asking ${named(reference)}. The measured rate stands beside it: where the table uses the signal, at its threshold; else at the one that escalates about as many answers as are wrong.</p>`;
}

function escalationCell({ shown, isInUse }: WorthRow): Content {
  if (shown === null) return "–";
  const keeps = html`keeps ${named(shown.threshold)}${isInUse ? ", in use" : null}`;
  return html`${shown.escalated}<span class="note">${shown.escalatedInterval}</span><span class="note">${keeps}</span>`;
}

function moneyWords({ money, moneyWords: words }: ThresholdRow): Html {
  return money === "loses" ? html`<strong class="loses">${words}</strong>` : html`${words}`;
}

function signalPanel(row: SignalRow, worth: WorthRow | undefined, index: number): Html {
  const title = `Share right by ${row.signal}: ${row.tier} on ${row.taskType}`;
  const description = row.bins.map(({ label, words }) => `${label}: ${words}.`).join(" ");
  return html`<figure class="panel"><figcaption><strong>${named(row.taskType)}</strong> ${named(row.tier)}, ${named(row.signal)}<span class="note">AUROC ${row.auroc}: ${row.verdict}</span>${worth === undefined ? null : html`<span class="note">${worth.aurcWords}</span>`}</figcaption>${signalPlot(row, { id: `signal-${index}`, title, description })}${worth === undefined ? null : curveChart(worth, index)}</figure>`;
}

function curveChart(worth: WorthRow, index: number): Html {
  const title = `Wrong among kept answers by ${worth.signal}: ${worth.tier} on ${worth.taskType}`;
  const description = worth.curve
    .map((row) => `Keeping ${row.threshold}: ${row.wrong} wrong, ${row.escalated} escalate, ${row.moneyWords}.`)
    .join(" ");
  return signalCurvePlot(worth, { id: `signal-curve-${index}`, title, description });
}
