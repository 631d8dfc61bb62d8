import { type Content, type Html, html } from "./html.js";

/** Sections of the page, in order, with the ids that links inside the page use. */
export const SECTIONS = [
  { id: "verdict", title: "Verdict", link: "Verdict" },
  { id: "trade-off", title: "Cost and quality", link: "Cost and quality" },
  { id: "tiers", title: "Each tier against the reference", link: "Tiers" },
  { id: "measurement", title: "Cost, speed and signals", link: "Cost, speed, signals" },
  { id: "failures", title: "Where a cheap tier failed and the reference did not", link: "Failures" },
  { id: "provenance", title: "Provenance and method", link: "Provenance and method" },
] as const;
export type SectionId = (typeof SECTIONS)[number]["id"];

export function sectionMarkup(id: SectionId, content: Content): Html {
  const title = SECTIONS.find((section) => section.id === id)?.title ?? id;
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>${content}</section>`;
}
