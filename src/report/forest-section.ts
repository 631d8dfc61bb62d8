import { cascadesPart } from "./cascades-section.js";
import { figureMarkup } from "./figure-markup.js";
import { type ForestForm, forestPlot } from "./forest-plot.js";
import { type ForestRow, type ForestView, forestView } from "./forest-view.js";
import { counted, percent, points } from "./format-number.js";
import { type Html, html } from "./html.js";
import type { ReportInput } from "./report-input.js";
import { sectionMarkup } from "./section-markup.js";
import { slicesPart } from "./slices-section.js";
import { type Column, named, tableMarkup, withNote } from "./table-markup.js";

const MOST_DRAWN = 30;
/** Lines of one drawing, headings included. */
const MOST_ROWS = 26;

const COLUMNS: readonly Column<ForestRow>[] = [
  { header: "Task type", kind: "row", cell: ({ taskType }) => named(taskType) },
  { header: "Tier", cell: ({ tier }) => named(tier) },
  { header: "Difference (interval), points", kind: "number", cell: ({ words }) => words },
  { header: "Verdict", cell: ({ verdictWords }) => verdictWords },
  { header: "Paired items", kind: "number", cell: ({ n }) => n },
  { header: "Only reference right / only tier right", kind: "number", cell: ({ discordant }) => discordant },
  { header: "Test", cell: ({ test }) => test },
  { header: "p, Holm", kind: "number", cell: ({ adjustedPValue, level }) => withNote(adjustedPValue, level) },
  { header: "Chance of a loss below the margin", kind: "number", cell: ({ posterior }) => posterior },
  { header: "Items needed", kind: "number", cell: ({ itemsNeeded }) => itemsNeeded },
];

/** Every tier on every task type against the reference. */
export function forestSection({ calibration }: ReportInput): Html {
  const view = forestView(calibration);
  if (view.groups.length === 0) return sectionMarkup("tiers", html`<p>There is no second tier to compare.</p>`);
  const drawn = view.groups.slice(0, MOST_DRAWN);
  const left = view.groups.length - drawn.length;
  const { reference, margin, confidence } = calibration.options;
  const title = `Quality of each tier minus ${reference}, by task type`;
  const draw = (form: ForestForm) => {
    const sheets = sheetsOf(drawn).map((groups, index) => {
      const text = { id: `forest-${form}-${index}`, title, description: describe(groups) };
      return forestPlot({ ...view, groups }, form, text);
    });
    return html`${sheets}`;
  };
  return sectionMarkup(
    "tiers",
    html`${figureMarkup({
      caption: html`Quality minus that of ${named(reference)} on the same items, with ${percent(confidence, 0)} intervals. A tier is <em>good enough</em> (filled circle) once a test puts it right of the dashed margin, ${points(margin)} below; <em>worse</em> is a cross, <em>undecided</em> an open diamond.`,
      wide: draw("wide"),
      narrow: draw("narrow"),
      data: tableMarkup({
        caption: "Each tier against the reference",
        columns: COLUMNS,
        rows: view.groups.flatMap(({ rows }) => rows),
      }),
    })}${left > 0 ? html`<p>${counted(left, "more task type")} in the table of numbers only.</p>` : null}${cascadesPart({ calibration })}${slicesPart({ calibration })}`,
  );
}

/** Drawings that each fit on a page of paper. */
function sheetsOf(groups: ForestView["groups"]): readonly ForestView["groups"][] {
  const sheets: ForestView["groups"][number][][] = [];
  let rows = MOST_ROWS;
  for (const group of groups) {
    rows += group.rows.length + 1;
    if (rows > MOST_ROWS) {
      sheets.push([]);
      rows = group.rows.length + 1;
    }
    sheets.at(-1)?.push(group);
  }
  return sheets;
}

function describe(groups: ForestView["groups"]): string {
  return groups
    .flatMap(({ rows }) =>
      rows.map(({ taskType, tier, words, verdictWords }) => `${taskType}, ${tier}: ${words} points, ${verdictWords}.`),
    )
    .join(" ");
}
