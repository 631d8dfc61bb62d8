import { CHART_STYLE } from "./style-chart.js";
import { PRINT_STYLE } from "./style-print.js";

const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --raised: #f6f7f9; --ink: #1a1f26; --quiet: #535d69; --rule: #d9dee4; --grid: #e8ebef;
  --blue: #0b5cad; --blue-soft: #e3eefa; --amber: #8a4b00; --amber-soft: #fdf1de; --red: #a3331f; --red-soft: #fbeae6;
  --bar-1: #0b5cad; --bar-2: #6ba6dd; --bar-3: #c27a1a;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --raised: #1c2229; --ink: #e7eaee; --quiet: #a3adb9; --rule: #343d48; --grid: #262d36;
    --blue: #7db7f0; --blue-soft: #17304a; --amber: #f0b35e; --amber-soft: #3a2a10; --red: #f49a86; --red-soft: #42201a;
    --bar-1: #5b9fe0; --bar-2: #35608c; --bar-3: #d99a45;
  }
}`;

const TEXT = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem 2rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere;
}
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0; font-size: 1.125rem; font-weight: 650; letter-spacing: 0.01em; }
h2 { margin: 0 0 1rem; font-size: 1.5rem; font-weight: 650; letter-spacing: -0.01em; }
h3 { margin: 2.25rem 0 0.5rem; font-size: 1.0625rem; font-weight: 650; }
p, ul { margin: 0 0 0.75rem; max-width: 44rem; }
ul { padding-left: 1.25rem; }
li + li { margin-top: 0.35rem; }
ul.plain { padding: 0; list-style: none; }
a { color: var(--blue); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -6rem; padding: 0.6rem 1rem; background: var(--ink); color: var(--paper); }
.skip:focus { top: 1rem; z-index: 1; }
header { display: grid; gap: 0.25rem; margin-bottom: 2rem; padding-bottom: 1rem; border-bottom: 1px solid var(--rule); }
.subtitle { margin: 0; color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; margin: 0.5rem 0 0; padding: 0; max-width: none; list-style: none; font-size: 0.9375rem; }
nav li + li { margin: 0; }
nav a { display: inline-block; padding: 0.25rem 0; }
section { margin-top: 4rem; }
section:first-of-type { margin-top: 1.75rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--quiet); font-size: 0.875rem; }
code { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
.note { display: block; color: var(--quiet); font-size: 0.8125rem; line-height: 1.45; font-weight: 400; }
.quiet { color: var(--quiet); }
.small { font-size: 0.875rem; line-height: 1.45; display: block; }
.more { margin: 0.25rem 0 0; color: var(--quiet); font-size: 0.8125rem; font-style: italic; }
details { margin: 0.5rem 0 0; }
summary { display: inline-block; padding: 0.2rem 0; color: var(--blue); font-size: 0.875rem; cursor: pointer; }
summary::before { content: "+ "; }
details[open] > summary::before { content: "\\2212 "; }
summary:hover { text-decoration: underline; }`;

