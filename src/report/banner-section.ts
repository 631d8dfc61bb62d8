import type { Calibration } from "../core/calibration.js";
import { counted } from "./format-number.js";
import { type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { named } from "./table-markup.js";

const MOST_SHOWN = 8;
const MOST_PLACES = 4;

/** What must be known before any number is read. */
export function bannerSection({ calibration, table }: Pick<ReportInput, "calibration" | "table">): Html {
  const { simulated, missing, warnings } = calibration;
  const notes = [...(missing.length > 0 ? [missingNote(missing)] : []), ...warnings.map((warning) => named(warning))];
  return html`${simulated || table.provenance.simulated ? simulatedBanner() : null}${notes.length > 0 ? notesBanner(notes) : null}`;
}

function simulatedBanner(): Html {
  return html`<aside class="banner banner-loud" aria-label="Simulated responses"><p><strong>Simulated responses.</strong> A simulator played the models. These numbers show how the tool works; they are never evidence about a real model.</p></aside>`;
}

function missingNote(missing: Calibration["missing"]): Html {
  const cells = missing.reduce((sum, entry) => sum + entry.cells, 0);
  const shown = missing.slice(0, MOST_PLACES);
  const rest = missing.length - shown.length;
  const places = shown.map(
    ({ taskType, tier, cells, of }) => html`${named(taskType)} on ${named(tier)} ${cells} of ${of}`,
  );
  return html`<strong>${counted(cells, "answer")} missing</strong>, counted neither as right nor as wrong: ${commaSeparated(places)}${rest > 0 ? `, and ${rest} more` : ""}.`;
}

function commaSeparated(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => html`${index > 0 ? ", " : ""}${part}`)}`;
}

function notesBanner(notes: readonly Html[]): Html {
  const list = (shown: readonly Html[]) => html`<ul>${shown.map((note) => html`<li>${note}</li>`)}</ul>`;
  const rest = notes.slice(MOST_SHOWN);
  return html`<aside class="banner" aria-label="Before you read on">${list(notes.slice(0, MOST_SHOWN))}${rest.length > 0 ? html`<details><summary>${rest.length} more</summary>${list(rest)}</details>` : null}</aside>`;
}
