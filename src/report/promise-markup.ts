import { type Html, html } from "./html.js";
import type { Ground, PromiseView } from "./promise-view.js";
import { named } from "./table-markup.js";
import { clipText } from "./visible-text.js";

/** Characters of small print before the rest is folded away: a list of break-even costs names every task type. */
const LONGEST_DETAIL = 320;

/** What is promised of the table, in a block of its own under the headline. */
export function promiseMarkup({ isCertified, promise, smallPrint }: PromiseView): Html {
  return html`<div class="${isCertified ? "promise promise-kept" : "promise"}"><h3>What is promised</h3><p class="lead">${named(promise)}</p>${smallPrint === "" ? null : html`<p class="note">${smallPrint}</p>`}</div>`;
}

/** What the choice rests on, and what speaks against routing. */
export function groundsMarkup({ grounds, advice }: PromiseView): Html {
  return html`${advice.length === 0 ? null : html`<div class="advice"><h3>Advice</h3><ul>${advice.map((text) => html`<li>${named(text)}</li>`)}</ul></div>`}${grounds.length === 0 ? null : html`<dl class="grounds">${grounds.map(groundMarkup)}</dl>`}`;
}

function groundMarkup({ name, statement, detail }: Ground): Html {
  const { shown, more } = clipText(detail, LONGEST_DETAIL);
  const rest = html`<details><summary>In full</summary><p class="note">${named(detail)}</p></details>`;
  return html`<div><dt>${name}</dt><dd><strong>${named(statement)}</strong><span class="note">${named(more > 0 ? `${wholeWords(shown)} …` : detail)}</span>${more > 0 ? rest : null}</dd></div>`;
}

/** Without the word that the cut went through. */
function wholeWords(text: string): string {
  const end = text.lastIndexOf(" ");
  return end < 0 ? text : text.slice(0, end);
}
