/** Cases that a printed report shows; a screen shows them all. */
export const PRINTED_CASES = 12;

/** A4: nothing cut off, nothing folded away, but of the failures only the first, without their prompts. */
export const PRINT_STYLE = `
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .skip { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { margin-top: 2rem; }
  h2, h3, caption, summary, figcaption { break-after: avoid; }
  figcaption, p { break-inside: avoid; }
  figcaption { font-size: 9pt; }
  summary { font-size: 8pt; }
  h2 { font-size: 15pt; }
  .verdict-sentence { font-size: 19pt; }
  .figure-value { font-size: 17pt; }
  .figures { grid-template-columns: repeat(4, 1fr); gap: 1rem; margin: 1.25rem 0; }
  .figures .note { font-size: 7.5pt; }
  .figures dt { font-size: 8pt; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  caption, thead th, .note, .text, .more, .facts dt { font-size: 7.5pt; }
  th, td { padding: 0.35rem 0.6rem 0.35rem 0; overflow-wrap: break-word; }
  .text, .stack th, .stack td { overflow-wrap: anywhere; }
  tbody th { min-width: 0; }
  td.number .note { white-space: normal; }
  td .hash { min-width: 0; }
  thead { display: table-header-group; }
  tr, .figure-tile, .banner, .promise, .advice, .grounds > div, .panel, .chart { break-inside: avoid; }
  .chart { max-height: 235mm; width: auto; }
  .lead { font-size: 11pt; }
  .small { font-size: 8pt; }
  .badge { padding: 0 0.3rem; font-size: 7pt; }
  .promise, .advice { padding: 0.6rem 0.9rem; }
  .grounds strong { font-size: 10pt; }
  .tier { font-size: 10pt; }
  .only-wide { display: block; }
  .only-narrow { display: none; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; opacity: 1; }
  details > summary { list-style: none; color: var(--quiet); }
  details > summary::before { content: ""; }
  #failures details, #failures tbody tr:nth-child(n + ${PRINTED_CASES + 1}) { display: none; }
  .only-print { display: block; }
  a { color: inherit; text-decoration: none; }
}`;
