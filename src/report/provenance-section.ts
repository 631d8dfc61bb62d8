import { type Html, html } from "./html.js";
import { methodNotes } from "./method-notes.js";
import { type Fact, provenanceView } from "./provenance-view.js";
import type { ReportInput } from "./report-input.js";
import { sectionMarkup } from "./section-markup.js";
import { named, tableMarkup } from "./table-markup.js";

/** Where the numbers come from, and what they promise. */
export function provenanceSection(input: ReportInput): Html {
  const view = provenanceView(input);
  const notes = methodNotes(input.calibration);
  const list = (texts: readonly string[]) => html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
  return sectionMarkup(
    "provenance",
    html`<h3>What is promised</h3>${list(notes.promised)}<h3>What is not</h3>${list(notes.notPromised)}<h3>Table</h3>${facts(view.facts)}<h3>Options</h3>${facts(view.options)}<h3>Runs</h3><ul class="plain">${view.runs.map(({ runId, facts }) => html`<li><code>${named(runId)}</code><span class="note">${named(facts.join(", "))}</span></li>`)}</ul><h3>Models</h3>${tableMarkup(
      {
        caption: "Models asked and models that served",
        columns: [
          { header: "Tier", kind: "row", cell: ({ tier }) => named(tier) },
          { header: "Asked for", cell: ({ asked }) => html`<code>${named(asked)}</code>` },
          { header: "Served", cell: ({ served }) => html`<code>${named(served)}</code>` },
          { header: "Parameters", cell: ({ params }) => named(params) },
        ],
        rows: view.models,
      },
    )}<h3>Datasets</h3>${tableMarkup({
      caption: "Datasets",
      columns: [
        { header: "Dataset", kind: "row", cell: ({ id }) => named(id) },
        { header: "Version", cell: ({ version }) => named(version) },
        { header: "Items", kind: "number", cell: ({ items }) => items },
        { header: "Clusters", kind: "number", cell: ({ clusters }) => clusters },
        { header: "Licence", cell: ({ license }) => named(license) },
        { header: "SHA-256", cell: ({ sha256 }) => html`<code class="hash">${named(sha256)}</code>` },
      ],
      rows: view.datasets,
    })}<h3>Prompts</h3>${tableMarkup({
      caption: "Hash of the prompt of each task type",
      columns: [
        { header: "Task type", kind: "row", cell: ([taskType]) => named(taskType) },
        { header: "SHA-256", cell: ([, hash]) => html`<code class="hash">${named(hash)}</code>` },
      ],
      rows: view.prompts,
    })}`,
  );
}

function facts(list: readonly Fact[]): Html {
  return html`<dl class="facts">${list.map(([name, value]) => html`<div><dt>${name}</dt><dd>${named(value)}</dd></div>`)}</dl>`;
}