const PARTS = `
.banner { margin: 0 0 1rem; padding: 0.85rem 1.1rem; border-left: 4px solid var(--amber); background: var(--amber-soft); }
.banner p, .banner ul { margin: 0; max-width: 60rem; }
.banner ul { padding: 0; list-style: none; }
.banner-loud { border: 2px solid var(--amber); border-left-width: 10px; font-size: 1.0625rem; }
#verdict > h2 { margin: 0 0 0.25rem; color: var(--quiet); font-size: 0.9375rem; letter-spacing: 0; }
.verdict-sentence { margin: 0 0 0.75rem; max-width: 56rem; font-size: clamp(1.5rem, 1.1rem + 1.9vw, 2.25rem); line-height: 1.22; font-weight: 650; letter-spacing: -0.018em; text-wrap: balance; }
.name-whole { white-space: nowrap; }
.lead { max-width: 50rem; font-size: 1.0625rem; }
.lead-warning { padding: 0.7rem 1rem; border-left: 4px solid var(--red); background: var(--red-soft); font-weight: 600; }
.promise, .advice { margin: 1.5rem 0 0; padding: 0.9rem 1.1rem; border-left: 4px solid var(--rule); background: var(--raised); }
.promise-kept { border-color: var(--blue); background: var(--blue-soft); }
.promise h3, .advice h3 { margin: 0 0 0.35rem; font-size: 0.9375rem; }
.promise p, .advice ul { margin: 0; max-width: 56rem; }
.promise .lead { font-weight: 600; }
.promise .note { margin-top: 0.35rem; color: inherit; }
.advice { border-left-color: var(--amber); }
.grounds { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1.25rem 2rem; margin: 1.75rem 0 0; }
.grounds dt { color: var(--quiet); font-size: 0.875rem; }
.grounds dd { margin: 0.1rem 0 0; }
.grounds strong { font-weight: 650; }
.grounds .note { margin-top: 0.2rem; max-width: 36rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 1.25rem 2rem; margin: 2rem 0; }
.figures + .note { margin-top: -0.75rem; max-width: 56rem; }
.figure-tile { padding-top: 0.75rem; border-top: 2px solid var(--ink); }
.figures dt { color: var(--quiet); font-size: 0.875rem; }
.figures dd { margin: 0; }
.figure-value { display: block; margin: 0.1rem 0 0.25rem; font-size: 2rem; line-height: 1.15; font-weight: 650; letter-spacing: -0.02em; }
.tier { font-size: 1.0625rem; }
.badge { display: inline-block; padding: 0.1rem 0.55rem; border: 1.5px solid currentColor; border-radius: 1rem; font-size: 0.8125rem; font-weight: 650; white-space: nowrap; }
.badge-certified { background: var(--blue); border-color: var(--blue); color: var(--paper); }
.badge-within { background: var(--blue-soft); color: var(--blue); }
.badge-estimated { color: var(--blue); }
.badge-insufficient-data { border-style: dashed; color: var(--amber); }
.badge-manual { border-style: dotted; color: var(--quiet); }
.scroll { margin: 0.5rem 0 0; overflow-x: auto; overscroll-behavior-x: contain; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.45; }
caption { padding: 0.25rem 0 0.5rem; text-align: left; color: var(--quiet); font-size: 0.8125rem; }
th, td { padding: 0.65rem 1.25rem 0.65rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--rule); overflow-wrap: break-word; }
thead th { padding-top: 0.35rem; padding-bottom: 0.35rem; border-top: 0; border-bottom: 1.5px solid var(--ink); color: var(--quiet); font-size: 0.8125rem; font-weight: 600; vertical-align: bottom; }
tbody tr:first-child > * { border-top: 0; }
tbody th { font-weight: 650; min-width: 8rem; }
th:last-child, td:last-child { padding-right: 0.5rem; }
.number { text-align: right; }
td.number .note { white-space: nowrap; }
.row-own > * { background: var(--blue-soft); }
.row-own > :first-child { box-shadow: inset 4px 0 var(--blue); padding-left: 0.9rem; }
.row-bound > * { color: var(--quiet); font-style: italic; }
.stack { table-layout: fixed; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 0.75rem 2rem; margin: 0.5rem 0; }
.facts dt { color: var(--quiet); font-size: 0.8125rem; }
.facts dd { margin: 0; font-size: 0.9375rem; }
.hash { font-size: 0.75rem; word-break: break-all; }
td .hash { display: block; min-width: 16rem; }
.text { overflow: hidden; white-space: pre-wrap; overflow-wrap: anywhere; font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; unicode-bidi: isolate; }
.text + .text { margin-top: 0.4rem; }
.item-id { display: block; }
figure { margin: 1rem 0 0; }
figcaption { max-width: 46rem; margin-bottom: 0.75rem; color: var(--quiet); font-size: 0.9375rem; }
figcaption strong, figcaption em { color: var(--ink); }
.key { display: inline-block; margin-right: 1.25rem; white-space: nowrap; }
.swatch { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; vertical-align: -0.05em; }
.swatch-answers { background: var(--bar-1); } .swatch-signals { background: var(--bar-2); } .swatch-judge { background: var(--bar-3); }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1.25rem 2rem; }
.loses { color: var(--red); }
.panel figcaption { margin-bottom: 0.25rem; font-size: 0.875rem; }
.only-narrow, .only-print { display: none; }`;

const PHONE = `
@media screen and (max-width: 47.5rem) {
  body { padding: 1.25rem 1rem 3rem; }
  section { margin-top: 3rem; }
  .only-wide { display: none; }
  .only-narrow { display: block; }
  .figures { grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); gap: 1.25rem; }
  .figure-value { font-size: 1.5rem; }
  .scroll { background: linear-gradient(to left, var(--paper) 50%, transparent) right / 3rem 100% no-repeat local, linear-gradient(to left, var(--rule), transparent) right / 1.25rem 100% no-repeat scroll; }
  .scroll > table:not(.stack) { width: max-content; min-width: 100%; max-width: 80rem; }
  .scroll > table:not(.stack) tr > :first-child { position: sticky; left: 0; background: var(--paper); }
  .scroll > table:not(.stack) .row-own > :first-child { background: var(--blue-soft); }
  .stack, .stack tbody, .stack tr, .stack th, .stack td, .stack caption { display: block; width: auto; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tbody tr { padding: 1rem 0; border-top: 1.5px solid var(--ink); }
  .stack tbody tr > * { padding: 0; border: 0; }
  .stack tbody tr > * + * { margin-top: 0.75rem; }
  .stack tbody th { font-size: 1.0625rem; }
  .stack td::before { content: attr(data-label); display: block; color: var(--quiet); font-size: 0.75rem; }
}`;

/** The page's one style sheet. */
export const STYLE = `${COLOURS}${TEXT}${PARTS}${PHONE}${CHART_STYLE}${PRINT_STYLE}\n`;
