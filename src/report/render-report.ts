/**
 * Turns a calibration, its table and its outcomes into one HTML file. Knows how
 * to show numbers, not how to compute them: no statistics, no store, no clock.
 * @module
 */
import { bannerSection } from "./banner-section.js";
import { failuresSection } from "./failures-section.js";
import { forestSection } from "./forest-section.js";
import { counted } from "./format-number.js";
import { type Html, html } from "./html.js";
import { measurementSection } from "./measurement-section.js";
import { pageText } from "./page.js";
import { provenanceSection } from "./provenance-section.js";
import type { ReportInput } from "./report-input.js";
import { scatterSection } from "./scatter-section.js";
import { SECTIONS } from "./section-markup.js";
import { STYLE } from "./style.js";
import { verdictSection } from "./verdict-section.js";

/**
 * One self-contained page: no script, no request, readable in both colour
 * schemes, on a phone and on paper.
 *
 * @returns the same bytes for the same input
 */
export function renderReport(input: ReportInput): string {
  const body = html`<a class="skip" href="#main">Skip to the verdict</a>${pageHeader(input)}<main id="main" tabindex="-1">${bannerSection(input)}${verdictSection(input)}${scatterSection(input)}${forestSection(input)}${measurementSection(input)}${failuresSection(input)}${provenanceSection(input)}</main><footer><p>Made by tierbench ${input.toolVersion} from table ${input.table.tableId}. This file runs no script and loads nothing.</p></footer>`;
  return pageText("Routing report", STYLE, body);
}

function pageHeader({ calibration, table }: ReportInput): Html {
  const items = calibration.taskTypes.reduce((sum, decision) => sum + decision.items, 0);
  const made = table.provenance.createdAt.slice(0, 10);
  return html`<header><h1>Routing report</h1><p class="subtitle">${counted(calibration.tierOrder.length, "tier")} on ${counted(items, "item")} of ${counted(calibration.taskTypes.length, "task type")}; table of ${made}</p><nav aria-label="Sections"><ul>${SECTIONS.map(({ id, link }) => html`<li><a href="#${id}">${link}</a></li>`)}</ul></nav></header>`;
}
